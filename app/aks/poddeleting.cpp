#include "aks/poddeleting.h"

#include "aks/clusterreading.h"
#include "base/shellquoted.h"
#include "net/jsonnode.h"

namespace crescendo {

/// A pod as the server has it.
struct PodDeleter::State {
    ObjectMeta meta;
    QString phase;
};

namespace {

ResourceKind podsIn(const QString &namespaceName)
{
    return {"v1", "pods", namespaceName};
}

std::vector<FieldDifference> differenceOf(const QString &pod, const QString &phase)
{
    return {{pod, phase, QStringLiteral("deleted")}};
}

QString deleteCommand(const QString &pod, const QString &namespaceName, const KubectlAddress &address)
{
    return kubectlCommand(
        address, QStringLiteral("delete pod %1 -n %2").arg(shellQuoted(pod), shellQuoted(namespaceName)));
}

} // namespace

PodDeleter::PodDeleter(ApiClient client, KubectlAddress address)
    : m_client(std::move(client))
    , m_address(std::move(address))
{
}

Async<Preview> PodDeleter::preview(const Change &change, const Pool &pool) const
{
    const auto plan = [change, address = m_address](const Result<State> &state) -> Result<Preview> {
        return state.map([&](const State &before) {
            Preview preview;
            preview.change = change;
            preview.change.action = DeletePod{before.meta.name, {before.meta.uid}};
            preview.differences = differenceOf(before.meta.name, before.phase);
            preview.warnings.push_back({WarningKind::RunningJobsMayBeCut, {}});
            preview.command = deleteCommand(before.meta.name, before.meta.namespaceName, address);
            return preview;
        });
    };
    return remove(change, pool, DryRun::All).then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> PodDeleter::apply(const Change &change, const Pool &pool) const
{
    const auto confirm = [deleter = *this, in = workloadOf(pool.id).namespaceName](const State &before) {
        const auto tell = [before](const Result<State> &now) -> Result<Receipt> {
            if (!now && now.error().kind != ErrorKind::NotFound)
                return fail(now.error());
            const bool isGone = !now || now->meta.uid != before.meta.uid || now->meta.isBeingDeleted;
            return Receipt{isGone ? differenceOf(before.meta.name, before.phase)
                                  : std::vector<FieldDifference>(),
                           isGone, std::nullopt};
        };
        return deleter.read(podsIn(in), before.meta.name).then(QtFuture::Launch::Sync, tell);
    };
    return andThen(remove(change, pool, DryRun::No), confirm);
}

/// Yields the pod as it was before.
Async<PodDeleter::State> PodDeleter::remove(const Change &change, const Pool &pool, DryRun dryRun) const
{
    const auto deletion = std::get<DeletePod>(change.action);
    const ResourceKind kind = podsIn(workloadOf(pool.id).namespaceName);
    const auto write = [client = m_client, kind, deletion, dryRun](const State &before) {
        const QString uid = deletion.uid.isEmpty() ? before.meta.uid : deletion.uid.value;
        return client.remove(kind, deletion.pod, uid, dryRun)
            .then(QtFuture::Launch::Sync, [before](const Result<QByteArray> &done) -> Result<State> {
                return done.map([&before](const QByteArray &) { return before; });
            });
    };
    return andThen(read(kind, deletion.pod), write);
}

Async<PodDeleter::State> PodDeleter::read(const ResourceKind &kind, const QString &name) const
{
    const auto parse = [](const QByteArray &body) {
        return parseJson(body, QStringLiteral("pod"), [](const JsonNode &pod) {
            return State{metaFrom(pod["metadata"]), pod["status"]["phase"].text()};
        });
    };
    return m_client.object(kind, name).then(QtFuture::Launch::Sync, [parse](const Result<QByteArray> &body) {
        return body.and_then(parse);
    });
}

} // namespace crescendo
