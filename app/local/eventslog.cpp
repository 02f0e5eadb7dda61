#include "local/eventslog.h"

#include <utility>

namespace crescendo {

EventsLog::EventsLog(ServiceLines &lines, IsWanted isWanted, QObject *parent)
    : LiveLog(parent)
    , m_lines(&lines)
    , m_isWanted(std::move(isWanted))
{
}

void EventsLog::start()
{
    if (!m_lines)
        return;
    connect(m_lines, &ServiceLines::added, this, &EventsLog::tellLines, Qt::UniqueConnection);
    connect(m_lines, &ServiceLines::liveChanged, this, &EventsLog::tellState, Qt::UniqueConnection);
    tellState();
    tellLines();
}

void EventsLog::stop()
{
    if (m_lines)
        m_lines->disconnect(this);
}

void EventsLog::tellState()
{
    const bool isLive = m_lines->isLive();
    if (std::exchange(m_isLive, isLive) == isLive)
        return;
    if (isLive)
        Q_EMIT opened();
    else
        Q_EMIT interrupted({ErrorKind::Unavailable, QStringLiteral("follow the service's log")});
}

void EventsLog::tellLines()
{
    LogRecords records = m_lines->since(std::exchange(m_told, m_lines->count()));
    std::erase_if(records, [this](const LogRecord &record) { return !m_isWanted(record); });
    if (!records.empty())
        Q_EMIT wrote(records);
}

} // namespace crescendo
