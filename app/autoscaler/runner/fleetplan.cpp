#include "autoscaler/runner/fleetplan.h"

#include <algorithm>
#include <iterator>

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
    if (a.mustGo != b.mustGo)
        return a.mustGo;
    if (reluctance(a.state) != reluctance(b.state))
        return reluctance(a.state) < reluctance(b.state);
    return a.number > b.number;
}

bool isDraining(const FleetMember &member)
{
    return member.state == WorkerState::Draining;
}

/// Of the one before: it still leaves, or its successor does not work yet.
bool isReplacing(const std::vector<FleetMember> &members)
{
    return std::ranges::any_of(members, [](const FleetMember &member) {
        return isDraining(member) ? member.mustGo : member.state == WorkerState::Starting && !member.mustGo;
    });
}

} // namespace

FleetPlan planFleet(const std::vector<FleetMember> &members, int target)
{
    FleetPlan plan;
    std::vector<FleetMember> active;
    std::vector<FleetMember> draining;
    std::ranges::partition_copy(members, std::back_inserter(draining), std::back_inserter(active),
                                isDraining);
    std::ranges::sort(active, goesBefore);
    std::ranges::sort(draining, {}, &FleetMember::number);

    int missing = target - static_cast<int>(active.size());
    for (int i = 0; i < -missing; ++i)
        plan.drain.push_back(active[static_cast<std::size_t>(i)].number);
    if (missing == 0 && !active.empty() && active.front().mustGo && !isReplacing(members)) {
        plan.drain.push_back(active.front().number);
        ++missing;
    }
    for (const FleetMember &member : draining) {
        if (static_cast<int>(plan.takeBack.size()) < missing && !member.mustGo)
            plan.takeBack.push_back(member.number);
    }
    plan.start = std::max(0, missing - static_cast<int>(plan.takeBack.size()));
    return plan;
}

} // namespace crescendo
