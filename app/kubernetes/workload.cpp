#include "kubernetes/workload.h"

#include "net/jsonnode.h"

namespace crescendo {
namespace {

int countIn(const JsonNode &node)
{
    return static_cast<int>(node.integer());
}

struct Cause {
    QString reason;
    QString message;
};

Cause causeIn(const JsonNode &node)
{
    return {node["reason"].text(), node["message"].text()};
}

/// Those that come before the others first.
std::vector<JsonNode> containersOf(const JsonNode &status)
{
    std::vector<JsonNode> containers = status["initContainerStatuses"].items();
    for (const JsonNode &container : status["containerStatuses"].items())
        containers.push_back(container);
    return containers;
}

/// A pod's own reason, else that of a container that waits, else why it has no node.
Cause causeOf(const JsonNode &status)
{
    if (Cause own = causeIn(status); !own.reason.isEmpty())
        return own;
    for (const JsonNode &container : containersOf(status)) {
        if (Cause waits = causeIn(container["state"]["waiting"]); !waits.reason.isEmpty())
            return waits;
    }
    for (const JsonNode &condition : status["conditions"].items()) {
        if (condition["type"].text() == QLatin1String("PodScheduled")
            && condition["status"].text() == QLatin1String("False"))
            return causeIn(condition);
    }
    return {};
}

QString lastEndOf(const JsonNode &status)
{
    for (const JsonNode &container : status["containerStatuses"].items()) {
        for (const char *state : {"state", "lastState"}) {
            if (QString reason = container[state]["terminated"]["reason"].text(); !reason.isEmpty())
                return reason;
        }
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

/// Those that the pod shall have, whether they were begun or not.
std::vector<PodContainer> namedContainers(const JsonNode &object)
{
    std::vector<PodContainer> containers;
    for (const JsonNode &container : object["spec"]["containers"].items())
        containers.push_back({container["name"].text(), 0});
    for (const JsonNode &status : object["status"]["containerStatuses"].items()) {
        for (PodContainer &container : containers) {
            if (container.name == status["name"].text())
                container.restarts = countIn(status["restartCount"]);
        }
    }
    return containers;
}

/// Anybody may write there what is no time.
std::optional<TimePoint> restartOf(const JsonNode &podTemplate)
{
    const auto annotations = podTemplate["metadata"]["annotations"].texts();
    const auto at = annotations.find(restartedAt);
    return at == annotations.end() ? std::nullopt : fromIso(at->second);
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
    deployment.total = countIn(status["replicas"]);
    deployment.seenGeneration = status["observedGeneration"].integer();
    deployment.restarted = restartOf(spec["template"]);
    return deployment;
}

Pod podFrom(const JsonNode &object)
{
    const JsonNode status = object["status"];
    Pod pod;
    pod.meta = metaFrom(object["metadata"]);
    pod.phase = status["phase"].text();
    const Cause cause = causeOf(status);
    pod.reason = cause.reason;
    pod.message = cause.message;
    pod.lastEnd = lastEndOf(status);
    pod.node = object["spec"]["nodeName"].text();
    pod.isReady = isReadyIn(status);
    pod.containers = namedContainers(object);
    for (const JsonNode &container : status["containerStatuses"].items())
        pod.restarts += countIn(container["restartCount"]);
    pod.started = status["startTime"].time();
    return pod;
}

} // namespace crescendo
