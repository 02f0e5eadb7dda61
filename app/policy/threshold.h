#pragma once

#include "domain/pool.h"

namespace crescendo {

/// What the threshold policy looks at. `sinceLastAction` is nothing when the pool was never scaled.
struct ThresholdInput {
    PoolId pool;
    TimePoint now;
    std::optional<QueueDepth> queue;
    int present = 0; ///< the current target; draining workers don't count
    std::optional<Millis> sinceLastAction;
    std::optional<int> portCapacity; ///< workers that the port range has room for; nothing = unlimited
    bool stopped = false;
    std::optional<Hold> hold;
};

/// One evaluation by the rules of README, "The threshold policy". Pure: the same input gives the same
/// decision. The first that applies decides: stopped (left alone); a hold that has not ended; below
/// MinWorkers (filled at once, StartUp) or above MaxWorkers or the ports (reduced at once), whatever the
/// cooldown; disabled; no data; the load. MaxWorkers and the ports are hard: no decision, a hold's neither,
/// goes beyond them. `cooldownLeft` is always told.
Decision evaluate(const ThresholdInput &input, const Profile &profile);

/// The guide's booleans: what the thresholds alone say, whatever the cooldown.
bool shouldScaleUp(const Profile &profile, int load, int present);
bool shouldScaleDown(const Profile &profile, int load, int present);

/// round(100 · running / (maxWorkers · maxConcurrentJobs)), at most 100.
int utilizationPercent(int running, int maxWorkers, int maxConcurrentJobs);

/// What the load alone asks of `present` workers, without cooldown: the curve that the profile editor draws.
int desiredFor(const Profile &profile, int load, int present);

} // namespace crescendo
