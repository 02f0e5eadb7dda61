#include "aks/makeplatform.h"
#include "tests/support/await.h"
#include "tests/support/certificate.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace crescendo;

namespace {

/// A kubeconfig with good and bad contexts.
class KubeconfigFile {
public:
    KubeconfigFile()
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("%s: %s", qPrintable(path()), qPrintable(file.errorString()));
    }
    QString path() const { return m_folder.filePath(QStringLiteral("config")); }

private:
    static constexpr const char *text =
        "current-context: good\n"
        "contexts:\n"
        "- {name: good, context: {cluster: good, user: me, namespace: music}}\n"
        "- {name: blind, context: {cluster: blind, user: me}}\n"
        "- {name: clear, context: {cluster: clear, user: me}}\n"
        "- {name: lost, context: {cluster: lost, user: me}}\n"
        "- {name: broken, context: {cluster: good, user: broken}}\n"
        "- {name: dangling, context: {cluster: nowhere, user: me}}\n"
        "- {name: entra, context: {cluster: good, user: entra}}\n"
        "clusters:\n"
        "- {name: good, cluster: {server: 'https://localhost:1'}}\n"
        "- {name: blind, cluster: {server: 'https://localhost:1', insecure-skip-tls-verify: true}}\n"
        "- {name: clear, cluster: {server: 'http://localhost:1'}}\n"
        "- {name: lost, cluster: {server: 'https://localhost:1', certificate-authority: ca.pem}}\n"
        "users:\n"
        "- {name: entra, user: {exec: {apiVersion: "
        "client.authentication.k8s.io/v1beta1, command: kubelogin, args: "
        "[get-token]}}}\n"
        "- {name: me, user: {token: abc}}\n"
        "- {name: broken, user: {client-certificate-data: YQ==, client-key-data: YQ==}}\n";
    QTemporaryDir m_folder;
};

/// A certificate of localhost, and a kubeconfig of servers that have it.
class Pki {
public:
    bool isThere() const { return m_isThere; }
    QSslConfiguration tls() const
    {
        QFile key(file("key.pem"));
        if (!key.open(QIODevice::ReadOnly))
            qFatal("%s: %s", qPrintable(key.fileName()), qPrintable(key.errorString()));
        QSslConfiguration tls;
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
        tls.setLocalCertificateChain(QSslCertificate::fromPath(file("cert.pem")));
        return tls;
    }
    ConnectionConfig config() const
    {
        ConnectionConfig config;
        config.kind = ConnectionKind::Cluster;
        config.kubeconfig = file("config");
        return config;
    }
    void write(const ScriptedServer &server, const QByteArray &user, const QByteArray &cluster = {}) const
    {
        const QByteArray trust = cluster.isEmpty() ? ", certificate-authority: cert.pem" : cluster;
        QFile config(file("config"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nclusters: "
                     "[{name: k, cluster: {server: '"
                     + server.url().toEncoded() + '\'' + trust + "}}]\nusers: [{name: u, user: {" + user
                     + "}}]\n");
    }

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
    bool m_isThere = makeCertificate(m_folder.path());
};

/// Whether somebody asked with this token.
bool hasAsked(const ScriptedServer &server, const QByteArray &token)
{
    return std::ranges::any_of(server.requests(), [&token](const QByteArray &request) {
        return request.contains("Authorization: Bearer " + token + "\r\n");
    });
}

/// "good*, blind unsafe, lost: cluster …"
QString describeContext(const ClusterContext &context)
{
    if (context.fault)
        return context.name + QStringLiteral(": ") + context.fault->detail;
    return context.name + (context.isCurrent ? QStringLiteral("*") : QString())
        + (context.isUnsafe ? QStringLiteral(" unsafe ") : QStringLiteral(" ")) + context.server
        + (context.namespaceName.isEmpty() ? QString() : QLatin1Char(' ') + context.namespaceName);
}

} // namespace

class MakePlatformTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensAContext_data();
    void opensAContext();
    void hasTheNameThatItIsGiven();
    void listsAllContexts();
    void saysWhatIsWrongWithAKubeconfig();
    void runsNothingThatNobodyAgreedTo();
    void takesUpANewKubeconfig();
    void waitsNoLongerForAServerThatMoved();
    void saysThatANewKubeconfigIsBroken_data();
    void saysThatANewKubeconfigIsBroken();
    void opensNothingUnsafeThatNobodyAgreedTo_data();
    void opensNothingUnsafeThatNobodyAgreedTo();
};

void MakePlatformTest::opensAContext_data()
{
    QTest::addColumn<QString>("context");
    QTest::addColumn<QString>("expected");
    QTest::newRow("current") << QString() << QStringLiteral("good good");
    QTest::newRow("unverified") << QStringLiteral("blind") << QStringLiteral("blind blind (unsafe)");
    QTest::newRow("clear text") << QStringLiteral("clear") << QStringLiteral("clear clear (unsafe)");
    QTest::newRow("none such") << QStringLiteral("none")
                               << QStringLiteral("notFound: context \"none\" does not exist");
    QTest::newRow("certificate that is none")
        << QStringLiteral("broken")
        << QStringLiteral("invalidInput: the client's certificate is not readable PEM");
    QTest::newRow("CA that is not there")
        << QStringLiteral("lost") << QStringLiteral("io: No such file or directory");
}

void MakePlatformTest::opensAContext()
{
    QFETCH(QString, context);
    const KubeconfigFile kubeconfig;
    const FakeClock clock;
    ConnectionConfig config;
    config.kind = ConnectionKind::Cluster;
    config.kubeconfig = kubeconfig.path();
    config.context = context;
    config.unsafeServer = termsOf(config).value_or(ClusterTerms()).unsafeServer;
    const auto platform = makeAksPlatform(config, clock);
    const QString said = platform
        ? (*platform)->id().value + QLatin1Char(' ') + (*platform)->name()
        : toString(platform.error().kind) + QStringLiteral(": ") + platform.error().detail;
    QTEST(said, "expected");
}

void MakePlatformTest::hasTheNameThatItIsGiven()
{
    const KubeconfigFile kubeconfig;
    const FakeClock clock;
    ConnectionConfig config;
    config.id = {QStringLiteral("production")};
    config.name = QStringLiteral("Production");
    config.kind = ConnectionKind::Cluster;
    config.kubeconfig = kubeconfig.path();
    config.context = QStringLiteral("clear");
    config.unsafeServer = QStringLiteral("http://localhost:1");
    config.readOnly = true;
    const auto platform = makeAksPlatform(config, clock).value();
    QVERIFY(platform->isUnsafe());
    QCOMPARE(platform->id(), config.id);
    QCOMPARE(platform->name(), QStringLiteral("Production (unsafe)"));
    QVERIFY(platform->capabilities().readOnly);
}

void MakePlatformTest::listsAllContexts()
{
    const KubeconfigFile kubeconfig;
    QStringList found;
    const std::vector<ClusterContext> contexts = contextsOf(kubeconfig.path()).value();
    for (const ClusterContext &context : contexts)
        found << describeContext(context);
    QCOMPARE(found,
             (QStringList{QStringLiteral("blind unsafe https://localhost:1"),
                          QStringLiteral("broken https://localhost:1"),
                          QStringLiteral("clear unsafe http://localhost:1"),
                          QStringLiteral("dangling: cluster \"nowhere\" does not exist"),
                          QStringLiteral("entra https://localhost:1"),
                          QStringLiteral("good* https://localhost:1 music"),
                          QStringLiteral("lost https://localhost:1")}));
}

void MakePlatformTest::saysWhatIsWrongWithAKubeconfig()
{
    QVERIFY(contextsOf(QStringLiteral("/nowhere/config")).error().kind == ErrorKind::NotFound);
}

void MakePlatformTest::runsNothingThatNobodyAgreedTo()
{
    const KubeconfigFile kubeconfig;
    const FakeClock clock;
    ConnectionConfig config;
    config.kind = ConnectionKind::Cluster;
    config.kubeconfig = kubeconfig.path();
    config.context = QStringLiteral("entra");
    QCOMPARE(termsOf(config).value().loginProgram, QStringLiteral("kubelogin get-token"));
    const auto refused = makeAksPlatform(config, clock);
    QVERIFY(refused.error().kind == ErrorKind::Forbidden);
    QVERIFY(refused.error().detail.endsWith(QStringLiteral("kubelogin get-token")));
    QVERIFY(await(probeCluster(config, clock)).error().kind == ErrorKind::Forbidden);
    config.loginProgram = QStringLiteral("kubelogin get-token --other");
    QVERIFY(!makeAksPlatform(config, clock));
    config.loginProgram = QStringLiteral("kubelogin get-token");
    QVERIFY(makeAksPlatform(config, clock));
    config.context = QStringLiteral("good");
    QVERIFY(termsOf(config).value() == ClusterTerms({QStringLiteral("good"), {}, {}}));
}

void MakePlatformTest::takesUpANewKubeconfig()
{
    Pki pki;
    if (!pki.isThere())
        QSKIP("openssl is not there to make a certificate");
    ScriptedServer first(pki.tls());
    ScriptedServer second(pki.tls());
    for (int i = 0; i < 50; ++i) {
        first.enqueue({ScriptedServer::reply(503, "not yet")});
        second.enqueue({ScriptedServer::reply(503, "not yet")});
    }
    pki.write(first, "token: one");
    const SystemClock clock;
    const auto platform = makeAksPlatform(pki.config(), clock).value();
    platform->start();
    QTRY_VERIFY(hasAsked(first, "one"));
    pki.write(first, "token: two");
    QTRY_VERIFY_WITH_TIMEOUT(hasAsked(first, "two"), 20'000);
    QVERIFY(!hasAsked(second, "two"));
    pki.write(second, "token: two"); // it moved, or was made anew
    QTRY_VERIFY_WITH_TIMEOUT(hasAsked(second, "two"), 20'000);
    const std::size_t asked = first.requests().size();
    QTest::qWait(1000);
    QCOMPARE(first.requests().size(), asked);
}

/// What is under way there is about another cluster.
void MakePlatformTest::waitsNoLongerForAServerThatMoved()
{
    Pki pki;
    if (!pki.isThere())
        QSKIP("openssl is not there to make a certificate");
    ScriptedServer first(pki.tls()); // never answers
    ScriptedServer second(pki.tls());
    pki.write(first, "token: one");
    const SystemClock clock;
    const auto platform = makeAksPlatform(pki.config(), clock).value();
    platform->start();
    QTRY_VERIFY(hasAsked(first, "one"));
    pki.write(second, "token: one");
    QTRY_VERIFY(hasAsked(second, "one"));
    QTRY_COMPARE(first.openConnections(), 0);
}

void MakePlatformTest::saysThatANewKubeconfigIsBroken_data()
{
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QString>("why");
    QTest::newRow("no YAML") << QByteArray("[") << QByteArray() << QStringLiteral("line ");
    QTest::newRow("no certificate") << QByteArray()
                                    << QByteArray("client-certificate-data: YQ==, client-key-data: YQ==")
                                    << QStringLiteral("the client's certificate is not readable PEM");
    QTest::newRow("no file") << QByteArray() << QByteArray("client-certificate: none, client-key: none")
                             << QStringLiteral("No such file");
    QTest::newRow("unsafe") << QByteArray(", insecure-skip-tls-verify: true") << QByteArray()
                            << QStringLiteral("it is unsafe, and nobody agreed to that yet");
    QTest::newRow("another program")
        << QByteArray()
        << QByteArray("exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: evil}")
        << QStringLiteral("nobody agreed yet that the kubeconfig runs this to log in: evil");
}

void MakePlatformTest::saysThatANewKubeconfigIsBroken()
{
    QFETCH(QByteArray, cluster);
    QFETCH(QByteArray, user);
    QFETCH(QString, why);
    Pki pki;
    if (!pki.isThere())
        QSKIP("openssl is not there to make a certificate");
    ScriptedServer server(pki.tls()); // never answers
    pki.write(server, "token: one");
    const SystemClock clock;
    const auto platform = makeAksPlatform(pki.config(), clock).value();
    platform->start();
    const auto trouble = [&platform] {
        const std::vector<Error> troubles = platform->snapshot()->troubles();
        return troubles.empty() ? QString() : troubles.front().detail;
    };
    QTRY_VERIFY(hasAsked(server, "one"));
    pki.write(server, user, cluster);
    QTRY_VERIFY2(trouble().contains(why), qPrintable(trouble()));
    QVERIFY(trouble().startsWith(QStringLiteral("what was read before stays in use: ")));
    QVERIFY(!platform->isUnsafe());
    pki.write(server, "token: one");
    QTRY_COMPARE(trouble(), QString());
}

void MakePlatformTest::opensNothingUnsafeThatNobodyAgreedTo()
{
    QFETCH(QString, context);
    QFETCH(QString, server);
    const KubeconfigFile kubeconfig;
    const FakeClock clock;
    ConnectionConfig config;
    config.kind = ConnectionKind::Cluster;
    config.kubeconfig = kubeconfig.path();
    config.context = context;
    QVERIFY(termsOf(config).value() == ClusterTerms({context, {}, server}));
    for (const QString &agreed : {QString(), QStringLiteral("https://localhost:2")}) {
        config.unsafeServer = agreed;
        const auto refused = makeAksPlatform(config, clock);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), QStringLiteral("forbidden"));
        QVERIFY(refused.error().detail.endsWith(server));
        QVERIFY(await(probeCluster(config, clock)).error().kind == ErrorKind::Forbidden);
    }
    config.unsafeServer = server;
    QVERIFY(makeAksPlatform(config, clock).value()->isUnsafe());
    config.context = QStringLiteral("good"); // what was agreed to for another does no harm
    QVERIFY(!makeAksPlatform(config, clock).value()->isUnsafe());
}

void MakePlatformTest::opensNothingUnsafeThatNobodyAgreedTo_data()
{
    QTest::addColumn<QString>("context");
    QTest::addColumn<QString>("server");
    QTest::newRow("unverified") << QStringLiteral("blind") << QStringLiteral("https://localhost:1");
    QTest::newRow("clear text") << QStringLiteral("clear") << QStringLiteral("http://localhost:1");
}

QTEST_GUILESS_MAIN(MakePlatformTest)
#include "tst_makeplatform.moc"
