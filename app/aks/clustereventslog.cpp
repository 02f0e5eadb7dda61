#include "aks/clustereventslog.h"

#include "platform/logline.h"

#include <algorithm>
#include <utility>

namespace crescendo {
namespace {

const ClusterEvent &eventIn(const ObjectValue &value)
{
    return *std::static_pointer_cast<const ClusterEvent>(value);
}

} // namespace

LogRecord recordOf(const ClusterEvent &event)
{
    const QString times = event.count > 1 ? QStringLiteral(" (x%1)").arg(event.count) : QString();
    const QString text =
        QStringLiteral("%1 %2 %3/%4: %5")
            .arg(event.type, event.reason, event.kind.toLower(), event.name, event.message + times);
    const bool isNormal = event.type == QLatin1String("Normal");
    return {event.last, isNormal ? LogLevel::Info : LogLevel::Warning, withoutControls(text.toUtf8())};
}

ClusterEventsLog::ClusterEventsLog(const Platform &platform, const ApiClient &client,
                                   const QString &namespaceName, const Clock &clock, QObject *parent)
    : LiveLog(parent)
    , m_events(client, {"v1", "events", namespaceName}, eventFrom, clock)
{
    const ListWatch &watch = m_events.watch();
    connect(&watch, &ListWatch::changed, this, &ClusterEventsLog::tell);
    connect(&watch, &ListWatch::recovered, this, &ClusterEventsLog::noteOpened);
    connect(&watch, &ListWatch::troubled, this, &ClusterEventsLog::lose);
    connect(&platform, &Platform::stateChanged, this, &ClusterEventsLog::onPlatform);
}

void ClusterEventsLog::start()
{
    m_isRunning = true;
    m_events.watch().start();
}

void ClusterEventsLog::stop()
{
    m_isRunning = m_isOpen = false;
    m_events.watch().stop();
}

/// The watch may go on without a word over a connection that leads nowhere.
void ClusterEventsLog::onPlatform(ConnectionState state)
{
    if (!m_isRunning)
        return;
    if (state == ConnectionState::Lost) {
        m_events.watch().stop();
        lose({ErrorKind::Unavailable, QStringLiteral("watch events"),
              QStringLiteral("the API server does not answer"), 0, true});
    } else if (state == ConnectionState::Live) {
        m_events.watch().start();
    }
}

void ClusterEventsLog::tell()
{
    LogRecords records;
    for (const auto &[key, value] : m_events.watch().objects()) {
        const auto told = m_told.find(key);
        if (told == m_told.end() || eventIn(told->second) != eventIn(value))
            records.push_back(recordOf(eventIn(value)));
    }
    m_told = m_events.watch().objects();
    std::ranges::stable_sort(records, {}, &LogRecord::at);
    noteOpened();
    if (!records.empty())
        Q_EMIT wrote(records);
}

void ClusterEventsLog::noteOpened()
{
    m_isInterrupted = false;
    if (!std::exchange(m_isOpen, true))
        Q_EMIT opened();
}

void ClusterEventsLog::lose(const Error &error)
{
    m_isOpen = false;
    if (!std::exchange(m_isInterrupted, true))
        Q_EMIT interrupted(error);
}

} // namespace crescendo
