#include "aks/scaling.h"

#include "aks/rewriting.h"

namespace crescendo {

/// A workload's scale, and what the server made of it, or would make of it.
struct ScaleChanger::Write {
    Scale before;
    Scale after;
};

namespace {

const QString operation = QStringLiteral("change scaling");

constexpr Seconds hpaInterval{15}; // the controller's own

ResourceKind deploymentsIn(const QString &namespaceName)
{
    return {"apps/v1", "deployments", namespaceName};
}

Result<SetReplicas> scaleOf(const Change &change, const Pool &pool)
{
    const auto *set = std::get_if<SetReplicas>(&change.action);
    if (!set)
        return fail(ErrorKind::Unsupported, operation, QStringLiteral("only replicas can be changed here"));
    if (set->hold)
        return fail(
            ErrorKind::Unsupported, operation,
            QStringLiteral("Kubernetes keeps no replicas for a time; raise the HPA's minimum instead"));
    if (workloadOf(pool.id).kind != QLatin1String("Deployment"))
        return fail(ErrorKind::Unsupported, operation, QStringLiteral("only Deployments are scaled by hand"));
    return *set;
}

std::vector<FieldDifference> differenceOf(int before, int after)
{
    if (before == after)
        return {};
    return {{QStringLiteral("replicas"), QString::number(before), QString::number(after)}};
}

std::optional<Change> undoOf(const Change &change, int before, int after)
{
    if (before == after)
        return std::nullopt;
    return Change{change.connection, change.pool, SetReplicas{before, {}}, {}, {}};
}

Preview planOf(const Change &change, const Pool &pool, int before, int after, const KubectlAddress &address)
{
    Preview preview;
    preview.change = change;
    if (preview.change.basedOn.isEmpty())
        preview.change.basedOn = pool.version;
    preview.differences = differenceOf(before, after);
    preview.undo = undoOf(change, before, after);
    preview.reversion = reversionOf(after, pool);
    if (pool.hpa && !pool.scaledObject && after == 0)
        preview.warnings.push_back({WarningKind::AutoscalerPauses, {}});
    if (preview.reversion && preview.reversion->after)
        preview.warnings.push_back(
            {WarningKind::AutoscalerReverts, QString::number(preview.reversion->after->count())});
    preview.command = scaleCommand(workloadOf(pool.id), after, address);
    return preview;
}

Receipt receiptOf(const Change &change, const Scale &before, const Scale &now)
{
    Receipt receipt;
    receipt.readBack = differenceOf(before.desired, now.desired);
    receipt.verified = now.desired == std::get<SetReplicas>(change.action).replicas;
    receipt.undo = undoOf(change, before.desired, now.desired);
    return receipt;
}

Reversion reversionOf(int replicas, const Hpa &hpa, const QString &by)
{
    if (replicas > hpa.spec.maxReplicas)
        return {by, hpaInterval, ReversionKind::CutsToMaximum};
    if (replicas > hpa.desiredReplicas && replicas > hpa.spec.minReplicas.value_or(1))
        return {by, hpa.spec.scaleDown.window, ReversionKind::LowersTooMany};
    return {by, hpaInterval, ReversionKind::RaisesTooFew};
}

/// Of the HPA that a ScaledObject made. Its least and most count also where a direction is paused.
std::optional<Reversion> reversionOf(int replicas, const Hpa &hpa, const ScalingPause &pause,
                                     const QString &by)
{
    const Reversion reversion = reversionOf(replicas, hpa, by);
    const bool isBelowLeast = replicas < hpa.spec.minReplicas.value_or(1);
    if (pause.isScaleIn && reversion.kind == ReversionKind::LowersTooMany)
        return std::nullopt;
    if (pause.isScaleOut && reversion.kind == ReversionKind::RaisesTooFew && !isBelowLeast)
        return std::nullopt;
    return reversion;
}

/// KEDA itself looks at no replicas, and takes all away while no trigger is active; the rest it leaves to its
/// HPA.
std::optional<Reversion> reversionOf(int replicas, const ScaledObject &object, const std::optional<Hpa> &hpa)
{
    const QString by = QStringLiteral("ScaledObject ") + object.name;
    if (object.pause.isWhole)
        return std::nullopt;
    if (replicas == 0)
        return Reversion{by, object.pollingInterval, ReversionKind::RaisesTooFew};
    const bool goesToSleep = object.idleReplicas.value_or(object.minReplicas) == 0
        && object.says(QStringLiteral("Active"), QStringLiteral("False"));
    if (!hpa || goesToSleep)
        return Reversion{by, object.pollingInterval, ReversionKind::Decides};
    return reversionOf(replicas, *hpa, object.pause, by);
}

} // namespace

QString scaleCommand(const WorkloadName &workload, int replicas, const KubectlAddress &address)
{
    return kubectlCommand(
        address,
        QStringLiteral("scale %1 %2 --replicas=%3 -n %4")
            .arg(workload.kind.toLower(), workload.name, QString::number(replicas), workload.namespaceName));
}

std::optional<Reversion> reversionOf(int replicas, const Pool &pool)
{
    if (pool.scaledObject)
        return reversionOf(replicas, *pool.scaledObject, pool.hpa);
    if (!pool.hpa || replicas == 0)
        return std::nullopt;
    return reversionOf(replicas, *pool.hpa, QStringLiteral("HPA ") + pool.hpa->name);
}

ScaleChanger::ScaleChanger(ApiClient client, KubectlAddress address)
    : m_client(std::move(client))
    , m_address(std::move(address))
{
}

Async<Preview> ScaleChanger::preview(const Change &change, const Pool &pool) const
{
    const auto plan = [change, pool, address = m_address](const Result<Write> &write) -> Result<Preview> {
        return write.map([&](const Write &done) {
            return planOf(change, pool, done.before.desired, done.after.desired, address);
        });
    };
    return write(change, pool, DryRun::All).then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> ScaleChanger::apply(const Change &change, const Pool &pool) const
{
    const auto confirm = [client = m_client, change, workload = workloadOf(pool.id)](const Write &done) {
        const auto tell = [change, done](const Result<Scale> &scale) -> Result<Receipt> {
            return scale.map([&](const Scale &now) { return receiptOf(change, done.before, now); });
        };
        return client.scale(deploymentsIn(workload.namespaceName), workload.name)
            .then(QtFuture::Launch::Sync, tell);
    };
    return andThen(write(change, pool, DryRun::No), confirm);
}

Async<ScaleChanger::Write> ScaleChanger::write(const Change &change, const Pool &pool, DryRun dryRun) const
{
    const Result<SetReplicas> set = scaleOf(change, pool);
    if (!set)
        return ready<Write>(fail(set.error()));
    const WorkloadName workload = workloadOf(pool.id);
    const ResourceKind kind = deploymentsIn(workload.namespaceName);
    const bool isBased = !change.basedOn.isEmpty();
    const auto check = [isBased, shown = pool.desired](const Result<Scale> &now) -> Result<Scale> {
        if (now && isBased && shown && now->desired != *shown)
            return fail(ErrorKind::Conflict, operation,
                        QStringLiteral("it was scaled to %1 meanwhile").arg(now->desired));
        return now;
    };
    const auto read = [client = m_client, kind, workload, check] {
        return client.scale(kind, workload.name).then(QtFuture::Launch::Sync, check);
    };
    const auto put = [client = m_client, kind, workload, set = *set, dryRun](const Scale &before) {
        const auto take = [before](const Result<Scale> &after) -> Result<Write> {
            return after.map([&](const Scale &scale) { return Write{before, scale}; });
        };
        return client.setScale(kind, workload.name, before, set.replicas, dryRun)
            .then(QtFuture::Launch::Sync, take);
    };
    return rewrite(read, put);
}

} // namespace crescendo
