#include "kubernetes/workload.h"

#include "net/jsonnode.h"

namespace crescendo {
namespace {

int countIn(const JsonNode &node)
{
    return static_cast<int>(node.integer());
}

/// A pod's own reason, else that of a container that waits, else why it has no node.
QString reasonOf(const JsonNode &status)
{
    if (QString own = status["reason"].text(); !own.isEmpty())
        return own;
    for (const JsonNode &container : status["containerStatuses"].items()) {
        if (QString waits = container["state"]["waiting"]["reason"].text(); !waits.isEmpty())
            return waits;
    }
    for (const JsonNode &condition : status["conditions"].items()) {
        if (condition["type"].text() == QLatin1String("PodScheduled")
            && condition["status"].text() == QLatin1String("False"))
            return condition["reason"].text();
    }
    return {};
}

bool isReadyIn(const JsonNode &status)
{
    for (const JsonNode &condition : status["conditions"].items()) {
        if (condition["type"].text() == QLatin1String("Ready"))
            return condition["status"].text() == QLatin1String("True");
    }
    return false;
}

} // namespace

Deployment deploymentFrom(const JsonNode &object)
{
    const JsonNode spec = object["spec"];
    const JsonNode status = object["status"];
    Deployment deployment;
    deployment.meta = metaFrom(object["metadata"]);
    deployment.app = spec["template"]["metadata"]["labels"]["app"].text();
    deployment.selector = selectorFrom(spec["selector"]);
    deployment.desired = countIn(spec["replicas"]);
    deployment.ready = countIn(status["readyReplicas"]);
    deployment.updated = countIn(status["updatedReplicas"]);
    deployment.available = countIn(status["availableReplicas"]);
    return deployment;
}

Pod podFrom(const JsonNode &object)
{
    const JsonNode status = object["status"];
    Pod pod;
    pod.meta = metaFrom(object["metadata"]);
    pod.phase = status["phase"].text();
    pod.reason = reasonOf(status);
    pod.node = object["spec"]["nodeName"].text();
    pod.isReady = isReadyIn(status);
    for (const JsonNode &container : status["containerStatuses"].items())
        pod.restarts += countIn(container["restartCount"]);
    pod.started = status["startTime"].time();
    return pod;
}

} // namespace crescendo
