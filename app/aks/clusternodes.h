#pragma once

#include "kubernetes/noderesource.h"

#include <memory>
#include <vector>

namespace crescendo {

/// The nodes with what the cluster's pods request of each; unknown where those are not known.
std::vector<Node> nodesOf(const std::vector<std::shared_ptr<const Node>> &nodes,
                          const std::vector<std::shared_ptr<const PlacedPod>> &pods, bool knowsPods);

} // namespace crescendo
