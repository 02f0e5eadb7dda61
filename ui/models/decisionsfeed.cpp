#include "ui/models/decisionsfeed.h"

#include "history/historystore.h"

#include <algorithm>

namespace crescendo {
namespace {

/// Snapshots tell the newest decisions; until the range has grown by this much past what was read, they
/// suffice.
constexpr Millis rereadAfter = std::chrono::minutes(1);

} // namespace

DecisionsFeed::DecisionsFeed(HistoryStore &history, QObject *parent) : QObject(parent), m_history(history)
{
}

void DecisionsFeed::setTarget(const ConnectionId &connection, const PoolId &pool)
{
    m_connection = connection;
    m_pool = pool;
    m_stored.clear();
    m_recent.clear();
    reload();
    merge();
}

void DecisionsFeed::setRange(TimePoint from, TimePoint to)
{
    m_from = from;
    m_to = to;
    if (from < m_loadedFrom || to > m_loadedTo + rereadAfter)
        reload();
}

void DecisionsFeed::setRecent(const std::vector<Decision> &decisions)
{
    if (decisions == m_recent)
        return;
    m_recent = decisions;
    merge();
}

void DecisionsFeed::reload()
{
    if (m_to <= m_from || m_pool.isEmpty())
        return;
    m_loadedFrom = m_from;
    m_loadedTo = m_to;
    m_history.decisions(m_connection, m_pool, m_from, m_to)
        .then(this, [this, reading = ++m_reading](const Result<std::vector<Decision>> &decisions) {
            if (reading != m_reading || !decisions)
                return; // a history in trouble says so itself
            m_stored.assign(decisions->rbegin(), decisions->rend());
            merge();
        });
}

void DecisionsFeed::merge()
{
    m_decisions = m_recent;
    for (const Decision &decision : m_stored) {
        const bool isKnown = !m_recent.empty() && decision.at >= m_recent.back().at;
        if (!isKnown)
            m_decisions.push_back(decision);
    }
    Q_EMIT changed();
}

} // namespace crescendo
