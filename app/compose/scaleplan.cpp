#include "compose/scaleplan.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

namespace crescendo {

namespace {

bool isIn(const std::set<QString> &ids, const Replica &replica)
{
    return ids.contains(replica.id);
}

/// While Compose recreates a container, the new one is there beside the old one for a moment, and is
/// Compose's alone: it is started and renamed when the old one is gone.
void hideReplacements(std::vector<Replica> &replicas)
{
    const std::vector<Replica> all = replicas;
    std::erase_if(replicas, [&all](const Replica &replica) {
        return std::ranges::any_of(all, [&replica](const Replica &other) {
            return other.id != replica.id && !replica.replaces.isEmpty()
                && (replica.replaces == other.id || replica.replaces == other.name);
        });
    });
}

/// Takes the second containers of a number out: of each number the one that runs, or else the oldest, stays.
std::vector<Replica> takeDuplicates(std::vector<Replica> &replicas)
{
    std::ranges::stable_sort(replicas, {}, [](const Replica &replica) {
        return std::tuple(replica.number, !replica.isRunning(), replica.created, replica.id);
    });
    std::vector<Replica> duplicates;
    std::vector<Replica> kept;
    for (Replica &replica : replicas) {
        const bool isSecond = !kept.empty() && kept.back().number == replica.number;
        (isSecond ? duplicates : kept).push_back(std::move(replica));
    }
    replicas = std::move(kept);
    return duplicates;
}

template <typename Predicate> std::vector<Replica> take(std::vector<Replica> &replicas, Predicate predicate)
{
    const auto firstTaken = std::stable_partition(replicas.begin(), replicas.end(), std::not_fn(predicate));
    std::vector<Replica> result(std::make_move_iterator(firstTaken), std::make_move_iterator(replicas.end()));
    replicas.erase(firstTaken, replicas.end());
    return result;
}

void append(std::vector<Replica> &to, std::vector<Replica> from)
{
    std::ranges::move(from, std::back_inserter(to));
}

/// How much a replica is worth. One that was never alive may be half-made, and is the worst to clone.
int rank(const Replica &replica)
{
    return replica.isRunning() ? 2 : replica.state == ContainerState::Created ? 0 : 1;
}

/// Those above the target, the first to go first.
std::vector<Replica> takeSurplus(std::vector<Replica> &replicas, int target, const WorkerUse &use)
{
    const auto cost = [&](const Replica &replica) {
        return std::tuple(rank(replica), isIn(use.busy, replica), -replica.number);
    };
    std::ranges::sort(replicas, {}, cost);
    const auto count = std::max<std::ptrdiff_t>(std::ssize(replicas) - target, 0);
    std::vector<Replica> surplus(replicas.begin(), replicas.begin() + count);
    replicas.erase(replicas.begin(), replicas.begin() + count);
    std::ranges::sort(replicas, {}, &Replica::number);
    return surplus;
}

/// Scaled to nothing, one stays to start again from.
void keepLast(std::vector<Replica> &surplus, ScalePlan &plan)
{
    const auto last = std::ranges::min_element(surplus, {}, [](const Replica &replica) {
        return std::pair(replica.state == ContainerState::Created, replica.number);
    });
    if (last == surplus.end())
        return;
    if (last->hasProcess())
        plan.stop.push_back(*last);
    surplus.erase(last);
}

} // namespace

ScalePlan planScale(const std::vector<Replica> &replicas, int target, const WorkerUse &use)
{
    const auto isBusy = [&](const Replica &replica) {
        return replica.isRunning() && isIn(use.busy, replica);
    };
    std::vector<Replica> present = replicas;
    ScalePlan plan;
    std::erase_if(present, [](const Replica &replica) { return replica.state == ContainerState::Removing; });
    plan.remove = take(present, [](const Replica &replica) { return replica.state == ContainerState::Dead; });
    hideReplacements(present);
    append(plan.remove, takeDuplicates(present));

    std::vector<Replica> surplus =
        take(present, [&](const Replica &replica) { return isIn(use.leaving, replica); });
    append(surplus, takeSurplus(present, target, use));
    if (target == 0)
        keepLast(surplus, plan);
    plan.drain = take(surplus, isBusy);
    append(plan.drain, take(plan.stop, isBusy));
    append(plan.remove, std::move(surplus));

    plan.clones = std::max(target - static_cast<int>(present.size()), 0);
    for (Replica &replica : present) {
        if (replica.state == ContainerState::Paused)
            plan.resume.push_back(std::move(replica));
        else if (replica.state == ContainerState::Created || replica.state == ContainerState::Exited)
            plan.start.push_back(std::move(replica));
    }
    return plan;
}

} // namespace crescendo
