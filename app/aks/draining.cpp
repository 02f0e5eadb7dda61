#include "aks/draining.h"

#include "base/shellquoted.h"
#include "net/jsonnode.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace crescendo {

/// One drain while it goes on.
struct NodeDrainer::Run {
    Change change;
    Receipt cordon; ///< what cordoning did
    Pods pods; ///< that are to go
    Pods left; ///< of these, those that are still there
    Refusals refusals; ///< of the last try
    SteadyPoint end;
};

namespace {

const QString evicted = QStringLiteral("evicted");

NodePod nodePodFrom(const JsonNode &object)
{
    const JsonNode metadata = object["metadata"];
    const ObjectMeta meta = metaFrom(metadata);
    NodePod pod{meta.namespaceName, meta.name, meta.uid, object["status"]["phase"].text(),
                meta.isBeingDeleted};
    pod.isManaged = false;
    for (const JsonNode &owner : metadata["ownerReferences"].items()) {
        pod.isManaged = pod.isManaged || owner["controller"].boolean();
        pod.stays = pod.stays || owner["kind"].text() == QLatin1String("DaemonSet");
    }
    pod.stays = pod.stays || metadata["annotations"]["kubernetes.io/config.mirror"].exists();
    for (const JsonNode &volume : object["spec"]["volumes"].items())
        pod.hasOwnData = pod.hasOwnData || volume["emptyDir"].exists();
    return pod;
}

std::vector<NodePod> nodePodsIn(const JsonNode &list)
{
    std::vector<NodePod> pods;
    for (const JsonNode &item : list["items"].items()) {
        NodePod pod = nodePodFrom(item);
        if (!pod.stays)
            pods.push_back(std::move(pod));
    }
    return pods;
}

QByteArray evictionOf(const NodePod &pod, DryRun dryRun)
{
    QJsonObject options{{QStringLiteral("preconditions"), QJsonObject{{QStringLiteral("uid"), pod.uid}}}};
    if (dryRun == DryRun::All)
        options.insert(QStringLiteral("dryRun"), QJsonArray{QStringLiteral("All")});
    return QJsonDocument(QJsonObject{{QStringLiteral("apiVersion"), QStringLiteral("policy/v1")},
                                     {QStringLiteral("kind"), QStringLiteral("Eviction")},
                                     {QStringLiteral("metadata"),
                                      QJsonObject{{QStringLiteral("name"), pod.name},
                                                  {QStringLiteral("namespace"), pod.namespaceName}}},
                                     {QStringLiteral("deleteOptions"), options}})
        .toJson(QJsonDocument::Compact);
}

/// One that is gone, or whose name is another's by now, has gone.
bool isGone(const Error &error)
{
    return error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Conflict;
}

QString namesOf(const std::vector<NodePod> &pods, bool NodePod::*flag, bool value)
{
    QStringList names;
    for (const NodePod &pod : pods) {
        if (pod.*flag == value)
            names += pod.path();
    }
    return names.join(QStringLiteral(", "));
}

std::vector<Warning> warningsOf(const std::vector<NodePod> &pods)
{
    std::vector<Warning> warnings;
    if (!pods.empty())
        warnings.push_back({WarningKind::RunningJobsMayBeCut, {}});
    if (const QString names = namesOf(pods, &NodePod::hasOwnData, true); !names.isEmpty())
        warnings.push_back({WarningKind::PodsLoseData, names});
    if (const QString names = namesOf(pods, &NodePod::isManaged, false); !names.isEmpty())
        warnings.push_back({WarningKind::PodsNotReplaced, names});
    return warnings;
}

/// With what kubectl asks for only where there is need.
QString drainCommand(const QString &node, const std::vector<NodePod> &pods, const KubectlAddress &address)
{
    QString arguments = QStringLiteral("drain %1 --ignore-daemonsets").arg(shellQuoted(node));
    if (!namesOf(pods, &NodePod::hasOwnData, true).isEmpty())
        arguments += QStringLiteral(" --delete-emptydir-data");
    if (!namesOf(pods, &NodePod::isManaged, false).isEmpty())
        arguments += QStringLiteral(" --force");
    return kubectlCommand(address, arguments);
}

Change cordoningOf(const Change &drain)
{
    Change change = drain;
    change.action = SetNodeCordoned{std::get<DrainNode>(drain.action).node, true};
    return change;
}

} // namespace

NodeDrainer::NodeDrainer(const ApiClient &client, const KubectlAddress &address, const Clock &clock,
                         QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_address(address)
    , m_clock(clock)
    , m_cordoner(client, address)
{
}

Async<Preview> NodeDrainer::preview(const Change &change) const
{
    const QString node = std::get<DrainNode>(change.action).node;
    const auto plan = [this, change, node](const Preview &cordon, const Pods &pods,
                                           const Refusals &refusals) {
        Preview preview = cordon;
        preview.change = change;
        for (const NodePod &pod : pods)
            preview.differences.push_back({pod.path(), pod.phase, evicted});
        preview.warnings = warningsOf(pods);
        for (const NodePod &pod : pods) {
            if (const auto refusal = refusals.find(pod.uid); refusal != refusals.end())
                preview.warnings.push_back(
                    {WarningKind::WaitsForBudget, pod.path() + QStringLiteral(": ") + refusal->second});
        }
        preview.command = drainCommand(node, pods, m_address);
        return preview;
    };
    const auto askPods = [this, plan](const Preview &cordon, const Pods &pods) {
        return evict(pods, DryRun::All)
            .then(QtFuture::Launch::Sync, [plan, cordon, pods](const Result<Refusals> &refusals) {
                return refusals.map([&](const Refusals &told) { return plan(cordon, pods, told); });
            });
    };
    const auto look = [this, node, askPods](const Preview &cordon) {
        return andThen(podsOf(node), [askPods, cordon](const Pods &pods) { return askPods(cordon, pods); });
    };
    return andThen(m_cordoner.preview(cordoningOf(change)), look);
}

Async<Receipt> NodeDrainer::apply(const Change &change) const
{
    const QString node = std::get<DrainNode>(change.action).node;
    const auto begin = [this, change](const Receipt &cordon, const Pods &pods) {
        const auto run = std::make_shared<Run>(
            Run{change, cordon, pods, pods, {}, m_clock.steadyNow() + m_patience.whole});
        return drain(run);
    };
    const auto look = [this, node, begin](const Receipt &cordon) {
        return andThen(podsOf(node), [begin, cordon](const Pods &pods) { return begin(cordon, pods); });
    };
    return andThen(m_cordoner.apply(cordoningOf(change)), look);
}

/// Those that are to go.
Async<NodeDrainer::Pods> NodeDrainer::podsOf(const QString &node) const
{
    const QString selector = QStringLiteral("spec.nodeName=") + node;
    const auto parse = [](const QByteArray &body) {
        return parseJson(body, QStringLiteral("pods"), nodePodsIn);
    };
    return m_client
        .exchange({.path = "/api/v1/pods?fieldSelector=" + QUrl::toPercentEncoding(selector),
                   .operation = QStringLiteral("list the pods of %1").arg(node)})
        .then(QtFuture::Launch::Sync,
              [parse](const Result<QByteArray> &body) { return body.and_then(parse); });
}

/// All at once, as kubectl does. Never an error.
Async<NodeDrainer::Refusals> NodeDrainer::evict(const Pods &pods, DryRun dryRun) const
{
    QList<QFuture<Result<QByteArray>>> answers;
    for (const NodePod &pod : pods) {
        const ResourceKind kind{"v1", "pods", pod.namespaceName};
        answers += m_client.exchange({.method = "POST",
                                      .path = kind.pathOf(pod.name, "eviction"),
                                      .operation = QStringLiteral("evict ") + pod.path(),
                                      .body = evictionOf(pod, dryRun)});
    }
    if (answers.isEmpty())
        return ready<Refusals>(Refusals());
    const auto gather = [pods](const QList<QFuture<Result<QByteArray>>> &settled) -> Result<Refusals> {
        Refusals refusals;
        for (qsizetype i = 0; i < settled.size(); ++i) {
            if (!settled[i].isResultReadyAt(0)) // the connection went away
                continue;
            const Result<QByteArray> answer = settled[i].result();
            const NodePod &pod = pods[static_cast<std::size_t>(i)];
            if (!answer && !isGone(answer.error()))
                refusals[pod.uid] = answer.error().detail;
        }
        return refusals;
    };
    return QtFuture::whenAll(answers.begin(), answers.end()).then(QtFuture::Launch::Sync, gather);
}

/// Whatever is still there is told to go, and looked at again after a pause.
Async<Receipt> NodeDrainer::drain(const std::shared_ptr<Run> &run) const
{
    Pods staying = run->left;
    std::erase_if(staying, &NodePod::isBeingDeleted);
    const auto look = [this, run](const Refusals &refusals) {
        run->refusals = refusals;
        return podsOf(std::get<DrainNode>(run->change.action).node);
    };
    const auto judge = [this, run](const Result<Pods> &pods) {
        if (pods) {
            run->left = *pods;
            std::erase_if(run->left, [run](const NodePod &pod) {
                return std::ranges::find(run->pods, pod.uid, &NodePod::uid) == run->pods.end(); // came later
            });
        }
        const bool isOver = run->left.empty() || m_clock.steadyNow() >= run->end
            || (!pods && pods.error().kind == ErrorKind::Cancelled);
        return isOver ? ready<Receipt>(receiptOf(*run)) : lookAgain(run);
    };
    return andThen(evict(staying, DryRun::No), look).then(QtFuture::Launch::Sync, judge).unwrap();
}

Async<Receipt> NodeDrainer::lookAgain(const std::shared_ptr<Run> &run) const
{
    const auto paused = std::make_shared<QPromise<Result<bool>>>();
    paused->start();
    QTimer::singleShot(m_patience.pause, this, [paused] {
        paused->addResult(true);
        paused->finish();
    });
    return andThen(paused->future(), [this, run](bool) { return drain(run); });
}

Receipt NodeDrainer::receiptOf(const Run &run)
{
    Receipt receipt = run.cordon; // to undo it is to uncordon: pods do not come back
    for (const NodePod &pod : run.pods) {
        const bool isLeft = std::ranges::find(run.left, pod.uid, &NodePod::uid) != run.left.end();
        const auto refusal = run.refusals.find(pod.uid);
        const QString why = refusal == run.refusals.end() ? QStringLiteral("still ends") : refusal->second;
        receipt.readBack.push_back({pod.path(), pod.phase, isLeft ? why : evicted});
    }
    receipt.verified = run.cordon.verified && run.left.empty();
    return receipt;
}

} // namespace crescendo
