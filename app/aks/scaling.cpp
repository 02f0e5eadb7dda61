#include "aks/scaling.h"

namespace crescendo {
namespace {

constexpr Seconds hpaInterval{15}; // the controller's own

ResourceKind deploymentsIn(const QString &namespaceName)
{
    return {"apps/v1", "deployments", namespaceName};
}

Result<SetReplicas> scaleOf(const Change &change, const Pool &pool)
{
    const QString operation = QStringLiteral("change scaling");
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

Preview planOf(const Change &change, const Pool &pool, int before, int after, const KubectlAddress &address)
{
    Preview preview;
    preview.change = change;
    if (preview.change.basedOn.isEmpty())
        preview.change.basedOn = pool.version;
    preview.differences = differenceOf(before, after);
    preview.reversion = reversionOf(after, pool);
    if (pool.hpa && !pool.scaledObject && after == 0)
        preview.warnings.push_back({WarningKind::AutoscalerPauses, {}});
    if (preview.reversion && preview.reversion->after)
        preview.warnings.push_back(
            {WarningKind::AutoscalerReverts, QString::number(preview.reversion->after->count())});
    preview.command = scaleCommand(workloadOf(pool.id), after, address);
    return preview;
}

Receipt receiptOf(const Change &change, int wanted, const Scale &before, const Scale &now)
{
    Receipt receipt;
    receipt.readBack = differenceOf(before.desired, now.desired);
    receipt.verified = now.desired == wanted;
    if (before.desired != now.desired) {
        receipt.undo = Change{change.connection, change.pool, SetReplicas{before.desired, {}}, {}, {}};
    }
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
    const Result<SetReplicas> set = scaleOf(change, pool);
    if (!set)
        return ready<Preview>(fail(set.error()));
    const WorkloadName workload = workloadOf(pool.id);
    const ResourceKind kind = deploymentsIn(workload.namespaceName);
    const auto dryRun = [client = m_client, kind, workload, set = *set](const Result<Scale> &now) {
        return now ? client.setScale(kind, workload.name, *now, set.replicas, DryRun::All)
                   : ready<Scale>(fail(now.error()));
    };
    const auto plan = [change, pool, address = m_address](const Result<Scale> &then) -> Result<Preview> {
        return then.map([&](const Scale &scale) {
            return planOf(change, pool, pool.desired.value_or(0), scale.desired, address);
        });
    };
    return m_client.scale(kind, workload.name)
        .then(QtFuture::Launch::Sync, dryRun)
        .unwrap()
        .then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> ScaleChanger::apply(const Change &change, const Pool &pool) const
{
    const Result<SetReplicas> set = scaleOf(change, pool);
    if (!set)
        return ready<Receipt>(fail(set.error()));
    const WorkloadName workload = workloadOf(pool.id);
    const ResourceKind kind = deploymentsIn(workload.namespaceName);
    const auto before = std::make_shared<Scale>();
    const auto write = [client = m_client, kind, workload, set = *set, before](const Result<Scale> &now) {
        if (!now)
            return ready<Scale>(fail(now.error()));
        *before = *now;
        return client.setScale(kind, workload.name, *now, set.replicas, DryRun::No);
    };
    const auto readBack = [client = m_client, kind, workload](const Result<Scale> &written) {
        return written ? client.scale(kind, workload.name) : ready<Scale>(fail(written.error()));
    };
    const auto tell = [change, wanted = set->replicas, before](const Result<Scale> &now) -> Result<Receipt> {
        return now.map([&](const Scale &scale) { return receiptOf(change, wanted, *before, scale); });
    };
    return m_client.scale(kind, workload.name)
        .then(QtFuture::Launch::Sync, write)
        .unwrap()
        .then(QtFuture::Launch::Sync, readBack)
        .unwrap()
        .then(QtFuture::Launch::Sync, tell);
}

} // namespace crescendo
