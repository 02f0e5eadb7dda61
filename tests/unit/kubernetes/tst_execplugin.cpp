#include "kubernetes/credentialtransport.h"
#include "kubernetes/execplugin.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const QString beta = QStringLiteral("client.authentication.k8s.io/v1beta1");

QByteArray credential(const QByteArray &status)
{
    return R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":)"
        + status + '}';
}

/// A plugin that is a shell script, and how often it was run.
class Script {
public:
    explicit Script(const QByteArray &body)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly)
            || file.write("#!/bin/sh\necho run >>\"$(dirname \"$0\")/runs\"\n" + body) < 0)
            qFatal("%s: %s", qPrintable(path()), qPrintable(file.errorString()));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QString path() const { return m_folder.filePath(QStringLiteral("login")); }
    KubeExec exec() const
    {
        KubeExec exec;
        exec.command = path();
        exec.apiVersion = beta;
        return exec;
    }
    QByteArray written(const char *name) const
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    qsizetype runs() const { return written("runs").count('\n'); }

private:
    QTemporaryDir m_folder;
};

QByteArray printing(const QByteArray &status)
{
    return "printf '%s' '" + credential(status) + "'\n";
}

QString described(const Result<ExecCredential> &got)
{
    return got ? QString::fromUtf8(got->token.reveal())
               : toString(got.error().kind) + QStringLiteral(": ") + got.error().detail;
}

} // namespace

class ExecPluginTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsCredentials_data();
    void readsCredentials();
    void tellsThePluginWhatItNeeds();
    void showsWhatItRuns();
    void runsOnceForAllWhoWait();
    void runsAgainWhenItHasExpired();
    void passesOnWhatIsSaid();
    void saysWhyItFailed_data();
    void saysWhyItFailed();
    void endsWithItsConnection();
    void asksAgainWhenTheServerRefuses();
    void aStreamWaitsForTheToken();
};

void ExecPluginTest::readsCredentials_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("expected");
    QTest::newRow("token") << credential(R"({"token":"abc"})") << QStringLiteral("abc for ever");
    QTest::newRow("with its end") << credential(
        R"({"token":"abc","expirationTimestamp":"2026-05-01T12:34:56Z"})")
                                  << QStringLiteral("abc until 2026-05-01T12:34:56.000Z");
    QTest::newRow("another version")
        << QByteArray(credential(R"({"token":"abc"})")).replace("v1beta1", "v1")
        << QStringLiteral("protocol: apiVersion: expected client.authentication.k8s.io/v1beta1, not "
                          "client.authentication.k8s.io/v1");
    QTest::newRow("nothing to log in with")
        << credential("{}") << QStringLiteral("protocol: the plugin gave neither a token nor a certificate");
    QTest::newRow("certificate") << credential(R"({"clientCertificateData":"c","clientKeyData":"k"})")
                                 << QStringLiteral(" and c with k for ever");
    QTest::newRow("certificate and token")
        << credential(R"({"token":"abc","clientCertificateData":"c","clientKeyData":"k"})")
        << QStringLiteral("abc and c with k for ever");
    const QString half = QStringLiteral("protocol: the plugin gave only one of a certificate and its key");
    QTest::newRow("certificate without its key")
        << credential(R"({"token":"abc","clientCertificateData":"c"})") << half;
    QTest::newRow("key without its certificate")
        << credential(R"({"token":"abc","clientKeyData":"k"})") << half;
    QTest::newRow("no credential") << QByteArray(R"({"kind":"Pod"})")
                                   << QStringLiteral("protocol: kind: expected ExecCredential");
}

void ExecPluginTest::readsCredentials()
{
    QFETCH(QByteArray, output);
    const Result<ExecCredential> read = parseExecCredential(output, beta);
    QString said;
    if (!read)
        said = toString(read.error().kind) + QStringLiteral(": ") + read.error().detail;
    else
        said = QString::fromUtf8(read->token.reveal())
            + (read->certificate.isEmpty()
                   ? QString()
                   : QStringLiteral(" and %1 with %2")
                         .arg(QString::fromUtf8(read->certificate), QString::fromUtf8(read->key.reveal())))
            + (read->expires ? QStringLiteral(" until ") + toIso(*read->expires)
                             : QStringLiteral(" for ever"));
    QTEST(said, "expected");
    QVERIFY(!parseExecCredential("no JSON", beta));
}

void ExecPluginTest::tellsThePluginWhatItNeeds()
{
    KubeExec exec;
    exec.apiVersion = beta;
    KubeCluster cluster;
    cluster.server = QStringLiteral("https://aks:443");
    cluster.caData = "PEM";
    QCOMPARE(execInfoOf(exec, cluster),
             QByteArray(R"({"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential",)"
                        R"("spec":{"interactive":false}})"));
    exec.providesClusterInfo = true;
    const QJsonObject told = QJsonDocument::fromJson(execInfoOf(exec, cluster))
                                 .object()[QLatin1String("spec")][QLatin1String("cluster")]
                                 .toObject();
    QCOMPARE(told,
             (QJsonObject{{QStringLiteral("server"), QStringLiteral("https://aks:443")},
                          {QStringLiteral("certificate-authority-data"), QStringLiteral("UEVN")}}));
    const Script script(R"(printf '%s' "$KUBERNETES_EXEC_INFO" >"$(dirname "$0")/info"
printf '%s %s' "$1" "$FLAVOUR" >"$(dirname "$0")/told"
cat >"$(dirname "$0")/typed"
)" + printing(R"({"token":"abc"})"));
    exec = script.exec();
    exec.arguments = {QStringLiteral("get-token")};
    exec.environment = {{QStringLiteral("FLAVOUR"), QStringLiteral("azure")}};
    const FakeClock clock;
    ExecPlugin plugin(exec, execInfoOf(exec, cluster), clock);
    QCOMPARE(described(await(plugin.credential())), QStringLiteral("abc"));
    QCOMPARE(script.written("info"), execInfoOf(exec, cluster));
    QCOMPARE(script.written("told"), QByteArray("get-token azure"));
    QCOMPARE(script.written("typed"), QByteArray()); // nobody types anything
}

void ExecPluginTest::showsWhatItRuns()
{
    KubeExec exec;
    exec.command = QStringLiteral("kubelogin");
    exec.arguments = {QStringLiteral("get-token"), QStringLiteral("--server-id"), QStringLiteral("a b; c")};
    exec.environment = {{QStringLiteral("LD_PRELOAD"), QStringLiteral("/tmp/x.so")}};
    QCOMPARE(commandOf(exec),
             QStringLiteral("LD_PRELOAD=/tmp/x.so kubelogin get-token --server-id 'a b; c'"));
}

void ExecPluginTest::runsOnceForAllWhoWait()
{
    const Script script(printing(R"({"token":"abc"})"));
    const FakeClock clock;
    ExecPlugin plugin(script.exec(), {}, clock);
    const auto first = plugin.credential();
    const auto second = plugin.credential();
    QCOMPARE(described(await(first)), QStringLiteral("abc"));
    QCOMPARE(described(await(second)), QStringLiteral("abc"));
    QCOMPARE(described(await(plugin.credential())), QStringLiteral("abc")); // good until the server says no
    QCOMPARE(script.runs(), 1);
    plugin.forget({Secret("another"), {}, {}, {}});
    await(plugin.credential());
    QCOMPARE(script.runs(), 1);
    plugin.forget({Secret("abc"), {}, {}, {}});
    await(plugin.credential());
    QCOMPARE(script.runs(), 2);
}

void ExecPluginTest::runsAgainWhenItHasExpired()
{
    FakeClock clock;
    const QByteArray end = toIso(clock.now() + Seconds(60)).toUtf8();
    const Script script(printing(R"({"token":"abc","expirationTimestamp":")" + end + "\"}"));
    ExecPlugin plugin(script.exec(), {}, clock);
    await(plugin.credential());
    clock.advance(Seconds(60));
    await(plugin.credential());
    QCOMPARE(script.runs(), 1);
    clock.advance(Seconds(1));
    await(plugin.credential());
    QCOMPARE(script.runs(), 2);
}

void ExecPluginTest::passesOnWhatIsSaid()
{
    const Script script("echo 'open https://microsoft.com/devicelogin, code ABC' >&2\n"
                        "while [ ! -e \"$(dirname \"$0\")/done\" ]; do sleep 0.05; done\n"
                        + printing(R"({"token":"abc"})"));
    const FakeClock clock;
    ExecPlugin plugin(script.exec(), {}, clock);
    const QSignalSpy said(&plugin, &ExecPlugin::said);
    const auto token = plugin.credential();
    QTRY_COMPARE(said.count(), 1); // while it waits for the operator
    QCOMPARE(said[0][0].toString(), QStringLiteral("open https://microsoft.com/devicelogin, code ABC"));
    QVERIFY(!token.isFinished());
    QFile done(QFileInfo(script.path()).dir().filePath(QStringLiteral("done")));
    QVERIFY(done.open(QIODevice::WriteOnly));
    QCOMPARE(described(await(token)), QStringLiteral("abc"));
}

void ExecPluginTest::saysWhyItFailed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("exit code") << QByteArray("echo 'token has\033[31m expired' >&2; exit 3\n")
                               << QStringLiteral("unauthorized: exit code 3: token has\\u001b[31m expired");
    QTest::newRow("without a word") << QByteArray("exit 1\n") << QStringLiteral("unauthorized: exit code 1");
    QTest::newRow("ended") << QByteArray("kill -9 $$\n") << QStringLiteral("unauthorized: it was ended");
    QTest::newRow("endless") << QByteArray("exec yes\n") << QStringLiteral("limitExceeded: it says too much");
    QTest::newRow("no JSON") << QByteArray("echo hello\n") << QStringLiteral("protocol: ");
}

void ExecPluginTest::saysWhyItFailed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    const Script script(body);
    const FakeClock clock;
    ExecPlugin plugin(script.exec(), {}, clock);
    const QString said = described(await(plugin.credential()));
    QVERIFY2(said.startsWith(expected), qPrintable(said));
    KubeExec absent = script.exec();
    absent.command = QStringLiteral("/nowhere/kubelogin");
    absent.installHint = QStringLiteral("install\nkubelogin first");
    ExecPlugin other(absent, {}, clock);
    QCOMPARE(
        described(await(other.credential())),
        QStringLiteral("notFound: there is no program /nowhere/kubelogin that can be run; the kubeconfig "
                       "says: install kubelogin first"));
}

void ExecPluginTest::endsWithItsConnection()
{
    const Script script("echo $$ >\"$(dirname \"$0\")/pid\"\nexec sleep 60\n");
    const FakeClock clock;
    auto plugin = std::make_unique<ExecPlugin>(script.exec(), QByteArray(), clock);
    const auto token = plugin->credential();
    QTRY_VERIFY(script.written("pid").endsWith('\n'));
    plugin.reset();
    QVERIFY(await(token).error().kind == ErrorKind::Cancelled);
    const QString process = QStringLiteral("/proc/") + QString::fromUtf8(script.written("pid").trimmed());
    QTRY_VERIFY(!QFileInfo::exists(process));
}

/// One that gives "1", then "2", and so on.
QByteArray counting()
{
    return R"(n=$(wc -l <"$(dirname "$0")/runs")
printf '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"%s"}}' $n
)";
}

void ExecPluginTest::asksAgainWhenTheServerRefuses()
{
    const Script script(counting());
    const FakeClock clock;
    QByteArray good = "Bearer 2";
    auto scripted = std::make_unique<ScriptedTransport>([&good](const HttpRequest &request) {
        return headerValue(request.headers, "Authorization") == good ? jsonReply(200, "{}")
                                                                     : jsonReply(401, "{}");
    });
    const ScriptedTransport &asked = *scripted;
    CredentialTransport transport(std::move(scripted), {}, true, clock);
    transport.usePlugin(std::make_unique<ExecPlugin>(script.exec(), QByteArray(), clock), {});
    QCOMPARE(await(transport.send({}))->status, 200);
    QCOMPARE(script.runs(), 2);
    QCOMPARE(asked.requests.size(), std::size_t(2));
    good = "Bearer of nobody";
    QCOMPARE(await(transport.send({}))->status, 401); // once again, not for ever
    QCOMPARE(script.runs(), 3);
    QCOMPARE(asked.requests.size(), std::size_t(4));
}

void ExecPluginTest::aStreamWaitsForTheToken()
{
    const Script script(printing(R"({"token":"abc"})"));
    const FakeClock clock;
    auto scripted = std::make_unique<ScriptedTransport>(
        [](const HttpRequest & /*request*/) { return jsonReply(200, "{}"); });
    const ScriptedTransport &asked = *scripted;
    CredentialTransport transport(std::move(scripted), {}, true, clock);
    transport.usePlugin(std::make_unique<ExecPlugin>(script.exec(), QByteArray(), clock), {});
    const std::unique_ptr<HttpStream> stream = transport.open({});
    const QSignalSpy received(stream.get(), &HttpStream::received);
    QVERIFY(asked.streams.empty());
    QTRY_COMPARE(asked.streams.size(), std::size_t(1));
    QCOMPARE(headerValue(asked.streams[0]->request.headers, "Authorization"), QByteArray("Bearer abc"));
    Q_EMIT asked.streams[0]->received("{}");
    QCOMPARE(received.count(), 1);
    KubeExec absent = script.exec();
    absent.command = QStringLiteral("/nowhere/kubelogin");
    transport.usePlugin(std::make_unique<ExecPlugin>(absent, QByteArray(), clock), {});
    const std::unique_ptr<HttpStream> other = transport.open({});
    QSignalSpy finished(other.get(), &HttpStream::finished);
    QVERIFY(finished.wait());
    QVERIFY(!finished[0][0].value<Result<>>());
}

QTEST_GUILESS_MAIN(ExecPluginTest)
#include "tst_execplugin.moc"
