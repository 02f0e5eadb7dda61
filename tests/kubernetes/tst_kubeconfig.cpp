#include "kubernetes/clusteraccess.h"
#include "tests/support/testcluster.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringEncoder>

using namespace crescendo;

namespace {

/// What kubectl makes of the current context, or "refused".
QString byKubectl(const QString &file)
{
    const ProgramOutput output = runProgram(
        qEnvironmentVariable("CRESCENDO_TEST_KUBECTL"),
        {QStringLiteral("--kubeconfig"), file, QStringLiteral("config"), QStringLiteral("view"),
         QStringLiteral("--minify"), QStringLiteral("--raw"), QStringLiteral("-o"), QStringLiteral("json")},
        {});
    if (output.exitCode != 0)
        return QStringLiteral("refused");
    const QJsonObject view = QJsonDocument::fromJson(output.text.toUtf8()).object();
    const auto first = [&view](const char *list, const char *member) {
        return view[QLatin1String(list)].toArray().at(0).toObject()[QLatin1String(member)].toObject();
    };
    return QStringList{view[QLatin1String("current-context")].toString(),
                       first("clusters", "cluster")[QLatin1String("server")].toString(),
                       first("contexts", "context")[QLatin1String("namespace")].toString(),
                       first("users", "user")[QLatin1String("token")].toString()}
        .join(QLatin1Char('|'));
}

/// The same by ours. Like kubectl's view it leaves aside whether the context can be used.
QString byCrescendo(const QString &file)
{
    const auto config = readKubeconfig({file, {}, {}});
    if (!config || !config->contexts.contains(config->currentContext))
        return QStringLiteral("refused");
    const KubeContext context = config->contexts.at(config->currentContext);
    const auto cluster = config->clusters.find(context.cluster);
    const auto user = config->users.find(context.user);
    return QStringList{
        config->currentContext, cluster == config->clusters.end() ? QString() : cluster->second.server,
        context.namespaceName,
        user == config->users.end() ? QString() : QString::fromUtf8(user->second.token.reveal())}
        .join(QLatin1Char('|'));
}

QByteArray with(const QByteArray &user, const QByteArray &more = {})
{
    return "current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u, namespace: n}}]\n"
           "clusters: [{name: k, cluster: {server: 'https://h:1/p'}}]\nusers: [{name: u, user: {"
        + user + "}}]\n" + more;
}

} // namespace

// kubectl is the judge of what a kubeconfig says.
class KubeconfigJudgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAsKubectl_data();
    void readsAsKubectl();
};

void KubeconfigJudgeTest::readsAsKubectl_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray plain = with("token: abc");
    QTest::newRow("plain") << plain;
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("JSON") << QByteArray(
        R"({"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k"}}],"clusters":[{"name":"k","cluster":{"server":"s"}}]})");
    QTest::newRow("with mark") << "\xEF\xBB\xBF" + plain;
    for (const auto &[name, encoding, mark] :
         {std::tuple("UTF-16LE", QStringConverter::Utf16LE, true),
          std::tuple("UTF-16BE", QStringConverter::Utf16BE, true),
          std::tuple("UTF-16LE without mark", QStringConverter::Utf16LE, false)}) {
        QStringEncoder encoder(encoding,
                               mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        QTest::newRow(name) << QByteArray(encoder(QString::fromUtf8(plain)));
    }
    for (const char *token :
         {"1",    "1.5",  "1e3",  "0x1f", "017",     "08",         "1_000", ".5",    "+1",  "-1",
          ".inf", ".nan", "y",    "n",    "Y",       "yes",        "No",    "on",    "OFF", "true",
          "True", "null", "~",    "'1'",  "\"yes\"", "2026-03-01", "12:30", "1.2.3", "abc", "1a",
          "e3",   "0b1",  "0o17", "TRUE", "tRue",    "nULL",       "_1",    "1e",    "="})
        QTest::addRow("token: %s", token) << with("token: " + QByteArray(token));
    for (const char *user :
         {"token: [a]", "token: {a: b}", "client-certificate-data: YQ==", "client-certificate-data: YQ",
          "client-certificate-data: '%'", "client-certificate-data: ''", "as-groups: [a, b]", "as-groups: a",
          "as-groups: [1]", "as-user-extra: {k: [v]}", "as-user-extra: {k: v}", "future: 1", "exec: null"})
        QTest::addRow("user: %s", user) << with(user);
    QTest::newRow("context twice") << with("token: a", "") + "x: 1\n";
    QTest::newRow("user twice") << QByteArray("users: [{name: u}, {name: u}]\n") + "current-context: c\n";
    QTest::newRow("unknown current context") << QByteArray("current-context: none\n");
    QTest::newRow("dangling") << QByteArray(
        "current-context: c\ncontexts: [{name: c, context: {cluster: none, user: none, namespace: n}}]\n");
    QTest::newRow("other kind") << with("token: a", "kind: Pod\napiVersion: v1\n");
    QTest::newRow("right kind") << with("token: a", "kind: Config\napiVersion: v1\n");
    QTest::newRow("other version") << with("token: a", "kind: Config\napiVersion: v2\n");
    QTest::newRow("no YAML") << QByteArray("contexts: [\n");
    QTest::newRow("a list") << QByteArray("[1]\n");
    QTest::newRow("a map of contexts") << QByteArray("contexts: {a: {}}\n");
}

void KubeconfigJudgeTest::readsAsKubectl()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    QCOMPARE(byCrescendo(path), byKubectl(path));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    KubeconfigJudgeTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kubeconfig.moc"
