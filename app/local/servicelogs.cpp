#include "local/servicelogs.h"

#include "local/containerlog.h"
#include "local/eventslog.h"
#include "local/filelog.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace crescendo {
namespace {

QString serviceName()
{
    return QStringLiteral("crescendo-autoscaler");
}

std::vector<const Worker *> workersOf(const Snapshot &snapshot)
{
    std::vector<const Worker *> workers;
    for (const auto &entry : snapshot.pools) {
        for (const Worker &worker : entry.second->workers)
            workers.push_back(&worker);
    }
    return workers;
}

} // namespace

ServiceLogs::ServiceLogs(const Platform &platform, QString file, MakeTransport engine,
                         const ProjectContainers *project)
    : m_platform(platform)
    , m_file(std::move(file))
    , m_engine(std::move(engine))
    , m_project(project)
    , m_lines(m_file.isEmpty() ? std::make_unique<ServiceLines>(platform) : nullptr)
{
}

std::vector<LogSource> ServiceLogs::sources() const
{
    std::vector<LogSource> sources{{serviceName(), true}};
    for (const Worker *worker : workersOf(*m_platform.snapshot())) {
        if (worker->container.isEmpty() || m_engine)
            sources.push_back({worker->shownName(), false});
    }
    if (m_project)
        std::ranges::copy_if(m_project->sources(), std::back_inserter(sources),
                             [this](const LogSource &source) { return !worker(source.name); });
    std::stable_partition(sources.begin(), sources.end(), std::mem_fn(&LogSource::isService));
    return sources;
}

std::unique_ptr<LiveLog> ServiceLogs::open(const QString &name) const
{
    if (name == serviceName())
        return openService({});
    const Worker *chosen = worker(name);
    const bool isContainer = chosen ? !chosen->container.isEmpty() : isOfProject(name);
    if (isContainer)
        return m_engine ? std::make_unique<ContainerLog>(m_engine, name) : nullptr;
    return openService(name.toUtf8() + ": ");
}

std::unique_ptr<LiveLog> ServiceLogs::openService(const QByteArray &category) const
{
    const auto isWanted = [category](const LogRecord &record) { return record.text.startsWith(category); };
    if (m_lines)
        return std::make_unique<EventsLog>(*m_lines, isWanted);
    return std::make_unique<FileLog>(m_file, [isWanted](const QByteArray &line) {
        LogRecord record = serviceRecord(line);
        return isWanted(record) ? std::optional(std::move(record)) : std::nullopt;
    });
}

const Worker *ServiceLogs::worker(const QString &name) const
{
    for (const Worker *worker : workersOf(*m_platform.snapshot())) {
        if (worker->shownName() == name)
            return worker;
    }
    return nullptr;
}

bool ServiceLogs::isOfProject(const QString &name) const
{
    return m_project && std::ranges::any_of(m_project->sources(), [&name](const LogSource &source) {
               return source.name == name;
           });
}

} // namespace crescendo
