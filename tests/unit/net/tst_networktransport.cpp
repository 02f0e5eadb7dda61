#include "net/networktransport.h"

#include "tests/support/certificate.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QSslKey>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace crescendo;

using Script = ScriptedServer::Script;
Q_DECLARE_METATYPE(Script)

namespace {

HttpRequest request(const QByteArray &method = "GET", const QByteArray &body = {})
{
    HttpRequest request;
    request.method = method;
    request.target = "/thing?a=%20b";
    request.body = body;
    request.timeout = Millis(5000);
    return request;
}

/// "200 body", or "kind" of the error.
QString outcome(const Async<HttpResponse> &future)
{
    QFutureWatcher<Result<HttpResponse>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    if (!future.isFinished() && !finished.wait(10'000))
        return QStringLiteral("never");
    const Result<HttpResponse> result = future.result();
    if (!result)
        return toString(result.error().kind);
    return QStringLiteral("%1 %2").arg(result->status).arg(QString::fromUtf8(result->body));
}

QByteArray headOf(const QByteArray &request)
{
    return request.left(request.indexOf("\r\n\r\n")).toLower();
}

} // namespace

class NetworkTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsReplies_data();
    void readsReplies();
    void sendsWhatItIsTold();
    void sendsBodies_data();
    void sendsBodies();
    void sendsFiles_data();
    void sendsFiles();
    void sendsNoFileThatIsRefused();
    void saysThatAFileBecameShorter();
    void addsThePathOfItsBase_data();
    void addsThePathOfItsBase();
    void refusesMalformedRequests();
    void neverRepeatsAPost_data();
    void neverRepeatsAPost();
    void sendsNoSecretInClearTextBeyondLoopback();
    void sendsASecretOnANetworkThatIsVouchedFor();
    void keepsNoCookies();
    void saysThatNobodyListens();
    void speaksTls_data();
    void speaksTls();
    void saysThatTheServerSpeaksNoTls();
    void timesOut();
    void timesOutInTheBody();
    void limitsTheBody();
    void cancelsWithItsFuture();
    void cancelsWhenItGoes();
    void mayGoWhenItIsAnswered();
    void streams();
    void tellsACutStreamFromAnEndedOne();
    void opensManyStreams();
    void mayDeleteAStreamInItsSignal();

private:
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<NetworkTransport> m_transport;
};

void NetworkTransportTest::init()
{
    m_transport.reset();
    m_server = std::make_unique<ScriptedServer>();
    m_transport = std::make_unique<NetworkTransport>(m_server->url());
}

void NetworkTransportTest::readsReplies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("expected");
    const auto send = [](const QByteArray &bytes) { return ScriptedServer::send(bytes); };
    const auto close = ScriptedServer::close();
    const QByteArray get = "GET";

    QTest::newRow("with a length") << get << Script{ScriptedServer::reply(200, "body")} << "200 body";
    QTest::newRow("in pieces") << get
                               << Script{send("HTTP/1.1 200 O"), ScriptedServer::wait(Millis(5)),
                                         send("K\r\nContent-Length: 2\r\n\r\na"),
                                         ScriptedServer::wait(Millis(5)), send("b")}
                               << "200 ab";
    QTest::newRow("chunked")
        << get << Script{send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")}
        << "200 abc";
    QTest::newRow("until the end") << get << Script{send("HTTP/1.1 200 OK\r\n\r\nabc"), close} << "200 abc";
    for (const int status : {400, 401, 403, 404, 405, 409, 410, 412, 429, 500, 502, 503, 504})
        QTest::addRow("status %d", status)
            << get << Script{ScriptedServer::reply(status, "why")} << QStringLiteral("%1 why").arg(status);
    QTest::newRow("401 with a challenge")
        << get << Script{ScriptedServer::reply(401, "no", "WWW-Authenticate: Basic realm=x\r\n")} << "401 no";
    QTest::newRow("redirect") << get << Script{ScriptedServer::reply(302, "", "Location: /other\r\n")}
                              << "302 ";
    QTest::newRow("no content") << QByteArray("DELETE") << Script{send("HTTP/1.1 204 Done\r\n\r\n")}
                                << "204 ";
    QTest::newRow("head") << QByteArray("HEAD")
                          << Script{send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")} << "200 ";
    QTest::newRow("interim") << get
                             << Script{send("HTTP/1.1 100 Continue\r\n\r\n"),
                                       ScriptedServer::reply(200, "body")}
                             << "200 body";
    QTest::newRow("post without a body")
        << QByteArray("POST") << Script{ScriptedServer::reply(202, "ok")} << "202 ok";
    QTest::newRow("cut in the body") << get
                                     << Script{send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), close}
                                     << "protocol";
    QTest::newRow("cut in a chunk")
        << get << Script{send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc"), close}
        << "protocol";
    QTest::newRow("cut in an error's body")
        << get << Script{send("HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\nabc"), close} << "protocol";
}

void NetworkTransportTest::readsReplies()
{
    QFETCH(QByteArray, method);
    QFETCH(Script, script);
    QFETCH(QString, expected);
    m_server->enqueue(script);
    QCOMPARE(outcome(m_transport->send(request(method))), expected);
}

void NetworkTransportTest::sendsWhatItIsTold()
{
    HttpRequest asked = request("PUT", "some body");
    asked.headers = {{"Authorization", "Bearer abc"}, {"Content-Type", "text/plain"}, {"If-Match", "\"7\""}};
    m_server->enqueue({ScriptedServer::reply(200, "")});
    outcome(m_transport->send(asked));
    const QByteArray sent = m_server->requests().front();
    QVERIFY2(sent.startsWith("PUT /thing?a=%20b HTTP/1.1\r\n"), sent);
    QVERIFY2(sent.endsWith("\r\n\r\nsome body"), sent);
    for (const QByteArray header :
         {"authorization: bearer abc", "content-type: text/plain", "if-match: \"7\"", "content-length: 9",
          ("user-agent: crescendo/" CRESCENDO_VERSION)})
        QVERIFY2(headOf(sent).contains("\r\n" + header), sent);
}

void NetworkTransportTest::sendsBodies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<qsizetype>("size");
    for (const QByteArray method : {"POST", "PUT", "PATCH", "DELETE"}) {
        for (const qsizetype size : {0, 1, 100'000, 3'000'000})
            QTest::addRow("%s %lld", method.constData(), static_cast<long long>(size)) << method << size;
    }
}

void NetworkTransportTest::sendsBodies()
{
    QFETCH(QByteArray, method);
    QFETCH(qsizetype, size);
    QByteArray body(size, 'x');
    for (qsizetype i = 0; i < size; ++i)
        body[i] = static_cast<char>('a' + i % 23);
    m_server->enqueue({ScriptedServer::reply(200, "ok")});
    QCOMPARE(outcome(m_transport->send(request(method, body))), QStringLiteral("200 ok"));
    const QByteArray sent = m_server->requests().front();
    QCOMPARE(sent.mid(sent.indexOf("\r\n\r\n") + 4), body);
}

void NetworkTransportTest::sendsFiles_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("isAskedFor");
    for (const qsizetype size : {0, 1, 100'000, 3'000'000})
        QTest::addRow("%lld", static_cast<long long>(size)) << size << true;
    QTest::newRow("unasked, to a server that does not know the question") << qsizetype(100'000) << false;
}

void NetworkTransportTest::sendsFiles()
{
    QFETCH(qsizetype, size);
    QFETCH(bool, isAskedFor);
    m_server->setContinues(isAskedFor);
    QByteArray content(size, 'x');
    for (qsizetype i = 0; i < size; ++i)
        content[i] = static_cast<char>('a' + i % 23);
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(content) == size && file.flush());
    HttpRequest asked = request("POST", "before ");
    asked.file = HttpFile{file.fileName(), size, " after"};
    m_server->enqueue({ScriptedServer::reply(200, "ok")});
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("200 ok"));
    const QByteArray sent = m_server->requests().front();
    QCOMPARE(sent.mid(sent.indexOf("\r\n\r\n") + 4), "before " + content + " after");
}

void NetworkTransportTest::sendsNoFileThatIsRefused()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.resize(100'000'000));
    HttpRequest asked = request("POST");
    asked.file = HttpFile{file.fileName(), file.size(), {}};
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    qint64 received = 0;
    connect(&server, &QTcpServer::newConnection, &server, [&server, &received] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &received] {
            if (received == 0)
                socket->write("HTTP/1.1 413 No\r\nContent-Length: 3\r\n\r\nbig");
            received += socket->readAll().size();
        });
    });
    NetworkTransport transport(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
    QCOMPARE(outcome(transport.send(asked)), QStringLiteral("413 big"));
    QVERIFY2(received < 1'000, QByteArray::number(received));
}

void NetworkTransportTest::saysThatAFileBecameShorter()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("short") == 5 && file.flush());
    HttpRequest asked = request("POST");
    asked.file = HttpFile{file.fileName(), 6, {}};
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("io"));
    asked.file->path += QStringLiteral(".gone");
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("io"));
}

void NetworkTransportTest::addsThePathOfItsBase_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QString() << QByteArray("GET /thing?a=%20b ");
    QTest::newRow("slash") << QStringLiteral("/") << QByteArray("GET /thing?a=%20b ");
    QTest::newRow("prefix") << QStringLiteral("/api/v1") << QByteArray("GET /api/v1/thing?a=%20b ");
    QTest::newRow("prefix and slash")
        << QStringLiteral("/api/v1/") << QByteArray("GET /api/v1/thing?a=%20b ");
    QTest::newRow("query") << QStringLiteral("/x?token=1#f") << QByteArray("GET /x/thing?a=%20b ");
}

void NetworkTransportTest::addsThePathOfItsBase()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, expected);
    NetworkTransport transport(QUrl(m_server->url().toString() + path));
    m_server->enqueue({ScriptedServer::reply(200, "")});
    outcome(transport.send(request()));
    const QByteArray sent = m_server->requests().front();
    QVERIFY2(sent.startsWith(expected), sent);
}

void NetworkTransportTest::refusesMalformedRequests()
{
    HttpRequest asked = request();
    asked.headers = {{"X", "a\r\nY: b"}};
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("invalidInput"));
    asked = request();
    asked.target = "@elsewhere/";
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("invalidInput"));
    QCOMPARE(m_server->connections(), 0);
}

void NetworkTransportTest::neverRepeatsAPost_data()
{
    QTest::addColumn<bool>("kept");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("new connection") << false << QByteArray("x");
    QTest::newRow("kept connection") << true << QByteArray("x");
    QTest::newRow("large body") << false << QByteArray(100'000, 'x');
    QTest::newRow("no body") << true << QByteArray();
}

void NetworkTransportTest::neverRepeatsAPost()
{
    QFETCH(bool, kept);
    QFETCH(QByteArray, body);
    if (kept) {
        m_server->enqueue({ScriptedServer::reply(200, "")});
        outcome(m_transport->send(request()));
    }
    m_server->enqueue({ScriptedServer::close()});
    QCOMPARE(outcome(m_transport->send(request("POST", body))), QStringLiteral("unavailable"));
    QCOMPARE(m_server->requests().size(), kept ? 2U : 1U);
}

void NetworkTransportTest::sendsNoSecretInClearTextBeyondLoopback()
{
    HttpRequest asked = request();
    asked.headers = {{"authorization", "Bearer abc"}};
    NetworkTransport transport(QUrl(QStringLiteral("http://192.0.2.1:9/")));
    const auto refused = transport.send(asked);
    QCOMPARE(outcome(refused), QStringLiteral("invalidInput"));
    QVERIFY(!refused.result().error().detail.contains(QLatin1String("abc")));
    const auto stream = transport.open(asked);
    QSignalSpy finished(stream.get(), &HttpStream::finished);
    QTRY_COMPARE(finished.size(), 1);
}

void NetworkTransportTest::sendsASecretOnANetworkThatIsVouchedFor()
{
    HttpRequest asked = request();
    asked.headers = {{"Authorization", "Bearer abc"}};
    // Nothing answers at that address; what counts is that the request is not refused as such.
    asked.timeout = Millis(200);
    NetworkTransport transport(QUrl(QStringLiteral("http://192.0.2.1:9/")),
                               QSslConfiguration::defaultConfiguration(), ClearText::PrivateNetwork);
    const QString ended = outcome(transport.send(asked));
    QVERIFY2(ended == QLatin1String("timeout") || ended == QLatin1String("unavailable"), qPrintable(ended));
}

void NetworkTransportTest::keepsNoCookies()
{
    m_server->enqueue({ScriptedServer::reply(200, "", "Set-Cookie: a=b\r\n")});
    m_server->enqueue({ScriptedServer::reply(200, "")});
    outcome(m_transport->send(request()));
    outcome(m_transport->send(request()));
    QVERIFY(!headOf(m_server->requests().back()).contains("cookie"));
}

void NetworkTransportTest::saysThatNobodyListens()
{
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(closed.serverPort()));
    closed.close();
    NetworkTransport transport(url);
    const auto future = transport.send(request());
    QCOMPARE(outcome(future), QStringLiteral("unavailable"));
    const Error error = future.result().error();
    QVERIFY(error.retryable);
    QCOMPARE(error.operation, QStringLiteral("GET /thing"));
    QVERIFY(!error.detail.isEmpty());
}

void NetworkTransportTest::speaksTls_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("serverName");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QString>("expected");
    QTest::newRow("private CA") << "localhost" << QString() << true << "200 secret";
    QTest::newRow("unknown CA") << "localhost" << QString() << false << "unavailable";
    QTest::newRow("another name") << "127.0.0.1" << QString() << true << "unavailable";
    QTest::newRow("name of its own") << "127.0.0.1" << QStringLiteral("localhost") << true << "200 secret";
    QTest::newRow("another name of its own")
        << "localhost" << QStringLiteral("other") << true << "unavailable";
}

void NetworkTransportTest::speaksTls()
{
    QFETCH(QString, host);
    QFETCH(QString, serverName);
    QFETCH(bool, isTrusted);
    QFETCH(QString, expected);
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(QStringLiteral("cert.pem"));
    if (!makeCertificate(folder.path(), QStringLiteral("DNS:localhost")))
        QSKIP("openssl is not there to make a certificate");
    QSslConfiguration serverTls;
    QFile keyFile(folder.filePath(QStringLiteral("key.pem")));
    QVERIFY(keyFile.open(QIODevice::ReadOnly));
    serverTls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    serverTls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    ScriptedServer server(serverTls);
    server.enqueue({ScriptedServer::reply(200, "secret")});
    QSslConfiguration clientTls = QSslConfiguration::defaultConfiguration();
    clientTls.setCaCertificates(isTrusted ? QSslCertificate::fromPath(certificate)
                                          : QList<QSslCertificate>());
    QUrl url = server.url();
    url.setHost(host);
    NetworkTransport transport(url, clientTls, serverName);
    HttpRequest asked = request();
    asked.headers = {{"Authorization", "Bearer abc"}};
    const auto future = transport.send(asked);
    QCOMPARE(outcome(future), expected);
    if (const Result<HttpResponse> result = future.result(); !result) {
        QVERIFY(!result.error().retryable);
        QVERIFY2(result.error().detail.contains(QLatin1String("certificate")),
                 qPrintable(result.error().detail));
        QVERIFY(server.requests().empty());
    }
}

void NetworkTransportTest::saysThatTheServerSpeaksNoTls()
{
    QUrl url = m_server->url();
    url.setScheme(QStringLiteral("https"));
    NetworkTransport transport(url);
    HttpRequest asked = request();
    asked.timeout = Millis(100);
    QCOMPARE(outcome(transport.send(asked)), QStringLiteral("timeout")); // both wait for the other
    QTRY_COMPARE(m_server->openConnections(), 0);
    const auto future = transport.send(request());
    QTRY_COMPARE(m_server->openConnections(), 1);
    m_server->closeConnections();
    QCOMPARE(outcome(future), QStringLiteral("unavailable"));
}

void NetworkTransportTest::timesOut()
{
    HttpRequest asked = request();
    asked.timeout = Millis(50);
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("timeout"));
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void NetworkTransportTest::timesOutInTheBody()
{
    Script drip{ScriptedServer::send("HTTP/1.1 200 OK\r\n\r\n")};
    for (int i = 0; i < 1000; ++i)
        drip.insert(drip.end(), {ScriptedServer::send("x"), ScriptedServer::wait(Millis(10))});
    m_server->enqueue(drip);
    HttpRequest asked = request();
    asked.timeout = Millis(100);
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("timeout"));
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void NetworkTransportTest::limitsTheBody()
{
    HttpRequest asked = request();
    asked.maxBodyBytes = 1000;
    m_server->enqueue({ScriptedServer::reply(200, QByteArray(1000, 'x'))});
    QCOMPARE(outcome(m_transport->send(asked)).size(), 1004);
    m_server->enqueue({ScriptedServer::reply(200, QByteArray(1001, 'x'))});
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("limitExceeded"));
}

void NetworkTransportTest::cancelsWithItsFuture()
{
    auto future = m_transport->send(request());
    QTRY_COMPARE(m_server->requests().size(), 1U);
    future.cancel();
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void NetworkTransportTest::cancelsWhenItGoes()
{
    const auto future = m_transport->send(request());
    const auto stream = m_transport->open(request());
    QSignalSpy finished(stream.get(), &HttpStream::finished);
    QTRY_COMPARE(m_server->requests().size(), 2U);
    m_transport.reset();
    QCOMPARE(outcome(future), QStringLiteral("cancelled"));
    QCOMPARE(finished.size(), 1);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

/// As where a console ends with the last answer that it waited for. What is freed is overwritten meanwhile,
/// so that the test hangs where it is still used: Qt would wait for a lock in it.
void NetworkTransportTest::mayGoWhenItIsAnswered()
{
#ifdef M_PERTURB
    mallopt(M_PERTURB, 0x5a); // NOLINT(concurrency-mt-unsafe): of this test alone
#endif
    m_server->enqueue({ScriptedServer::reply(200, "body")});
    bool isAnswered = false;
    m_transport->send(request()).then(this, [&](const Result<HttpResponse> &reply) {
        m_transport.reset();
        isAnswered = reply && reply->body == "body";
    });
    QTRY_VERIFY(isAnswered);
#ifdef M_PERTURB
    mallopt(M_PERTURB, 0); // NOLINT(concurrency-mt-unsafe)
#endif
}

void NetworkTransportTest::streams()
{
    m_server->enqueue(
        {ScriptedServer::send("HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n"),
         ScriptedServer::wait(Millis(50)), ScriptedServer::send("3\r\nabc\r\n"),
         ScriptedServer::wait(Millis(50)), ScriptedServer::send("3\r\ndef\r\n0\r\n\r\n")});
    const auto stream = m_transport->open(request());
    QStringList seen;
    connect(stream.get(), &HttpStream::opened, this, [&seen](int status, const HttpHeaders &headers) {
        seen << QStringLiteral("%1 %2").arg(status).arg(QString::fromUtf8(headerValue(headers, "x-a")));
    });
    connect(stream.get(), &HttpStream::received, this,
            [&seen](const QByteArray &bytes) { seen << QString::fromUtf8(bytes); });
    connect(stream.get(), &HttpStream::finished, this, [&seen](const Result<> &result) {
        seen << (result ? QStringLiteral("end") : toString(result.error().kind));
    });
    QTRY_COMPARE(seen.size(), 4);
    QCOMPARE(seen.join(QLatin1Char('|')), QStringLiteral("200 b|abc|def|end"));
}

void NetworkTransportTest::tellsACutStreamFromAnEndedOne()
{
    m_server->enqueue(
        {ScriptedServer::send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
         ScriptedServer::wait(Millis(20)), ScriptedServer::close()});
    const auto stream = m_transport->open(request());
    QSignalSpy finished(stream.get(), &HttpStream::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished.front().front().value<Result<>>());
}

void NetworkTransportTest::opensManyStreams()
{
    constexpr int count = 10;
    std::vector<std::unique_ptr<HttpStream>> streams;
    for (int i = 0; i < count; ++i)
        streams.push_back(m_transport->open(request()));
    QTRY_COMPARE(m_server->requests().size(), std::size_t(count));
    m_server->enqueue({ScriptedServer::reply(200, "beside")});
    QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("200 beside"));
    streams.clear();
    QTRY_COMPARE(m_server->openConnections(), 1);
}

void NetworkTransportTest::mayDeleteAStreamInItsSignal()
{
    m_server->enqueue({ScriptedServer::reply(200, "abc")});
    auto stream = m_transport->open(request());
    connect(stream.get(), &HttpStream::opened, this, [&stream] { stream.reset(); });
    QTRY_VERIFY(!stream);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

QTEST_GUILESS_MAIN(NetworkTransportTest)
#include "tst_networktransport.moc"
