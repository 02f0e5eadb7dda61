#pragma once

#include "domain/pool.h"
#include "kubernetes/podusage.h"
#include "kubernetes/workload.h"

#include <memory>
#include <vector>

namespace crescendo {

/// What is known of one namespace at one moment.
struct ClusterReading {
    std::vector<std::shared_ptr<const Deployment>> deployments;
    std::vector<std::shared_ptr<const Hpa>> hpas;
    std::vector<std::shared_ptr<const ScaledObject>> scaledObjects; ///< none where there is no KEDA
    std::vector<std::shared_ptr<const Pod>> pods;
    PodUsages usages; ///< of those pods that are measured
    bool knowsHpas = true; ///< false: not asked yet, or not allowed to ask
};

/// Where a pool is in the cluster, as its id says it: "music-platform/Deployment/analysis-worker".
struct WorkloadName {
    QString namespaceName;
    QString kind;
    QString name;

    bool operator==(const WorkloadName &) const = default;
};

PoolId poolIdOf(const WorkloadName &workload);
WorkloadName workloadOf(const PoolId &pool);

/// The pools of a namespace: every Deployment whose `app` ends in "-worker", and whatever an HPA or a
/// ScaledObject scales. Of a workload that is no Deployment only these are known.
std::vector<Pool> poolsOf(const ClusterReading &reading);

} // namespace crescendo
