#include "kubernetes/podusage.h"

#include "kubernetes/resourcelist.h"
#include "net/jsonnode.h"

namespace crescendo {
PodUsages usagesFrom(const JsonNode &list)
{
    PodUsages usages;
    for (const JsonNode &pod : list["items"].items()) {
        const JsonNode metadata = pod["metadata"];
        PodUsage &usage = usages[metadata["namespace"].text() + QLatin1Char('/') + metadata["name"].text()];
        for (const JsonNode &container : pod["containers"].items()) {
            usage.cpu.value += quantityIn(container["usage"]["cpu"]).milli();
            usage.memory.value += quantityIn(container["usage"]["memory"]).whole();
        }
    }
    return usages;
}

} // namespace crescendo
