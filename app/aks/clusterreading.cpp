#include "aks/clusterreading.h"

#include "aks/podtrouble.h"

#include <QStringList>

#include <map>

namespace crescendo {
namespace {

const QString deploymentKind = QStringLiteral("Deployment");

WorkerState stateOf(const Pod &pod)
{
    if (pod.meta.isBeingDeleted)
        return WorkerState::Draining;
    if (pod.phase == QLatin1String("Succeeded") || pod.phase == QLatin1String("Failed"))
        return WorkerState::Exited;
    return pod.isReady ? WorkerState::Running : WorkerState::Starting;
}

Worker workerFrom(const Pod &pod, const PodUsages &usages)
{
    Worker worker;
    worker.id = {pod.meta.uid};
    worker.name = pod.meta.name;
    worker.state = stateOf(pod);
    worker.started = pod.started;
    worker.trouble = troubleOf(pod);
    const auto usage = usages.find(pod.meta.namespaceName + QLatin1Char('/') + pod.meta.name);
    if (usage != usages.end()) {
        worker.cpu = usage->second.cpu;
        worker.memory = usage->second.memory;
    }
    return worker;
}

std::vector<Worker> workersOf(const Deployment &deployment, const ClusterReading &reading)
{
    std::vector<Worker> workers;
    for (const auto &pod : reading.pods) {
        const bool isIts = pod->meta.namespaceName == deployment.meta.namespaceName
            && deployment.selector.matches(pod->meta.labels);
        if (isIts)
            workers.push_back(workerFrom(*pod, reading.usages));
    }
    return workers;
}

Rollout rolloutOf(const Deployment &deployment)
{
    Rollout rollout;
    rollout.desired = deployment.desired;
    rollout.total = deployment.total;
    rollout.updated = deployment.updated;
    rollout.available = deployment.available;
    rollout.isSeen = deployment.seenGeneration >= deployment.meta.generation;
    rollout.restarted = deployment.restarted;
    return rollout;
}

Pool poolFrom(const Deployment &deployment, const ClusterReading &reading)
{
    Pool pool;
    pool.id = poolIdOf({deployment.meta.namespaceName, deploymentKind, deployment.meta.name});
    pool.version = QString::number(deployment.meta.generation);
    pool.desired = deployment.desired;
    pool.ready = deployment.ready;
    pool.rollout = rolloutOf(deployment);
    pool.autoscaler = reading.knowsHpas ? AutoscalerStatus::Disabled : AutoscalerStatus::Unknown;
    pool.workers = workersOf(deployment, reading);
    return pool;
}

/// An HPA does nothing for a workload of no replicas.
AutoscalerStatus statusOf(const Hpa &hpa)
{
    for (const HpaCondition &condition : hpa.conditions) {
        if (condition.type != QLatin1String("ScalingActive"))
            continue;
        if (condition.status == QLatin1String("True"))
            return AutoscalerStatus::Active;
        return condition.reason == QLatin1String("ScalingDisabled") ? AutoscalerStatus::Disabled
                                                                    : AutoscalerStatus::Degraded;
    }
    return AutoscalerStatus::Unknown;
}

/// KEDA cannot scale while its object is not ready; what has no reason was not looked at yet. An HPA that it
/// made and that does nothing for no replicas is as it should be.
AutoscalerStatus statusOf(const ScaledObject &object, const std::optional<Hpa> &hpa)
{
    const ScaledObjectCondition *ready = object.condition(QStringLiteral("Ready"));
    if (object.pause.isWhole)
        return AutoscalerStatus::Disabled;
    if (!ready || (ready->status != QLatin1String("True") && ready->reason.isEmpty()))
        return AutoscalerStatus::Unknown;
    const bool hasFailingHpa = hpa && statusOf(*hpa) == AutoscalerStatus::Degraded;
    return ready->status == QLatin1String("True") && !hasFailingHpa ? AutoscalerStatus::Active
                                                                    : AutoscalerStatus::Degraded;
}

bool isWorker(const Deployment &deployment)
{
    return deployment.app.endsWith(QLatin1String("-worker"));
}

} // namespace

PoolId poolIdOf(const WorkloadName &workload)
{
    return {QStringList{workload.namespaceName, workload.kind, workload.name}.join(QLatin1Char('/'))};
}

WorkloadName workloadOf(const PoolId &pool)
{
    return {pool.value.section(QLatin1Char('/'), 0, 0), pool.value.section(QLatin1Char('/'), 1, 1),
            pool.value.section(QLatin1Char('/'), 2)};
}

std::vector<Pool> poolsOf(const ClusterReading &reading)
{
    std::map<PoolId, Pool> all;
    for (const auto &deployment : reading.deployments) {
        Pool pool = poolFrom(*deployment, reading);
        all.emplace(pool.id, std::move(pool));
    }
    for (const auto &hpa : reading.hpas) {
        Pool &pool = all[poolIdOf({hpa->namespaceName, hpa->targetKind, hpa->targetName})];
        pool.id = poolIdOf({hpa->namespaceName, hpa->targetKind, hpa->targetName});
        pool.hpa = *hpa;
        pool.autoscaler = statusOf(*hpa);
    }
    for (const auto &object : reading.scaledObjects) {
        Pool &pool = all[poolIdOf({object->namespaceName, object->targetKind, object->targetName})];
        pool.id = poolIdOf({object->namespaceName, object->targetKind, object->targetName});
        pool.scaledObject = *object;
        pool.autoscaler = statusOf(*object, pool.hpa);
    }
    for (const auto &deployment : reading.deployments) {
        const PoolId id = poolIdOf({deployment->meta.namespaceName, deploymentKind, deployment->meta.name});
        if (!isWorker(*deployment) && !all[id].hpa && !all[id].scaledObject)
            all.erase(id);
    }
    std::vector<Pool> pools;
    pools.reserve(all.size());
    for (auto &entry : all)
        pools.push_back(std::move(entry.second));
    return pools;
}

} // namespace crescendo
