#pragma once

#include "aks/clusterlogs.h"
#include "aks/clusterqueue.h"
#include "aks/hpadecisions.h"
#include "kubernetes/hparesource.h"
#include "kubernetes/noderesource.h"
#include "kubernetes/scaledobjectresource.h"

namespace crescendo {

/// What is kept of one namespace, and asked of it: everything that a platform shows.
struct ClusterWatches {
    ClusterWatches(const Platform &platform, HttpTransport &transport, const QString &in, Millis interval,
                   const Clock &clock);

    std::vector<ListWatch *> ofPools();
    std::vector<ListWatch *> all();
    std::optional<Error> errorOfEvents() const;
    bool knowsDecisions() const;
    /// Those that are new.
    std::vector<Decision> takeDecisions(TimePoint now);

    ResourceWatch<Deployment> deployments;
    ResourceWatch<Hpa> hpas;
    ResourceWatch<ScaledObject> scaledObjects; // where there is KEDA
    ResourceWatch<Pod> pods;
    ResourceWatch<Node> nodes;
    ResourceWatch<PlacedPod> placedPods; // of all namespaces: what they request is gone for all
    ResourceKind podMetrics; // asked for: it cannot be watched
    ResourceWatch<ClusterEvent> rescales;
    ResourceWatch<ClusterEvent> steps;
    HpaDecisions decisions;
    ClusterQueue queue; // asked for, too
    ClusterLogs logs;
};

} // namespace crescendo
