#include "autoscaler/runner/processfleet.h"

#include "autoscaler/runner/workerprocess.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr Millis firstRetry{500};
constexpr Millis longestRetry{30'000};

} // namespace

ProcessFleet::ProcessFleet() : backoff(firstRetry, longestRetry)
{
    retry.setSingleShot(true);
}

ProcessFleet::~ProcessFleet() = default;

const WorkerActivity *ProcessFleet::activityOf(const Member &member) const
{
    const auto found = activities.find(member.process->launch().id);
    return found == activities.end() ? nullptr : &found->second;
}

WorkerState ProcessFleet::stateOf(const Member &member) const
{
    const WorkerActivity *activity = activityOf(member);
    if (member.draining || member.process->isEnding())
        return WorkerState::Draining;
    if (!activity)
        return WorkerState::Starting;
    return activity->job ? WorkerState::Busy : WorkerState::Idle;
}

Worker ProcessFleet::describe(const Member &member) const
{
    const WorkerLaunch &launch = member.process->launch();
    Worker worker;
    worker.id = launch.id;
    worker.name = launch.name;
    worker.port = launch.port;
    worker.pid = member.process->pid();
    worker.state = stateOf(member);
    worker.started = member.process->started();
    worker.cpu = member.cpu;
    if (member.reading)
        worker.memory = member.reading->resident;
    if (const WorkerActivity *activity = activityOf(member); activity && activity->job) {
        worker.job = activity->job;
        worker.progress = activity->progress;
    }
    return worker;
}

ProcessFleet::Member *ProcessFleet::byNumber(int number)
{
    const auto found = std::ranges::find_if(
        members, [number](const Member &member) { return member.process->launch().number == number; });
    return found == members.end() ? nullptr : &*found;
}

ProcessFleet::Member *ProcessFleet::byId(const WorkerId &worker)
{
    const auto found = std::ranges::find_if(
        members, [&worker](const Member &member) { return member.process->launch().id == worker; });
    return found == members.end() ? nullptr : &*found;
}

int ProcessFleet::freeNumber() const
{
    int number = 1;
    for (const Member &member : members) {
        if (member.process->launch().number != number)
            break;
        ++number;
    }
    return number;
}

int ProcessFleet::present() const
{
    return static_cast<int>(
        std::ranges::count_if(members, [](const Member &member) { return !member.draining; }));
}

std::vector<FleetMember> ProcessFleet::plannable() const
{
    std::vector<FleetMember> result;
    for (const Member &member : members) {
        const bool isOutdated = member.process->launch().limits != target.limits;
        const bool mustGo = member.wasToldToGo || member.process->isEnding() || isOutdated;
        result.push_back({member.process->launch().number, stateOf(member), mustGo});
    }
    return result;
}

int ProcessFleet::reachable() const
{
    return std::min(target.workers.value_or(0), capacity);
}

bool ProcessFleet::isSettled() const
{
    return present() >= reachable() && std::ranges::all_of(members, [](const Member &member) {
               return member.draining || member.process->age() > settledAge;
           });
}

} // namespace crescendo
