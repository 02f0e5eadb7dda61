#include "tests/support/consoleprocess.h"
#include "tests/support/testcluster.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace crescendo;

namespace {

QStringList headless(const TestNamespace &in, const ConsoleProcess &console, const QStringList &more)
{
    return QStringList{QStringLiteral("--headless"),
                       QStringLiteral("--kubeconfig"),
                       TestNamespace::kubeconfig(),
                       QStringLiteral("--namespace"),
                       in.name(),
                       QStringLiteral("--data"),
                       console.dataFolder()}
    + more;
}

/// Its only connection.
QJsonObject connectionOf(const QJsonObject &report)
{
    return report[QLatin1String("connections")].toArray().at(0).toObject();
}

} // namespace

// The console as a program, on the guide's workers in a real cluster.
class ConsoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reportsPoolsAndAutoscalers();
    void appliesAScale();

private:
    std::unique_ptr<TestNamespace> m_namespace;
};

void ConsoleTest::initTestCase()
{
    m_namespace = std::make_unique<TestNamespace>(QStringLiteral("console"));
    QCOMPARE(m_namespace->applyGuide(), QString());
}

void ConsoleTest::reportsPoolsAndAutoscalers()
{
    ConsoleProcess console;
    console.start(headless(*m_namespace, console,
                           {QStringLiteral("--seconds"), QStringLiteral("5"), QStringLiteral("--report"),
                            console.file(QStringLiteral("report.json")), QStringLiteral("--screenshots"),
                            console.file(QStringLiteral("pictures"))}));
    QVERIFY(console.waitForEnd(60'000));
    QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
    const QJsonObject connection = connectionOf(console.report());
    QCOMPARE(connection[QLatin1String("state")].toString(), QStringLiteral("live"));
    const QJsonArray pools = connection[QLatin1String("pools")].toArray();
    QCOMPARE(pools.size(), 2);
    const QJsonObject node = connection[QLatin1String("nodes")].toArray().at(0).toObject();
    QCOMPARE(node[QLatin1String("name")].toString(), QStringLiteral("gpu-0"));
    QVERIFY(node[QLatin1String("requested")].toObject()[QLatin1String("gpus")].toInt() >= 1);
    const QJsonObject pool = pools.at(0).toObject();
    QCOMPARE(pool[QLatin1String("pool")].toString(),
             m_namespace->name() + QStringLiteral("/Deployment/analysis-worker"));
    const QJsonObject hpa = pool[QLatin1String("hpa")].toObject();
    QCOMPARE(hpa[QLatin1String("reference")].toString(), QStringLiteral("Deployment/analysis-worker"));
    QCOMPARE(hpa[QLatin1String("minPods")].toString(), QStringLiteral("1"));
    QCOMPARE(hpa[QLatin1String("maxPods")].toString(), QStringLiteral("10"));
    QVERIFY(hpa[QLatin1String("targets")].toString().contains(QLatin1String("/60%, memory: ")));
    const QJsonObject values = pool[QLatin1String("values")].toObject();
    QCOMPARE(values[QLatin1String("workersDesired")].toObject()[QLatin1String("value")].toInt(), 1);
    QCOMPARE(values[QLatin1String("workersMax")].toObject()[QLatin1String("value")].toInt(), 10);
}

void ConsoleTest::appliesAScale()
{
    ConsoleProcess console;
    const QString path = console.file(QStringLiteral("changes.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(QJsonArray{QJsonObject{
                                 {QStringLiteral("kind"), QStringLiteral("setReplicas")},
                                 {QStringLiteral("connection"), QStringLiteral("test")},
                                 {QStringLiteral("pool"),
                                  m_namespace->name() + QStringLiteral("/Deployment/analysis-worker")},
                                 {QStringLiteral("replicas"), 2}}})
                   .toJson());
    file.close();
    console.start(headless(*m_namespace, console, {QStringLiteral("--apply"), path}));
    QVERIFY(console.waitForEnd(60'000));
    QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
    const ProgramOutput replicas = m_namespace->kubectl(
        {QStringLiteral("get"), QStringLiteral("deployment"), QStringLiteral("analysis-worker"),
         QStringLiteral("-o"), QStringLiteral("jsonpath={.spec.replicas}")});
    QCOMPARE(replicas.text, QStringLiteral("2"));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    ConsoleTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_console.moc"
