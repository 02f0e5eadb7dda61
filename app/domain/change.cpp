#include "domain/change.h"

#include "base/overloaded.h"

#include <QStringList>

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
    if (pool.hpa)
        return differencesBetween(pool.hpa->spec, withProfile(pool.hpa->spec, wanted)).empty();
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

/// It may take a while to go once it is told to.
std::optional<bool> isDeleted(const DeletePod &deletion, const Pool &pool)
{
    if (deletion.uid.isEmpty())
        return std::nullopt;
    const auto pod = std::ranges::find(pool.workers, deletion.uid, &Worker::id);
    return pod == pool.workers.end() || pod->state == WorkerState::Draining;
}

using Differences = std::vector<FieldDifference>;

void addIfDifferent(Differences &differences, const QString &field, const QString &before,
                    const QString &after)
{
    if (before != after)
        differences.push_back({field, before, after});
}

/// "4 Pods in 15 s, 100 Percent in 15 s"
QString policiesText(const std::vector<ScalingPolicy> &policies)
{
    QStringList texts;
    for (const ScalingPolicy &policy : policies)
        texts += QStringLiteral("%1 %2 in %3 s")
                     .arg(QString::number(policy.value), toString(policy.type),
                          QString::number(policy.period.count()));
    return texts.join(QStringLiteral(", "));
}

QString toleranceText(const ScalingRules &rules)
{
    return rules.tolerancePermille ? QStringLiteral("%1%").arg(*rules.tolerancePermille / 10.0)
                                   : QStringLiteral("none");
}

void addDifferences(Differences &differences, const QString &field, const ScalingRules &before,
                    const ScalingRules &after)
{
    addIfDifferent(differences, field + QStringLiteral(".stabilizationWindowSeconds"),
                   QString::number(before.window.count()), QString::number(after.window.count()));
    addIfDifferent(differences, field + QStringLiteral(".selectPolicy"), toString(before.select),
                   toString(after.select));
    addIfDifferent(differences, field + QStringLiteral(".policies"), policiesText(before.policies),
                   policiesText(after.policies));
    addIfDifferent(differences, field + QStringLiteral(".tolerance"), toleranceText(before),
                   toleranceText(after));
}

const HpaMetricSpec *sameMetric(const std::vector<HpaMetricSpec> &metrics, const HpaMetricSpec &metric)
{
    const auto same = std::ranges::find_if(
        metrics, [&metric](const HpaMetricSpec &one) { return one.isSameMetric(metric); });
    return same == metrics.end() ? nullptr : &*same;
}

/// "metrics[cpu]", "metrics[cpu of worker]"
QString fieldOf(const HpaMetricSpec &metric)
{
    const QString name = metric.name.isEmpty() ? metric.type : metric.name;
    const QString of = metric.container.isEmpty() ? metric.object : metric.container;
    return of.isEmpty() ? QStringLiteral("metrics[%1]").arg(name)
                        : QStringLiteral("metrics[%1 of %2]").arg(name, of);
}

void addDifferences(Differences &differences, const std::vector<HpaMetricSpec> &before,
                    const std::vector<HpaMetricSpec> &after)
{
    const QString none = QStringLiteral("none");
    for (const HpaMetricSpec &metric : before) {
        if (!sameMetric(after, metric))
            differences.push_back({fieldOf(metric), textOf(metric.target), none});
    }
    for (const HpaMetricSpec &metric : after) {
        const HpaMetricSpec *same = sameMetric(before, metric);
        if (!same || same->target != metric.target)
            differences.push_back(
                {fieldOf(metric), same ? textOf(same->target) : none, textOf(metric.target)});
    }
}

} // namespace

QString kindOf(const ChangeAction &action)
{
    static constexpr std::array<const char *, std::variant_size_v<ChangeAction>> names{
        "setReplicas",     "releaseHold",    "applyProfile", "setAutoscalerEnabled",
        "setWorkerLimits", "setPoolStopped", "drainWorker",  "retryJob",
        "cancelJob",       "editHpa",        "deletePod",    "restartPool",
        "setNodeCordoned", "drainNode",
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

bool isOfCluster(const ChangeAction &action)
{
    return std::holds_alternative<EditHpa>(action) || std::holds_alternative<DeletePod>(action)
        || std::holds_alternative<RestartPool>(action) || nodeOf(action);
}

std::optional<QString> nodeOf(const ChangeAction &action)
{
    if (const auto *cordon = std::get_if<SetNodeCordoned>(&action))
        return cordon->node;
    if (const auto *drain = std::get_if<DrainNode>(&action))
        return drain->node;
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
                          [&](const EditHpa &edit) {
                              return pool.hpa ? Answer(differencesBetween(pool.hpa->spec, edit.spec).empty())
                                              : std::nullopt;
                          },
                          [&](const DeletePod &deletion) { return isDeleted(deletion, pool); },
                          [&](const RestartPool &restart) {
                              return pool.rollout && restart.at
                                  ? Answer(pool.rollout->restarted == restart.at)
                                  : std::nullopt;
                          },
                          [](const SetNodeCordoned &) { return Answer(); },
                          [](const DrainNode &) { return Answer(); },
                      },
                      action);
}

std::optional<bool> isInEffect(const ChangeAction &action, const Node &node)
{
    if (const auto *cordon = std::get_if<SetNodeCordoned>(&action))
        return node.isCordoned == cordon->cordoned;
    if (std::holds_alternative<DrainNode>(action))
        return false; // nobody knows afterwards which pods were to go
    return std::nullopt;
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

std::vector<FieldDifference> differencesBetween(const HpaSpec &before, const HpaSpec &after)
{
    Differences differences;
    addIfDifferent(differences, QStringLiteral("minReplicas"),
                   QString::number(before.minReplicas.value_or(1)),
                   QString::number(after.minReplicas.value_or(1)));
    addIfDifferent(differences, QStringLiteral("maxReplicas"), QString::number(before.maxReplicas),
                   QString::number(after.maxReplicas));
    addDifferences(differences, before.metrics, after.metrics);
    addDifferences(differences, QStringLiteral("behavior.scaleUp"), before.scaleUp, after.scaleUp);
    addDifferences(differences, QStringLiteral("behavior.scaleDown"), before.scaleDown, after.scaleDown);
    return differences;
}

} // namespace crescendo
