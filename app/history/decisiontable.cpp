#include "history/decisiontable.h"

namespace crescendo {
namespace {

Decision decisionFrom(const QSqlQuery &query, const PoolId &pool)
{
    Decision decision;
    decision.pool = pool;
    decision.at = fromMillis(query.value(0).toLongLong());
    decision.from = query.value(1).toInt();
    decision.to = query.value(2).toInt();
    decision.wanted = query.value(3).toInt();
    if (!query.isNull(4))
        decision.load = query.value(4).toInt();
    decision.reason = decisionReasonFrom(query.value(5).toString()).value_or(DecisionReason::NoData);
    decision.limitedBy = limitFrom(query.value(6).toString()).value_or(Limit::None);
    decision.cooldownLeft = Seconds(query.value(7).toLongLong());
    decision.note = query.value(8).toString();
    return decision;
}

} // namespace

Result<> DecisionTable::add(const ConnectionId &connection, const std::vector<Decision> &decisions)
{
    for (const Decision &decision : decisions) {
        const auto done = m_database.run(
            QStringLiteral(
                "INSERT OR IGNORE INTO decision (connection, pool, at, before, after, wanted, load, reason,"
                " limited_by, cooldown, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
            {connection.value, decision.pool.value, toMillis(decision.at), decision.from, decision.to,
             decision.wanted, decision.load ? QVariant(*decision.load) : QVariant(),
             toString(decision.reason), toString(decision.limitedBy),
             static_cast<qint64>(decision.cooldownLeft.count()), decision.note});
        if (!done)
            return fail(done.error());
    }
    return {};
}

Result<std::vector<Decision>> DecisionTable::read(const ConnectionId &connection, const PoolId &pool,
                                                  TimePoint from, TimePoint to)
{
    const auto query = m_database.run(
        QStringLiteral(
            "SELECT at, before, after, wanted, load, reason, limited_by, cooldown, note FROM decision"
            " WHERE connection = ? AND pool = ? AND at >= ? AND at < ? ORDER BY at"),
        {connection.value, pool.value, toMillis(from), toMillis(to)});
    if (!query)
        return fail(query.error());
    std::vector<Decision> decisions;
    while ((*query)->next())
        decisions.push_back(decisionFrom(**query, pool));
    return decisions;
}

Result<> DecisionTable::prune(const HistoryLimits &limits, TimePoint now)
{
    return m_database
        .run(QStringLiteral("DELETE FROM decision WHERE at < ? OR (at < ? AND before = after)"),
             {toMillis(now - limits.quarters), toMillis(now - limits.raw)})
        .map([](QSqlQuery *) {});
}

} // namespace crescendo
