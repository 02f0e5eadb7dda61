#include "policy/whatif.h"

#include "policy/threshold.h"

#include <algorithm>

namespace crescendo {
namespace {

bool isAction(const Decision &decision)
{
    return decision.reason == DecisionReason::Manual
        || (decision.changes() && decision.reason != DecisionReason::StartUp);
}

/// A running cooldown tells it exactly; else the newest action that is remembered.
std::optional<Millis> sinceLastAction(const Pool &pool, TimePoint now)
{
    if (pool.profile && pool.cooldownLeft > Seconds(0))
        return pool.profile->cooldown - pool.cooldownLeft;
    const auto last = std::ranges::find_if(pool.decisions, isAction);
    return last == pool.decisions.end() ? std::nullopt : std::optional(now - last->at);
}

ThresholdInput inputOf(const Pool &pool, int present, TimePoint now)
{
    ThresholdInput input;
    input.pool = pool.id;
    input.now = now;
    input.queue = pool.queue;
    input.present = present;
    input.sinceLastAction = sinceLastAction(pool, now);
    if (pool.limitedBy == Limit::Ports) // no pool tells its ports, but this one has used them up
        input.portCapacity = present;
    input.stopped = pool.stopped;
    input.hold = pool.hold;
    return input;
}

} // namespace

std::optional<Decision> decisionUnder(const Profile &profile, const Pool &pool, TimePoint now)
{
    const std::optional<int> present = pool.desired ? pool.desired : pool.ready;
    return present ? std::optional(evaluate(inputOf(pool, *present, now), profile)) : std::nullopt;
}

double ScaleActivity::eventsPerHour() const
{
    return span > Seconds(0) ? 3600.0 * events / static_cast<double>(span.count()) : 0;
}

ScaleActivity activityUnder(const Profile &profile, const std::vector<LoadStep> &course, TimePoint end,
                            Millis poll)
{
    ScaleActivity activity;
    if (course.empty() || end <= course.front().at)
        return activity;
    activity.span = std::chrono::duration_cast<Seconds>(end - course.front().at);
    ThresholdInput input;
    input.present = profile.minWorkers;
    std::optional<TimePoint> lastAction;
    int evaluations = 0;
    auto step = course.begin();
    for (input.now = course.front().at; input.now < end; input.now += poll) {
        while (step + 1 != course.end() && (step + 1)->at <= input.now)
            ++step;
        input.queue = step->load ? std::optional(QueueDepth{*step->load, 0}) : std::nullopt;
        input.sinceLastAction = lastAction ? std::optional<Millis>(input.now - *lastAction) : std::nullopt;
        const Decision decision = evaluate(input, profile);
        if (isAction(decision)) {
            ++activity.events;
            lastAction = input.now;
        }
        input.present = decision.to;
        activity.meanWorkers += decision.to;
        ++evaluations;
    }
    activity.meanWorkers /= evaluations;
    return activity;
}

} // namespace crescendo
