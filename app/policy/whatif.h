#pragma once

#include "domain/pool.h"

#include <vector>

namespace crescendo {

/// What the threshold policy would decide for a pool as it is now, if `profile` governed it. Nothing where
/// nobody knows how many workers the pool has.
std::optional<Decision> decisionUnder(const Profile &profile, const Pool &pool, TimePoint now);

/// A pool's load from one moment to the next of its course; nothing where it is unknown.
struct LoadStep {
    TimePoint at;
    std::optional<int> load;

    bool operator==(const LoadStep &) const = default;
};

/// How a pool would have been scaled.
struct ScaleActivity {
    int events = 0; ///< actions for the load's sake; filling to MinWorkers is none
    double meanWorkers = 0; ///< wanted, over the time
    Seconds span{0}; ///< that was looked at

    double eventsPerHour() const;
    bool operator==(const ScaleActivity &) const = default;
};

/// Lets the threshold policy run over a course of loads until `end`, with an evaluation every `poll`, from
/// MinWorkers on. The course is taken as it is: that fewer workers would have drained it more slowly is not
/// modelled.
ScaleActivity activityUnder(const Profile &profile, const std::vector<LoadStep> &course, TimePoint end,
                            Millis poll = Seconds(10));

} // namespace crescendo
