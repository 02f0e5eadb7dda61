#pragma once

#include "base/units.h"

#include <QString>

#include <map>

namespace crescendo {

class JsonNode;

/// What a pod's containers use together, as metrics-server last saw them.
struct PodUsage {
    MilliCores cpu;
    Bytes memory;

    bool operator==(const PodUsage &) const = default;
};

/// By "namespace/name".
using PodUsages = std::map<QString, PodUsage>;

/// Of a PodMetricsList of metrics.k8s.io.
PodUsages usagesFrom(const JsonNode &list);

} // namespace crescendo
