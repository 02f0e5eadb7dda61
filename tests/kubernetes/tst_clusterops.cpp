#include "aks/aksplatform.h"
#include "platform/clusterobjects.h"
#include "tests/support/await.h"
#include "tests/support/clusterview.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

using namespace crescendo;

namespace {

/// A node of its own, that no other test's pods come to, and a worker on it.
QByteArray manifestOn(const QString &node)
{
    QByteArray manifest = R"(
apiVersion: v1
kind: Node
metadata: {name: NODE, labels: {only: NODE}}
spec: {taints: [{key: only, value: NODE, effect: NoSchedule}]}
status: {capacity: {cpu: "16", memory: 64Gi, pods: "110"}, allocatable: {cpu: "16", memory: 64Gi, pods: "110"}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: analysis-worker}
spec:
  replicas: 2
  selector: {matchLabels: {app: analysis-worker}}
  template:
    metadata:
      labels: {app: analysis-worker}
    spec:
      nodeSelector: {only: NODE}
      tolerations: [{key: only, operator: Exists}]
      containers: [{name: worker, image: none, resources: {requests: {cpu: 100m, memory: 100Mi}}}]
)";
    return manifest.replace("NODE", node.toUtf8());
}

} // namespace

// What an operator does to a real cluster besides scaling, with kubectl as the judge.
class ClusterOpsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void deletesAPod();
    void restarts();
    void cordonsAndUndoes();
    void namesTheRuleThatIsMissing();
    void describes();
    void drains();

private:
    std::unique_ptr<Platform> openAs(const QString &account);
    void bind(const char *role) const;
    static QString missing(const Platform &platform, const Change &change);

    const Pool &pool() const { return *m_platform->snapshot()->pool(m_id); }
    bool isWhole() const
    {
        const Pool *found = m_platform->snapshot()->pool(m_id);
        return found && found->ready == 2 && found->workers.size() == 2 && found->rollout->isComplete();
    }
    Change changeTo(const ChangeAction &action) const
    {
        return {m_platform->id(), nodeOf(action) ? PoolId() : m_id, action, {}, {}};
    }
    Preview previewOf(const ChangeAction &action) const
    {
        const Result<Preview> preview = await(m_platform->preview(changeTo(action)));
        if (!preview)
            qFatal("%s", qPrintable(describe(preview.error())));
        return *preview;
    }
    QString jsonPath(const QString &object, const char *path) const
    {
        return m_in
            ->kubectl({QStringLiteral("get"), object, QStringLiteral("-o"),
                       QStringLiteral("jsonpath=") + QLatin1String(path)})
            .text;
    }
    QString podNames() const { return jsonPath(QStringLiteral("pods"), "{.items[*].metadata.name}"); }

    std::unique_ptr<TestNamespace> m_in;
    std::unique_ptr<Platform> m_platform;
    PoolId m_id;
    QString m_node;
    QTemporaryDir m_folder;
};

void ClusterOpsTest::init()
{
    // One each: a namespace ends slowly.
    m_in = std::make_unique<TestNamespace>(QString::fromLatin1(QTest::currentTestFunction()).toLower());
    m_node = m_in->name();
    QCOMPARE(m_in->apply(manifestOn(m_node)), QString());
    m_platform = openPlatform(*m_in);
    QVERIFY(m_platform);
    m_id = poolOf(*m_in, "analysis-worker");
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 30'000);
}

void ClusterOpsTest::cleanup()
{
    m_platform.reset();
    m_in->kubectl({QStringLiteral("delete"), QStringLiteral("node"), m_node, QStringLiteral("--wait=false")});
    m_in.reset();
}

void ClusterOpsTest::deletesAPod()
{
    const Worker worker = pool().workers.front();
    const QString before = podNames();
    const Preview preview = previewOf(DeletePod{worker.name, worker.id});
    QCOMPARE(podNames(), before); // a dry run
    const Result<Receipt> receipt = await(m_platform->apply(preview.change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    const auto isShown = [this, &worker] {
        const std::vector<Worker> &workers = pool().workers;
        return std::ranges::find(workers, worker.id, &Worker::id) != workers.end();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWhole() && !isShown() && !podNames().contains(worker.name), 60'000);
    const Result<Receipt> late =
        await(m_platform->apply(changeTo(DeletePod{pool().workers.front().name, worker.id})));
    QVERIFY(!late); // of that name another is meant
    QCOMPARE(toString(late.error().kind), QStringLiteral("conflict"));
}

void ClusterOpsTest::restarts()
{
    const QString object = QStringLiteral("deployment/analysis-worker");
    const char *path = R"({.spec.template.metadata.annotations.kubectl\.kubernetes\.io/restartedAt})";
    const QStringList before = podNames().split(QLatin1Char(' '));
    const Preview preview = previewOf(RestartPool());
    QCOMPARE(jsonPath(object, path), QString());
    QCOMPARE(preview.warnings.front(), (Warning{WarningKind::PodsReplaced, QStringLiteral("2")}));
    const Result<Receipt> receipt = await(m_platform->apply(preview.change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(jsonPath(object, path), toIso(*std::get<RestartPool>(preview.change.action).at));
    QTRY_VERIFY_WITH_TIMEOUT(!pool().rollout->isComplete(), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
    QVERIFY(isInEffect(preview.change.action, pool()).value());
    for (const QString &pod : before)
        QVERIFY2(!podNames().contains(pod), qPrintable(pod));
    const ProgramOutput status = m_in->kubectl(
        {QStringLiteral("rollout"), QStringLiteral("status"), object, QStringLiteral("--timeout=1s")});
    QVERIFY2(status.exitCode == 0, qPrintable(status.text)); // it agrees
}

void ClusterOpsTest::cordonsAndUndoes()
{
    const auto isShownCordoned = [this] {
        const auto &nodes = m_platform->snapshot()->nodes;
        const auto node = std::ranges::find(nodes, m_node, &Node::name);
        return node != nodes.end() && node->isCordoned;
    };
    const QString object = QStringLiteral("node/") + m_node;
    const Preview preview = previewOf(SetNodeCordoned{m_node, true});
    QCOMPARE(jsonPath(object, "{.spec.unschedulable}"), QString());
    const Result<Receipt> receipt = await(m_platform->apply(preview.change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(jsonPath(object, "{.spec.unschedulable}"), QStringLiteral("true"));
    QTRY_VERIFY(isShownCordoned());
    QVERIFY(await(m_platform->apply(receipt->undo.value())).value().verified);
    QCOMPARE(jsonPath(object, "{.spec.unschedulable}"), QString());
    QTRY_VERIFY(!isShownCordoned());
}

/// The connection of a service account of the namespace, by impersonation.
std::unique_ptr<Platform> ClusterOpsTest::openAs(const QString &account)
{
    static const SystemClock clock;
    const QString shown =
        m_in->kubectl({QStringLiteral("config"), QStringLiteral("view"), QStringLiteral("--raw"),
                       QStringLiteral("--flatten"), QStringLiteral("-o"), QStringLiteral("json")})
            .text;
    QJsonObject config = QJsonDocument::fromJson(shown.toUtf8()).object();
    QJsonArray users = config[QLatin1String("users")].toArray();
    QJsonObject entry = users.first().toObject();
    QJsonObject user = entry[QLatin1String("user")].toObject();
    user.insert(QStringLiteral("as"),
                QStringLiteral("system:serviceaccount:%1:%2").arg(m_in->name(), account));
    entry.insert(QStringLiteral("user"), user);
    users.replace(0, entry);
    config.insert(QStringLiteral("users"), users);
    QFile file(m_folder.filePath(QStringLiteral("kubeconfig")));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(config).toJson()) < 0)
        return nullptr;
    file.close();
    ConnectionConfig connection;
    connection.kind = ConnectionKind::Cluster;
    connection.kubeconfig = file.fileName();
    connection.namespaceName = m_in->name();
    auto platform = makeAksPlatform(connection, clock).value();
    platform->start();
    return platform;
}

void ClusterOpsTest::bind(const char *role) const
{
    const ProgramOutput bound =
        m_in->kubectl({QStringLiteral("create"), QStringLiteral("rolebinding"), QLatin1String(role),
                       QStringLiteral("--clusterrole=") + QLatin1String(role),
                       QStringLiteral("--serviceaccount=%1:operator").arg(m_in->name())});
    QVERIFY2(bound.exitCode == 0, qPrintable(bound.text));
}

QString ClusterOpsTest::missing(const Platform &platform, const Change &change)
{
    const std::optional<MissingRight> right = platform.missingRight(change);
    return right ? right->verb + QLatin1Char(' ') + right->resource : QString();
}

/// Who may only look, then also change, then not any more.
void ClusterOpsTest::namesTheRuleThatIsMissing()
{
    m_in->kubectl({QStringLiteral("create"), QStringLiteral("serviceaccount"), QStringLiteral("operator")});
    bind("view");
    const std::unique_ptr<Platform> platform = openAs(QStringLiteral("operator"));
    QVERIFY(platform);
    QTRY_VERIFY_WITH_TIMEOUT(platform->snapshot()->pool(m_id) != nullptr, 20'000);
    const Change scale = changeTo(SetReplicas{3, {}});
    QTRY_COMPARE(missing(*platform, scale), QStringLiteral("update deployments/scale"));
    QTRY_COMPARE(missing(*platform, changeTo(RestartPool())), QStringLiteral("patch deployments"));
    QTRY_COMPARE(missing(*platform, changeTo(DeletePod{QStringLiteral("a"), {}})),
                 QStringLiteral("delete pods"));
    QTRY_COMPARE(missing(*platform, changeTo(SetNodeCordoned{m_node, true})), QStringLiteral("patch nodes"));
    QCOMPARE(toString(await(platform->preview(scale)).error().kind), QStringLiteral("forbidden"));

    bind("edit");
    QTRY_VERIFY_WITH_TIMEOUT(await(platform->preview(scale)), 10'000);
    QTRY_COMPARE(missing(*platform, scale), QString()); // asked again after the refusal
    m_in->kubectl({QStringLiteral("delete"), QStringLiteral("rolebinding"), QStringLiteral("edit")});
    QTRY_VERIFY_WITH_TIMEOUT(!await(platform->preview(scale)), 10'000);
    QTRY_COMPARE(missing(*platform, scale), QStringLiteral("update deployments/scale"));
}

void ClusterOpsTest::describes()
{
    const ClusterObjects &objects = *m_platform->objects();
    const auto of = [&](ObjectKind kind, const QString &in, const QString &name) {
        return await(objects.describe({kind, in, name})).value();
    };
    const QString pod = pool().workers.front().name;
    const ObjectDescription shown = of(ObjectKind::Pod, m_in->name(), pod);
    const QString printed = m_in->kubectl({QStringLiteral("get"), QStringLiteral("pod"), pod,
                                           QStringLiteral("-o"), QStringLiteral("yaml")})
                                .text;
    QStringList ours = shown.yaml.split(QLatin1Char('\n'));
    QStringList theirs = printed.split(QLatin1Char('\n'));
    for (QStringList *lines : {&ours, &theirs}) { // one quotes with ', the other with "
        for (QString &line : *lines)
            line.remove(QLatin1Char('"')).remove(QLatin1Char('\''));
    }
    QCOMPARE(ours, theirs); // which leaves out managed fields, too
    QTRY_VERIFY(!of(ObjectKind::Pod, m_in->name(), pod).events.empty());
    QVERIFY(of(ObjectKind::Deployment, m_in->name(), QStringLiteral("analysis-worker"))
                .yaml.contains(QStringLiteral("replicas: 2")));
    QVERIFY(of(ObjectKind::Node, {}, m_node).yaml.contains(QStringLiteral("kind: Node")));
}

/// With nowhere to go the new pods wait, so that a budget of one keeps the second pod until there is room.
void ClusterOpsTest::drains()
{
    const QByteArray budget = R"(
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: analysis-worker}
spec: {minAvailable: 1, selector: {matchLabels: {app: analysis-worker}}}
)";
    QCOMPARE(m_in->apply(budget), QString());
    QTRY_COMPARE_WITH_TIMEOUT(jsonPath(QStringLiteral("pdb/analysis-worker"), "{.status.disruptionsAllowed}"),
                              QStringLiteral("1"), 20'000);
    static_cast<AksPlatform &>(*m_platform).setPatience({Millis(60'000), Millis(500)});
    const Preview preview = previewOf(DrainNode{m_node});
    QCOMPARE(preview.differences.size(), std::size_t(3)); // the cordon and two pods
    QCOMPARE(podNames().split(QLatin1Char(' ')).size(), 2);
    const Async<Receipt> drained = m_platform->apply(preview.change);
    QTRY_VERIFY_WITH_TIMEOUT(pool().ready == 1, 20'000);
    QTest::qWait(2'000);
    QVERIFY(!drained.isFinished()); // the budget holds it
    m_in->kubectl({QStringLiteral("delete"), QStringLiteral("pdb"), QStringLiteral("analysis-worker")});
    const Result<Receipt> receipt = await(drained, Millis(30'000));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(jsonPath(QStringLiteral("pods"), "{.items[*].spec.nodeName}"), QString()); // those that wait
    QVERIFY(await(m_platform->apply(receipt->undo.value())).value().verified);
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    ClusterOpsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_clusterops.moc"
