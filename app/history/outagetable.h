#pragma once

#include "base/ids.h"
#include "history/database.h"
#include "history/historylimits.h"
#include "history/outage.h"

#include <vector>

namespace crescendo {

/// Outages in the history file. Made for one piece of work on the database's thread.
class OutageTable {
public:
    explicit OutageTable(Database &database) : m_database(database) {}

    /// One that begins when another did takes its place.
    Result<> add(const ConnectionId &connection, const Outage &outage);
    /// Those that reach into [from, to), oldest first.
    Result<std::vector<Outage>> read(const ConnectionId &connection, TimePoint from, TimePoint to);
    Result<> prune(const HistoryLimits &limits, TimePoint now);

private:
    Database &m_database;
};

} // namespace crescendo
