#include "kubernetes/noderesource.h"
#include "net/jsonnode.h"

#include <QTest>

using namespace crescendo;

namespace {

QString shown(const NodeResources &resources)
{
    return QStringLiteral("%1m %2 %3")
        .arg(resources.cpu.value)
        .arg(resources.memory.value)
        .arg(resources.gpus);
}

QByteArray container(const QByteArray &requests, const QByteArray &more = {})
{
    return R"({"resources":{"requests":{)" + requests + "}}" + more + "}";
}

} // namespace

class NodeResourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsANode();
    void reckonsRequests_data();
    void reckonsRequests();
    void readsWhereAPodIs_data();
    void readsWhereAPodIs();
};

void NodeResourceTest::readsANode()
{
    const auto node = parseJson(
        R"({"metadata":{"name":"gpu-0","labels":{"kubernetes.azure.com/agentpool":"gpupool","accelerator":"nvidia"}},
"spec":{"unschedulable":true,"taints":[{"key":"sku","value":"gpu","effect":"NoSchedule"},{"key":"new","effect":"NoExecute"}]},
"status":{"capacity":{"cpu":"64","memory":"512Gi","nvidia.com/gpu":"8","pods":"110"},"allocatable":{"cpu":"63500m",
"memory":"500Gi","nvidia.com/gpu":"7"},"conditions":[{"type":"Ready","status":"True","reason":"KubeletReady"},
{"type":"DiskPressure","status":"True"},{"type":"MemoryPressure","status":"False"}]}})",
        QStringLiteral("node"), nodeFrom);
    QVERIFY2(node, node ? "" : qPrintable(describe(node.error())));
    QCOMPARE(node->pool, QStringLiteral("gpupool"));
    QCOMPARE(shown(node->capacity), QStringLiteral("64000m %1 8").arg(gibibytes(512).value));
    QCOMPARE(shown(node->allocatable), QStringLiteral("63500m %1 7").arg(gibibytes(500).value));
    QCOMPARE(node->taints,
             (QStringList{QStringLiteral("sku=gpu:NoSchedule"), QStringLiteral("new:NoExecute")}));
    QVERIFY(node->isReady() && node->isCordoned);
    QCOMPARE(node->pressures(), QStringList{QStringLiteral("DiskPressure")});
    QVERIFY(!node->requested); // it does not say
}

void NodeResourceTest::reckonsRequests_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &spec, const char *expected) {
        QTest::newRow(name) << spec << QString::fromLatin1(expected);
    };
    const QByteArray two = R"("containers":[)" + container(R"("cpu":"1","memory":"100","nvidia.com/gpu":"1")")
        + ',' + container(R"("cpu":"250m")") + ']';
    row("none", R"("containers":[{}])", "0m 0 0");
    row("together", two, "1250m 100 1");
    row("one before that wants more",
        two + R"(,"initContainers":[)" + container(R"("cpu":"2")") + ',' + container(R"("memory":"300")")
            + ']',
        "2000m 300 1");
    row("one before that stays",
        two + R"(,"initContainers":[)" + container(R"("cpu":"500m")", R"(,"restartPolicy":"Always")") + ','
            + container(R"("cpu":"1500m")") + ']',
        "2000m 100 1"); // 1500m beside the 500m that stay; those and the others are 1750m
    row("with its sandbox", two + R"(,"overhead":{"cpu":"50m","memory":"11"})", "1300m 111 1");
    row("as a whole", two + R"(,"resources":{"requests":{"cpu":"3"}})", "3000m 100 1");
    row("nonsense", R"("containers":[)" + container(R"("cpu":"much")") + ']',
        "read pod: spec.containers[0].resources.requests.cpu: expected an amount");
}

void NodeResourceTest::reckonsRequests()
{
    QFETCH(QByteArray, spec);
    const auto pod = parseJson(R"({"spec":{)" + spec + "}}", QStringLiteral("pod"), placedPodFrom);
    QTEST(pod ? shown(pod->requested) : describe(pod.error()), "expected");
}

void NodeResourceTest::readsWhereAPodIs_data()
{
    QTest::addColumn<QByteArray>("phase");
    QTest::addColumn<bool>("isOver");
    QTest::newRow("running") << QByteArray("Running") << false;
    QTest::newRow("pending") << QByteArray("Pending") << false;
    QTest::newRow("done") << QByteArray("Succeeded") << true;
    QTest::newRow("failed") << QByteArray("Failed") << true;
}

void NodeResourceTest::readsWhereAPodIs()
{
    QFETCH(QByteArray, phase);
    const auto pod = parseJson(R"({"spec":{"nodeName":"n"},"status":{"phase":")" + phase + "\"}}",
                               QStringLiteral("pod"), placedPodFrom);
    QVERIFY(pod);
    QCOMPARE(pod->node, QStringLiteral("n"));
    QTEST(pod->isOver, "isOver");
}

QTEST_GUILESS_MAIN(NodeResourceTest)
#include "tst_noderesource.moc"
