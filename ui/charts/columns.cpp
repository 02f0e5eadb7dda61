#include "ui/charts/columns.h"

#include <algorithm>
#include <optional>

namespace crescendo {
namespace {

/// Walks over columns from left to right, and over points with them.
class Scan {
public:
    Scan(const std::vector<Point> &points, const ColumnRequest &request)
        : m_points(points)
        , m_request(request)
        , m_next(std::ranges::lower_bound(points, request.from, {}, &Point::at))
    {
    }

    Column column(int index)
    {
        Column column;
        takeValueAt(timeOf(index), column);
        const double end = timeOf(index + 1);
        for (; m_next != m_points.end() && millis(*m_next) < end; ++m_next)
            take(valueOf(*m_next), m_next->min, m_next->max, column);
        takeValueAt(end, column);
        return column;
    }

private:
    static double millis(const Point &point) { return static_cast<double>(toMillis(point.at)); }
    double gapAfter() const { return static_cast<double>(m_request.gapAfter.count()); }
    double valueOf(const Point &point) const
    {
        return m_request.between == Between::Holds ? point.last : point.mean;
    }
    double timeOf(int index) const
    {
        const auto span = static_cast<double>((m_request.to - m_request.from).count());
        return static_cast<double>(toMillis(m_request.from)) + span * index / m_request.width;
    }

    static void take(double value, double min, double max, Column &column)
    {
        if (!column.isKnown)
            column = {value, value, min, max, true};
        column.last = value;
        column.min = std::min(column.min, min);
        column.max = std::max(column.max, max);
    }

    /// Takes the value at a time between the last point passed and the next one; none within a gap.
    void takeValueAt(double time, Column &column) const
    {
        if (const std::optional<double> value = valueAt(time))
            take(*value, *value, *value, column);
    }

    std::optional<double> valueAt(double time) const
    {
        if (m_next == m_points.begin())
            return std::nullopt;
        const Point &before = *std::prev(m_next);
        const bool holds = m_request.between == Between::Holds;
        if (m_next == m_points.end())
            return holds && time < millis(before) + gapAfter() ? std::optional(before.last) : std::nullopt;
        const double distance = millis(*m_next) - millis(before);
        if (distance > gapAfter())
            return std::nullopt;
        if (holds || distance <= 0)
            return before.last;
        return before.mean + (m_next->mean - before.mean) * (time - millis(before)) / distance;
    }

    const std::vector<Point> &m_points;
    const ColumnRequest &m_request;
    std::vector<Point>::const_iterator m_next;
};

} // namespace

std::vector<Column> prepareColumns(const std::vector<Point> &points, const ColumnRequest &request)
{
    std::vector<Column> columns;
    if (request.width <= 0 || request.to <= request.from)
        return columns;
    columns.reserve(static_cast<std::size_t>(request.width));
    Scan scan(points, request);
    for (int i = 0; i < request.width; ++i)
        columns.push_back(scan.column(i));
    return columns;
}

Stretch wholeColumns(const Stretch &range, int count)
{
    if (count <= 0)
        return range;
    const qint64 length = std::max<qint64>(1, ((range.to - range.from).count() + count - 1) / count);
    const qint64 end = (toMillis(range.to) + length - 1) / length * length;
    return {fromMillis(end - length * count), fromMillis(end)};
}

std::vector<Stretch> silencesOf(const std::vector<Point> &points, const Stretch &range, Millis gapAfter,
                                const std::vector<Stretch> &outages)
{
    std::vector<Stretch> silences;
    const TimePoint first = points.empty() ? range.to : points.front().at;
    for (const Stretch &outage : outages) {
        const bool hasBegin = outage.from > TimePoint::min(); // else nothing had been heard before
        const Stretch silence{std::max(outage.from, range.from), std::min({outage.to, first, range.to})};
        if (hasBegin && (points.empty() || outage.to <= first + gapAfter) && silence.from < silence.to)
            silences.push_back(silence);
    }
    const auto add = [&](TimePoint from, TimePoint to) {
        const Stretch silence{std::max(from, range.from), std::min(to, range.to)};
        if (to - from > gapAfter && silence.from < silence.to)
            silences.push_back(silence);
    };
    for (std::size_t i = 1; i < points.size(); ++i)
        add(points[i - 1].at, points[i].at);
    if (!points.empty())
        add(points.back().at, range.to);
    return silences;
}

std::vector<Stretch> backfilledIn(const std::vector<Point> &points, const Stretch &range, Millis gapAfter)
{
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const TimePoint next = i + 1 < points.size() ? points[i + 1].at : range.to;
        const Stretch own{std::max(points[i].at, range.from),
                          std::min({next, points[i].at + gapAfter, range.to})};
        if (!points[i].backfilled || own.from >= own.to)
            continue;
        if (!stretches.empty() && stretches.back().to == own.from)
            stretches.back().to = own.to;
        else
            stretches.push_back(own);
    }
    return stretches;
}

} // namespace crescendo
