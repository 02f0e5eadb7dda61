#include "local/changeplan.h"

#include "api/poolstate.h"
#include "base/overloaded.h"
#include "base/shellquoted.h"

#include <QJsonDocument>

#include <algorithm>

namespace crescendo {
namespace {

QByteArray poolTarget(const PoolId &pool)
{
    return "/api/autoscaling/pools/" + pool.value.toUtf8().toPercentEncoding();
}

QString text(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

QString text(const std::optional<int> &value)
{
    return value ? QString::number(*value) : QString();
}

void addIfDifferent(std::vector<FieldDifference> &differences, const char *field, const QString &before,
                    const QString &after)
{
    if (before != after)
        differences.push_back({QString::fromLatin1(field), before, after});
}

std::vector<FieldDifference> profileDifferences(const Pool &pool, const Profile &after)
{
    std::vector<FieldDifference> differences = differencesBetween(pool.profile.value_or(Profile()), after);
    if (pool.cooldownUnknown) {
        std::erase_if(differences, [](const FieldDifference &difference) {
            return difference.field == QLatin1String("CooldownSeconds");
        });
        differences.push_back(
            {QStringLiteral("CooldownSeconds"), {}, QString::number(after.cooldown.count())});
    }
    return differences;
}

QString holdEnd(const Pool &pool)
{
    return pool.hold ? toIso(pool.hold->until) : QString();
}

std::vector<FieldDifference> differencesOf(const Change &change, const Pool &pool)
{
    std::vector<FieldDifference> differences;
    std::visit(
        Overloaded{
            [&](const SetReplicas &set) {
                addIfDifferent(differences, "replicas", text(pool.desired), QString::number(set.replicas));
                const QString hold = set.hold ? QStringLiteral("%1 s").arg(set.hold->count()) : QString();
                addIfDifferent(differences, "hold", holdEnd(pool), hold);
            },
            [&](const ReleaseHold &) { addIfDifferent(differences, "hold", holdEnd(pool), {}); },
            [&](const ApplyProfile &apply) { differences = profileDifferences(pool, apply.profile); },
            [&](const SetAutoscalerEnabled &set) {
                const bool before = pool.profile && pool.profile->enabled;
                addIfDifferent(differences, "Enabled", text(before), text(set.enabled));
            },
            [&](const SetWorkerLimits &set) { differences = differencesBetween(pool.limits, set.limits); },
            [&](const SetPoolStopped &set) {
                addIfDifferent(differences, "stopped", text(pool.stopped), text(set.stopped));
            },
            [&](const DrainWorker &drain) {
                differences.push_back({drain.worker.value, QString(), QStringLiteral("draining")});
            },
            [](const RetryJob &) {}, // see planJobChange()
            [](const CancelJob &) {}, [](const auto &) {}, // of a cluster
        },
        change.action);
    return differences;
}

bool autoscalerDecides(const Pool &pool)
{
    return pool.profile && pool.profile->enabled && !pool.stopped;
}

/// A manual target lasts for the cooldown, then the thresholds decide again.
std::optional<Reversion> reversionOf(const Change &change, const Pool &pool)
{
    const auto *set = std::get_if<SetReplicas>(&change.action);
    if (!set || !autoscalerDecides(pool))
        return std::nullopt;
    return Reversion{QStringLiteral("autoscaler"), set->hold ? *set->hold : pool.profile->cooldown};
}

void warnOfLimits(std::vector<Warning> &warnings, const WorkerLimits &wanted, const Pool &pool)
{
    if (!pool.workers.empty() && pool.limits != wanted)
        warnings.push_back({WarningKind::WorkersReplaced, {}});
    const std::optional<Bytes> used = pool.largestMemory();
    if (used && wanted.memory && wanted.memory->value < used->value)
        warnings.push_back({WarningKind::BelowMemoryUse, QString::number(used->value)});
}

std::vector<Warning> warningsOf(const Change &change, const Pool &pool)
{
    std::vector<Warning> warnings;
    const auto *set = std::get_if<SetReplicas>(&change.action);
    if (set && !set->hold && autoscalerDecides(pool))
        warnings.push_back({WarningKind::AutoscalerReverts, QString::number(pool.profile->cooldown.count())});
    if (set && pool.queue && pool.profile) {
        const int wanted =
            (pool.queue->load() + pool.profile->scaleUpThreshold - 1) / pool.profile->scaleUpThreshold;
        if (set->replicas < wanted && set->replicas < pool.desired.value_or(0))
            warnings.push_back({WarningKind::BelowLoad, QString::number(wanted)});
    }
    if (const auto *apply = std::get_if<ApplyProfile>(&change.action);
        apply && apply->profile.minWorkers == 0)
        warnings.push_back({WarningKind::ScaleToZeroUnsupported, {}});
    if (const auto *limits = std::get_if<SetWorkerLimits>(&change.action))
        warnOfLimits(warnings, limits->limits, pool);
    return warnings;
}

std::optional<Seconds> holdLeft(const Pool &pool, TimePoint now)
{
    if (!pool.hold || pool.hold->until - now < Seconds(1))
        return std::nullopt;
    return std::chrono::duration_cast<Seconds>(pool.hold->until - now);
}

QString stateOf(const WorkerId &id, const Pool &pool)
{
    const auto found = std::ranges::find(pool.workers, id, &Worker::id);
    return found == pool.workers.end() ? QString() : toString(found->state);
}

} // namespace

QString commandFor(const Change &change, const QString &service, const QString &tokenFile)
{
    const Result<ControlCall> call = controlCallFor(change);
    if (!call)
        return {};
    const QString token = tokenFile.isEmpty() ? QStringLiteral("$CRESCENDO_TOKEN")
                                              : QStringLiteral("$(cat %1)").arg(shellQuoted(tokenFile));
    QString command = QStringLiteral("curl -X %1 -H \"Authorization: Bearer %2\"")
                          .arg(QString::fromUtf8(call->method), token);
    if (!call->body.isEmpty()) {
        command += QStringLiteral(" -H 'Content-Type: application/json' -d ")
            + shellQuoted(QString::fromUtf8(QJsonDocument(call->body).toJson(QJsonDocument::Compact)));
    }
    return command + QLatin1Char(' ') + service + QString::fromUtf8(call->target);
}

Result<ControlCall> controlCallFor(const Change &change)
{
    if (isOfCluster(change.action))
        return fail(ErrorKind::Unsupported, QStringLiteral("change scaling"),
                    std::holds_alternative<EditHpa>(change.action) ? QStringLiteral("there is no HPA here")
                                                                   : QStringLiteral("this is no cluster"));
    ControlCall call{"PUT", poolTarget(change.pool), {}, change.basedOn};
    std::visit(
        Overloaded{
            [&call](const SetReplicas &set) {
                call.target += "/replicas";
                call.body.insert(QStringLiteral("replicas"), set.replicas);
                if (set.hold)
                    call.body.insert(QStringLiteral("holdSeconds"), static_cast<qint64>(set.hold->count()));
            },
            [&call](const ReleaseHold &) {
                call.method = "DELETE";
                call.target += "/hold";
            },
            [&call](const ApplyProfile &apply) {
                call.target += "/profile";
                call.body = toJson(apply.profile);
            },
            [&call](const SetAutoscalerEnabled &set) {
                call.target = "/api/autoscaling/enabled"; // of all pools, as its If-Match is
                call.body.insert(QStringLiteral("enabled"), set.enabled);
            },
            [&call](const SetWorkerLimits &set) {
                call.target += "/limits";
                call.body = toJson(set.limits);
            },
            [&call](const SetPoolStopped &set) {
                call.target += "/stopped";
                call.body.insert(QStringLiteral("stopped"), set.stopped);
            },
            [&call](const DrainWorker &drain) {
                call.method = "POST";
                call.target += "/workers/" + drain.worker.value.toUtf8().toPercentEncoding() + "/drain";
            },
            [&call](const RetryJob &retry) {
                call.method = "POST";
                call.target = jobTarget(retry.job) + "/retry";
                call.ifMatch.clear();
            },
            [&call](const CancelJob &cancel) {
                call.method = "DELETE";
                call.target = jobTarget(cancel.job);
                call.ifMatch.clear();
            },
            [](const auto &) {}, // of a cluster, refused above
        },
        change.action);
    if (!change.reason.isEmpty() && call.method != "DELETE")
        call.body.insert(QStringLiteral("reason"), change.reason);
    return call;
}

Preview planChange(const Change &change, const Pool &pool, TimePoint now)
{
    Preview preview;
    preview.change = change;
    if (preview.change.basedOn.isEmpty())
        preview.change.basedOn = pool.version;
    preview.differences = differencesOf(change, pool);
    preview.warnings = warningsOf(change, pool);
    preview.reversion = reversionOf(change, pool);
    preview.undo = undoOf(change, pool, now);
    return preview;
}

std::vector<FieldDifference> differencesSeen(const Change &change, const Pool &before, const Pool &now)
{
    std::vector<FieldDifference> seen;
    const auto targetAndHold = [&] {
        addIfDifferent(seen, "replicas", text(before.desired), text(now.desired));
        addIfDifferent(seen, "hold", holdEnd(before), holdEnd(now));
    };
    const auto profiles = [&] { seen = profileDifferences(before, now.profile.value_or(Profile())); };
    std::visit(Overloaded{
                   [&](const SetReplicas &) { targetAndHold(); },
                   [&](const ReleaseHold &) { targetAndHold(); },
                   [&](const ApplyProfile &) { profiles(); },
                   [&](const SetAutoscalerEnabled &) { profiles(); },
                   [&](const SetWorkerLimits &) {
                       seen = differencesBetween(before.limits, now.limits.value_or(WorkerLimits()));
                   },
                   [&](const SetPoolStopped &) {
                       addIfDifferent(seen, "stopped", text(before.stopped), text(now.stopped));
                   },
                   [&](const DrainWorker &drain) {
                       seen.push_back(
                           {drain.worker.value, stateOf(drain.worker, before), stateOf(drain.worker, now)});
                   },
                   [](const RetryJob &) {},
                   [](const auto &) {},
               },
               change.action);
    return seen;
}

std::optional<Change> undoOf(const Change &change, const Pool &before, TimePoint now)
{
    Change undo = change;
    undo.basedOn.clear();
    undo.reason.clear();
    const std::optional<ChangeAction> action =
        std::visit(Overloaded{
                       [&](const SetReplicas &) -> std::optional<ChangeAction> {
                           if (!before.desired)
                               return std::nullopt;
                           return SetReplicas{*before.desired, holdLeft(before, now)};
                       },
                       [&](const ReleaseHold &) -> std::optional<ChangeAction> {
                           const std::optional<Seconds> left = holdLeft(before, now);
                           if (!left)
                               return std::nullopt;
                           return SetReplicas{before.hold->workers, left};
                       },
                       [&](const ApplyProfile &) -> std::optional<ChangeAction> {
                           if (!before.profile)
                               return std::nullopt;
                           return ApplyProfile{*before.profile, {}};
                       },
                       [&](const SetAutoscalerEnabled &) -> std::optional<ChangeAction> {
                           if (!before.profile)
                               return std::nullopt;
                           return SetAutoscalerEnabled{before.profile->enabled};
                       },
                       [&](const SetWorkerLimits &) -> std::optional<ChangeAction> {
                           if (!before.limits)
                               return std::nullopt;
                           return SetWorkerLimits{*before.limits};
                       },
                       [&](const SetPoolStopped &) -> std::optional<ChangeAction> {
                           return SetPoolStopped{before.stopped};
                       },
                       [](const DrainWorker &) -> std::optional<ChangeAction> { return std::nullopt; },
                       [](const RetryJob &) -> std::optional<ChangeAction> { return std::nullopt; },
                       [](const auto &) -> std::optional<ChangeAction> { return std::nullopt; },
                   },
                   change.action);
    if (!action)
        return std::nullopt;
    undo.action = *action;
    return undo;
}

} // namespace crescendo
