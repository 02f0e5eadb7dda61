#pragma once

#include "domain/node.h"

namespace crescendo {

class JsonNode;

/// Of a Node; what its pods request it does not say.
Node nodeFrom(const JsonNode &object);

/// Where a pod is, and what is set aside for it there.
struct PlacedPod {
    QString node; ///< empty: none yet
    bool isOver = false; ///< nothing is set aside any more
    NodeResources requested;
};

PlacedPod placedPodFrom(const JsonNode &object);

} // namespace crescendo
