#include "kubernetes/clustertransport.h"
#include "tests/support/await.h"
#include "tests/support/certificate.h"
#include "tests/support/fakeclock.h"
#include "tests/support/forwardproxy.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const QString beta = QStringLiteral("client.authentication.k8s.io/v1beta1");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// A certificate for localhost, its key, and a program that gives them.
class Pki {
public:
    bool make(const QString &name) { return makeCertificate(m_folder.path(), QStringLiteral("DNS:") + name); }
    QString path(const char *file) const { return m_folder.filePath(QLatin1String(file)); }
    QByteArray certificate() const { return contentOf(path("cert.pem")); }
    QByteArray key() const { return contentOf(path("key.pem")); }

    /// Of a server that asks for a client's certificate, and takes this one.
    QSslConfiguration demanding() const
    {
        QSslConfiguration tls;
        tls.setPrivateKey(QSslKey(key(), QSsl::Ec));
        tls.setLocalCertificateChain(QSslCertificate::fromData(certificate()));
        tls.setCaCertificates(QSslCertificate::fromData(certificate()));
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        return tls;
    }

    /// Gives what the file "credential" holds.
    KubeExec login(const QJsonObject &status) const
    {
        write(path("login"),
              "#!/bin/sh\necho run >>\"$(dirname \"$0\")/runs\"\ncat \"$(dirname \"$0\")/credential\"\n");
        QFile(path("login")).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(path("credential"),
              QJsonDocument(QJsonObject{{QStringLiteral("kind"), QStringLiteral("ExecCredential")},
                                        {QStringLiteral("apiVersion"), beta},
                                        {QStringLiteral("status"), status}})
                  .toJson());
        KubeExec exec;
        exec.command = path("login");
        exec.apiVersion = beta;
        return exec;
    }
    qsizetype logins() const { return contentOf(path("runs")).count('\n'); }

private:
    QTemporaryDir m_folder;
};

HttpRequest asked()
{
    HttpRequest request;
    request.target = "/version";
    return request;
}

QString described(const Result<HttpResponse> &reply)
{
    return reply ? QString::number(reply->status)
                 : toString(reply.error().kind) + QStringLiteral(": ") + reply.error().detail;
}

} // namespace

/// What a kubeconfig says of the way to its server, and of who asks there.
class ClusterTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void logsInWithCertificates_data();
    void logsInWithCertificates();
    void usesThePluginsCertificate();
    void asksThePluginAgain();
    void saysThatThePluginsCertificateIsNone();
    void verifiesTheNameThatItIsTold();
    void goesThroughTheProxy();

private:
    ClusterAccess access() const
    {
        ClusterAccess access;
        access.server = m_server->url();
        access.server.setHost(QStringLiteral("localhost"));
        access.cluster.server = access.server.toString();
        access.cluster.caData = m_pki->certificate();
        return access;
    }
    QJsonObject certificates() const
    {
        return {{QStringLiteral("clientCertificateData"), QString::fromUtf8(m_pki->certificate())},
                {QStringLiteral("clientKeyData"), QString::fromUtf8(m_pki->key())}};
    }
    void serve(const QString &name)
    {
        m_pki = std::make_unique<Pki>();
        if (!m_pki->make(name))
            QSKIP("openssl is not there to make a certificate");
        m_server = std::make_unique<ScriptedServer>(m_pki->demanding());
    }

    FakeClock m_clock;
    std::unique_ptr<Pki> m_pki;
    std::unique_ptr<ScriptedServer> m_server;
};

void ClusterTransportTest::init()
{
    serve(QStringLiteral("localhost"));
    m_server->enqueue({ScriptedServer::reply(200, "{}")});
}

void ClusterTransportTest::logsInWithCertificates_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("data") << QStringLiteral("data") << true;
    QTest::newRow("files") << QStringLiteral("files") << true;
    QTest::newRow("none") << QStringLiteral("none") << false;
}

void ClusterTransportTest::logsInWithCertificates()
{
    QFETCH(QString, where);
    QFETCH(bool, isGood);
    ClusterAccess used = access();
    if (where == QLatin1String("data")) {
        used.user.certificateData = m_pki->certificate();
        used.user.keyData = Secret(m_pki->key());
    } else if (where == QLatin1String("files")) {
        used.user.certificateFile = m_pki->path("cert.pem");
        used.user.keyFile = m_pki->path("key.pem");
    }
    const auto transport = makeTransport(used, m_clock).value();
    const auto reply = await(transport->send(asked()));
    QVERIFY2(reply.has_value() == isGood, qPrintable(described(reply)));
}

void ClusterTransportTest::usesThePluginsCertificate()
{
    ClusterAccess used = access();
    used.user.exec = m_pki->login(certificates());
    const auto transport = makeTransport(used, m_clock).value();
    QCOMPARE(described(await(transport->send(asked()))), QStringLiteral("200"));
    QVERIFY(!m_server->requests().front().contains("Authorization")); // there is no token
    m_server->enqueue({ScriptedServer::reply(200, "{}")});
    const auto stream = transport->open(asked());
    QSignalSpy finished(stream.get(), &HttpStream::finished);
    QVERIFY(finished.wait());
    QVERIFY(finished[0][0].value<Result<>>());
    QCOMPARE(m_pki->logins(), 1);
    QCOMPARE(m_server->connections(), 1); // that was kept
}

void ClusterTransportTest::asksThePluginAgain()
{
    serve(QStringLiteral("localhost"));
    m_server->enqueue({ScriptedServer::reply(401, "{}")});
    m_server->enqueue({ScriptedServer::reply(200, "{}")});
    ClusterAccess used = access();
    used.user.exec = m_pki->login(certificates());
    const auto transport = makeTransport(used, m_clock).value();
    QCOMPARE(described(await(transport->send(asked()))), QStringLiteral("200"));
    QCOMPARE(m_pki->logins(), 2);
}

void ClusterTransportTest::saysThatThePluginsCertificateIsNone()
{
    ClusterAccess used = access();
    used.user.exec = m_pki->login({{QStringLiteral("clientCertificateData"), QStringLiteral("none")},
                                   {QStringLiteral("clientKeyData"), QStringLiteral("k3y")}});
    const auto transport = makeTransport(used, m_clock).value();
    QCOMPARE(described(await(transport->send(asked()))),
             QStringLiteral("invalidInput: the client's certificate is not readable PEM"));
    const auto stream = transport->open(asked());
    QSignalSpy finished(stream.get(), &HttpStream::finished);
    QVERIFY(finished.wait());
    QCOMPARE(toString(finished[0][0].value<Result<>>().error().kind), QStringLiteral("invalidInput"));
}

void ClusterTransportTest::verifiesTheNameThatItIsTold()
{
    serve(QStringLiteral("aks.example"));
    m_server->enqueue({ScriptedServer::reply(200, "{}")});
    ClusterAccess used = access();
    used.server = m_server->url(); // by its address
    used.user.certificateFile = m_pki->path("cert.pem");
    used.user.keyFile = m_pki->path("key.pem");
    const auto reply = await(makeTransport(used, m_clock).value()->send(asked()));
    QVERIFY2(!reply && reply.error().detail.contains(QStringLiteral("host name")),
             qPrintable(described(reply)));
    used.cluster.tlsServerName = QStringLiteral("aks.example");
    const auto transport = makeTransport(used, m_clock).value();
    QCOMPARE(described(await(transport->send(asked()))), QStringLiteral("200"));
}

void ClusterTransportTest::goesThroughTheProxy()
{
    ForwardProxy proxy(ForwardProxy::Kind::Http);
    ClusterAccess used = access();
    used.user.exec = m_pki->login(certificates()); // what it gives goes there, too
    used.cluster.proxyUrl = proxy.url();
    const auto transport = makeTransport(used, m_clock).value();
    QCOMPARE(described(await(transport->send(asked()))), QStringLiteral("200"));
    QCOMPARE(proxy.targets(), QStringList{QStringLiteral("localhost:%1").arg(used.server.port())});
    used.cluster.proxyUrl = QStringLiteral("ftp://me:secret@p");
    QVERIFY(!describe(makeTransport(used, m_clock).error()).contains(QLatin1String("secret")));
}

QTEST_GUILESS_MAIN(ClusterTransportTest)
#include "tst_clustertransport.moc"
