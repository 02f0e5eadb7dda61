#include "ui/models/seriesfeed.h"

#include "history/historystore.h"
#include "history/liveseries.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr int intervalsInGap = 3;
/// The live series cover an hour: until they have grown by this much past what was read, nothing is missing.
constexpr Millis rereadAfter = std::chrono::minutes(10);

Millis leastDistance(const std::vector<Point> &points)
{
    Millis least(0);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Millis distance = points[i].at - points[i - 1].at;
        least = i == 1 ? distance : std::min(least, distance);
    }
    return least;
}

} // namespace

SeriesFeed::SeriesFeed(HistoryStore &history, const LiveSeries &live, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_live(live)
{
}

void SeriesFeed::watch(std::vector<SeriesKey> series)
{
    m_series = std::move(series);
    m_past.clear();
    m_points.clear();
    reload();
    update();
}

void SeriesFeed::setRange(TimePoint from, TimePoint to, Millis step)
{
    m_range = {from, to, step};
    if (!isLoaded())
        reload();
    update();
}

bool SeriesFeed::isLoaded() const
{
    return m_range.step == m_loaded.step && m_range.from >= m_loaded.from
        && m_range.to <= m_loaded.to + rereadAfter;
}

void SeriesFeed::reload()
{
    if (m_range.to <= m_range.from)
        return;
    m_loaded = m_range;
    ++m_reading;
    for (const SeriesKey &series : m_series)
        readPast(series);
}

void SeriesFeed::readPast(const SeriesKey &series)
{
    // What lies just before the range leads into its first column.
    const Millis before = intervalsInGap * std::max(m_loaded.step, Millis(std::chrono::minutes(1)));
    m_history.read(series, m_loaded.from - before, m_loaded.to, m_loaded.step)
        .then(this, [this, series, reading = m_reading](const Result<std::vector<Point>> &points) {
            if (reading != m_reading || !points)
                return; // a history in trouble says so itself; the live series go on
            m_past.insert(series, {*points, leastDistance(*points)});
            update();
        });
}

void SeriesFeed::update()
{
    for (const SeriesKey &series : m_series)
        m_points.insert(series, merged(series));
    Q_EMIT changed();
}

const std::vector<Point> &SeriesFeed::points(const SeriesKey &series) const
{
    static const std::vector<Point> none;
    const auto found = m_points.constFind(series);
    return found == m_points.cend() ? none : *found;
}

Millis SeriesFeed::gapAfter(const SeriesKey &series, Millis interval) const
{
    return intervalsInGap * std::max(interval, m_past.value(series).column);
}

std::vector<Point> SeriesFeed::merged(const SeriesKey &series) const
{
    const std::vector<LiveSeries::Value> live =
        m_live.read(series, m_range.from - rereadAfter, m_range.to + Millis(1));
    const Past past = m_past.value(series);
    std::vector<Point> points;
    points.reserve(past.points.size() + live.size());
    for (const Point &point : past.points) {
        if (live.empty() || point.at < live.front().at)
            points.push_back(point);
    }
    for (const LiveSeries::Value &value : live)
        points.push_back({value.at, value.value, value.value, value.value, value.value});
    return points;
}

} // namespace crescendo
