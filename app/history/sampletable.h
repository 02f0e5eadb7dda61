#pragma once

#include "base/clock.h"
#include "history/column.h"
#include "history/database.h"
#include "history/historylimits.h"

namespace crescendo {

/// Series and their columns in the history file. Made for one piece of work on the database's thread.
class SampleTable {
public:
    enum class Origin { Live, Backfill };

    SampleTable(Database &database, const HistoryLimits &limits, TimePoint now)
        : m_database(database)
        , m_limits(limits)
        , m_now(now)
    {
    }

    /// Into the finest columns that are kept for the samples' age, and all coarser ones.
    Result<> add(const Samples &samples, Origin origin);
    Result<std::vector<Point>> read(const SeriesKey &series, TimePoint from, TimePoint to, Millis step);
    Result<std::vector<SeriesKey>> series(const ConnectionId &connection);
    Result<std::optional<TimePoint>> lastSeen(const ConnectionId &connection);
    /// Removes what is too old, then the oldest and finest while the file is too large.
    Result<> prune();

private:
    Result<qint64> seriesId(const SeriesKey &key);
    Result<> addSeries(const SeriesKey &key, const Samples &samples, Origin origin);
    Result<Columns> store(std::size_t level, qint64 series, const Columns &columns, Origin origin);
    Result<Columns> chunk(std::size_t level, qint64 series, TimePoint start);
    Result<> pruneToSize();
    Result<qint64> usedBytes();
    TimePoint keptSince(std::size_t level) const;
    std::size_t finestFor(TimePoint time) const;

    Database &m_database;
    const HistoryLimits &m_limits;
    const TimePoint m_now;
};

} // namespace crescendo
