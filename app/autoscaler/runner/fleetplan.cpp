#include "autoscaler/runner/fleetplan.h"

#include <algorithm>

namespace crescendo {
namespace {

/// Busy ones go last.
int reluctance(WorkerState state)
{
    switch (state) {
    case WorkerState::Starting:
        return 0;
    case WorkerState::Idle:
        return 1;
    default:
        return 2;
    }
}

bool goesBefore(const FleetMember &a, const FleetMember &b)
{
    if (reluctance(a.state) != reluctance(b.state))
        return reluctance(a.state) < reluctance(b.state);
    return a.number > b.number;
}

} // namespace

FleetPlan planFleet(const std::vector<FleetMember> &members, int target)
{
    FleetPlan plan;
    std::vector<FleetMember> active;
    std::vector<FleetMember> draining;
    for (const FleetMember &member : members) {
        if (member.state == WorkerState::Draining)
            draining.push_back(member);
        else if (member.outdated)
            plan.drain.push_back(member.number);
        else
            active.push_back(member);
    }
    std::ranges::sort(active, goesBefore);
    std::ranges::sort(draining, {}, &FleetMember::number);

    const int missing = target - static_cast<int>(active.size());
    for (int i = 0; i < -missing; ++i)
        plan.drain.push_back(active[static_cast<std::size_t>(i)].number);
    for (const FleetMember &member : draining) {
        if (static_cast<int>(plan.takeBack.size()) < missing && !member.outdated)
            plan.takeBack.push_back(member.number);
    }
    plan.start = std::max(0, missing - static_cast<int>(plan.takeBack.size()));
    return plan;
}

} // namespace crescendo
