#include "aks/clusterlogs.h"

#include "aks/clustereventslog.h"

#include <set>

namespace crescendo {
namespace {

const QString eventsName = QStringLiteral("events");

std::set<WorkerId> workersIn(const Snapshot &snapshot)
{
    std::set<WorkerId> workers;
    for (const auto &entry : snapshot.pools) {
        for (const Worker &worker : entry.second->workers)
            workers.insert(worker.id);
    }
    return workers;
}

} // namespace

ClusterLogs::ClusterLogs(const Platform &platform, const ResourceWatch<Pod> &pods, ApiClient client,
                         QString namespaceName, const Clock &clock)
    : m_platform(platform)
    , m_pods(pods)
    , m_client(std::move(client))
    , m_namespace(std::move(namespaceName))
    , m_clock(clock)
{
}

std::vector<LogSource> ClusterLogs::sources() const
{
    std::vector<LogSource> sources{{eventsName, false}};
    for (const auto &place : places())
        sources.push_back({place.first, false});
    return sources;
}

std::unique_ptr<LiveLog> ClusterLogs::open(const QString &name) const
{
    if (name == eventsName)
        return std::make_unique<ClusterEventsLog>(m_platform, m_client, m_namespace, m_clock);
    for (const auto &[known, place] : places()) {
        if (known == name)
            return std::make_unique<PodLog>(m_platform, m_client, place);
    }
    return nullptr;
}

std::vector<std::pair<QString, PodLogPlace>> ClusterLogs::places() const
{
    std::vector<std::pair<QString, PodLogPlace>> places;
    const std::set<WorkerId> workers = workersIn(*m_platform.snapshot());
    for (const auto &pod : m_pods.items()) {
        if (!workers.contains({pod->meta.uid}))
            continue;
        for (const PodContainer &container : pod->containers) {
            const QString &name = pod->meta.name;
            const QString shown =
                pod->containers.size() == 1 ? name : name + QLatin1Char('/') + container.name;
            places.push_back({shown, {m_namespace, name, container.name, false}});
            if (container.restarts > 0)
                places.push_back(
                    {QStringLiteral("%1 (previous)").arg(shown), {m_namespace, name, container.name, true}});
        }
    }
    return places;
}

} // namespace crescendo
