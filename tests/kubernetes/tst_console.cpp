#include "settings/connectionsstore.h"
#include "tests/support/consoleprocess.h"
#include "tests/support/testcluster.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

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

/// The file of changes with one that scales the analysis workers to two.
QString writeScale(const TestNamespace &in, const ConsoleProcess &console, const QString &connection)
{
    const QString path = console.file(QStringLiteral("changes.json"));
    QFile file(path);
    const QJsonObject change{
        {QStringLiteral("kind"), QStringLiteral("setReplicas")},
        {QStringLiteral("connection"), connection},
        {QStringLiteral("pool"), in.name() + QStringLiteral("/Deployment/analysis-worker")},
        {QStringLiteral("replicas"), 2}};
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(QJsonArray{change}).toJson()) < 0)
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return path;
}

/// What the console of a namespace asked the API server to do, so far, by the server's audit log.
QStringList auditedVerbs(const TestNamespace &in)
{
    QFile log(QFileInfo(TestNamespace::kubeconfig()).dir().filePath(QStringLiteral("audit.log")));
    if (!log.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(log.fileName()), qPrintable(log.errorString()));
    QStringList verbs;
    while (!log.atEnd()) {
        const QJsonObject event = QJsonDocument::fromJson(log.readLine()).object();
        const QString space =
            event[QLatin1String("objectRef")].toObject()[QLatin1String("namespace")].toString();
        if (space == in.name()
            && event[QLatin1String("userAgent")].toString().startsWith(QLatin1String("crescendo")))
            verbs << event[QLatin1String("verb")].toString();
    }
    verbs.removeDuplicates();
    verbs.sort();
    return verbs;
}

/// A kubeconfig for the test's cluster whose user logs in with a program: it says something, gives a token
/// that nobody takes, and then good ones of a service account of the namespace.
QString writeLogin(const TestNamespace &in, const ConsoleProcess &console)
{
    const auto created = [&in](const QStringList &arguments) {
        const ProgramOutput output = in.kubectl(QStringList{QStringLiteral("create")} + arguments);
        if (output.exitCode != 0)
            qFatal("%s", qPrintable(output.text));
        return output.text.trimmed();
    };
    created({QStringLiteral("serviceaccount"), QStringLiteral("operator")});
    created({QStringLiteral("rolebinding"), QStringLiteral("operator"), QStringLiteral("--clusterrole=admin"),
             QStringLiteral("--serviceaccount=%1:operator").arg(in.name())});
    const QString token = created({QStringLiteral("token"), QStringLiteral("operator")});
    const auto write = [&console](const QString &name, const QByteArray &text) {
        QFile file(console.file(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName();
    };
    write(QStringLiteral("login"),
          "#!/bin/sh\necho run >>\"$0.runs\"\necho 'enter the code ABC' >&2\ntoken=" + token.toUtf8()
              + "\n[ \"$(wc -l <\"$0.runs\")\" -gt 1 ] || token=expired\n"
                "echo "
                "\"{\\\"kind\\\":\\\"ExecCredential\\\",\\\"apiVersion\\\":\\\"client.authentication.k8s.io/"
                "v1beta1\\\",\\\"status\\\":{\\\"token\\\":\\\"$token\\\"}}\"\n");
    const ProgramOutput cluster = in.kubectl(
        {QStringLiteral("config"), QStringLiteral("view"), QStringLiteral("--raw"), QStringLiteral("-o"),
         QStringLiteral("jsonpath={.clusters[0].cluster.server} "
                        "{.clusters[0].cluster.certificate-authority-data}")});
    const QStringList parts = cluster.text.trimmed().split(QLatin1Char(' '));
    return write(
        QStringLiteral("kubeconfig"),
        QStringLiteral("current-context: aks\ncontexts: [{name: aks, context: {cluster: k, user: u}}]\n"
                       "clusters: [{name: k, cluster: {server: '%1', certificate-authority-data: %2}}]\n"
                       "users: [{name: u, user: {exec: {apiVersion: "
                       "client.authentication.k8s.io/v1beta1, command: ./login}}}]\n")
            .arg(parts.at(0), parts.at(1))
            .toUtf8());
}

} // namespace

// The console as a program, on the guide's workers in a real cluster.
class ConsoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reportsPoolsAndAutoscalers();
    void writesNothingThroughAReadOnlyConnection();
    void logsInWithAProgram();
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
    QJsonObject node; // other tests may have nodes of their own
    for (const QJsonValue &one : connection[QLatin1String("nodes")].toArray()) {
        if (one[QLatin1String("name")] == QLatin1String("gpu-0"))
            node = one.toObject();
    }
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

/// Of a saved connection, as an operator has it: what was sent says the server itself.
void ConsoleTest::writesNothingThroughAReadOnlyConnection()
{
    ConsoleProcess console;
    ConnectionConfig config;
    config.id = {QStringLiteral("production")};
    config.name = QStringLiteral("Production");
    config.kind = ConnectionKind::Cluster;
    config.kubeconfig = TestNamespace::kubeconfig();
    config.namespaceName = m_namespace->name();
    config.readOnly = true;
    QVERIFY(ConnectionsStore(console.dataFolder()).save({config}));
    const QString path = writeScale(*m_namespace, console, config.id.value);
    console.start({QStringLiteral("--headless"), QStringLiteral("--data"), console.dataFolder(),
                   QStringLiteral("--apply"), path});
    QVERIFY(console.waitForEnd(60'000));
    QVERIFY(console.exitCode() != 0);
    QVERIFY2(console.output().contains(QLatin1String("only reads")), qPrintable(console.output()));
    const QStringList reading{QStringLiteral("get"), QStringLiteral("list"), QStringLiteral("watch")};
    const QStringList verbs = auditedVerbs(*m_namespace);
    QVERIFY(verbs.contains(QStringLiteral("list")));
    QVERIFY2(std::ranges::all_of(verbs, [&reading](const QString &verb) { return reading.contains(verb); }),
             qPrintable(verbs.join(QLatin1Char(' '))));
}

void ConsoleTest::logsInWithAProgram()
{
    ConsoleProcess console;
    const QStringList arguments{QStringLiteral("--headless"),
                                QStringLiteral("--data"),
                                console.dataFolder(),
                                QStringLiteral("--kubeconfig"),
                                writeLogin(*m_namespace, console),
                                QStringLiteral("--namespace"),
                                m_namespace->name(),
                                QStringLiteral("--seconds"),
                                QStringLiteral("5"),
                                QStringLiteral("--report"),
                                console.file(QStringLiteral("report.json"))};
    console.start(arguments);
    QVERIFY(console.waitForEnd(60'000));
    QVERIFY(console.exitCode() != 0);
    QVERIFY2(console.output().contains(QLatin1String("--allow-exec")), qPrintable(console.output()));
    QVERIFY(!QFile::exists(console.file(QStringLiteral("login.runs"))));
    console.start(arguments + QStringList{QStringLiteral("--allow-exec")});
    QVERIFY(console.waitForEnd(60'000));
    QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
    const QJsonObject connection = connectionOf(console.report());
    QCOMPARE(connection[QLatin1String("state")].toString(), QStringLiteral("live"));
    QCOMPARE(connection[QLatin1String("pools")].toArray().size(), 2);
    QFile runs(console.file(QStringLiteral("login.runs")));
    QVERIFY(runs.open(QIODevice::ReadOnly));
    QCOMPARE(runs.readAll().count('\n'), 2); // again for the token that nobody took, once for all requests
}

void ConsoleTest::appliesAScale()
{
    ConsoleProcess console;
    const QString path = writeScale(*m_namespace, console, QStringLiteral("test"));
    console.start(headless(*m_namespace, console, {QStringLiteral("--apply"), path}));
    QVERIFY(console.waitForEnd(60'000));
    QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
    const ProgramOutput replicas = m_namespace->kubectl(
        {QStringLiteral("get"), QStringLiteral("deployment"), QStringLiteral("analysis-worker"),
         QStringLiteral("-o"), QStringLiteral("jsonpath={.spec.replicas}")});
    QCOMPARE(replicas.text, QStringLiteral("2"));
    QVERIFY(auditedVerbs(*m_namespace).contains(QStringLiteral("patch"))
            || auditedVerbs(*m_namespace).contains(QStringLiteral("update")));
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
