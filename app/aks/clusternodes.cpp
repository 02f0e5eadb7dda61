#include "aks/clusternodes.h"

#include <QHash>

namespace crescendo {
namespace {

struct Share {
    int pods = 0;
    NodeResources requested;
};

} // namespace

std::vector<Node> nodesOf(const std::vector<std::shared_ptr<const Node>> &nodes,
                          const std::vector<std::shared_ptr<const PlacedPod>> &pods, bool knowsPods)
{
    QHash<QString, Share> shares;
    for (const auto &pod : pods) {
        if (pod->isOver)
            continue;
        Share &share = shares[pod->node];
        ++share.pods;
        share.requested += pod->requested;
    }
    std::vector<Node> filled;
    filled.reserve(nodes.size());
    for (const auto &node : nodes) {
        filled.push_back(*node);
        const Share share = shares.value(node->name);
        filled.back().pods = knowsPods ? std::optional(share.pods) : std::nullopt;
        filled.back().requested = knowsPods ? std::optional(share.requested) : std::nullopt;
    }
    return filled;
}

} // namespace crescendo
