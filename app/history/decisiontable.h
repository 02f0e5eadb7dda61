#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "domain/decision.h"
#include "history/database.h"
#include "history/historylimits.h"

namespace crescendo {

/// Decisions in the history file. Made for one piece of work on the database's thread.
class DecisionTable {
public:
    explicit DecisionTable(Database &database) : m_database(database) {}

    Result<> add(const ConnectionId &connection, const std::vector<Decision> &decisions);
    Result<std::vector<Decision>> read(const ConnectionId &connection, const PoolId &pool, TimePoint from,
                                       TimePoint to);
    /// Decisions that changed nothing go with the raw samples, the others with the widest columns.
    Result<> prune(const HistoryLimits &limits, TimePoint now);

private:
    Database &m_database;
};

} // namespace crescendo
