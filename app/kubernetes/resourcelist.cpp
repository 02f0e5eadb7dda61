#include "kubernetes/resourcelist.h"

#include "net/jsonnode.h"

namespace crescendo {
namespace {

Quantity amountIn(const JsonNode &node)
{
    return node.exists() ? quantityIn(node) : Quantity();
}

} // namespace

Quantity quantityIn(const JsonNode &node)
{
    const Result<Quantity> quantity = Quantity::parse(node.text());
    if (!quantity)
        node.complain(QStringLiteral("an amount"));
    return quantity.value_or(Quantity());
}

NodeResources resourcesFrom(const JsonNode &list)
{
    return {{amountIn(list["cpu"]).milli()},
            {amountIn(list["memory"]).whole()},
            amountIn(list["nvidia.com/gpu"]).whole()};
}

} // namespace crescendo
