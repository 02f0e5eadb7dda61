#pragma once

#include "domain/worker.h"

#include <vector>

namespace crescendo {

/// One worker as the plan sees it.
struct FleetMember {
    int number = 0;
    WorkerState state = WorkerState::Starting;
    bool mustGo = false; ///< whatever the target: its limits are no longer asked for, or it was told to go

    bool operator==(const FleetMember &) const = default;
};

/// What to do so that the fleet comes to its target. Numbers of members.
struct FleetPlan {
    std::vector<int> takeBack; ///< draining ones that stay after all
    std::vector<int> drain; ///< get no new job
    int start = 0; ///< new ones to start

    bool operator==(const FleetPlan &) const = default;
};

/// Pure: the same fleet and target give the same plan. A rise takes back draining workers first; a fall takes
/// starting ones first, then idle ones, then busy ones, each from the highest number down. Those that must go
/// are replaced one by one, in that order, so that most of the fleet goes on working; they are never taken
/// back.
FleetPlan planFleet(const std::vector<FleetMember> &members, int target);

} // namespace crescendo
