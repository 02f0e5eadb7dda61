#include "base/quantity.h"
#include "kubernetes/clustertransport.h"
#include "kubernetes/listwatch.h"
#include "kubernetes/workload.h"
#include "tests/support/await.h"
#include "tests/support/clusterview.h"
#include "ui/presentation/sentence.h"

#include <QSignalSpy>

using namespace crescendo;

namespace {

const SystemClock systemClock;

ClusterAccess access()
{
    return accessOf(readKubeconfig({TestNamespace::kubeconfig(), {}, {}}).value(), {}).value();
}

/// A Deployment of as many pods.
QByteArray deployment(const QByteArray &name, int replicas)
{
    return R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: )"
        + name + R"(}
spec:
  replicas: )"
        + QByteArray::number(replicas) + R"(
  selector: {matchLabels: {app: )"
        + name + R"(}}
  template:
    metadata:
      labels: {app: )"
        + name + R"(}
    spec:
      nodeSelector: {kubernetes.azure.com/agentpool: system}
      containers: [{name: worker, image: none, resources: {requests: {cpu: 100m, memory: 100Mi}}}]
)";
}

QByteArray hpa(const QByteArray &name, const QByteArray &metrics, int least = 1)
{
    return R"(---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: )"
        + name + R"(}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: )"
        + name + R"(}
  minReplicas: )"
        + QByteArray::number(least) + R"(
  maxReplicas: 10
  metrics: [)"
        + metrics + "]\n";
}

const QByteArray cpu =
    "{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}";
const QByteArray memory =
    "{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}";

} // namespace

// A namespace of a real cluster, as the platform shows it, with kubectl as the judge.
class ClusterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatKubectlPrints();
    void showsTheGuidesWorkers();
    void scalesByHand();
    void anHpaTakesOver();
    void showsWhatNodesGive();
    void saysWhyItDoesNotScale();
    void refusesAStaleScale();
    void followsPods();
    void saysWhatIsForbidden();
    void trustsNobodyElse_data();
    void trustsNobodyElse();
};

void ClusterTest::showsWhatKubectlPrints()
{
    const TestNamespace in(QStringLiteral("print"));
    const QByteArray external =
        "{type: External, external: {metric: {name: queue}, target: {type: AverageValue, "
        "averageValue: '3'}}}";
    const QByteArray pods =
        "{type: Pods, pods: {metric: {name: jobs}, target: {type: AverageValue, averageValue: 1500m}}}";
    const QByteArray object =
        "{type: Object, object: {metric: {name: rps}, describedObject: {apiVersion: v1, kind: Service, "
        "name: s}, target: {type: Value, value: 2k}}}";
    const QByteArray container =
        "{type: ContainerResource, containerResource: {name: cpu, container: worker, target: {type: "
        "AverageValue, averageValue: 250m}}}";
    QCOMPARE(in.apply(hpa("one", cpu) + hpa("two", cpu + ", " + memory, 3)
                      + hpa("three", external + ", " + pods) + hpa("four", object + ", " + container)
                      + hpa("five", cpu + ", " + memory + ", " + pods)),
             QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    QTRY_COMPARE(platform->snapshot()->pools.size(), 5U);
    QVERIFY2(agreesOnHpas(*platform, in), qPrintable(shownHpas(*platform).join(QLatin1Char('\n'))));
    QCOMPARE(in.apply(hpa("one", memory, 7)), QString()); // and as it changes
    QTRY_VERIFY(
        shownHpas(*platform).join(QLatin1Char('\n')).contains(QLatin1String("memory: <unknown>/70%|7|10")));
    QVERIFY2(agreesOnHpas(*platform, in), qPrintable(shownHpas(*platform).join(QLatin1Char('\n'))));
}

void ClusterTest::showsTheGuidesWorkers()
{
    const TestNamespace in(QStringLiteral("guide"));
    QCOMPARE(in.applyGuide(), QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    QTRY_COMPARE(platform->snapshot()->pools.size(), 2U);
    for (const char *name : {"analysis-worker", "generation-worker"}) {
        const auto pool = [&] { return platform->snapshot()->pool(poolOf(in, name)); };
        QTRY_VERIFY(pool() && pool()->ready == 1); // one GPU each
        QTRY_VERIFY(pool()->hpa); // watched on its own
        QCOMPARE(pool()->hpa->spec.minReplicas, std::optional(1));
        QCOMPARE(pool()->hpa->spec.maxReplicas, 10);
        QVERIFY(pool()->hpa->spec.scaleDown.window == Seconds(300));
    }
}

void ClusterTest::scalesByHand()
{
    const TestNamespace in(QStringLiteral("scale"));
    QCOMPARE(in.apply(deployment("analysis-worker", 1)), QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    const PoolId id = poolOf(in, "analysis-worker");
    const auto replicas = [&in] {
        return in
            .kubectl({QStringLiteral("get"), QStringLiteral("deployment"), QStringLiteral("analysis-worker"),
                      QStringLiteral("-o"), QStringLiteral("jsonpath={.spec.replicas}")})
            .text;
    };
    QTRY_VERIFY(platform->snapshot()->pool(id));
    const Change change{platform->id(), id, SetReplicas{5, {}}, {}, {}};
    const Result<Preview> preview = await(platform->preview(change));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(replicas(), QStringLiteral("1"));
    const Result<Receipt> receipt = await(platform->apply(preview->change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(replicas(), QStringLiteral("5"));
    QTRY_COMPARE_WITH_TIMEOUT(platform->snapshot()->pool(id)->ready, std::optional(5), 30'000);
    QTRY_COMPARE(platform->snapshot()->pool(id)->workers.size(), 5U); // pods are watched on their own
    const Result<Receipt> undone = await(platform->apply(receipt->undo.value()));
    QVERIFY(undone && undone->verified);
    QCOMPARE(replicas(), QStringLiteral("1"));
    QTRY_COMPARE_WITH_TIMEOUT(platform->snapshot()->pool(id)->workers.size(), 1U, 30'000);
}

void ClusterTest::anHpaTakesOver()
{
    const TestNamespace in(QStringLiteral("override"));
    QCOMPARE(in.apply(deployment("analysis-worker", 2) + hpa("analysis-worker", cpu, 2)), QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    const PoolId id = poolOf(in, "analysis-worker");
    const auto pool = [&] { return platform->snapshot()->pool(id); };
    QTRY_VERIFY(pool() && pool()->hpa && pool()->ready == 2);
    const Change change{platform->id(), id, SetReplicas{1, {}}, {}, {}};
    const Result<Preview> preview = await(platform->preview(change));
    QVERIFY(preview);
    QCOMPARE(preview->reversion.value().by, QStringLiteral("HPA analysis-worker"));
    QVERIFY(await(platform->apply(change)).value().verified);
    QTRY_COMPARE_WITH_TIMEOUT(pool()->desired, std::optional(2), 30'000);
}

/// What pods request of each node, as `kubectl describe node` prints it under "Allocated resources".
void ClusterTest::showsWhatNodesGive()
{
    const TestNamespace in(QStringLiteral("nodes"));
    QByteArray greedy = deployment("analysis-worker", 3);
    greedy.replace("memory: 100Mi", "memory: 1Gi, nvidia.com/gpu: 1}, limits: {nvidia.com/gpu: 1");
    greedy.replace("agentpool: system", "agentpool: gpupool");
    QCOMPARE(in.apply(greedy + "---" + deployment("other", 2)), QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    const auto described = [&in](const QString &node) {
        const QString text = in.kubectl({QStringLiteral("describe"), QStringLiteral("node"), node}).text;
        QStringList amounts;
        for (const char *resource : {"cpu", "memory", "nvidia.com/gpu"}) {
            const QRegularExpression line(
                QStringLiteral("\n  %1 +(\\S+) ").arg(QRegularExpression::escape(QLatin1String(resource))));
            amounts += line.match(text, text.indexOf(QLatin1String("Allocated resources"))).captured(1);
        }
        return amounts;
    };
    const auto agrees = [&](const Node &node) {
        const QStringList amounts = described(node.name);
        const auto milli = [&](int i) { return Quantity::parse(amounts[i]).value_or(Quantity()).milli(); };
        return node.requested && node.requested->cpu.value == milli(0)
            && node.requested->memory.value == milli(1) / 1000 && node.requested->gpus == milli(2) / 1000;
    };
    const auto nodes = [&] { return platform->snapshot()->nodes; };
    const auto requestedGpus = [&] {
        qint64 gpus = 0;
        for (const Node &node : nodes())
            gpus += node.requested ? node.requested->gpus : 0;
        return gpus;
    };
    QTRY_VERIFY_WITH_TIMEOUT(requestedGpus() >= 3, 30'000);
    QVERIFY(QTest::qWaitFor([&] { return std::ranges::all_of(nodes(), agrees); }, 30'000));
    QVERIFY(std::ranges::all_of(nodes(), &Node::isReady));
}

/// What the scheduler says of a pod that no node has room for.
void ClusterTest::saysWhyItDoesNotScale()
{
    const TestNamespace in(QStringLiteral("why"));
    QByteArray large = deployment("analysis-worker", 2);
    large.replace("cpu: 100m", "cpu: 9");
    QCOMPARE(in.apply(large + hpa("analysis-worker", cpu, 2)), QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    const auto headline = [&] {
        const Pool *pool = platform->snapshot()->pool(poolOf(in, "analysis-worker"));
        return pool ? sentenceFor(*pool, systemClock.now()).headline : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(
        headline(), QStringLiteral("1 of 2 workers not ready: no node has enough CPU or memory free."),
        30'000);
}

void ClusterTest::refusesAStaleScale()
{
    const TestNamespace in(QStringLiteral("stale"));
    QCOMPARE(in.apply(deployment("analysis-worker", 1)), QString());
    const auto transport = makeTransport(access(), systemClock).value();
    const ApiClient client(*transport);
    const ResourceKind kind{"apps/v1", "deployments", in.name()};
    const Scale old = await(client.scale(kind, QStringLiteral("analysis-worker"))).value();
    in.kubectl({QStringLiteral("scale"), QStringLiteral("deployment"), QStringLiteral("analysis-worker"),
                QStringLiteral("--replicas=2")});
    const Result<Scale> late =
        await(client.setScale(kind, QStringLiteral("analysis-worker"), old, 3, DryRun::No));
    QVERIFY(!late);
    QCOMPARE(toString(late.error().kind), QStringLiteral("conflict"));
    QCOMPARE(toString(await(client.scale(kind, QStringLiteral("none"))).error().kind),
             QStringLiteral("notFound"));
}

void ClusterTest::followsPods()
{
    const TestNamespace in(QStringLiteral("pods"));
    const auto transport = makeTransport(access(), systemClock).value();
    ResourceWatch<Pod> pods(ApiClient(*transport), {"v1", "pods", in.name()}, podFrom, systemClock);
    pods.watch().start();
    QTRY_VERIFY(pods.watch().isListed());
    QCOMPARE(in.apply(deployment("analysis-worker", 3)), QString());
    QTRY_COMPARE_WITH_TIMEOUT(
        std::ranges::count_if(pods.items(), [](const auto &pod) { return pod->isReady; }), 3, 30'000);
    in.kubectl({QStringLiteral("delete"), QStringLiteral("deployment"), QStringLiteral("analysis-worker")});
    QTRY_VERIFY_WITH_TIMEOUT(pods.items().empty(), 30'000);
    QVERIFY(!pods.watch().error());
}

void ClusterTest::saysWhatIsForbidden()
{
    const TestNamespace in(QStringLiteral("forbidden"));
    ClusterAccess stranger = access();
    stranger.user.impersonated = QStringLiteral("stranger");
    const auto transport = makeTransport(stranger, systemClock).value();
    ResourceWatch<Pod> pods(ApiClient(*transport), {"v1", "pods", in.name()}, podFrom, systemClock);
    QSignalSpy troubles(&pods.watch(), &ListWatch::troubled);
    pods.watch().start();
    QVERIFY(troubles.wait());
    const Error error = pods.watch().error().value();
    QCOMPARE(toString(error.kind), QStringLiteral("forbidden"));
    QCOMPARE(
        error.detail,
        QStringLiteral(
            "pods is forbidden: User \"stranger\" cannot list resource \"pods\" in API group \"\" in the "
            "namespace \"%1\"")
            .arg(in.name()));
}

void ClusterTest::trustsNobodyElse_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as it is") << QString() << QStringLiteral("ok");
    QTest::newRow("no CA") << QStringLiteral("ca") << QStringLiteral("unavailable");
    QTest::newRow("another name") << QStringLiteral("name") << QStringLiteral("unavailable");
    QTest::newRow("name of the certificate") << QStringLiteral("good name") << QStringLiteral("ok");
    QTest::newRow("unverified") << QStringLiteral("unverified") << QStringLiteral("ok");
    QTest::newRow("nobody") << QStringLiteral("nobody") << QStringLiteral("forbidden");
    QTest::newRow("wrong token") << QStringLiteral("token") << QStringLiteral("unauthorized");
}

void ClusterTest::trustsNobodyElse()
{
    QFETCH(QString, change);
    ClusterAccess changed = access();
    if (change == QLatin1String("ca") || change == QLatin1String("unverified"))
        changed.cluster.caData.clear();
    changed.cluster.skipsTlsVerification = change == QLatin1String("unverified");
    if (change.endsWith(QLatin1String("name")))
        changed.cluster.tlsServerName =
            change == QLatin1String("name") ? QStringLiteral("other") : QStringLiteral("localhost");
    if (change == QLatin1String("nobody") || change == QLatin1String("token"))
        changed.user = {};
    if (change == QLatin1String("token"))
        changed.user.token = Secret("wrong");
    const auto transport = makeTransport(changed, systemClock).value();
    const auto answer =
        await(ApiClient(*transport)
                  .exchange({.path = "/api/v1/namespaces", .operation = QStringLiteral("list namespaces")}));
    QTEST(answer ? QStringLiteral("ok") : toString(answer.error().kind), "expected");
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    ClusterTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cluster.moc"
