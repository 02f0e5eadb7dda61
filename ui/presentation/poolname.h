#pragma once

#include "base/ids.h"

namespace crescendo {

/// A pool beside others of its connection: "analysis-worker" for "music-platform/Deployment/analysis-worker".
/// What comes before differs too seldom for the room that it takes; it belongs into the tool tip.
QString shortNameOf(const PoolId &pool);
/// Of a pool in a cluster: "music-platform"; empty of others.
QString namespaceOf(const PoolId &pool);

} // namespace crescendo
