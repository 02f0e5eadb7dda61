#include "autoscaler/queue/eventlog.h"

#include "base/units.h"

#include <algorithm>
#include <iterator>

namespace crescendo {
namespace {

// Ids of a run begin at its number in the upper bits. A run that makes more than 4 million events a second
// would be needed to reach the ids of the next, as numbers follow the time; and 31 + 22 bits are exact in a
// double.
constexpr int eventBits = 22;
constexpr Seconds replayed{600};
constexpr std::size_t maxEvents = 20'000;
constexpr qsizetype maxBytes = mebibytes(8).value;

} // namespace

EventLog::EventLog(qint64 runNumber, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_lastId(runNumber << eventBits)
{
}

void EventLog::append(const QByteArray &type, const QByteArray &data)
{
    m_events.push_back({m_clock.steadyNow(), {++m_lastId, type, data}});
    m_bytes += type.size() + data.size();
    forgetOld();
    // A copy: whoever listens may append the next one.
    const ServiceEvent event{m_lastId, type, data};
    Q_EMIT appended(event);
}

void EventLog::forgetOld()
{
    const SteadyPoint oldest = m_clock.steadyNow() - replayed;
    while (!m_events.empty()
           && (m_events.front().at < oldest || m_events.size() > maxEvents || m_bytes > maxBytes)) {
        const ServiceEvent &event = m_events.front().event;
        m_bytes -= event.type.size() + event.data.size();
        m_events.pop_front();
    }
}

std::optional<std::vector<ServiceEvent>> EventLog::since(qint64 id, qsizetype maxBytes) const
{
    const qint64 firstKept = m_lastId - static_cast<qint64>(m_events.size()) + 1;
    if (id < firstKept - 1 || id > m_lastId)
        return std::nullopt;
    std::vector<ServiceEvent> later;
    qsizetype bytes = 0;
    for (auto kept = std::next(m_events.begin(), id - firstKept + 1);
         kept != m_events.end() && bytes < maxBytes; ++kept) {
        later.push_back(kept->event);
        bytes += kept->event.data.size();
    }
    return later;
}

std::vector<ServiceEvent> EventLog::kept(const QByteArray &type, qint64 after) const
{
    std::vector<ServiceEvent> events;
    for (const auto &[at, event] : m_events) {
        if (event.type == type && event.id > after)
            events.push_back(event);
    }
    return events;
}

} // namespace crescendo
