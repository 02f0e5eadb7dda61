#pragma once

#include "base/units.h"

#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace crescendo {

/// What a node has, or what pods ask of it.
struct NodeResources {
    MilliCores cpu;
    Bytes memory;
    qint64 gpus = 0; ///< nvidia.com/gpu

    NodeResources &operator+=(const NodeResources &other);
    bool operator==(const NodeResources &) const = default;
};

struct NodeCondition {
    QString type; ///< "Ready", "MemoryPressure"
    QString status; ///< "True", "False", "Unknown"
    QString reason;

    bool operator==(const NodeCondition &) const = default;
};

/// A machine of a cluster.
struct Node {
    QString name;
    QString pool; ///< of machines of one kind; empty: in none
    std::map<QString, QString> labels;
    NodeResources capacity;
    NodeResources allocatable; ///< what pods can have of it
    std::optional<NodeResources> requested; ///< by its pods; nothing: they may not be seen
    std::optional<int> pods; ///< that are not over
    QStringList taints; ///< as kubectl prints them: "sku=gpu:NoSchedule"
    std::vector<NodeCondition> conditions;
    bool isCordoned = false;

    bool isReady() const;
    QStringList pressures() const; ///< "MemoryPressure", and whatever else it says that should not be
    bool operator==(const Node &) const = default;
};

} // namespace crescendo
