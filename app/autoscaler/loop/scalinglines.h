#pragma once

#include "base/error.h"
#include "domain/decision.h"
#include "domain/profile.h"

namespace crescendo {

// What the service's log says of scaling. The guide quotes some of these lines, and its readers search for
// them: those are the guide's to the letter.

/// "Worker autoscaler enabled: Min=1, Max=5, ScaleUpThreshold=3, ScaleDownThreshold=1"
QString enabledLine(const Profile &profile);
QString limitsLine(const PoolId &pool, const WorkerLimits &limits);
/// "Starting analysis workers: 0 -> 1"
QString startingLine(const PoolId &pool, int from, int to);
/// "Scaling UP analysis workers: 1 -> 3 (load: 7)", "Scaling DOWN …", "Starting …", or by hand with its
/// reason.
QString scalingLine(const Decision &decision);
/// "Successfully scaled analysis workers to 3"
QString scaledLine(const PoolId &pool, int target);
/// Without a target: what runs could not be read.
QString failureLine(const PoolId &pool, std::optional<int> target, const Error &fault);
/// Somebody else changed the workers: it is taken over as the new target, or undone.
QString takenOverLine(const Decision &decision);
QString undoneLine(const PoolId &pool, int target);

} // namespace crescendo
