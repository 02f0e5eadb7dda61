#include "net/server/server.h"

#include "tests/support/rawclient.h"

#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTimer>

using namespace crescendo;

namespace {

QByteArray get(const QByteArray &target, const QByteArray &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &headers = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

ServerResponse text(const QByteArray &body)
{
    return {200, "text/plain", body, {}, {}};
}

/// A server whose handlers answer what they saw.
class EchoServer {
public:
    explicit EchoServer(const ServerLimits &limits = {}) : m_server(limits)
    {
        m_server.route("GET", "/hello",
                       [](const ServerRequest &, const ReplyPtr &reply) { reply->send(text("hi")); });
        m_server.route("POST", "/echo", [](const ServerRequest &request, const ReplyPtr &reply) {
            reply->send(text(request.body));
        });
        m_server.route("GET", "/jobs/{id}", [](const ServerRequest &request, const ReplyPtr &reply) {
            reply->send(text(request.parameter("id") + '|' + request.queryValue("q", "-")));
        });
        m_server.route("GET", "/jobs/latest",
                       [](const ServerRequest &, const ReplyPtr &reply) { reply->send(text("literal")); });
        m_server.route("GET", "/drop", [](const ServerRequest &, const ReplyPtr &) {});
        m_server.route("GET", "/twice", [](const ServerRequest &, const ReplyPtr &reply) {
            reply->send(text("first"));
            reply->send(text("second"));
        });
        m_server.route("GET", "/later",
                       [this](const ServerRequest &, const ReplyPtr &reply) { waiting.push_back(reply); });
        port = m_server.listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    }

    HttpServer &server() { return m_server; }

    quint16 port = 0;
    std::vector<ReplyPtr> waiting;

private:
    HttpServer m_server;
};

} // namespace

class ServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void namesAllowedMethods();
    void answersHeadWithoutBody();
    void writesProblemDocuments();
    void servesManyRequestsOnOneConnection();
    void readsChunkedBodies();
    void answersLater();
    void aLateAnswerWaitsForNothingElse();
    void noticesAHangUpBeforeTheAnswer();
    void ignoresALateAnswerToAClientThatHasGone();
    void keepsRepliesBeyondItsOwnLife();
    void sendsFiles();
    void guardsBeforeTheBodyIsRead();
    void saysThatAPortIsInUse();
    void refusesHosts_data();
    void refusesHosts();
    void listensOnIpv6();
    void closesWhileRepliesWait();
    void canListenAgain();
};

void ServerTest::answers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("handler") << get("/hello") << 200 << QByteArray("hi");
    QTest::newRow("body") << post("/echo", "some text") << 200 << QByteArray("some text");
    QTest::newRow("empty body") << post("/echo", "") << 200 << QByteArray();
    QTest::newRow("parameter") << get("/jobs/42") << 200 << QByteArray("42|-");
    QTest::newRow("literal before parameter") << get("/jobs/latest") << 200 << QByteArray("literal");
    QTest::newRow("query") << get("/jobs/1?q=a%20b+c&x") << 200 << QByteArray("1|a b c");
    QTest::newRow("last of repeated names") << get("/jobs/1?q=a&q=b") << 200 << QByteArray("1|b");
    QTest::newRow("encoded path") << get("/jobs/%C3%A9+1") << 200 << QByteArray("\xC3\xA9+1|-");
    QTest::newRow("first answer counts") << get("/twice") << 200 << QByteArray("first");
    QTest::newRow("unknown path") << get("/nothing") << 404 << QByteArray();
    QTest::newRow("empty parameter") << get("/jobs/") << 404 << QByteArray();
    QTest::newRow("encoded slash is a slash") << get("/jobs/a%2Fb") << 404 << QByteArray();
    QTest::newRow("method of another path") << get("/echo") << 405 << QByteArray();
    QTest::newRow("dropped reply") << get("/drop") << 500 << QByteArray();
    QTest::newRow("control character") << get("/jobs/a\x01") << 400 << QByteArray();
    QTest::newRow("encoded control character") << get("/jobs/a%0a") << 400 << QByteArray();
    QTest::newRow("encoded NUL") << get("/jobs/a%00b") << 400 << QByteArray();
    QTest::newRow("bad encoding") << get("/jobs/a%2") << 400 << QByteArray();
    QTest::newRow("bad encoding in query") << get("/jobs/a?q=%zz") << 400 << QByteArray();
    QTest::newRow("not UTF-8") << get("/jobs/%ff") << 400 << QByteArray();
    QTest::newRow("dots") << get("/jobs/..") << 400 << QByteArray();
    QTest::newRow("absolute form") << get("http://localhost/hello") << 400 << QByteArray();
    QTest::newRow("no version") << QByteArray("GET /hello\r\nHost: localhost\r\n\r\n") << 400 << QByteArray();
    QTest::newRow("no host") << QByteArray("GET /hello HTTP/1.1\r\n\r\n") << 400 << QByteArray();
    QTest::newRow("negative length") << QByteArray(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")
                                     << 400 << QByteArray();
    QTest::newRow("length and encoding") << QByteArray(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                         << 400 << QByteArray();
    QTest::newRow("control character in header")
        << get("/hello", "X-Thing: a\x02\r\n") << 400 << QByteArray();
}

void ServerTest::answers()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    EchoServer server;
    RawClient client(server.port);
    const QByteArray reply = client.ask(request);
    QCOMPARE(statusOf(reply), status);
    if (status == 200)
        QCOMPARE(bodyOf(reply), body);
}

void ServerTest::namesAllowedMethods()
{
    EchoServer server;
    RawClient client(server.port);
    const QByteArray reply = client.ask(post("/hello", ""));
    QCOMPARE(statusOf(reply), 405);
    QVERIFY2(reply.contains("\r\nAllow: GET, HEAD\r\n"), reply);
}

void ServerTest::answersHeadWithoutBody()
{
    EchoServer server;
    RawClient client(server.port);
    const QByteArray reply = client.ask("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n", false);
    QCOMPARE(statusOf(reply), 200);
    QVERIFY2(reply.contains("\r\nContent-Length: 2\r\n"), reply);
    QCOMPARE(bodyOf(client.ask(get("/hello"))), QByteArray("hi"));
}

void ServerTest::writesProblemDocuments()
{
    EchoServer server;
    RawClient client(server.port);
    const QByteArray reply = client.ask(get("/nothing"));
    QVERIFY2(reply.contains("\r\nContent-Type: application/problem+json\r\n"), reply);
    const QJsonObject expected{{QStringLiteral("type"), QStringLiteral("about:blank")},
                               {QStringLiteral("title"), QStringLiteral("Not Found")},
                               {QStringLiteral("status"), 404},
                               {QStringLiteral("detail"), QStringLiteral("there is nothing at this path")}};
    QCOMPARE(QJsonDocument::fromJson(bodyOf(reply)).object(), expected);
    const ServerResponse withExtra = problem(409, QStringLiteral("d"), {{QStringLiteral("version"), 7}});
    QCOMPARE(QJsonDocument::fromJson(withExtra.body).object().value(QLatin1String("version")).toInt(), 7);
}

void ServerTest::servesManyRequestsOnOneConnection()
{
    EchoServer server;
    RawClient client(server.port);
    for (const QByteArray &request :
         {get("/nothing"), get("/drop"), post("/hello", "refused body"), get("/hello")})
        QVERIFY(!client.ask(request).isEmpty());
    client.send(get("/jobs/1") + get("/jobs/2") + get("/later") + get("/jobs/3"));
    QCOMPARE(bodyOf(client.reply()), QByteArray("1|-"));
    QCOMPARE(bodyOf(client.reply()), QByteArray("2|-"));
    server.waiting.front()->send(text("waited"));
    QCOMPARE(bodyOf(client.reply()), QByteArray("waited"));
    QCOMPARE(bodyOf(client.reply()), QByteArray("3|-"));
}

void ServerTest::readsChunkedBodies()
{
    EchoServer server;
    RawClient client(server.port);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    client.send("2\r\nde\r\n0\r\n\r\n");
    QCOMPARE(bodyOf(client.reply()), QByteArray("abcde"));
}

void ServerTest::answersLater()
{
    EchoServer server;
    RawClient first(server.port);
    RawClient second(server.port);
    first.send(get("/later"));
    second.send(get("/later"));
    QTRY_COMPARE(server.waiting.size(), 2U);
    QCOMPARE(bodyOf(RawClient(server.port).ask(get("/hello"))), QByteArray("hi"));
    server.waiting[1]->send(text("b"));
    server.waiting[0]->send(text("a"));
    QCOMPARE(bodyOf(first.reply()), QByteArray("a"));
    QCOMPARE(bodyOf(second.reply()), QByteArray("b"));
    QCOMPARE(bodyOf(first.ask(get("/hello"))), QByteArray("hi"));
}

void ServerTest::aLateAnswerWaitsForNothingElse()
{
    EchoServer server;
    RawClient client(server.port);
    for (int i = 0; i < 10; ++i) {
        client.send(get("/later"));
        QTRY_COMPARE(server.waiting.size(), 1U);
        server.waiting.front()->send(text("a"));
        server.waiting.clear();
        for (int turns = 0; turns < 100 && client.received().isEmpty(); ++turns)
            QCoreApplication::processEvents(); // what is ready now, and no timer that is due later
        QVERIFY(!client.received().isEmpty());
        QCOMPARE(bodyOf(client.reply()), QByteArray("a"));
    }
}

void ServerTest::noticesAHangUpBeforeTheAnswer()
{
    EchoServer server;
    RawClient client(server.port);
    client.send(get("/later"));
    QTRY_COMPARE(server.waiting.size(), 1U);
    QVERIFY(server.waiting.front()->isOpen());
    client.socket().abort();
    QTRY_VERIFY(!server.waiting.front()->isOpen());
}

void ServerTest::ignoresALateAnswerToAClientThatHasGone()
{
    EchoServer server;
    {
        RawClient client(server.port);
        client.send(get("/later"));
        QTRY_COMPARE(server.waiting.size(), 1U);
        client.socket().abort();
    }
    server.waiting.front()->send(text("too late"));
    QCOMPARE(bodyOf(RawClient(server.port).ask(get("/hello"))), QByteArray("hi"));
}

void ServerTest::keepsRepliesBeyondItsOwnLife()
{
    auto server = std::make_unique<EchoServer>();
    RawClient client(server->port);
    client.send(get("/later"));
    QTRY_COMPARE(server->waiting.size(), 1U);
    const std::vector<ReplyPtr> waiting = std::move(server->waiting);
    server.reset();
    waiting.front()->send(text("too late"));
    QVERIFY(!waiting.front()->stream(text({}), {})->write("x"));
    QVERIFY(client.waitForClose());
}

void ServerTest::sendsFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray content(300'000, 'x');
    file.write(content);
    file.flush();
    EchoServer server;
    QString path = file.fileName();
    server.server().route("GET", "/file", [&path](const ServerRequest &, const ReplyPtr &reply) {
        ServerResponse response = text({});
        response.file = path;
        reply->send(response);
    });
    RawClient client(server.port);
    const QByteArray reply = client.ask(get("/file"));
    QCOMPARE(bodyOf(reply), content);
    QVERIFY(reply.contains("Content-Type: text/plain"));
    path = QStringLiteral("/nowhere");
    QCOMPARE(statusOf(client.ask(get("/file"))), 500);
}

void ServerTest::guardsBeforeTheBodyIsRead()
{
    EchoServer server;
    server.server().setGuard([](const ServerRequest &request) -> std::optional<ServerResponse> {
        if (request.header("x-key") == "open")
            return std::nullopt;
        return problem(403, QStringLiteral("locked"));
    });
    RawClient client(server.port);
    QCOMPARE(statusOf(client.ask(post("/echo", "abc"))), 403);
    QCOMPARE(bodyOf(client.ask(post("/echo", "abc", "X-Key: open\r\n"))), QByteArray("abc"));
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(statusOf(client.reply()), 403);
    QVERIFY(client.waitForClose());
}

void ServerTest::saysThatAPortIsInUse()
{
    EchoServer server;
    HttpServer second;
    const Result<quint16> refused = second.listen(QStringLiteral("127.0.0.1"), server.port);
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().kind), QStringLiteral("conflict"));
}

void ServerTest::refusesHosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("name") << QStringLiteral("example.com");
    QTest::newRow("empty") << QString();
    QTest::newRow("not ours") << QStringLiteral("192.0.2.1");
}

void ServerTest::refusesHosts()
{
    QFETCH(QString, host);
    HttpServer server;
    const Result<quint16> refused = server.listen(host, 0);
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().kind), QStringLiteral("invalidInput"));
}

void ServerTest::listensOnIpv6()
{
    HttpServer server;
    const Result<quint16> port = server.listen(QStringLiteral("::1"), 0);
    if (!port)
        QSKIP("this machine has no IPv6");
    RawClient client(*port, QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(statusOf(client.ask(get("/nothing"))), 404);
}

void ServerTest::closesWhileRepliesWait()
{
    EchoServer server;
    RawClient client(server.port);
    client.send(get("/later"));
    QTRY_COMPARE(server.waiting.size(), 1U);
    server.server().close();
    QVERIFY(client.waitForClose());
    server.waiting.clear();
}

void ServerTest::canListenAgain()
{
    EchoServer server;
    server.server().close();
    const Result<quint16> port = server.server().listen(QStringLiteral("localhost"), server.port);
    QVERIFY(port);
    QCOMPARE(*port, server.port);
    QCOMPARE(bodyOf(RawClient(*port).ask(get("/hello"))), QByteArray("hi"));
}

QTEST_GUILESS_MAIN(ServerTest)
#include "tst_server.moc"
