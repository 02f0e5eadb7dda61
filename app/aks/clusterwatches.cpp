#include "aks/clusterwatches.h"

namespace crescendo {
namespace {

ResourceKind eventsOf(const QString &in, const QByteArray &kind, const QByteArray &reason)
{
    return {"v1", "events", in, "involvedObject.kind=" + kind + ",reason=" + reason};
}

} // namespace

ClusterWatches::ClusterWatches(const Platform &platform, HttpTransport &transport, const QString &in,
                               Millis interval, const Clock &clock)
    : deployments(ApiClient(transport), {"apps/v1", "deployments", in}, deploymentFrom, clock)
    , hpas(ApiClient(transport), {"autoscaling/v2", "horizontalpodautoscalers", in}, hpaFrom, clock)
    , scaledObjects(ApiClient(transport), {kedaVersion, "scaledobjects", in}, scaledObjectFrom, clock)
    , pods(ApiClient(transport), {"v1", "pods", in}, podFrom, clock)
    , nodes(ApiClient(transport), {"v1", "nodes", {}}, nodeFrom, clock)
    , placedPods(ApiClient(transport), {"v1", "pods", {}}, placedPodFrom, clock)
    , podMetrics{"metrics.k8s.io/v1beta1", "pods", in}
    , rescales(ApiClient(transport), eventsOf(in, "HorizontalPodAutoscaler", "SuccessfulRescale"), eventFrom,
               clock)
    , steps(ApiClient(transport), eventsOf(in, "Deployment", "ScalingReplicaSet"), eventFrom, clock)
    , queue(transport, in, interval, clock)
    , logs(platform, pods, ApiClient(transport), in, clock)
{
}

std::vector<ListWatch *> ClusterWatches::ofPools()
{
    return {&deployments.watch(), &hpas.watch(), &scaledObjects.watch(), &pods.watch()};
}

std::vector<ListWatch *> ClusterWatches::all()
{
    std::vector<ListWatch *> watches = ofPools();
    watches.insert(watches.end(), {&nodes.watch(), &placedPods.watch(), &rescales.watch(), &steps.watch()});
    return watches;
}

std::optional<Error> ClusterWatches::errorOfEvents() const
{
    return rescales.watch().error() ? rescales.watch().error() : steps.watch().error();
}

bool ClusterWatches::knowsDecisions() const
{
    return rescales.watch().isListed() && steps.watch().isListed() && hpas.watch().isListed();
}

std::vector<Decision> ClusterWatches::takeDecisions(TimePoint now)
{
    if (!knowsDecisions())
        return {};
    return decisions.take({rescales.items(), steps.items()}, hpas.items(), now);
}

} // namespace crescendo
