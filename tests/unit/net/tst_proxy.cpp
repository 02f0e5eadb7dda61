#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/certificate.h"
#include "tests/support/forwardproxy.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const QByteArray secret = "s3cret/%";
const QString user = QStringLiteral("me:s3cret%2F%25@"); // as it stands in a URL

QSslConfiguration serverTlsFrom(const QTemporaryDir &folder)
{
    QFile file(folder.filePath(QStringLiteral("key.pem")));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    QSslConfiguration tls;
    tls.setPrivateKey(QSslKey(&file, QSsl::Ec));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(folder.filePath(QStringLiteral("cert.pem"))));
    return tls;
}

HttpRequest request()
{
    HttpRequest request;
    request.target = "/thing";
    request.timeout = Millis(10'000);
    return request;
}

QString described(const Result<HttpResponse> &reply)
{
    if (!reply)
        return toString(reply.error().kind) + QStringLiteral(": ") + reply.error().detail;
    return QStringLiteral("%1 %2").arg(reply->status).arg(QString::fromUtf8(reply->body));
}

} // namespace

/// A server in TLS behind proxies of every kind.
class ProxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void readsUrls_data();
    void readsUrls();
    void leadsToTheServer_data();
    void leadsToTheServer();
    void isOfOneTransportOnly();
    void streamsThroughIt_data();
    void streamsThroughIt();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void verifiesTheServerAllTheSame_data();
    void verifiesTheServerAllTheSame();
    void verifiesAProxyInTls();

private:
    std::unique_ptr<ForwardProxy> makeProxy(const QString &kind) const
    {
        if (kind == QLatin1String("https"))
            return std::make_unique<ForwardProxy>(serverTlsFrom(m_folder));
        return std::make_unique<ForwardProxy>(kind == QLatin1String("socks5") ? ForwardProxy::Kind::Socks5
                                                                              : ForwardProxy::Kind::Http);
    }
    std::unique_ptr<NetworkTransport> through(const QString &proxyUrl, const QString &serverName = {}) const
    {
        QUrl url = m_server->url();
        url.setHost(QStringLiteral("localhost"));
        return std::make_unique<NetworkTransport>(url, m_clientTls, serverName, proxyFrom(proxyUrl).value());
    }
    QString serverAddress() const { return QStringLiteral("localhost:%1").arg(m_server->url().port()); }

    QTemporaryDir m_folder;
    QSslConfiguration m_clientTls;
    std::unique_ptr<ScriptedServer> m_server;
};

void ProxyTest::initTestCase()
{
    if (!makeCertificate(m_folder.path(), QStringLiteral("DNS:localhost")))
        QSKIP("openssl is not there to make a certificate");
    m_clientTls = QSslConfiguration::defaultConfiguration();
    m_clientTls.setCaCertificates(QSslCertificate::fromPath(m_folder.filePath(QStringLiteral("cert.pem"))));
}

void ProxyTest::init()
{
    m_server = std::make_unique<ScriptedServer>(serverTlsFrom(m_folder));
    for (int i = 0; i < 3; ++i)
        m_server->enqueue({ScriptedServer::reply(200, "found")});
}

void ProxyTest::readsUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    const QString refused = QStringLiteral("it must be an http, https or socks5 URL with a host");
    QTest::newRow("none") << QString() << QStringLiteral("no proxy ");
    QTest::newRow("http") << QStringLiteral("http://p") << QStringLiteral("http://p:80 ");
    QTest::newRow("https") << QStringLiteral("https://p/") << QStringLiteral("https://p:443 ");
    QTest::newRow("socks5") << QStringLiteral("socks5://p") << QStringLiteral("socks5://p:1080 ");
    QTest::newRow("port and user") << QStringLiteral("http://me:s3cret%2F%25@p:3128")
                                   << QStringLiteral("http://p:3128 me:s3cret/%");
    QTest::newRow("IPv6") << QStringLiteral("http://[::1]:3128") << QStringLiteral("http://[::1]:3128 ");
    QTest::newRow("another scheme") << QStringLiteral("socks4://me:secret@p") << refused;
    QTest::newRow("no scheme") << QStringLiteral("me:secret@p:3128") << refused;
    QTest::newRow("no host") << QStringLiteral("http://") << refused;
    QTest::newRow("no URL") << QStringLiteral("http://me:secret@p p") << refused;
}

void ProxyTest::readsUrls()
{
    QFETCH(QString, url);
    const Result<Proxy> proxy = proxyFrom(url);
    const auto userOf = [](const Proxy &read) {
        return read.user.isEmpty() ? QString()
                                   : read.user + QLatin1Char(':') + QString::fromUtf8(read.password.reveal());
    };
    QTEST(proxy ? toString(*proxy) + QLatin1Char(' ') + userOf(*proxy) : proxy.error().detail, "expected");
}

void ProxyTest::leadsToTheServer_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isAsked");
    for (const char *kind : {"http", "https", "socks5"}) {
        QTest::addRow("%s", kind) << QString::fromLatin1(kind) << false;
        QTest::addRow("%s with a password", kind) << QString::fromLatin1(kind) << true;
    }
}

void ProxyTest::leadsToTheServer()
{
    QFETCH(QString, kind);
    QFETCH(bool, isAsked);
    const auto proxy = makeProxy(kind);
    if (isAsked)
        proxy->demand("me", secret);
    const auto transport = through(proxy->url(QStringLiteral("localhost"), isAsked ? user : QString()));
    QCOMPARE(described(await(transport->send(request()))), QStringLiteral("200 found"));
    QCOMPARE(proxy->targets(), QStringList{serverAddress()}); // which looks up the name
    QVERIFY(!m_server->requests().front().contains("Proxy"));
    QCOMPARE(described(await(transport->send(request()))), QStringLiteral("200 found"));
    QCOMPARE(proxy->targets().size(), 1); // the connection was kept
}

void ProxyTest::isOfOneTransportOnly()
{
    const auto proxy = makeProxy(QStringLiteral("http"));
    const auto behind = through(proxy->url());
    const auto direct = through({});
    QCOMPARE(described(await(direct->send(request()))), QStringLiteral("200 found"));
    QVERIFY(proxy->targets().isEmpty());
    QCOMPARE(described(await(behind->send(request()))), QStringLiteral("200 found"));
    QCOMPARE(described(await(direct->send(request()))), QStringLiteral("200 found"));
    QCOMPARE(proxy->targets().size(), 1);
}

void ProxyTest::streamsThroughIt_data()
{
    leadsToTheServer_data();
}

void ProxyTest::streamsThroughIt()
{
    QFETCH(QString, kind);
    QFETCH(bool, isAsked);
    const auto proxy = makeProxy(kind);
    if (isAsked)
        proxy->demand("me", secret);
    m_server = std::make_unique<ScriptedServer>(serverTlsFrom(m_folder));
    m_server->enqueue(
        {ScriptedServer::send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"),
         ScriptedServer::wait(Millis(50)), ScriptedServer::send("1\r\nb\r\n0\r\n\r\n")});
    const auto transport = through(proxy->url(QStringLiteral("localhost"), isAsked ? user : QString()));
    const auto stream = transport->open(request());
    QByteArray received;
    connect(stream.get(), &HttpStream::received, this, [&](const QByteArray &bytes) { received += bytes; });
    QSignalSpy finished(stream.get(), &HttpStream::finished);
    QVERIFY(finished.wait());
    QVERIFY(finished[0][0].value<Result<>>());
    QCOMPARE(received, QByteArray("ab"));
    QCOMPARE(proxy->targets().size(), 1);
}

void ProxyTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("fault");
    for (const char *kind : {"http", "https", "socks5"}) {
        for (const char *fault : {"password", "no password", "gone", "no server"})
            QTest::addRow("%s: %s", kind, fault) << QString::fromLatin1(kind) << QString::fromLatin1(fault);
    }
    QTest::newRow("http: refused") << QStringLiteral("http") << QStringLiteral("refused");
    QTest::newRow("https: refused") << QStringLiteral("https") << QStringLiteral("refused");
}

void ProxyTest::saysWhatIsWrong()
{
    QFETCH(QString, kind);
    QFETCH(QString, fault);
    auto proxy = makeProxy(kind);
    proxy->demand("me", fault == QLatin1String("password") ? "other" : secret);
    if (fault == QLatin1String("refused"))
        proxy->refuse(403);
    const QString url =
        proxy->url(QStringLiteral("localhost"), fault == QLatin1String("no password") ? QString() : user);
    const auto transport = through(url);
    if (fault == QLatin1String("gone"))
        proxy.reset();
    if (fault == QLatin1String("no server"))
        m_server.reset();
    const auto reply = await(transport->send(request()));
    QVERIFY(!reply);
    qInfo("%s", qPrintable(describe(reply.error())));
    QCOMPARE(toString(reply.error().kind), QStringLiteral("unavailable"));
    QVERIFY2(reply.error().detail.startsWith(QStringLiteral("through the proxy %1://localhost:").arg(kind)),
             qPrintable(reply.error().detail));
    for (const char *word : {"me:", "s3cret", "bWU6"})
        QVERIFY2(!describe(reply.error()).contains(QLatin1String(word)), word);
}

void ProxyTest::verifiesTheServerAllTheSame_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"http", "https", "socks5"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void ProxyTest::verifiesTheServerAllTheSame()
{
    QFETCH(QString, kind);
    const auto proxy = makeProxy(kind);
    const auto transport = through(proxy->url(QStringLiteral("localhost")), QStringLiteral("other"));
    const auto reply = await(transport->send(request()));
    QVERIFY(!reply);
    QVERIFY2(reply.error().detail.contains(QStringLiteral("host name")), qPrintable(reply.error().detail));
    QVERIFY(m_server->requests().empty());
}

void ProxyTest::verifiesAProxyInTls()
{
    const auto proxy = makeProxy(QStringLiteral("https"));
    const auto transport =
        through(proxy->url(QStringLiteral("127.0.0.1"), user)); // not the certificate's name
    const auto reply = await(transport->send(request()));
    QVERIFY(!reply);
    QVERIFY2(reply.error().detail.contains(QStringLiteral("host name")), qPrintable(reply.error().detail));
    QVERIFY(proxy->targets().isEmpty());
}

QTEST_GUILESS_MAIN(ProxyTest)
#include "tst_proxy.moc"
