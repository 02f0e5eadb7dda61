#include "domain/node.h"

#include <algorithm>

namespace crescendo {

NodeResources &NodeResources::operator+=(const NodeResources &other)
{
    cpu.value += other.cpu.value;
    memory.value += other.memory.value;
    gpus += other.gpus;
    return *this;
}

bool Node::isReady() const
{
    return std::ranges::any_of(conditions, [](const NodeCondition &condition) {
        return condition.type == QLatin1String("Ready") && condition.status == QLatin1String("True");
    });
}

QStringList Node::pressures() const
{
    QStringList types;
    for (const NodeCondition &condition : conditions) {
        if (condition.type != QLatin1String("Ready") && condition.status == QLatin1String("True"))
            types += condition.type;
    }
    return types;
}

} // namespace crescendo
