#include "kubernetes/noderesource.h"

#include "kubernetes/resource.h"
#include "kubernetes/resourcelist.h"
#include "net/jsonnode.h"

#include <algorithm>

namespace crescendo {
namespace {

/// What AKS calls it, and what it called it before.
QString poolIn(const std::map<QString, QString> &labels)
{
    for (const char *key : {"kubernetes.azure.com/agentpool", "agentpool"}) {
        if (const auto label = labels.find(QLatin1String(key)); label != labels.end())
            return label->second;
    }
    return {};
}

QString taintFrom(const JsonNode &taint)
{
    const QString value = taint["value"].text();
    return taint["key"].text() + (value.isEmpty() ? QString() : QLatin1Char('=') + value) + QLatin1Char(':')
        + taint["effect"].text();
}

NodeResources requestsOf(const JsonNode &container)
{
    return resourcesFrom(container["resources"]["requests"]);
}

NodeResources mostOf(const NodeResources &a, const NodeResources &b)
{
    return {std::max(a.cpu, b.cpu), std::max(a.memory, b.memory), std::max(a.gpus, b.gpus)};
}

/// As the scheduler reckons: containers run together; those before them one after the other, beside what was
/// started to stay.
NodeResources requestsOfContainers(const JsonNode &spec)
{
    NodeResources together;
    for (const JsonNode &container : spec["containers"].items())
        together += requestsOf(container);
    NodeResources staying;
    NodeResources before;
    for (const JsonNode &container : spec["initContainers"].items()) {
        NodeResources own = requestsOf(container);
        const bool stays = container["restartPolicy"].text() == QLatin1String("Always");
        if (stays)
            together += own;
        own += staying;
        if (stays)
            staying = own;
        before = mostOf(before, own);
    }
    return mostOf(together, before);
}

/// What a pod requests as a whole takes the place of what its containers do.
NodeResources requestsOfPod(const JsonNode &spec)
{
    NodeResources requests = requestsOfContainers(spec);
    const JsonNode whole = spec["resources"]["requests"];
    const NodeResources own = resourcesFrom(whole);
    if (whole["cpu"].exists())
        requests.cpu = own.cpu;
    if (whole["memory"].exists())
        requests.memory = own.memory;
    return requests += resourcesFrom(spec["overhead"]);
}

} // namespace

Node nodeFrom(const JsonNode &object)
{
    const ObjectMeta meta = metaFrom(object["metadata"]);
    const JsonNode status = object["status"];
    Node node;
    node.name = meta.name;
    node.labels = meta.labels;
    node.pool = poolIn(meta.labels);
    node.capacity = resourcesFrom(status["capacity"]);
    node.allocatable = resourcesFrom(status["allocatable"]);
    node.isCordoned = object["spec"]["unschedulable"].boolean();
    for (const JsonNode &taint : object["spec"]["taints"].items())
        node.taints += taintFrom(taint);
    for (const JsonNode &condition : status["conditions"].items())
        node.conditions.push_back(
            {condition["type"].text(), condition["status"].text(), condition["reason"].text()});
    return node;
}

PlacedPod placedPodFrom(const JsonNode &object)
{
    const QString phase = object["status"]["phase"].text();
    PlacedPod pod;
    pod.node = object["spec"]["nodeName"].text();
    pod.isOver = phase == QLatin1String("Succeeded") || phase == QLatin1String("Failed");
    pod.requested = requestsOfPod(object["spec"]);
    return pod;
}

} // namespace crescendo
