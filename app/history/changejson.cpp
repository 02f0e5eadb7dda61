#include "history/changejson.h"

#include "base/enumnames.h"
#include "base/overloaded.h"
#include "history/hpaspecjson.h"
#include "history/memberreader.h"

#include <type_traits>

namespace crescendo {
namespace {

constexpr EnumNames<WarningKind, 17> warningNames{{
    {WarningKind::AutoscalerReverts, "autoscalerReverts"},
    {WarningKind::RunningJobsMayBeCut, "runningJobsMayBeCut"},
    {WarningKind::BelowLoad, "belowLoad"},
    {WarningKind::ScaleToZeroUnsupported, "scaleToZeroUnsupported"},
    {WarningKind::PortsLimit, "portsLimit"},
    {WarningKind::NotConfirmable, "notConfirmable"},
    {WarningKind::AllPools, "allPools"},
    {WarningKind::WorkersReplaced, "workersReplaced"},
    {WarningKind::AutoscalerPauses, "autoscalerPauses"},
    {WarningKind::BelowMemoryUse, "belowMemoryUse"},
    {WarningKind::NoCounterpart, "noCounterpart"},
    {WarningKind::PodsLoseData, "podsLoseData"},
    {WarningKind::PodsNotReplaced, "podsNotReplaced"},
    {WarningKind::WaitsForBudget, "waitsForBudget"},
    {WarningKind::PodsReplaced, "podsReplaced"},
    {WarningKind::NotKept, "notKept"},
    {WarningKind::Other, "other"},
}};

QJsonObject toJson(const Profile &profile)
{
    return {
        {QStringLiteral("enabled"), profile.enabled},
        {QStringLiteral("minWorkers"), profile.minWorkers},
        {QStringLiteral("maxWorkers"), profile.maxWorkers},
        {QStringLiteral("scaleUpThreshold"), profile.scaleUpThreshold},
        {QStringLiteral("scaleDownThreshold"), profile.scaleDownThreshold},
        {QStringLiteral("cooldownSeconds"), static_cast<qint64>(profile.cooldown.count())},
    };
}

Result<Profile> profileFromJson(const QJsonObject &object)
{
    MemberReader reader(object, QStringLiteral("/profile"));
    Profile profile;
    profile.enabled = reader.flag("enabled");
    profile.minWorkers = static_cast<int>(reader.integer("minWorkers"));
    profile.maxWorkers = static_cast<int>(reader.integer("maxWorkers"));
    profile.scaleUpThreshold = static_cast<int>(reader.integer("scaleUpThreshold"));
    profile.scaleDownThreshold = static_cast<int>(reader.integer("scaleDownThreshold"));
    profile.cooldown = Seconds(reader.integer("cooldownSeconds"));
    return reader.finish(profile);
}

QJsonObject toJson(const WorkerLimits &limits)
{
    return {
        {QStringLiteral("maxConcurrentJobs"), limits.maxConcurrentJobs},
        {QStringLiteral("memory"), limits.memory ? QJsonValue(limits.memory->value) : QJsonValue()},
    };
}

Result<ChangeAction> setWorkerLimitsFrom(const QJsonObject &object)
{
    MemberReader reader(object, QStringLiteral("/limits"));
    WorkerLimits limits{static_cast<int>(reader.integer("maxConcurrentJobs")), std::nullopt};
    if (!object.value(QLatin1String("memory")).isNull()) // left out would be no limit by accident
        limits.memory = Bytes{reader.integer("memory")};
    return reader.finish<ChangeAction>(SetWorkerLimits{limits});
}

QJsonObject membersOf(const ChangeAction &action)
{
    return std::visit(
        Overloaded{
            [](const SetReplicas &set) {
                QJsonObject members{{QStringLiteral("replicas"), set.replicas}};
                if (set.hold)
                    members.insert(QStringLiteral("holdSeconds"), static_cast<qint64>(set.hold->count()));
                return members;
            },
            [](const ReleaseHold &) { return QJsonObject(); },
            [](const ApplyProfile &apply) {
                return QJsonObject{{QStringLiteral("profile"), toJson(apply.profile)},
                                   {QStringLiteral("preset"), apply.preset}};
            },
            [](const SetAutoscalerEnabled &set) {
                return QJsonObject{{QStringLiteral("enabled"), set.enabled}};
            },
            [](const SetWorkerLimits &set) {
                return QJsonObject{{QStringLiteral("limits"), toJson(set.limits)}};
            },
            [](const SetPoolStopped &set) {
                return QJsonObject{{QStringLiteral("stopped"), set.stopped}};
            },
            [](const DrainWorker &drain) {
                return QJsonObject{{QStringLiteral("worker"), drain.worker.value}};
            },
            [](const RetryJob &retry) {
                return QJsonObject{{QStringLiteral("job"), retry.job.value}};
            },
            [](const CancelJob &cancel) {
                return QJsonObject{{QStringLiteral("job"), cancel.job.value}};
            },
            [](const EditHpa &edit) {
                return QJsonObject{{QStringLiteral("spec"), toJson(edit.spec)}};
            },
            [](const DeletePod &deletion) {
                return QJsonObject{{QStringLiteral("pod"), deletion.pod},
                                   {QStringLiteral("uid"), deletion.uid.value}};
            },
            [](const RestartPool &restart) {
                return restart.at ? QJsonObject{{QStringLiteral("at"), toIso(*restart.at)}} : QJsonObject();
            },
            [](const DrainNode &drain) {
                return QJsonObject{{QStringLiteral("node"), drain.node}};
            },
            [](const SetNodeCordoned &set) {
                return QJsonObject{{QStringLiteral("node"), set.node},
                                   {QStringLiteral("cordoned"), set.cordoned}};
            },
        },
        action);
}

Result<ChangeAction> setReplicasFrom(MemberReader &reader)
{
    SetReplicas set{static_cast<int>(reader.integer("replicas")), std::nullopt};
    if (reader.has("holdSeconds"))
        set.hold = Seconds(reader.integer("holdSeconds"));
    return reader.finish<ChangeAction>(set);
}

Result<ChangeAction> applyProfileFrom(MemberReader &reader)
{
    const QString preset = reader.text("preset");
    Result<ChangeAction> read = reader.finish<ChangeAction>(ApplyProfile());
    if (!read)
        return read;
    return profileFromJson(reader.object("profile")).map([&](const Profile &profile) -> ChangeAction {
        return ApplyProfile{profile, preset};
    });
}

Result<ChangeAction> deletePodFrom(MemberReader &reader)
{
    DeletePod deletion{reader.text("pod"), {}};
    if (reader.has("uid"))
        deletion.uid = {reader.text("uid")};
    return reader.finish<ChangeAction>(deletion);
}

Result<ChangeAction> restartPoolFrom(MemberReader &reader)
{
    RestartPool restart;
    if (reader.has("at"))
        restart.at = fromIso(reader.text("at"));
    return reader.finish<ChangeAction>(restart);
}

Result<ChangeAction> actionFrom(const QString &kind, MemberReader &reader)
{
    if (kind == kindOf(SetReplicas()))
        return setReplicasFrom(reader);
    if (kind == kindOf(ApplyProfile()))
        return applyProfileFrom(reader);
    if (kind == kindOf(ReleaseHold()))
        return ReleaseHold();
    if (kind == kindOf(SetAutoscalerEnabled()))
        return reader.finish<ChangeAction>(SetAutoscalerEnabled{reader.flag("enabled")});
    if (kind == kindOf(SetWorkerLimits()))
        return reader.finish(reader.object("limits")).and_then(setWorkerLimitsFrom);
    if (kind == kindOf(SetPoolStopped()))
        return reader.finish<ChangeAction>(SetPoolStopped{reader.flag("stopped")});
    if (kind == kindOf(DrainWorker()))
        return reader.finish<ChangeAction>(DrainWorker{{reader.text("worker")}});
    if (kind == kindOf(RetryJob()))
        return reader.finish<ChangeAction>(RetryJob{{reader.text("job")}});
    if (kind == kindOf(CancelJob()))
        return reader.finish<ChangeAction>(CancelJob{{reader.text("job")}});
    if (kind == kindOf(EditHpa()))
        return reader.finish(reader.object("spec")).and_then(hpaSpecFromJson).map([](const HpaSpec &spec) {
            return ChangeAction(EditHpa{spec});
        });
    if (kind == kindOf(DeletePod()))
        return deletePodFrom(reader);
    if (kind == kindOf(RestartPool()))
        return restartPoolFrom(reader);
    if (kind == kindOf(SetNodeCordoned()))
        return reader.finish<ChangeAction>(SetNodeCordoned{reader.text("node"), reader.flag("cordoned")});
    if (kind == kindOf(DrainNode()))
        return reader.finish<ChangeAction>(DrainNode{reader.text("node")});
    return unreadable(QStringLiteral("/kind"), QStringLiteral("a known change, not \"%1\"").arg(kind));
}

QJsonArray toJson(const std::vector<Warning> &warnings)
{
    QJsonArray array;
    for (const Warning &warning : warnings) {
        array.append(QJsonObject{{QStringLiteral("kind"), nameOf(warningNames, warning.kind)},
                                 {QStringLiteral("detail"), warning.detail}});
    }
    return array;
}

QJsonObject toJson(const Reversion &reversion)
{
    QJsonObject object{{QStringLiteral("by"), reversion.by}};
    if (reversion.after)
        object.insert(QStringLiteral("afterSeconds"), static_cast<qint64>(reversion.after->count()));
    return object;
}

Result<FieldDifference> differenceFrom(const QJsonObject &object, const QString &path)
{
    MemberReader reader(object, path);
    FieldDifference difference{reader.text("field"), reader.text("before"), reader.text("after")};
    return reader.finish(difference);
}

} // namespace

QJsonObject toJson(const Change &change)
{
    QJsonObject object = membersOf(change.action);
    object.insert(QStringLiteral("kind"), kindOf(change.action));
    object.insert(QStringLiteral("connection"), change.connection.value);
    object.insert(QStringLiteral("pool"), change.pool.value);
    object.insert(QStringLiteral("basedOn"), change.basedOn);
    object.insert(QStringLiteral("reason"), change.reason);
    return object;
}

Result<Change> changeFromJson(const QJsonObject &object)
{
    MemberReader reader(object, QString());
    const QString kind = reader.text("kind");
    Change change;
    change.connection = {reader.text("connection")};
    change.pool = {reader.text("pool")};
    change.basedOn = reader.text("basedOn");
    change.reason = reader.text("reason");
    Result<Change> common = reader.finish(change);
    if (!common)
        return common;
    return actionFrom(kind, reader).map([&](const ChangeAction &action) {
        change.action = action;
        return change;
    });
}

QJsonArray toJson(const std::vector<FieldDifference> &differences)
{
    QJsonArray array;
    for (const FieldDifference &difference : differences) {
        array.append(QJsonObject{{QStringLiteral("field"), difference.field},
                                 {QStringLiteral("before"), difference.before},
                                 {QStringLiteral("after"), difference.after}});
    }
    return array;
}

Result<std::vector<FieldDifference>> differencesFromJson(const QJsonArray &array)
{
    std::vector<FieldDifference> differences;
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<FieldDifference> difference =
            differenceFrom(array.at(i).toObject(), QStringLiteral("/%1").arg(i));
        if (!difference)
            return fail(difference.error());
        differences.push_back(std::move(*difference));
    }
    return differences;
}

QJsonObject toJson(const Receipt &receipt)
{
    QJsonObject object{{QStringLiteral("readBack"), toJson(receipt.readBack)},
                       {QStringLiteral("verified"), receipt.verified}};
    if (receipt.undo)
        object.insert(QStringLiteral("undo"), toJson(*receipt.undo));
    return object;
}

Result<Receipt> receiptFromJson(const QJsonObject &object)
{
    MemberReader reader(object, QStringLiteral("/receipt"));
    Receipt receipt;
    receipt.verified = reader.flag("verified");
    Result<std::vector<FieldDifference>> readBack = differencesFromJson(reader.array("readBack"));
    if (!readBack)
        return fail(readBack.error());
    receipt.readBack = std::move(*readBack);
    if (reader.has("undo")) {
        Result<Change> undo = changeFromJson(reader.object("undo"));
        if (!undo)
            return fail(undo.error());
        receipt.undo = std::move(*undo);
    }
    return reader.finish(receipt);
}

QJsonObject toJson(const Preview &preview)
{
    QJsonObject object{{QStringLiteral("change"), toJson(preview.change)},
                       {QStringLiteral("differences"), toJson(preview.differences)},
                       {QStringLiteral("warnings"), toJson(preview.warnings)},
                       {QStringLiteral("command"), preview.command}};
    if (!preview.alternative.isEmpty())
        object.insert(QStringLiteral("alternative"), preview.alternative);
    if (preview.reversion)
        object.insert(QStringLiteral("reversion"), toJson(*preview.reversion));
    if (preview.undo)
        object.insert(QStringLiteral("undo"), toJson(*preview.undo));
    return object;
}

QJsonObject toJson(const JournalEntry &entry)
{
    QJsonObject object{{QStringLiteral("id"), entry.id.value},
                       {QStringLiteral("at"), toIso(entry.at)},
                       {QStringLiteral("who"), entry.who},
                       {QStringLiteral("change"), toJson(entry.change)},
                       {QStringLiteral("differences"), toJson(entry.differences)},
                       {QStringLiteral("result"), toString(entry.state)}};
    if (entry.error)
        object.insert(QStringLiteral("error"), describe(*entry.error));
    if (entry.receipt)
        object.insert(QStringLiteral("receipt"), toJson(*entry.receipt));
    if (entry.undoOf)
        object.insert(QStringLiteral("undoOf"), entry.undoOf->value);
    return object;
}

QJsonObject toJson(const Error &error)
{
    return {
        {QStringLiteral("kind"), toString(error.kind)}, {QStringLiteral("operation"), error.operation},
        {QStringLiteral("detail"), error.detail},       {QStringLiteral("httpStatus"), error.httpStatus},
        {QStringLiteral("retryable"), error.retryable},
    };
}

Error errorFromJson(const QJsonObject &object)
{
    return {
        errorKindFrom(object.value(QStringLiteral("kind")).toString()).value_or(ErrorKind::Internal),
        object.value(QStringLiteral("operation")).toString(),
        object.value(QStringLiteral("detail")).toString(),
        object.value(QStringLiteral("httpStatus")).toInt(),
        object.value(QStringLiteral("retryable")).toBool(),
    };
}

} // namespace crescendo
