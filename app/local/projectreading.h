#pragma once

#include "compose/replica.h"
#include "docker/engineclient.h"
#include "domain/pool.h"
#include "platform/poolsamples.h"

#include <map>
#include <memory>

namespace crescendo {

/// A replica and what the engine tells of it while it runs.
struct ReplicaReading {
    Replica replica;
    Health health = Health::None;
    std::optional<TimePoint> started;
    std::optional<MilliCores> cpu; ///< as `docker stats` computes it; nothing at the first look
    std::optional<Bytes> memory;
    std::optional<Bytes> memoryLimit; ///< the host's memory where it has none of its own

    bool operator==(const ReplicaReading &) const = default;
};

using ServiceReading = std::vector<ReplicaReading>; ///< by number

/// What an engine shows of a Compose project at one moment.
struct ProjectReading {
    std::map<QString, ServiceReading> services;
    QString directory; ///< where Compose was run, as its labels say; empty when they don't
    QStringList files;

    const ServiceReading *service(const QString &name) const;
    bool operator==(const ProjectReading &) const = default;
};

/// Reads the project's containers; resources only of services whose pools are wanted (`needsStats`). A
/// container that goes away meanwhile has no readings.
Async<ProjectReading> readProject(const EngineClient &engine, const QString &project,
                                  const std::function<bool(const QString &service)> &needsStats,
                                  const std::shared_ptr<CpuHistory> &cpu);

/// The containers of a project by service. Protocol where a container's labels make no sense.
Result<ProjectReading> projectFrom(const std::vector<ContainerSummary> &containers);

/// What a service may be called whose replicas are a pool's workers: "analysis-worker" of pool "analysis",
/// else as the pool itself.
QStringList serviceNames(const PoolId &pool);
/// The one that the project has; empty when there is none.
QString serviceOf(const PoolId &pool, const ProjectReading &project);

/// The running container that serves the endpoint: of the service `music-api`, else the one that publishes
/// the endpoint's port. Empty when there is none.
QString servingContainer(const ProjectReading &project, int port);

Worker workerFrom(const ReplicaReading &reading);
/// Sets what replicas show of a pool: desired, ready, stopped, workers.
void showReplicas(Pool &pool, const ServiceReading &replicas);
/// What the workers of a service may use: their own limits, else what the engine's host has.
HostCapacity capacityOf(const ServiceReading &replicas, const HostCapacity &host);

} // namespace crescendo
