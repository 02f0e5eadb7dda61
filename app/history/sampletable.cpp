#include "history/sampletable.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace crescendo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<Resolution, 3> resolutions{{
    {Seconds(10), minutes(10)},
    {minutes(1), hours(1)},
    {minutes(15), hours(24)},
}};

TimePoint chunkOf(std::size_t level, TimePoint time)
{
    return floorTo(time, resolutions.at(level).chunk);
}

qint64 widthOf(std::size_t level)
{
    return resolutions.at(level).width.count();
}

Result<Columns> columnsOf(const QVariant &blob, TimePoint start, Millis width)
{
    if (auto columns = unpacked(blob.toByteArray(), start, width))
        return std::move(*columns);
    return fail(ErrorKind::Corrupt, QStringLiteral("read history"),
                QStringLiteral("the chunk of %1 s columns at %2 is damaged")
                    .arg(width.count() / 1000)
                    .arg(toIso(start)));
}

} // namespace

Result<> SampleTable::add(const Samples &samples, Origin origin)
{
    QHash<SeriesKey, Samples> bySeries;
    for (const Sample &sample : samples) {
        if (sample.series.worker.isEmpty() && sample.at >= keptSince(resolutions.size() - 1))
            bySeries[sample.series].push_back(sample);
    }
    for (auto entry = bySeries.cbegin(); entry != bySeries.cend(); ++entry) {
        if (Result<> done = addSeries(entry.key(), entry.value(), origin); !done)
            return done;
    }
    return {};
}

Result<> SampleTable::addSeries(const SeriesKey &key, const Samples &samples, Origin origin)
{
    const Result<qint64> id = seriesId(key);
    if (!id)
        return fail(id.error());
    std::array<Samples, resolutions.size()> byAge;
    for (const Sample &sample : samples)
        byAge.at(finestFor(sample.at)).push_back(sample);
    for (std::size_t finest = 0; finest < resolutions.size(); ++finest) {
        const Columns columns =
            rollUp(byAge.at(finest), resolutions.at(finest).width, origin == Origin::Backfill);
        const Result<Columns> taken = store(finest, *id, columns, origin);
        if (!taken)
            return fail(taken.error());
        for (std::size_t level = finest + 1; level < resolutions.size(); ++level) {
            if (const auto done =
                    store(level, *id, rollUp(*taken, resolutions.at(level).width), Origin::Live);
                !done)
                return fail(done.error());
        }
    }
    return {};
}

/// Merges columns into their chunks; backfill leaves columns alone that are there. Returns what was taken.
Result<Columns> SampleTable::store(std::size_t level, qint64 series, const Columns &columns, Origin origin)
{
    Columns taken;
    for (auto next = columns.begin(); next != columns.end();) {
        const TimePoint start = chunkOf(level, next->point.at);
        Result<Columns> present = chunk(level, series, start);
        if (!present)
            return present;
        std::set<TimePoint> occupied;
        if (origin == Origin::Backfill) {
            for (const Column &column : *present)
                occupied.insert(column.point.at);
        }
        Columns addition;
        for (; next != columns.end() && chunkOf(level, next->point.at) == start; ++next) {
            if (!occupied.contains(next->point.at))
                addition.push_back(*next);
        }
        if (addition.empty())
            continue;
        merge(*present, addition);
        const auto written = m_database.run(
            QStringLiteral(
                "INSERT OR REPLACE INTO chunk (width, series, start, columns) VALUES (?, ?, ?, ?)"),
            {widthOf(level), series, toMillis(start), packed(*present, start)});
        if (!written)
            return fail(written.error());
        taken.insert(taken.end(), addition.begin(), addition.end());
    }
    return taken;
}

Result<Columns> SampleTable::chunk(std::size_t level, qint64 series, TimePoint start)
{
    const auto query = m_database.run(
        QStringLiteral("SELECT columns FROM chunk WHERE width = ? AND series = ? AND start = ?"),
        {widthOf(level), series, toMillis(start)});
    if (!query)
        return fail(query.error());
    Columns columns;
    if ((*query)->next()) // an unreadable chunk is replaced, or it would be in the way for ever
        columns = columnsOf((*query)->value(0), start, resolutions.at(level).width).value_or(Columns());
    (*query)->finish();
    return columns;
}

Result<qint64> SampleTable::seriesId(const SeriesKey &key)
{
    const QVariantList values{key.connection.value, key.pool.value, toString(key.metric)};
    const auto added = m_database.run(
        QStringLiteral("INSERT OR IGNORE INTO series (connection, pool, metric) VALUES (?, ?, ?)"), values);
    if (!added)
        return fail(added.error());
    return m_database.number(
        QStringLiteral("SELECT id FROM series WHERE connection = ? AND pool = ? AND metric = ?"), values);
}

Result<std::vector<Point>> SampleTable::read(const SeriesKey &series, TimePoint from, TimePoint to,
                                             Millis step)
{
    std::size_t level = resolutions.size() - 1;
    while (level > 0 && resolutions.at(level).width > step)
        --level;
    level = std::max(level, finestFor(from));
    const Millis own = resolutions.at(level).width;
    const Millis width = std::max(own, (step + own - Millis(1)) / own * own);
    const auto query = m_database.run(
        QStringLiteral(
            "SELECT start, columns FROM chunk WHERE width = ? AND series = (SELECT id FROM series"
            " WHERE connection = ? AND pool = ? AND metric = ?) AND start >= ? AND start < ? ORDER BY start"),
        {widthOf(level), series.connection.value, series.pool.value, toString(series.metric),
         toMillis(chunkOf(level, floorTo(from, width))), toMillis(to)});
    if (!query)
        return fail(query.error());
    Columns columns;
    while ((*query)->next()) {
        const TimePoint start = fromMillis((*query)->value(0).toLongLong());
        const Result<Columns> chunk = columnsOf((*query)->value(1), start, own);
        if (!chunk)
            return fail(chunk.error());
        std::ranges::copy_if(*chunk, std::back_inserter(columns), [&](const Column &column) {
            return column.point.at >= floorTo(from, width) && column.point.at < to;
        });
    }
    std::vector<Point> points;
    for (const Column &column : rollUp(columns, width))
        points.push_back(column.point);
    return points;
}

Result<std::vector<SeriesKey>> SampleTable::series(const ConnectionId &connection)
{
    const auto query = m_database.run(
        QStringLiteral("SELECT pool, metric FROM series WHERE connection = ? ORDER BY pool, metric"),
        {connection.value});
    if (!query)
        return fail(query.error());
    std::vector<SeriesKey> keys;
    while ((*query)->next()) {
        // A metric of a newer version is in the file, but nobody here can ask for it.
        if (const auto metric = metricFrom((*query)->value(1).toString()))
            keys.push_back({connection, {(*query)->value(0).toString()}, {}, *metric});
    }
    return keys;
}

Result<std::optional<TimePoint>> SampleTable::lastSeen(const ConnectionId &connection)
{
    const Result<qint64> start =
        m_database.number(QStringLiteral("SELECT max(start) FROM chunk WHERE width = ? AND series IN"
                                         " (SELECT id FROM series WHERE connection = ?)"),
                          {widthOf(0), connection.value});
    if (!start)
        return fail(start.error());
    const auto query =
        m_database.run(QStringLiteral("SELECT columns FROM chunk WHERE width = ? AND start = ? AND series IN"
                                      " (SELECT id FROM series WHERE connection = ?)"),
                       {widthOf(0), *start, connection.value});
    if (!query)
        return fail(query.error());
    std::optional<TimePoint> seen;
    while ((*query)->next()) {
        const Result<Columns> columns =
            columnsOf((*query)->value(0), fromMillis(*start), resolutions.front().width);
        if (columns && !columns->empty())
            seen = std::max(seen, std::optional(columns->back().lastAt));
    }
    return seen;
}

Result<> SampleTable::prune()
{
    for (std::size_t level = 0; level < resolutions.size(); ++level) {
        const auto done = m_database.run(
            QStringLiteral(
                "DELETE FROM chunk WHERE width = ? AND series IN (SELECT id FROM series) AND start < ?"),
            {widthOf(level), toMillis(keptSince(level) - resolutions.at(level).chunk)});
        if (!done)
            return fail(done.error());
    }
    return pruneToSize();
}

/// Chunk by chunk, until a tenth of the bound is free again.
Result<> SampleTable::pruneToSize()
{
    Result<qint64> used = usedBytes();
    if (!used || *used <= m_limits.size.value)
        return used.map([](qint64) {});
    const QString oldest = QStringLiteral(
        "SELECT min((SELECT min(start) FROM chunk WHERE width = ?1 AND series = series.id)) FROM series");
    for (std::size_t level = 0; level < resolutions.size(); ++level) {
        while (*used > m_limits.size.value * 9 / 10) {
            const Result<qint64> start = m_database.number(oldest, {widthOf(level)});
            if (!start)
                return fail(start.error());
            if (*start == 0)
                break; // nothing is left of this width
            const auto removed = m_database.run(
                QStringLiteral(
                    "DELETE FROM chunk WHERE width = ? AND series IN (SELECT id FROM series) AND start = ?"),
                {widthOf(level), *start});
            used = removed ? usedBytes() : fail(removed.error());
            if (!used)
                return fail(used.error());
        }
    }
    return {};
}

Result<qint64> SampleTable::usedBytes()
{
    return m_database.number(
        QStringLiteral("SELECT (page_count - freelist_count) * page_size"
                       " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"));
}

TimePoint SampleTable::keptSince(std::size_t level) const
{
    const std::array kept{m_limits.raw, m_limits.minutes, m_limits.quarters};
    return m_now - kept.at(level);
}

std::size_t SampleTable::finestFor(TimePoint time) const
{
    std::size_t level = 0;
    while (level + 1 < resolutions.size() && time < keptSince(level))
        ++level;
    return level;
}

} // namespace crescendo
