#include "net/localsockettransport.h"

#include "tests/support/scriptedserver.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

using Pieces = std::vector<QByteArray>;
Q_DECLARE_METATYPE(Pieces)

namespace {

HttpRequest request(const QByteArray &method = "GET", const QByteArray &body = {})
{
    HttpRequest request;
    request.method = method;
    request.target = "/thing?secret=1";
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

ScriptedServer::Script script(const Pieces &pieces, bool closes)
{
    ScriptedServer::Script script;
    for (const QByteArray &piece : pieces) {
        script.push_back(ScriptedServer::send(piece));
        script.push_back(ScriptedServer::wait(Millis(2)));
    }
    if (closes)
        script.push_back(ScriptedServer::close());
    return script;
}

Pieces bytewise(const QByteArray &bytes)
{
    Pieces pieces;
    for (const char c : bytes)
        pieces.push_back(QByteArray(1, c));
    return pieces;
}

} // namespace

class LocalSocketTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsReplies_data();
    void readsReplies();
    void writesRequests_data();
    void writesRequests();
    void refusesMalformedRequests_data();
    void refusesMalformedRequests();
    void keepsConnectionsForIdempotentRequests();
    void opensAConnectionForEachParallelRequest();
    void triesOnceMoreWhereAKeptConnectionIsStale();
    void givesUpWhenTheNewConnectionFailsToo();
    void neverRepeatsAPost();
    void saysThatNobodyListens();
    void timesOut();
    void timesOutInTheBody();
    void limitsTheBody();
    void cancelsWithItsFuture();
    void cancelsWhenItGoes();
    void streams();
    void streamsTimeOutBeforeTheHeadersOnly();
    void mayDeleteAStreamInItsSignal();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<LocalSocketTransport> m_transport;
};

void LocalSocketTransportTest::init()
{
    m_transport.reset();
    m_server.reset();
    m_server = std::make_unique<ScriptedServer>(m_folder.filePath(QStringLiteral("socket")));
    m_transport = std::make_unique<LocalSocketTransport>(m_server->path());
}

void LocalSocketTransportTest::readsReplies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Pieces>("pieces");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QString>("expected");
    const QByteArray chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nT: v\r\n\r\n";
    const QByteArray sized = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

    QTest::newRow("with a length") << QByteArray("GET") << Pieces{sized} << false << "200 body";
    QTest::newRow("byte by byte") << QByteArray("GET") << bytewise(sized) << false << "200 body";
    QTest::newRow("chunked") << QByteArray("GET") << Pieces{chunked} << false << "200 abcdefg";
    QTest::newRow("chunked byte by byte") << QByteArray("GET") << bytewise(chunked) << false << "200 abcdefg";
    QTest::newRow("until the end") << QByteArray("GET") << Pieces{"HTTP/1.1 200 OK\r\n\r\nsome", "thing"}
                                   << true << "200 something";
    QTest::newRow("HTTP/1.0") << QByteArray("GET") << Pieces{"HTTP/1.0 200 OK\r\n\r\nold"} << true
                              << "200 old";
    QTest::newRow("error status") << QByteArray("GET")
                                  << Pieces{"HTTP/1.1 500 No\r\nContent-Length: 3\r\n\r\nwhy"} << false
                                  << "500 why";
    QTest::newRow("redirect") << QByteArray("GET")
                              << Pieces{"HTTP/1.1 302 Go\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"}
                              << false << "302 ";
    QTest::newRow("no content") << QByteArray("POST") << Pieces{"HTTP/1.1 204 Done\r\n\r\n"} << false
                                << "204 ";
    QTest::newRow("not modified") << QByteArray("GET")
                                  << Pieces{"HTTP/1.1 304 Same\r\nContent-Length: 99\r\n\r\n"} << false
                                  << "304 ";
    QTest::newRow("head") << QByteArray("HEAD") << Pieces{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"}
                          << false << "200 ";
    QTest::newRow("interim replies") << QByteArray(
        "GET") << Pieces{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + sized}
                                     << false << "200 body";
    QTest::newRow("cut in the headers")
        << QByteArray("GET") << Pieces{"HTTP/1.1 200 OK\r\nConte"} << true << "protocol";
    QTest::newRow("cut in the body") << QByteArray("GET")
                                     << Pieces{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"} << true
                                     << "protocol";
    QTest::newRow("cut in a chunk") << QByteArray("GET") << Pieces{chunked.left(60)} << true << "protocol";
    QTest::newRow("cut after an interim reply")
        << QByteArray("GET") << Pieces{"HTTP/1.1 100 Continue\r\n\r\n"} << true << "protocol";
    QTest::newRow("garbage") << QByteArray("GET") << Pieces{"SSH-2.0-OpenSSH\r\n\r\n"} << false << "protocol";
    QTest::newRow("bad length") << QByteArray("GET") << Pieces{"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"}
                                << false << "protocol";
    QTest::newRow("endless headers") << QByteArray("GET")
                                     << Pieces{"HTTP/1.1 200 OK\r\nX: " + QByteArray(100'000, 'x')} << false
                                     << "protocol";
    QTest::newRow("nothing") << QByteArray("GET") << Pieces{} << true << "unavailable";
}

void LocalSocketTransportTest::readsReplies()
{
    QFETCH(QByteArray, method);
    QFETCH(Pieces, pieces);
    QFETCH(bool, closes);
    QFETCH(QString, expected);
    m_server->enqueue(script(pieces, closes));
    QCOMPARE(outcome(m_transport->send(request(method))), expected);
}

void LocalSocketTransportTest::writesRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray common = "Host: localhost\r\nUser-Agent: crescendo/" CRESCENDO_VERSION "\r\n";
    QTest::newRow("get") << QByteArray("GET") << QByteArray()
                         << "GET /thing?secret=1 HTTP/1.1\r\n" + common + "X-A: b\r\n\r\n";
    QTest::newRow("post") << QByteArray("POST") << QByteArray("abc")
                          << "POST /thing?secret=1 HTTP/1.1\r\n" + common
            + "Content-Length: 3\r\nX-A: b\r\n\r\nabc";
    QTest::newRow("empty post") << QByteArray("POST") << QByteArray()
                                << "POST /thing?secret=1 HTTP/1.1\r\n" + common
            + "Content-Length: 0\r\nX-A: b\r\n\r\n";
}

void LocalSocketTransportTest::writesRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    HttpRequest asked = request(method, body);
    asked.headers = {{"X-A", "b"}};
    m_server->enqueue({ScriptedServer::reply(200, "")});
    outcome(m_transport->send(asked));
    QCOMPARE(m_server->requests().front(), expected);
}

void LocalSocketTransportTest::refusesMalformedRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headerName");
    QTest::addColumn<QByteArray>("headerValue");
    const QByteArray get = "GET";
    const QByteArray path = "/";
    const QByteArray name = "X";
    QTest::newRow("line break in target") << get << QByteArray("/a\r\nX: y") << name << name;
    QTest::newRow("blank in target") << get << QByteArray("/a b") << name << name;
    QTest::newRow("relative target") << get << QByteArray("a") << name << name;
    QTest::newRow("empty method") << QByteArray() << path << name << name;
    QTest::newRow("blank in method") << QByteArray("GET X") << path << name << name;
    QTest::newRow("line break in header") << get << path << name << QByteArray("a\r\nHost: b");
    QTest::newRow("colon in name") << get << path << QByteArray("a:b") << name;
}

void LocalSocketTransportTest::refusesMalformedRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headerName);
    QFETCH(QByteArray, headerValue);
    HttpRequest asked = request(method);
    asked.target = target;
    asked.headers = {{headerName, headerValue}};
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("invalidInput"));
    QCOMPARE(m_server->connections(), 0);
}

void LocalSocketTransportTest::keepsConnectionsForIdempotentRequests()
{
    for (int i = 0; i < 4; ++i)
        m_server->enqueue({ScriptedServer::reply(200, "x")});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("200 x"));
    QCOMPARE(m_server->connections(), 1);
    QCOMPARE(outcome(m_transport->send(request("POST"))), QStringLiteral("200 x"));
    QCOMPARE(m_server->connections(), 2);
}

void LocalSocketTransportTest::opensAConnectionForEachParallelRequest()
{
    constexpr int count = 10;
    for (int i = 0; i < count; ++i)
        m_server->enqueue({ScriptedServer::wait(Millis(50)), ScriptedServer::reply(200, "x")});
    std::vector<Async<HttpResponse>> futures;
    for (int i = 0; i < count; ++i)
        futures.push_back(m_transport->send(request()));
    QTRY_COMPARE(m_server->requests().size(), std::size_t(count));
    for (const auto &future : futures)
        QCOMPARE(outcome(future), QStringLiteral("200 x"));
    QTRY_VERIFY(m_server->openConnections() <= 4); // the pool keeps a few
}

void LocalSocketTransportTest::triesOnceMoreWhereAKeptConnectionIsStale()
{
    m_server->enqueue({ScriptedServer::reply(200, "first")});
    m_server->enqueue({ScriptedServer::close()});
    m_server->enqueue({ScriptedServer::reply(200, "again")});
    QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("200 first"));
    QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("200 again"));
    QCOMPARE(m_server->connections(), 2);
    QCOMPARE(m_server->requests().size(), 3U);
}

void LocalSocketTransportTest::givesUpWhenTheNewConnectionFailsToo()
{
    m_server->enqueue({ScriptedServer::reply(200, "first")});
    m_server->enqueue({ScriptedServer::close()});
    m_server->enqueue({ScriptedServer::close()});
    QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("200 first"));
    QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("unavailable"));
    QCOMPARE(m_server->requests().size(), 3U);
}

void LocalSocketTransportTest::neverRepeatsAPost()
{
    m_server->enqueue({ScriptedServer::reply(200, "first")});
    m_server->enqueue({ScriptedServer::close()});
    QCOMPARE(outcome(m_transport->send(request())), QStringLiteral("200 first"));
    QCOMPARE(outcome(m_transport->send(request("POST"))), QStringLiteral("unavailable"));
    QCOMPARE(m_server->requests().size(), 2U);
}

void LocalSocketTransportTest::saysThatNobodyListens()
{
    LocalSocketTransport transport(m_folder.filePath(QStringLiteral("nobody")));
    const auto future = transport.send(request());
    QCOMPARE(outcome(future), QStringLiteral("unavailable"));
    const Error error = future.result().error();
    QVERIFY(error.retryable);
    QCOMPARE(error.operation, QStringLiteral("GET /thing"));
    QCOMPARE(error.detail, m_folder.filePath(QStringLiteral("nobody")) + QStringLiteral(" does not exist"));
    QVERIFY(!error.detail.isEmpty());
}

void LocalSocketTransportTest::timesOut()
{
    HttpRequest asked = request();
    asked.timeout = Millis(50);
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("timeout"));
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void LocalSocketTransportTest::timesOutInTheBody()
{
    ScriptedServer::Script drip{ScriptedServer::send("HTTP/1.1 200 OK\r\n\r\n")};
    for (int i = 0; i < 1000; ++i)
        drip.insert(drip.end(), {ScriptedServer::send("x"), ScriptedServer::wait(Millis(10))});
    m_server->enqueue(drip);
    HttpRequest asked = request();
    asked.timeout = Millis(100);
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("timeout"));
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void LocalSocketTransportTest::limitsTheBody()
{
    HttpRequest asked = request();
    asked.maxBodyBytes = 1000;
    m_server->enqueue({ScriptedServer::reply(200, QByteArray(1000, 'x'))});
    QCOMPARE(outcome(m_transport->send(asked)).size(), 1004);
    m_server->enqueue({ScriptedServer::reply(200, QByteArray(1001, 'x'))});
    QCOMPARE(outcome(m_transport->send(asked)), QStringLiteral("limitExceeded"));
}

void LocalSocketTransportTest::cancelsWithItsFuture()
{
    auto future = m_transport->send(request());
    QTRY_COMPARE(m_server->requests().size(), 1U);
    future.cancel();
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void LocalSocketTransportTest::cancelsWhenItGoes()
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

void LocalSocketTransportTest::streams()
{
    m_server->enqueue(
        {ScriptedServer::send("HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n"),
         ScriptedServer::wait(Millis(20)), ScriptedServer::send("3\r\nabc\r\n"),
         ScriptedServer::wait(Millis(20)), ScriptedServer::send("3\r\ndef\r\n0\r\n\r\n")});
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

void LocalSocketTransportTest::streamsTimeOutBeforeTheHeadersOnly()
{
    m_server->enqueue({ScriptedServer::send("HTTP/1.1 200 OK\r\n\r\n"), ScriptedServer::wait(Millis(200)),
                       ScriptedServer::send("late"), ScriptedServer::close()});
    HttpRequest asked = request();
    asked.timeout = Millis(100);
    const auto slow = m_transport->open(asked);
    QSignalSpy received(slow.get(), &HttpStream::received);
    QTRY_COMPARE(received.size(), 1);
    const auto hanging = m_transport->open(asked);
    QSignalSpy finished(hanging.get(), &HttpStream::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(toString(finished.front().front().value<Result<>>().error().kind), QStringLiteral("timeout"));
}

void LocalSocketTransportTest::mayDeleteAStreamInItsSignal()
{
    m_server->enqueue({ScriptedServer::reply(200, "abc")});
    auto stream = m_transport->open(request());
    connect(stream.get(), &HttpStream::opened, this, [&stream] { stream.reset(); });
    QTRY_VERIFY(!stream);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

QTEST_GUILESS_MAIN(LocalSocketTransportTest)
#include "tst_localsockettransport.moc"
