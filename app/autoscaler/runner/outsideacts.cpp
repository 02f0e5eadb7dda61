#include "autoscaler/runner/outsideacts.h"

#include <algorithm>

namespace crescendo {
namespace {

/// Some need long to end after `docker-compose stop`: it is not over before all of them have. Beyond that a
/// signal was none to end. As long `docker-compose up` leaves what it made unstarted, while another service's
/// end.
constexpr Seconds longestEnd{90};
constexpr int stopsApart = 3; // times the usual quiet

std::set<QString> withProcess(const std::vector<Replica> &replicas)
{
    std::set<QString> ids;
    for (const Replica &replica : replicas) {
        if (replica.hasProcess())
            ids.insert(replica.id);
    }
    return ids;
}

} // namespace

void OutsideActs::begin(const std::vector<Replica> &replicas)
{
    m_known = withProcess(replicas);
    m_stopped.clear();
    m_ending.clear();
    m_made.clear();
    m_lastEvent.reset();
}

bool OutsideActs::observe(const EngineEvent &event, SteadyPoint now)
{
    static const std::set<QString> relevant{QStringLiteral("create"), QStringLiteral("start"),
                                            QStringLiteral("kill"),   QStringLiteral("die"),
                                            QStringLiteral("stop"),   QStringLiteral("destroy")};
    if (!m_known || !relevant.contains(event.action))
        return false;
    if (event.action == QLatin1String("start") || event.action == QLatin1String("destroy"))
        m_made.erase(event.actor);
    // What we did ourselves may be told late. Then a container that is known to run has started, or one that
    // is known not to has ended: no news.
    const bool isKnown = m_known->contains(event.actor);
    const bool begins = event.action == QLatin1String("create") || event.action == QLatin1String("start");
    if (begins == isKnown && !m_stopped.contains(event.actor))
        return false;
    if (event.action == QLatin1String("kill"))
        m_ending.insert(event.actor);
    if (event.action == QLatin1String("die"))
        m_ending.erase(event.actor);
    if (event.action == QLatin1String("stop"))
        m_stopped.insert(event.actor);
    if (event.action == QLatin1String("create"))
        m_made.insert(event.actor);
    if (begins)
        m_stopped.erase(event.actor);
    m_lastEvent = now;
    return true;
}

bool OutsideActs::isSettled(SteadyPoint now, Millis quiet) const
{
    if (!m_lastEvent)
        return true;
    // On a busy machine a command stops one container seconds after the other.
    Millis wait = m_stopped.empty() ? quiet : stopsApart * quiet;
    if (!m_made.empty() || (!m_stopped.empty() && !m_ending.empty()))
        wait = std::max<Millis>(wait, longestEnd);
    return now - *m_lastEvent >= wait;
}

std::optional<int> OutsideActs::judge(const std::vector<Replica> &replicas, int target)
{
    const std::set<QString> running = withProcess(replicas);
    const auto isRunning = [&running](const QString &id) { return running.contains(id); };
    const auto wasStopped = [this](const QString &id) { return m_stopped.contains(id); };
    const auto stayed = static_cast<int>(std::ranges::count_if(*m_known, isRunning));
    const auto stopped = static_cast<int>(
        std::ranges::count_if(*m_known, [&](const QString &id) { return !isRunning(id) && wasStopped(id); }));
    const auto crashed = static_cast<int>(m_known->size()) - stayed - stopped;
    const auto all = static_cast<int>(running.size());
    begin(replicas);

    // Those beyond the target that stayed are busy and on their way out.
    if (const int wanted = all - std::max(stayed - target, 0); all > stayed && wanted > target)
        return wanted;
    if (const int wanted = all + crashed; stopped > 0 && wanted < target)
        return wanted;
    return std::nullopt;
}

} // namespace crescendo
