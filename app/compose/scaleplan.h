#pragma once

#include "compose/replica.h"

#include <set>

namespace crescendo {

/// What is known of the replicas' work, by container id. Where nothing is known both are empty.
struct WorkerUse {
    std::set<QString> busy;
    std::set<QString> leaving; ///< to go as soon as idle, whatever the target; others take their place

    bool operator==(const WorkerUse &) const = default;
};

/// What leads from the replicas there are to the target. No replica is in two lists.
struct ScalePlan {
    std::vector<Replica> start; ///< created or exited, by number
    std::vector<Replica> resume; ///< paused
    int clones = 0; ///< to be made in addition
    std::vector<Replica> remove; ///< in order of preference
    std::vector<Replica> stop; ///< but keep: the last one of a service that is scaled to nothing
    std::vector<Replica> drain; ///< busy: to be removed or stopped once they are not

    /// Nothing can be done now; what drains must become idle first.
    bool isDone() const
    {
        return start.empty() && resume.empty() && clones == 0 && remove.empty() && stop.empty();
    }
    bool operator==(const ScalePlan &) const = default;
};

/// Pure. Dead containers and second ones of a number go; what Compose is putting in the place of another is
/// left alone. Too many: those that do not run go first, then idle ones, then busy ones; among equals the
/// highest number. Too few: those that do not run are started before clones are made. At target 0 the lowest
/// number is stopped and kept, because without any there is nothing to start again from.
ScalePlan planScale(const std::vector<Replica> &replicas, int target, const WorkerUse &use);

} // namespace crescendo
