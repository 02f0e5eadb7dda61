#include "domain/change.h"

#include "base/overloaded.h"

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

template <typename T, typename U> std::optional<bool> equal(const std::optional<T> &seen, const U &wanted)
{
    return seen ? std::optional(*seen == wanted) : std::nullopt;
}

/// A manual scale replaces a hold, also by none.
std::optional<bool> isScaled(const SetReplicas &set, const Pool &pool)
{
    if (set.hold)
        return pool.hold && pool.hold->workers == set.replicas;
    return pool.hold ? std::optional(false) : equal(pool.desired, set.replicas);
}

/// Where nothing scales to zero, a minimum of 0 becomes 1.
std::optional<bool> isApplied(const Profile &wanted, const Pool &pool)
{
    Profile raised = wanted;
    raised.minWorkers = std::max(raised.minWorkers, 1);
    return pool.profile ? std::optional(*pool.profile == wanted || *pool.profile == raised) : std::nullopt;
}

std::optional<bool> isSwitched(const SetAutoscalerEnabled &set, const Pool &pool)
{
    if (pool.scaledObject)
        return pool.scaledObject->pause.isWhole != set.enabled;
    return pool.profile ? std::optional(pool.profile->enabled == set.enabled) : std::nullopt;
}

bool isDraining(const WorkerId &id, const Pool &pool)
{
    const auto found = std::ranges::find(pool.workers, id, &Worker::id);
    return found == pool.workers.end() || found->state == WorkerState::Draining
        || found->state == WorkerState::Exited;
}

} // namespace

QString kindOf(const ChangeAction &action)
{
    static constexpr std::array<const char *, std::variant_size_v<ChangeAction>> names{
        "setReplicas",          "releaseHold",     "applyProfile",
        "setAutoscalerEnabled", "setWorkerLimits", "setPoolStopped",
        "drainWorker",          "retryJob",        "cancelJob",
    };
    return QString::fromLatin1(names.at(action.index()));
}

std::optional<JobId> jobOf(const ChangeAction &action)
{
    if (const auto *retry = std::get_if<RetryJob>(&action))
        return retry->job;
    if (const auto *cancel = std::get_if<CancelJob>(&action))
        return cancel->job;
    return std::nullopt;
}

bool isInEffect(const ChangeAction &action, const std::optional<Job> &job)
{
    if (std::holds_alternative<CancelJob>(action))
        return !job;
    return job && !canRetry(job->state);
}

std::optional<bool> isInEffect(const ChangeAction &action, const Pool &pool)
{
    using Answer = std::optional<bool>;
    return std::visit(Overloaded{
                          [&](const SetReplicas &set) { return isScaled(set, pool); },
                          [&](const ReleaseHold &) { return Answer(!pool.hold); },
                          [&](const ApplyProfile &apply) { return isApplied(apply.profile, pool); },
                          [&](const SetAutoscalerEnabled &set) { return isSwitched(set, pool); },
                          [&](const SetWorkerLimits &set) { return equal(pool.limits, set.limits); },
                          [&](const SetPoolStopped &set) { return Answer(pool.stopped == set.stopped); },
                          [&](const DrainWorker &drain) { return Answer(isDraining(drain.worker, pool)); },
                          [](const RetryJob &) { return Answer(); },
                          [](const CancelJob &) { return Answer(); },
                      },
                      action);
}

std::vector<FieldDifference> differencesBetween(const Profile &before, const Profile &after)
{
    std::vector<FieldDifference> differences;
    const auto compare = [&differences](const char *field, const QString &old, const QString &now) {
        if (old != now)
            differences.push_back({QString::fromLatin1(field), old, now});
    };
    const auto flag = [](bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); };
    const auto number = [](auto value) { return QString::number(value); };
    compare("Enabled", flag(before.enabled), flag(after.enabled));
    compare("MinWorkers", number(before.minWorkers), number(after.minWorkers));
    compare("MaxWorkers", number(before.maxWorkers), number(after.maxWorkers));
    compare("ScaleUpThreshold", number(before.scaleUpThreshold), number(after.scaleUpThreshold));
    compare("ScaleDownThreshold", number(before.scaleDownThreshold), number(after.scaleDownThreshold));
    compare("CooldownSeconds", number(before.cooldown.count()), number(after.cooldown.count()));
    return differences;
}

std::vector<FieldDifference> differencesBetween(const std::optional<WorkerLimits> &before,
                                                const WorkerLimits &after)
{
    std::vector<FieldDifference> differences;
    if (!before || before->maxConcurrentJobs != after.maxConcurrentJobs)
        differences.push_back({QStringLiteral("MaxConcurrentJobs"),
                               before ? QString::number(before->maxConcurrentJobs) : QString(),
                               QString::number(after.maxConcurrentJobs)});
    if (!before || before->memory != after.memory)
        differences.push_back({QStringLiteral("MemoryLimit"),
                               before ? memoryLimitText(before->memory) : QString(),
                               memoryLimitText(after.memory)});
    return differences;
}

} // namespace crescendo
