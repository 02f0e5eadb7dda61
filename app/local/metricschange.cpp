#include "local/metricschange.h"

#include "local/changeplan.h"
#include "local/shellquoted.h"

#include <QDir>

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

bool editsSettings(const Change &change)
{
    return profileOf(change) || std::holds_alternative<SetAutoscalerEnabled>(change.action);
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

bool isOfOurService(const Warning &warning)
{
    return warning.kind == WarningKind::AutoscalerReverts
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
    if (set && set->replicas < 1)
        return fail(ErrorKind::InvalidInput, operation, QStringLiteral("for no workers stop the pool"));
    return {};
}

Preview planMetricsChange(const Change &change, const Pool &pool, const QStringList &pools)
{
    Preview preview = planChange(change, pool, {});
    preview.command.clear();
    preview.reversion.reset();
    std::erase_if(preview.warnings, isOfOurService);
    warnOfItsAutoscaler(preview, pool);
    if (endsWorkers(change, pool))
        preview.warnings.push_back({WarningKind::RunningJobsMayBeCut, {}});
    if (editsSettings(change) && pools.size() > 1)
        preview.warnings.push_back({WarningKind::AllPools, pools.join(QStringLiteral(", "))});
    if (changesCooldown(change, pool))
        preview.warnings.push_back({WarningKind::NotConfirmable, QStringLiteral("CooldownSeconds")});
    return preview;
}

std::vector<ProfileValue> wantedValues(const Change &change)
{
    if (const Profile *profile = profileOf(change))
        return valuesOf(*profile);
    if (const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action))
        return {{QStringLiteral("Enabled"), set->enabled}};
    return {};
}

bool isShown(const Change &change, const Pool &pool)
{
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
    receipt.readBack = planChange(seen, before, {}).differences;
    receipt.verified = editsSettings(change) ? isShown(change, now) && !changesCooldown(change, before)
                                             : isInEffect(change.action, now).value_or(false);
    receipt.undo = undoOf(change, before, at);
    if (receipt.undo && before.stopped && std::holds_alternative<SetReplicas>(change.action))
        receipt.undo->action = SetPoolStopped{true};
    // A cooldown that was not known cannot be put back: what was written stays.
    if (receipt.undo && profileOf(change) && before.cooldownUnknown)
        std::get<ApplyProfile>(receipt.undo->action).profile.cooldown = profileOf(change)->cooldown;
    return receipt;
}

QString composeCommand(const Change &change, const QString &service, const ComposeAddress &address)
{
    QStringList words{QStringLiteral("docker")};
    if (!address.dockerHost.isEmpty())
        words << QStringLiteral("--host") << address.dockerHost;
    words << QStringLiteral("compose") << QStringLiteral("-p") << address.project;
    if (!address.directory.isEmpty())
        words << QStringLiteral("--project-directory") << address.directory;
    for (const QString &file : address.files)
        words << QStringLiteral("-f") << QDir::cleanPath(QDir(address.directory).filePath(file));
    if (const auto *set = std::get_if<SetReplicas>(&change.action))
        words << QStringLiteral("up") << QStringLiteral("-d") << QStringLiteral("--no-recreate")
              << QStringLiteral("--scale") << QStringLiteral("%1=%2").arg(service).arg(set->replicas)
              << service;
    else if (const auto *stop = std::get_if<SetPoolStopped>(&change.action))
        words << (stop->stopped ? QStringLiteral("stop") : QStringLiteral("start")) << service;
    else
        return {};
    std::ranges::transform(words, words.begin(), shellQuoted);
    return words.join(QLatin1Char(' '));
}

QString patchCommand(const SettingsEdit &edit, const QString &path)
{
    if (!edit.changesAnything())
        return {};
    return QStringLiteral("patch %1 <<'END_OF_PATCH'\n%2END_OF_PATCH")
        .arg(shellQuoted(path), QString::fromUtf8(patchOf(edit)));
}

} // namespace crescendo
