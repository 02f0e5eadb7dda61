#include "history/outagetable.h"

namespace crescendo {

Result<> OutageTable::add(const ConnectionId &connection, const Outage &outage)
{
    return m_database
        .run(QStringLiteral(
                 "INSERT OR REPLACE INTO outage (connection, began, ended, reason) VALUES (?, ?, ?, ?)"),
             {connection.value, toMillis(outage.from), toMillis(outage.to),
              outage.reason.isNull() ? QStringLiteral("") : outage.reason})
        .map([](QSqlQuery *) {});
}

Result<std::vector<Outage>> OutageTable::read(const ConnectionId &connection, TimePoint from, TimePoint to)
{
    const auto query = m_database.run(QStringLiteral("SELECT began, ended, reason FROM outage"
                                                     " WHERE connection = ? AND ended > ? AND began < ?"
                                                     " ORDER BY began"),
                                      {connection.value, toMillis(from), toMillis(to)});
    if (!query)
        return fail(query.error());
    std::vector<Outage> outages;
    while ((*query)->next())
        outages.push_back({fromMillis((*query)->value(0).toLongLong()),
                           fromMillis((*query)->value(1).toLongLong()), (*query)->value(2).toString()});
    return outages;
}

Result<> OutageTable::prune(const HistoryLimits &limits, TimePoint now)
{
    return m_database
        .run(QStringLiteral("DELETE FROM outage WHERE ended < ?"), {toMillis(now - limits.quarters)})
        .map([](QSqlQuery *) {});
}

} // namespace crescendo
