#include "local/metricschange.h"

#include "config/settingkeys.h"
#include "local/changeplan.h"

namespace crescendo {
namespace {

QString text(const std::optional<int> &value)
{
    return value ? QString::number(*value) : QStringLiteral("-");
}

const Profile *profileOf(const Change &change)
{
    const auto *apply = std::get_if<ApplyProfile>(&change.action);
    return apply ? &apply->profile : nullptr;
}

bool editsProfile(const Change &change)
{
    return profileOf(change) || std::holds_alternative<SetAutoscalerEnabled>(change.action);
}

bool editsLimits(const Change &change)
{
    return std::holds_alternative<SetWorkerLimits>(change.action);
}

bool endsWorkers(const Change &change, const Pool &pool)
{
    if (const auto *set = std::get_if<SetReplicas>(&change.action))
        return set->replicas < pool.desired.value_or(0);
    const auto *stop = std::get_if<SetPoolStopped>(&change.action);
    return stop && stop->stopped && !pool.stopped;
}

bool changesCooldown(const Change &change, const Pool &before)
{
    const Profile *wanted = profileOf(change);
    return wanted
        && (!before.profile || before.cooldownUnknown || before.profile->cooldown != wanted->cooldown);
}

/// What of the change the endpoint does not show.
QStringList unseenOf(const Change &change, const Pool &before)
{
    QStringList unseen;
    if (changesCooldown(change, before))
        unseen << QStringLiteral("CooldownSeconds");
    if (const auto *limits = std::get_if<SetWorkerLimits>(&change.action)) {
        for (const FieldDifference &difference : differencesBetween(before.limits, limits->limits))
            unseen << difference.field;
    }
    return unseen;
}

/// Its autoscaler knows nothing of the operator's hand: it decides again at once, or when its own cooldown
/// ends.
void warnOfItsAutoscaler(Preview &preview, const Pool &pool)
{
    const bool scales =
        std::holds_alternative<SetReplicas>(preview.change.action) || endsWorkers(preview.change, pool);
    if (!scales || !pool.profile || !pool.profile->enabled)
        return;
    const QString cooldown =
        pool.cooldownUnknown ? QString() : QString::number(pool.profile->cooldown.count());
    preview.warnings.push_back({WarningKind::AutoscalerReverts, cooldown});
    preview.reversion = Reversion{QStringLiteral("autoscaler"), std::nullopt};
    if (pool.cooldownLeft > Seconds(0))
        preview.reversion->after = pool.cooldownLeft;
}

std::optional<Change> metricsUndo(const Change &change, const Pool &before, TimePoint now)
{
    std::optional<Change> undo = undoOf(change, before, now);
    if (undo && before.stopped && std::holds_alternative<SetReplicas>(change.action))
        undo->action = SetPoolStopped{true};
    // A cooldown that was not known cannot be put back: what was written stays.
    if (undo && profileOf(change) && before.cooldownUnknown)
        std::get<ApplyProfile>(undo->action).profile.cooldown = profileOf(change)->cooldown;
    return undo;
}

bool isOfOurService(const Warning &warning)
{
    return warning.kind == WarningKind::AutoscalerReverts || warning.kind == WarningKind::WorkersReplaced
        || warning.kind == WarningKind::ScaleToZeroUnsupported;
}

} // namespace

QString versionOf(const Pool &pool)
{
    QStringList parts{text(pool.desired), pool.stopped ? QStringLiteral("stopped") : QStringLiteral("runs")};
    if (pool.profile) {
        const Profile &profile = *pool.profile;
        parts << (profile.enabled ? QStringLiteral("on") : QStringLiteral("off"));
        for (const int value :
             {profile.minWorkers, profile.maxWorkers, profile.scaleUpThreshold, profile.scaleDownThreshold})
            parts << QString::number(value);
        parts << (pool.cooldownUnknown ? QStringLiteral("-") : QString::number(profile.cooldown.count()));
    }
    if (pool.limits)
        parts << QString::number(pool.limits->maxConcurrentJobs) << memoryLimitText(pool.limits->memory);
    return parts.join(QLatin1Char(' '));
}

Result<> checkMetricsChange(const Change &change)
{
    const QString operation = QStringLiteral("change scaling");
    const auto *set = std::get_if<SetReplicas>(&change.action);
    if ((set && set->hold) || std::holds_alternative<ReleaseHold>(change.action))
        return fail(ErrorKind::Unsupported, operation,
                    QStringLiteral("this service keeps no holds: turn its autoscaler off instead"));
    if (std::holds_alternative<DrainWorker>(change.action))
        return fail(ErrorKind::Unsupported, operation,
                    QStringLiteral("this service does not tell who is busy: scale the pool instead"));
    if (jobOf(change.action))
        return fail(ErrorKind::Unsupported, operation, QStringLiteral("this service does not tell its jobs"));
    if (isOfCluster(change.action))
        return fail(ErrorKind::Unsupported, operation,
                    std::holds_alternative<EditHpa>(change.action) ? QStringLiteral("there is no HPA here")
                                                                   : QStringLiteral("this is no cluster"));
    if (set && set->replicas < 1)
        return fail(ErrorKind::InvalidInput, operation, QStringLiteral("for no workers stop the pool"));
    return {};
}

Preview planMetricsChange(const Change &change, const Pool &pool, const QStringList &pools, TimePoint now)
{
    Preview preview = planChange(change, pool, now);
    preview.undo = metricsUndo(change, pool, now);
    preview.reversion.reset();
    std::erase_if(preview.warnings, isOfOurService);
    warnOfItsAutoscaler(preview, pool);
    if (endsWorkers(change, pool))
        preview.warnings.push_back({WarningKind::RunningJobsMayBeCut, {}});
    if (editsProfile(change) && pools.size() > 1)
        preview.warnings.push_back({WarningKind::AllPools, pools.join(QStringLiteral(", "))});
    if (const QStringList unseen = unseenOf(change, pool); !unseen.isEmpty())
        preview.warnings.push_back({WarningKind::NotConfirmable, unseen.join(QStringLiteral(", "))});
    return preview;
}

std::vector<SettingEdit> wantedSettings(const Change &change)
{
    std::vector<SettingEdit> wanted;
    if (const Profile *profile = profileOf(change)) {
        for (const ProfileValue &value : valuesOf(*profile))
            wanted.push_back({profilePath(std::nullopt, value.key), value.value});
    } else if (const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action)) {
        wanted.push_back({profilePath(std::nullopt, QStringLiteral("Enabled")), set->enabled});
    } else if (const auto *limits = std::get_if<SetWorkerLimits>(&change.action)) {
        for (const ProfileValue &value : valuesOf(limits->limits))
            wanted.push_back({workersPath(change.pool, value.key), value.value});
    }
    return wanted;
}

bool isShown(const Change &change, const Pool &pool)
{
    if (editsLimits(change))
        return true; // it shows none: there is nothing to wait for
    if (!pool.profile)
        return false;
    if (const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action))
        return pool.profile->enabled == set->enabled;
    Profile wanted = profileOf(change) ? *profileOf(change) : Profile();
    wanted.cooldown = pool.profile->cooldown; // the endpoint does not show it
    return *pool.profile == wanted;
}

Receipt metricsReceipt(const Change &change, const Pool &before, const Pool &now, TimePoint at)
{
    Receipt receipt;
    Change seen = change;
    if (std::holds_alternative<SetReplicas>(change.action))
        seen.action = SetReplicas{now.desired.value_or(0), std::nullopt};
    else if (profileOf(change) && now.profile)
        seen.action = ApplyProfile{*now.profile, {}};
    receipt.readBack = planChange(seen, before, at).differences;
    receipt.verified = editsProfile(change) || editsLimits(change)
        ? isShown(change, now) && unseenOf(change, before).isEmpty()
        : isInEffect(change.action, now).value_or(false);
    receipt.undo = metricsUndo(change, before, at);
    return receipt;
}

} // namespace crescendo
