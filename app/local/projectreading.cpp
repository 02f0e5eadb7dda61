#include "local/projectreading.h"

#include "compose/labels.h"
#include "compose/settled.h"

#include <algorithm>

namespace crescendo {
namespace {

using QCoro::Task;

QString labelOf(const ContainerSummary &container, const char *label)
{
    const auto found = container.labels.find(QLatin1String(label));
    return found == container.labels.end() ? QString() : found->second;
}

std::optional<quint16> publishedPort(const Replica &replica)
{
    for (const PortMapping &port : replica.ports) {
        if (port.hostPort)
            return port.hostPort;
    }
    return std::nullopt;
}

WorkerState stateOf(const ReplicaReading &reading)
{
    switch (reading.replica.state) {
    case ContainerState::Running:
        // An unhealthy one takes no work either, until its check succeeds.
        return reading.health == Health::None || reading.health == Health::Healthy ? WorkerState::Running
                                                                                   : WorkerState::Starting;
    case ContainerState::Created:
    case ContainerState::Restarting:
    case ContainerState::Paused:
        return WorkerState::Starting;
    default:
        return WorkerState::Exited;
    }
}

void takeStats(ReplicaReading &reading, const StatsSample &sample, CpuHistory &history)
{
    if (sample.cpu)
        reading.cpu = history.observe(reading.replica.id, *sample.cpu);
    reading.memory = sample.memory;
    reading.memoryLimit = sample.memoryLimit;
}

/// Only an engine that is out of reach is an error: a container may go at any time.
bool isGone(const Error &error)
{
    return error.httpStatus != 0;
}

Task<Result<ReplicaReading>> readReplica(EngineClient engine, ReplicaReading reading,
                                         std::shared_ptr<CpuHistory> history)
{
    const Async<ContainerDetails> inspecting = engine.inspect(reading.replica.id);
    const Async<StatsSample> measuring = engine.stats(reading.replica.id);
    const auto details = co_await settled(inspecting);
    const auto sample = co_await settled(measuring);
    if (!details && !isGone(details.error()))
        co_return fail(details.error());
    if (!sample && !isGone(sample.error()))
        co_return fail(sample.error());
    if (details) {
        reading.started = details->started;
        reading.health = details->health;
    }
    if (sample)
        takeStats(reading, *sample, *history);
    co_return reading;
}

struct Question {
    EngineClient engine;
    QString project;
    std::function<bool(const QString &)> needsStats;
    std::shared_ptr<CpuHistory> cpu;
};

/// Asks for all running replicas of a service at once.
Task<Result<ServiceReading>> readService(Question question, ServiceReading replicas)
{
    std::vector<Task<Result<ReplicaReading>>> running;
    for (const ReplicaReading &reading : replicas) {
        if (reading.replica.isRunning())
            running.push_back(readReplica(question.engine, reading, question.cpu));
    }
    auto answer = running.begin();
    std::optional<Error> failure;
    for (ReplicaReading &reading : replicas) {
        if (!reading.replica.isRunning())
            continue;
        const Result<ReplicaReading> read = co_await *answer++;
        if (read)
            reading = *read;
        else
            failure = read.error();
    }
    if (failure)
        co_return fail(*failure);
    co_return replicas;
}

Task<Result<ProjectReading>> readAll(Question question)
{
    const ContainerFilter ofProject{
        {QLatin1String(composelabels::project) + QLatin1Char('=') + question.project}};
    const auto containers = co_await settled(question.engine.containers(ofProject));
    auto project = containers.and_then(projectFrom);
    if (!project)
        co_return project;
    for (auto &[name, replicas] : project->services) {
        if (!question.needsStats(name))
            continue;
        Result<ServiceReading> read = co_await readService(question, replicas);
        if (!read)
            co_return fail(read.error());
        replicas = std::move(*read);
    }
    co_return project;
}

using Promise = std::shared_ptr<QPromise<Result<ProjectReading>>>;

Task<> finish(Question question, Promise promise)
{
    auto reading = co_await readAll(std::move(question));
    promise->addResult(std::move(reading));
    promise->finish();
}

} // namespace

const ServiceReading *ProjectReading::service(const QString &name) const
{
    const auto found = services.find(name);
    return found == services.end() ? nullptr : &found->second;
}

Async<ProjectReading> readProject(const EngineClient &engine, const QString &project,
                                  const std::function<bool(const QString &service)> &needsStats,
                                  const std::shared_ptr<CpuHistory> &cpu)
{
    const auto promise = std::make_shared<QPromise<Result<ProjectReading>>>();
    promise->start();
    finish({engine, project, needsStats, cpu}, promise);
    return promise->future();
}

Result<ProjectReading> projectFrom(const std::vector<ContainerSummary> &containers)
{
    ProjectReading project;
    std::map<QString, std::vector<ContainerSummary>> byService;
    for (const ContainerSummary &container : containers) {
        if (labelOf(container, composelabels::oneOff) == QLatin1String("True"))
            continue;
        byService[labelOf(container, composelabels::service)].push_back(container);
        project.directory = labelOf(container, composelabels::directory);
        project.files = labelOf(container, composelabels::files).split(QLatin1Char(','), Qt::SkipEmptyParts);
    }
    for (const auto &[service, members] : byService) {
        const auto replicas = replicasFrom(members);
        if (!replicas)
            return fail(replicas.error());
        ServiceReading &reading = project.services[service];
        for (const Replica &replica : *replicas)
            reading.push_back({.replica = replica});
    }
    return project;
}

QStringList serviceNames(const PoolId &pool)
{
    return {pool.value + QStringLiteral("-worker"), pool.value};
}

QString serviceOf(const PoolId &pool, const ProjectReading &project)
{
    for (const QString &name : serviceNames(pool)) {
        if (project.service(name))
            return name;
    }
    return {};
}

QString servingContainer(const ProjectReading &project, int port)
{
    QString publisher;
    for (const auto &[name, replicas] : project.services) {
        for (const ReplicaReading &reading : replicas) {
            if (!reading.replica.isRunning())
                continue;
            if (name == QLatin1String("music-api"))
                return reading.replica.id;
            if (std::ranges::any_of(reading.replica.ports,
                                    [port](const PortMapping &mapping) { return mapping.hostPort == port; }))
                publisher = reading.replica.id;
        }
    }
    return publisher;
}

Worker workerFrom(const ReplicaReading &reading)
{
    Worker worker;
    worker.id = {reading.replica.name};
    worker.name = reading.replica.name;
    worker.container = reading.replica.id;
    worker.state = stateOf(reading);
    worker.port = publishedPort(reading.replica);
    worker.cpu = reading.cpu;
    worker.memory = reading.memory;
    worker.started = reading.started;
    return worker;
}

void showReplicas(Pool &pool, const ServiceReading &replicas)
{
    pool.workers.clear();
    std::ranges::transform(replicas, std::back_inserter(pool.workers), workerFrom);
    pool.ready = static_cast<int>(std::ranges::count_if(pool.workers, &Worker::isReady));
    pool.stopped = !replicas.empty() && std::ranges::none_of(replicas, [](const ReplicaReading &reading) {
        return reading.replica.hasProcess();
    });
    pool.desired = pool.stopped ? 0 : static_cast<int>(replicas.size());
}

HostCapacity capacityOf(const ServiceReading &replicas, const HostCapacity &host)
{
    HostCapacity capacity = host;
    qint64 limits = 0;
    for (const ReplicaReading &reading : replicas) {
        if (!reading.replica.isRunning())
            continue;
        if (!reading.memoryLimit || (host.memoryBytes && reading.memoryLimit->value >= *host.memoryBytes))
            return capacity; // one that may take all of it
        limits += reading.memoryLimit->value;
    }
    if (limits > 0)
        capacity.memoryBytes = host.memoryBytes ? std::min(limits, *host.memoryBytes) : limits;
    return capacity;
}

} // namespace crescendo
