#include "ui/models/outagesfeed.h"

#include "history/historystore.h"

namespace crescendo {

OutagesFeed::OutagesFeed(HistoryStore &history, QObject *parent) : QObject(parent), m_history(history)
{
}

void OutagesFeed::setTarget(const ConnectionId &connection)
{
    m_connection = connection;
    m_outages.clear();
    m_loadedFrom = {};
    reload();
}

/// What is over is told by reload(), so a range that only grows into the present needs no reading.
void OutagesFeed::setRange(TimePoint from, TimePoint to)
{
    m_from = from;
    m_to = to;
    if (from < m_loadedFrom || m_loadedFrom == TimePoint())
        reload();
}

void OutagesFeed::reload()
{
    if (m_to <= m_from || m_connection.isEmpty())
        return;
    m_loadedFrom = m_from;
    m_history.outages(m_connection, m_from, TimePoint::max())
        .then(this, [this, reading = ++m_reading](const Result<std::vector<Outage>> &outages) {
            if (reading != m_reading || !outages || *outages == m_outages)
                return; // a history in trouble says so itself
            m_outages = *outages;
            Q_EMIT changed();
        });
}

} // namespace crescendo
