#include "aks/restarting.h"

#include "aks/clusterreading.h"
#include "aks/rewriting.h"
#include "base/shellquoted.h"
#include "net/jsonnode.h"

namespace crescendo {

/// What the server made of a Deployment, or would make of it.
struct PoolRestarter::Write {
    Deployment before;
    Deployment after;
    TimePoint at;
};

namespace {

const QString operation = QStringLiteral("restart the pods");

ResourceKind deploymentsIn(const QString &namespaceName)
{
    return {"apps/v1", "deployments", namespaceName};
}

QString textOf(const std::optional<TimePoint> &restarted)
{
    return restarted ? toIso(*restarted) : QStringLiteral("none");
}

QJsonObject patchOf(TimePoint at)
{
    const QJsonObject metadata{{QStringLiteral("annotations"), QJsonObject{{restartedAt, toIso(at)}}}};
    const QJsonObject podTemplate{{QStringLiteral("metadata"), metadata}};
    return {{QStringLiteral("spec"), QJsonObject{{QStringLiteral("template"), podTemplate}}}};
}

std::vector<FieldDifference> differencesBetween(const Deployment &before, const Deployment &after)
{
    if (before.restarted == after.restarted)
        return {};
    return {{QStringLiteral("restartedAt"), textOf(before.restarted), textOf(after.restarted)}};
}

std::vector<Warning> warningsOf(int pods)
{
    if (pods == 0)
        return {};
    return {{WarningKind::PodsReplaced, QString::number(pods)}, {WarningKind::RunningJobsMayBeCut, {}}};
}

QString restartCommand(const WorkloadName &workload, const KubectlAddress &address)
{
    return kubectlCommand(address,
                          QStringLiteral("rollout restart deployment %1 -n %2")
                              .arg(shellQuoted(workload.name), shellQuoted(workload.namespaceName)));
}

Result<Deployment> parseDeployment(const QByteArray &body)
{
    return parseJson(body, QStringLiteral("Deployment"), deploymentFrom);
}

/// One whose rollouts are paused would take the change, and do nothing.
Result<Deployment> restartableIn(const QByteArray &body)
{
    const auto pausedIn = [](const JsonNode &object) { return object["spec"]["paused"].boolean(); };
    const Result<bool> isPaused = parseJson(body, QStringLiteral("Deployment"), pausedIn);
    if (isPaused && *isPaused)
        return fail(ErrorKind::Unsupported, operation,
                    QStringLiteral("rollouts of this Deployment are paused: resume them first"));
    return parseDeployment(body);
}

} // namespace

PoolRestarter::PoolRestarter(ApiClient client, KubectlAddress address, const Clock &clock)
    : m_client(std::move(client))
    , m_address(std::move(address))
    , m_clock(clock)
{
}

Async<Preview> PoolRestarter::preview(const Change &change, const Pool &pool) const
{
    const auto plan = [change, workload = workloadOf(pool.id),
                       address = m_address](const Result<Write> &write) -> Result<Preview> {
        return write.map([&](const Write &done) {
            Preview preview;
            preview.change = change;
            preview.change.action = RestartPool{done.at};
            preview.differences = differencesBetween(done.before, done.after);
            preview.warnings = warningsOf(done.before.total);
            preview.command = restartCommand(workload, address);
            return preview;
        });
    };
    return write(change, pool, DryRun::All).then(QtFuture::Launch::Sync, plan);
}

Async<Receipt> PoolRestarter::apply(const Change &change, const Pool &pool) const
{
    const auto confirm = [client = m_client, workload = workloadOf(pool.id)](const Write &done) {
        const auto tell = [done](const Result<QByteArray> &body) -> Result<Receipt> {
            return body.and_then(parseDeployment).map([&](const Deployment &now) {
                return Receipt{differencesBetween(done.before, now), now.restarted == done.at, std::nullopt};
            });
        };
        return client.object(deploymentsIn(workload.namespaceName), workload.name)
            .then(QtFuture::Launch::Sync, tell);
    };
    return andThen(write(change, pool, DryRun::No), confirm);
}

Async<PoolRestarter::Write> PoolRestarter::write(const Change &change, const Pool &pool, DryRun dryRun) const
{
    const WorkloadName workload = workloadOf(pool.id);
    if (workload.kind != QLatin1String("Deployment"))
        return ready<Write>(fail(ErrorKind::Unsupported, operation,
                                 QStringLiteral("only the pods of Deployments are restarted")));
    const TimePoint now = std::chrono::floor<Seconds>(m_clock.now());
    const TimePoint at = std::get<RestartPool>(change.action).at.value_or(now);
    const ResourceKind kind = deploymentsIn(workload.namespaceName);
    const auto read = [client = m_client, kind, workload] {
        return client.object(kind, workload.name)
            .then(QtFuture::Launch::Sync,
                  [](const Result<QByteArray> &body) { return body.and_then(restartableIn); });
    };
    const auto patch = [client = m_client, kind, workload, at, dryRun](const Deployment &before) {
        const auto take = [before, at](const Result<QByteArray> &body) -> Result<Write> {
            return body.and_then(parseDeployment).map([&](const Deployment &after) {
                return Write{before, after, at};
            });
        };
        return client.patch(kind, workload.name, before.meta.resourceVersion, patchOf(at), dryRun)
            .then(QtFuture::Launch::Sync, take);
    };
    return rewrite(read, patch);
}

} // namespace crescendo
