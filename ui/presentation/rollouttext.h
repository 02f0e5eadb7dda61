#pragma once

#include "domain/pool.h"
#include "ui/presentation/jobtext.h"

namespace crescendo {

/// "all up to date", "1 of 3 updated, 2 available".
QString rolloutText(const Rollout &rollout);

/// How far a workload is, and when it was last restarted.
std::vector<Fact> rolloutFacts(const Rollout &rollout, TimePoint now);

} // namespace crescendo
