#include "kubernetes/podusage.h"

#include "kubernetes/quantity.h"
#include "net/jsonnode.h"

namespace crescendo {
namespace {

Quantity quantityIn(const JsonNode &node)
{
    const Result<Quantity> quantity = Quantity::parse(node.text());
    if (!quantity)
        node.complain(QStringLiteral("an amount"));
    return quantity.value_or(Quantity());
}

} // namespace

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
