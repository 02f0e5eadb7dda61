#include "ui/presentation/changetext.h"

#include "base/overloaded.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

struct ChangeTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ChangeTexts)
};

QString effectOf(const Change &change)
{
    return std::visit(
        Overloaded{
            [](const SetReplicas &a) {
                return a.hold ? ChangeTexts::tr("%1 are kept for %2, whatever the load.")
                                    .arg(workersText(a.replicas), durationText(*a.hold))
                              : ChangeTexts::tr("The pool goes to %1 at once.").arg(workersText(a.replicas));
            },
            [](const ReleaseHold &) { return ChangeTexts::tr("The autoscaler decides again."); },
            [](const ApplyProfile &) { return ChangeTexts::tr("The next evaluation uses these values."); },
            [isOfOne = !change.pool.isEmpty()](const SetAutoscalerEnabled &a) {
                if (!a.enabled)
                    return ChangeTexts::tr("Workers stay as they are until somebody scales them.");
                return isOfOne ? ChangeTexts::tr("The pool scales by itself again.")
                               : ChangeTexts::tr("All pools scale by themselves again.");
            },
            [](const SetWorkerLimits &) { return ChangeTexts::tr("New workers get these limits."); },
            [](const SetPoolStopped &a) {
                return a.stopped ? ChangeTexts::tr("Workers finish their jobs and go. New jobs wait.")
                                 : ChangeTexts::tr("Workers start and take up waiting jobs.");
            },
            [](const DrainWorker &) { return ChangeTexts::tr("It finishes its job and goes."); },
            [](const RetryJob &) { return ChangeTexts::tr("It waits for a worker, with fresh attempts."); },
            [](const CancelJob &) {
                return ChangeTexts::tr("It is deleted with its file and its result; a worker that runs it "
                                       "stops.");
            },
            [](const EditHpa &) { return ChangeTexts::tr("The HPA goes by it at its next sync."); },
            [](const DeletePod &) {
                return ChangeTexts::tr("It is told to end, and another takes its place.");
            },
            [](const RestartPool &) {
                return ChangeTexts::tr("New pods take the place of all that there are, as the workload's "
                                       "strategy has it.");
            },
            [](const DrainNode &) {
                return ChangeTexts::tr(
                    "It gets no more pods, and those that it has are evicted. What a "
                    "disruption budget forbids is tried again for five minutes. To undo it "
                    "is to uncordon it: pods do not come back.");
            },
            [](const SetNodeCordoned &a) {
                return a.cordoned ? ChangeTexts::tr("It gets no more pods. Those that it has stay.")
                                  : ChangeTexts::tr("It gets pods again.");
            },
        },
        change.action);
}

QString reversionText(const Reversion &reversion, TimePoint now)
{
    const QString who =
        reversion.by == QLatin1String("autoscaler") ? ChangeTexts::tr("the autoscaler") : reversion.by;
    if (!reversion.after)
        return ChangeTexts::tr("After that %1 decides again.").arg(who);
    switch (reversion.kind) {
    case ReversionKind::RaisesTooFew:
        return ChangeTexts::tr("What is too low %1 raises at its next sync, within %2.")
            .arg(who, durationText(*reversion.after));
    case ReversionKind::CutsToMaximum:
        return ChangeTexts::tr("%1 cuts it to its maximum at its next sync, within %2.")
            .arg(who, durationText(*reversion.after));
    case ReversionKind::LowersTooMany:
        return ChangeTexts::tr("What is too high %1 takes down only after its scale-down window of %2, not "
                               "before %3.")
            .arg(who, durationText(*reversion.after), momentText(now + *reversion.after, now));
    case ReversionKind::Decides:
        break;
    }
    return ChangeTexts::tr("In %1, at %2, %3 decides again.")
        .arg(durationText(*reversion.after), momentText(now + *reversion.after, now), who);
}

} // namespace

QString titleOf(const Change &change)
{
    const QString pool = change.pool.value;
    return std::visit(
        Overloaded{
            [&](const SetReplicas &a) {
                return ChangeTexts::tr("Scale %1 to %2").arg(pool, workersText(a.replicas));
            },
            [&](const ReleaseHold &) { return ChangeTexts::tr("Release the hold of %1").arg(pool); },
            [&](const ApplyProfile &a) {
                return a.preset.isEmpty() ? ChangeTexts::tr("Change the profile of %1").arg(pool)
                                          : ChangeTexts::tr("Apply %1 to %2").arg(a.preset, pool);
            },
            [&](const SetAutoscalerEnabled &a) {
                if (!pool.isEmpty())
                    return a.enabled ? ChangeTexts::tr("Resume the autoscaler of %1").arg(pool)
                                     : ChangeTexts::tr("Pause the autoscaler of %1").arg(pool);
                return a.enabled ? ChangeTexts::tr("Turn autoscaling on")
                                 : ChangeTexts::tr("Turn autoscaling off");
            },
            [&](const SetWorkerLimits &) { return ChangeTexts::tr("Change the limits of %1").arg(pool); },
            [&](const SetPoolStopped &a) {
                return a.stopped ? ChangeTexts::tr("Stop %1").arg(pool)
                                 : ChangeTexts::tr("Start %1").arg(pool);
            },
            [&](const DrainWorker &a) { return ChangeTexts::tr("Drain %1 of %2").arg(a.worker.value, pool); },
            [](const RetryJob &a) { return ChangeTexts::tr("Try job %1 again").arg(a.job.value); },
            [](const CancelJob &a) { return ChangeTexts::tr("Delete job %1").arg(a.job.value); },
            [&](const EditHpa &) { return ChangeTexts::tr("Change the HPA of %1").arg(pool); },
            [](const DeletePod &a) { return ChangeTexts::tr("Delete pod %1").arg(a.pod); },
            [](const DrainNode &a) { return ChangeTexts::tr("Drain node %1").arg(a.node); },
            [&](const RestartPool &) { return ChangeTexts::tr("Restart the pods of %1").arg(pool); },
            [](const SetNodeCordoned &a) {
                return a.cordoned ? ChangeTexts::tr("Cordon node %1").arg(a.node)
                                  : ChangeTexts::tr("Uncordon node %1").arg(a.node);
            },
        },
        change.action);
}

QString titleOf(const std::vector<Change> &changes)
{
    const ChangeAction &action = changes.front().action;
    const auto count = static_cast<int>(changes.size());
    const auto *scale = std::get_if<SetReplicas>(&action);
    const bool areSame =
        std::ranges::all_of(changes, [&](const Change &change) { return change.action == action; });
    if (count == 1)
        return titleOf(changes.front());
    if (areSame && scale)
        return ChangeTexts::tr("Scale %1 pools to %2").arg(count).arg(workersText(scale->replicas));
    const bool areScaled = std::ranges::all_of(
        changes, [](const Change &change) { return std::holds_alternative<SetReplicas>(change.action); });
    if (areScaled)
        return ChangeTexts::tr("Scale %1 pools").arg(count);
    return ChangeTexts::tr("Change %1 pools").arg(count);
}

QString summaryOf(const Change &change, const std::vector<FieldDifference> &differences, TimePoint now)
{
    if (differences.empty())
        return titleOf(change);
    QStringList parts;
    for (const FieldDifference &difference : differences)
        parts << QStringLiteral("%1 %2 %3 %4")
                     .arg(fieldText(difference.field), valueText(difference.field, difference.before, now),
                          QString(QChar(0x2192)), valueText(difference.field, difference.after, now));
    return parts.join(QStringLiteral(", "));
}

QString fieldText(const QString &field)
{
    if (field == QLatin1String("replicas"))
        return ChangeTexts::tr("Workers");
    if (field == QLatin1String("hold"))
        return ChangeTexts::tr("Hold");
    if (field == QLatin1String("paused"))
        return ChangeTexts::tr("Paused");
    if (field == QLatin1String("stopped"))
        return ChangeTexts::tr("Stopped");
    if (field == QLatin1String("restartedAt"))
        return ChangeTexts::tr("Restarted");
    if (field == QLatin1String("unschedulable"))
        return ChangeTexts::tr("Cordoned");
    return field;
}

QString valueText(const QString &field, const QString &value, TimePoint now)
{
    if (value.isEmpty())
        return field == QLatin1String("hold") ? ChangeTexts::tr("none") : unknownText();
    if (value == QLatin1String("none"))
        return ChangeTexts::tr("none");
    if (value == QLatin1String("true"))
        return ChangeTexts::tr("yes");
    if (value == QLatin1String("false"))
        return ChangeTexts::tr("no");
    if (value == QLatin1String("deleted"))
        return ChangeTexts::tr("deleted");
    if (value == QLatin1String("evicted"))
        return ChangeTexts::tr("evicted");
    if (field == QLatin1String("restartedAt"))
        return momentText(fromIso(value).value_or(now), now);
    if (field != QLatin1String("hold"))
        return value;
    if (const std::optional<TimePoint> until = fromIso(value))
        return ChangeTexts::tr("until %1").arg(momentText(*until, now));
    bool isNumber = false;
    const qint64 seconds = QString(value).remove(QStringLiteral(" s")).toLongLong(&isNumber);
    return isNumber ? durationText(Seconds(seconds)) : value;
}

QString textOf(const Warning &warning)
{
    switch (warning.kind) {
    case WarningKind::AutoscalerReverts:
        return ChangeTexts::tr("The autoscaler will move the target again.");
    case WarningKind::RunningJobsMayBeCut:
        return ChangeTexts::tr("Running jobs may be cut: the platform does not tell who is busy.");
    case WarningKind::BelowLoad:
        return ChangeTexts::tr("Fewer workers than the load asks for.");
    case WarningKind::ScaleToZeroUnsupported:
        return ChangeTexts::tr("Zero workers need KEDA on Kubernetes; here one stays.");
    case WarningKind::PortsLimit:
        return ChangeTexts::tr("The port range has no room for more workers.");
    case WarningKind::NotConfirmable:
        return warning.detail.isEmpty()
            ? ChangeTexts::tr("The platform cannot show whether it took effect.")
            : ChangeTexts::tr("Written, not confirmed: the platform does not show %1.").arg(warning.detail);
    case WarningKind::AllPools:
        return ChangeTexts::tr("It applies to all pools of this platform: %1.").arg(warning.detail);
    case WarningKind::WorkersReplaced:
        return ChangeTexts::tr("Workers that run are replaced one after the other, each once its jobs are "
                               "done. A lower MaxConcurrentJobs holds for them at once.");
    case WarningKind::AutoscalerPauses:
        return ChangeTexts::tr("With no workers the HPA does nothing until somebody scales up.");
    case WarningKind::BelowMemoryUse:
        return memoryUseText(Bytes{warning.detail.toLongLong()});
    case WarningKind::NoCounterpart:
        return ChangeTexts::tr("An HPA has no counterpart of %1: its metrics' targets decide.")
            .arg(warning.detail);
    case WarningKind::PodsLoseData:
        return ChangeTexts::tr("The data in volumes of their own (emptyDir) is lost of: %1.")
            .arg(warning.detail);
    case WarningKind::PodsNotReplaced:
        return ChangeTexts::tr("Nothing owns these pods, so none come in their place: %1.")
            .arg(warning.detail);
    case WarningKind::WaitsForBudget:
        return ChangeTexts::tr("Not yet: %1").arg(warning.detail);
    case WarningKind::PodsReplaced:
        return warning.detail == QLatin1String("1")
            ? ChangeTexts::tr("It replaces 1 pod.")
            : ChangeTexts::tr("It replaces %1 pods.").arg(warning.detail);
    case WarningKind::NotKept:
        return ChangeTexts::tr("The platform would not keep %1.").arg(warning.detail);
    case WarningKind::Other:
        break;
    }
    return warning.detail;
}

QString memoryUseText(Bytes used)
{
    return ChangeTexts::tr("A worker uses %1 now: with less its jobs may run out of memory.")
        .arg(bytesText(used));
}

QString outcomeText(const JournalEntry &entry, TimePoint now)
{
    const QString at = momentText(entry.at, now);
    const QString because = entry.error ? QLatin1Char(' ') + sentenceOf(*entry.error) : QString();
    switch (entry.state) {
    case ChangeState::Applying:
        return ChangeTexts::tr("Begun at %1.").arg(at);
    case ChangeState::Verified:
        return ChangeTexts::tr("Done and verified at %1.").arg(at);
    case ChangeState::Unverified:
        return ChangeTexts::tr("Accepted at %1; it was not seen in effect.").arg(at);
    case ChangeState::Failed:
        return ChangeTexts::tr("Failed at %1.").arg(at) + because;
    case ChangeState::Refused:
        return ChangeTexts::tr("Refused at %1, nothing was changed.").arg(at) + because;
    case ChangeState::Interrupted:
        return ChangeTexts::tr("Interrupted at %1. It is looked up as soon as the platform answers.").arg(at);
    case ChangeState::Undone:
        break;
    }
    return ChangeTexts::tr("Undone at %1.").arg(at);
}

QString whatHappensNext(const Preview &preview, TimePoint now)
{
    QString effect = effectOf(preview.change);
    if (!preview.reversion)
        return effect;
    return effect + QLatin1Char(' ') + reversionText(*preview.reversion, now);
}

} // namespace crescendo
