#pragma once

#include "domain/sample.h"
#include "policy/whatif.h"

namespace crescendo {

class LiveSeries;

/// The last hour of a pool's load, as it was recorded; a silence of more than half a minute is unknown.
std::vector<LoadStep> loadCourseOf(const LiveSeries &live, const ConnectionId &connection, const PoolId &pool,
                                   TimePoint now);

} // namespace crescendo
