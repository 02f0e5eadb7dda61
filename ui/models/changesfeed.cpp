#include "ui/models/changesfeed.h"

#include "history/journal.h"

namespace crescendo {
namespace {

constexpr int mostChanges = 1000; // more than a chart has room for

} // namespace

ChangesFeed::ChangesFeed(Journal &journal, QObject *parent) : QObject(parent), m_journal(journal)
{
    connect(&m_journal, &Journal::entryChanged, this, &ChangesFeed::onEntry);
}

void ChangesFeed::setTarget(const ConnectionId &connection, const PoolId &pool)
{
    m_connection = connection;
    m_pool = pool;
    m_changes.clear();
    m_loadedFrom = {};
    reload();
}

/// Up to now: what is new the journal tells, so a range that only grows into the present needs no reading.
void ChangesFeed::setRange(TimePoint from)
{
    m_from = from;
    if (from < m_loadedFrom || m_loadedFrom == TimePoint())
        reload();
}

void ChangesFeed::onEntry(const JournalEntry &entry)
{
    const Change &change = entry.change;
    if (change.connection == m_connection && (change.pool == m_pool || change.pool.isEmpty()))
        reload();
}

void ChangesFeed::reload()
{
    if (m_from == TimePoint() || m_pool.isEmpty())
        return;
    m_loadedFrom = m_from;
    JournalFilter filter{m_connection, m_pool, m_from, {}, {}, mostChanges};
    m_journal.read(filter).then(
        this, [this, reading = ++m_reading](const Result<std::vector<JournalEntry>> &changes) {
            if (reading != m_reading || !changes)
                return; // a journal in trouble says so itself
            m_changes = *changes;
            Q_EMIT changed();
        });
}

} // namespace crescendo
