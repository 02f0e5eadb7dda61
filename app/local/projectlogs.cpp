#include "local/projectlogs.h"

#include "local/containerlog.h"

#include <algorithm>
#include <functional>

namespace crescendo {

std::vector<LogSource> logSourcesOf(const ProjectReading &project, int port)
{
    const QString serving = servingContainer(project, port);
    std::vector<LogSource> sources;
    for (const auto &[service, replicas] : project.services) {
        for (const ReplicaReading &reading : replicas)
            sources.push_back({reading.replica.name, reading.replica.id == serving});
    }
    std::stable_partition(sources.begin(), sources.end(), std::mem_fn(&LogSource::isService));
    return sources;
}

ProjectLogs::ProjectLogs(const ProjectWatch &watch, MakeTransport engine, int port)
    : m_watch(watch)
    , m_engine(std::move(engine))
    , m_port(port)
{
}

std::vector<LogSource> ProjectLogs::sources() const
{
    const ProjectReading *project = m_watch.reading();
    return project ? logSourcesOf(*project, m_port) : std::vector<LogSource>();
}

std::unique_ptr<LiveLog> ProjectLogs::open(const QString &name) const
{
    return std::make_unique<ContainerLog>(m_engine, name);
}

} // namespace crescendo
