#include "policy/threshold.h"

#include <algorithm>

namespace crescendo {
namespace {

/// How many workers a pool may have. The ports are as hard a limit as MaxWorkers, and also beat MinWorkers.
struct Bounds {
    int least = 0;
    int most = 0;
    Limit upper = Limit::MaxWorkers;
    Limit lower = Limit::MinWorkers;

    int clamp(int workers) const { return std::max(least, std::min(workers, most)); }
    Limit limitOn(int workers) const
    {
        if (workers > most)
            return upper;
        return workers < least ? lower : Limit::None;
    }
};

Bounds boundsOf(const Profile &profile, std::optional<int> portCapacity)
{
    Bounds bounds{profile.minWorkers, profile.maxWorkers};
    if (portCapacity && *portCapacity < profile.maxWorkers) {
        bounds.most = std::max(0, *portCapacity);
        bounds.upper = Limit::Ports;
    }
    if (bounds.least > bounds.most) {
        bounds.least = bounds.most;
        bounds.lower = bounds.upper;
    }
    return bounds;
}

int workersFor(const Profile &profile, int load)
{
    const int jobsEach = std::max(1, profile.scaleUpThreshold);
    return load / jobsEach + (load % jobsEach > 0 ? 1 : 0);
}

/// What the load asks for where nothing limits: a jump to what it needs, else one worker more, as long as
/// there is a job for each.
int wantedFor(const Profile &profile, int load, int present)
{
    if (load >= profile.scaleUpThreshold)
        return std::max({present, workersFor(profile, load), std::min(present + 1, load)});
    if (load <= profile.scaleDownThreshold)
        return std::min(present, workersFor(profile, load));
    return present;
}

Seconds cooldownLeft(const Profile &profile, std::optional<Millis> sinceLastAction)
{
    if (!sinceLastAction || *sinceLastAction >= profile.cooldown)
        return Seconds(0);
    return std::chrono::ceil<Seconds>(profile.cooldown - std::max(Millis(0), *sinceLastAction));
}

DecisionReason whyAtRest(const Profile &profile, const Decision &decision)
{
    if (decision.limitedBy == Limit::MinWorkers)
        return DecisionReason::AtMinimum;
    if (decision.limitedBy != Limit::None)
        return DecisionReason::AtMaximum;
    const bool between =
        *decision.load > profile.scaleDownThreshold && *decision.load < profile.scaleUpThreshold;
    return between ? DecisionReason::WithinThresholds : DecisionReason::AtTarget;
}

void decideByLoad(Decision &decision, const Bounds &bounds, const Profile &profile)
{
    const int target = bounds.clamp(decision.wanted);
    decision.limitedBy = bounds.limitOn(decision.wanted);
    if (target == decision.from) {
        decision.reason = whyAtRest(profile, decision);
    } else if (decision.cooldownLeft > Seconds(0)) {
        decision.reason = DecisionReason::Cooldown;
        decision.limitedBy = Limit::Cooldown;
    } else {
        decision.to = target;
        decision.reason = target > decision.from ? DecisionReason::ScaledUp : DecisionReason::ScaledDown;
    }
}

void decideByHold(Decision &decision, const Bounds &bounds, const Hold &hold)
{
    decision.to = bounds.clamp(hold.workers);
    decision.reason = DecisionReason::Held;
    decision.note = hold.reason;
    const Limit limit = bounds.limitOn(hold.workers);
    decision.limitedBy = limit == Limit::None ? Limit::Hold : limit;
}

/// The decision to leave everything as it is, with what was observed.
Decision observed(const ThresholdInput &input, const Profile &profile)
{
    Decision decision;
    decision.pool = input.pool;
    decision.at = input.now;
    decision.from = decision.to = decision.wanted = input.present;
    if (input.queue) {
        decision.load = input.queue->load();
        decision.wanted = wantedFor(profile, *decision.load, input.present);
    }
    decision.cooldownLeft = cooldownLeft(profile, input.sinceLastAction);
    return decision;
}

} // namespace

Decision evaluate(const ThresholdInput &input, const Profile &profile)
{
    Decision decision = observed(input, profile);
    const Bounds bounds = boundsOf(profile, input.portCapacity);
    if (input.stopped) {
        decision.reason = DecisionReason::Stopped;
    } else if (input.hold && input.now < input.hold->until) {
        decideByHold(decision, bounds, *input.hold);
    } else if (input.present < bounds.least) {
        decision.to = bounds.least;
        decision.reason = DecisionReason::StartUp;
        decision.limitedBy = bounds.limitOn(profile.minWorkers);
    } else if (input.present > bounds.most) {
        decision.to = bounds.most;
        decision.reason = DecisionReason::ScaledDown;
        decision.limitedBy = bounds.upper;
    } else if (!profile.enabled) {
        decision.reason = DecisionReason::Disabled;
    } else if (!decision.load) {
        decision.reason = DecisionReason::NoData;
    } else {
        decideByLoad(decision, bounds, profile);
    }
    return decision;
}

bool shouldScaleUp(const Profile &profile, int load, int present)
{
    return profile.enabled && load >= profile.scaleUpThreshold && present < profile.maxWorkers;
}

bool shouldScaleDown(const Profile &profile, int load, int present)
{
    return profile.enabled && load <= profile.scaleDownThreshold && present > profile.minWorkers;
}

int utilizationPercent(int running, int maxWorkers, int maxConcurrentJobs)
{
    const qint64 capacity = qint64(maxWorkers) * maxConcurrentJobs;
    if (capacity <= 0)
        return 0;
    const qint64 rounded = (200 * qint64(std::max(0, running)) + capacity) / (2 * capacity);
    return static_cast<int>(std::min<qint64>(100, rounded));
}

int desiredFor(const Profile &profile, int load, int present)
{
    const Bounds bounds = boundsOf(profile, std::nullopt);
    return bounds.clamp(wantedFor(profile, load, bounds.clamp(present)));
}

} // namespace crescendo
