#include "net/server/server.h"

#include "tests/support/rawclient.h"

#include <QTimer>

using namespace crescendo;

namespace {

constexpr qsizetype longAnswer = 64 * 1024 * 1024;

class CountingSink final : public BodySink {
public:
    qint64 maxBytes() const override { return 200'000; }
    std::optional<ServerResponse> append(QByteArrayView bytes) override
    {
        m_size += bytes.size();
        return std::nullopt;
    }
    void finish(ReplyPtr reply) override
    {
        reply->send({200, "text/plain", QByteArray::number(m_size), {}, {}});
    }

private:
    qsizetype m_size = 0;
};

/// Counts how many of its kind there are.
class FormSink final : public UploadSink {
public:
    explicit FormSink(int &open) : m_open(open) { ++m_open; }
    FormSink(const FormSink &) = delete;
    FormSink &operator=(const FormSink &) = delete;
    ~FormSink() override { --m_open; }

    qint64 maxBytes() const override { return 400'000; }
    std::optional<ServerResponse> beginPart(const QByteArray &, const QByteArray &) override
    {
        ++m_parts;
        return std::nullopt;
    }
    std::optional<ServerResponse> append(QByteArrayView) override { return std::nullopt; }
    void finish(ReplyPtr reply) override
    {
        reply->send({200, "text/plain", QByteArray::number(m_parts), {}, {}});
    }

private:
    int &m_open;
    int m_parts = 0;
};

ServerLimits quickLimits()
{
    ServerLimits limits;
    limits.maxBodyBytes = 1000;
    limits.maxHeaderBytes = 4096;
    limits.maxConnectionsPerAddress = 5;
    limits.maxStreams = 2;
    limits.maxStreamBytes = 1'000'000;
    limits.idleTimeout = Millis(1000);
    limits.requestTimeout = Millis(300);
    return limits;
}

QByteArray post(const QByteArray &target, const QByteArray &headers)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

QByteArray postForm(qsizetype length)
{
    return post("/form",
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                    + QByteArray::number(length) + "\r\n");
}

QByteArray part(const QByteArray &name)
{
    return "--b\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\nx\r\n";
}

} // namespace

// What clients cannot do to the server, however they go about it.
class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(quickLimits()); }

    void cleanup()
    {
        m_streams.clear();
        m_server.reset();
    }

    void refusesBeforeTheBodyComes_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("status");
        QTest::newRow("memory") << post("/memory", "Content-Length: 999999999999\r\n") << 413;
        QTest::newRow("sink") << post("/sink", "Content-Length: 200001\r\n") << 413;
        QTest::newRow("guard") << post("/guarded", "Content-Length: 200000\r\n") << 401;
        QTest::newRow("long header") << "GET /hello HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(5000, 'x')
                + "\r\n\r\n" << 431;
        QTest::newRow("many headers")
            << "GET /hello HTTP/1.1\r\nHost: a\r\n" + QByteArray("X: y\r\n").repeated(900) + "\r\n"
            << 431;
    }

    void refusesBeforeTheBodyComes()
    {
        QFETCH(QByteArray, head);
        RawClient client(m_port);
        QTEST(statusOf(client.ask(head)), "status");
    }

    void takesAStreamedBody()
    {
        RawClient client(m_port);
        const QByteArray body(200'000, 'x');
        QCOMPARE(bodyOf(client.ask(post("/sink", "Content-Length: 200000\r\n") + body)),
                 QByteArray("200000"));
        // Nothing is announced, and 500 bytes too many come: 30f34 are 200,500.
        const QByteArray chunk = "30f34\r\n" + body + QByteArray(500, 'x') + "\r\n0\r\n\r\n";
        QCOMPARE(statusOf(client.ask(post("/sink", "Transfer-Encoding: chunked\r\n") + chunk)), 413);
    }

    void closesOnWhatHasNoEnd_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("method") << QByteArray("GET");
        QTest::newRow("target") << QByteArray("GET /hello?");
        QTest::newRow("header") << QByteArray("GET /hello HTTP/1.1\r\nX: ");
        QTest::newRow("chunk extension") << post("/sink", "Transfer-Encoding: chunked\r\n") + "5;x=";
    }

    void closesOnWhatHasNoEnd()
    {
        QFETCH(QByteArray, begin);
        ServerLimits limits = quickLimits();
        limits.requestTimeout = Millis(60'000); // it is the size that ends it
        this->begin(limits);
        RawClient client(m_port);
        client.send(begin);
        QTimer endless;
        connect(&endless, &QTimer::timeout, &client.socket(), [&client] {
            if (!client.isClosed())
                client.send(QByteArray(2000, 'x'));
        });
        endless.start(5);
        QVERIFY(client.waitForClose());
        QVERIFY(!client.received().contains(" 200 "));
    }

    void closesOnAClientThatDrips_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("silence") << QByteArray();
        QTest::newRow("target") << QByteArray("GET /hello?");
        QTest::newRow("head") << QByteArray("GET /hello HTTP/1.1\r\nX: ");
        QTest::newRow("body") << post("/memory", "Content-Length: 1000\r\n");
        QTest::newRow("streamed body") << post("/sink", "Content-Length: 100000\r\n");
        QTest::newRow("chunk extension") << post("/sink", "Transfer-Encoding: chunked\r\n") + "5;x=";
    }

    void closesOnAClientThatDrips()
    {
        QFETCH(QByteArray, begin);
        RawClient client(m_port);
        client.send(begin);
        QTimer drip;
        connect(&drip, &QTimer::timeout, &client.socket(), [&client] { client.send("x"); });
        if (!begin.isEmpty())
            drip.start(50);
        QVERIFY(client.waitForClose());
        QVERIFY(RawClient(m_port).ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").contains(" 200 "));
    }

    /// An upload may take longer than a request may, as long as it goes on.
    void takesASlowUpload()
    {
        ServerLimits limits = quickLimits();
        limits.idleTimeout = Millis(10'000);
        limits.requestTimeout = Millis(3'000);
        begin(limits);
        RawClient client(m_port);
        QElapsedTimer taken;
        taken.start();
        client.send(post("/sink", "Content-Length: 200000\r\n") + QByteArray(66'000, 'x'));
        QTimer slow;
        connect(&slow, &QTimer::timeout, &client.socket(),
                [&client] { client.send(QByteArray(67'000, 'x')); });
        slow.start(1'600);
        QVERIFY(client.waitFor("200000", 20'000));
        QVERIFY(taken.elapsed() > limits.requestTimeout.count());
    }

    void boundsForms_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<int>("status");
        QTest::newRow("as many parts as may be") << part("a").repeated(16) + "--b--\r\n" << 200;
        QTest::newRow("one more") << part("a").repeated(17) + "--b--\r\n" << 413;
        QTest::newRow("as long a name as may be") << part(QByteArray(1024, 'n')) + "--b--\r\n" << 200;
        QTest::newRow("a longer one") << part(QByteArray(1025, 'n')) + "--b--\r\n" << 413;
        QTest::newRow("cut short") << part("a") << 400;
    }

    void boundsForms()
    {
        QFETCH(QByteArray, form);
        RawClient client(m_port);
        QTEST(statusOf(client.ask(postForm(form.size()) + form)), "status");
        QTRY_COMPARE(m_sinks, 0); // it takes with it what it wrote
    }

    void anUploadGoesWithItsClient()
    {
        RawClient client(m_port);
        client.send(postForm(100'000) + part("a"));
        QTRY_COMPARE(m_sinks, 1);
        client.socket().abort();
        QTRY_COMPARE(m_sinks, 0);
    }

    void closesOnAClientThatReadsInDrips()
    {
        RawClient client(m_port);
        client.stopReading();
        client.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
        QTimer drip;
        connect(&drip, &QTimer::timeout, &client.socket(), [&client] {
            client.socket().read(1);
            client.socket().write("x"); // else what lies in its buffers would hide the end from it
        });
        drip.start(50);
        QVERIFY(client.waitForClose(20'000));
    }

    void aLongAnswerMayTakeLong()
    {
        RawClient client(m_port);
        client.stopReading();
        client.socket().setReadBufferSize(200'000);
        client.send("GET /long HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        QTimer steady;
        qsizetype taken = 0;
        connect(&steady, &QTimer::timeout, &client.socket(),
                [&client, &taken] { taken += client.socket().read(1'000'000).size(); });
        steady.start(5);
        QTRY_VERIFY_WITH_TIMEOUT(taken > longAnswer, 30'000);
    }

    void takesSoManyConnectionsOfOneAddress()
    {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 5; ++i)
            clients.push_back(std::make_unique<RawClient>(m_port));
        for (const auto &client : clients)
            QCOMPARE(statusOf(client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
        RawClient another(m_port);
        another.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(another.waitForClose());
        QVERIFY(another.received().isEmpty());
        clients.front()->socket().abort();
        QTRY_COMPARE(statusOf(RawClient(m_port).ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
    }

    void takesSoManyConnections()
    {
        ServerLimits limits = quickLimits();
        limits.maxConnections = 2;
        begin(limits);
        const QByteArray hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
        RawClient first(m_port);
        RawClient second(m_port);
        QCOMPARE(statusOf(first.ask(hello)), 200);
        QCOMPARE(statusOf(second.ask(hello)), 200);
        RawClient third(m_port);
        third.send(hello);
        for (int i = 0; i < 20; ++i) // in the time of so many answers it would have its own
            QCOMPARE(statusOf(second.ask(hello)), 200);
        QVERIFY(third.received().isEmpty()); // it waits for a place
        first.socket().abort();
        QCOMPARE(statusOf(third.reply()), 200);
    }

    void opensSoManyStreams()
    {
        const QByteArray open = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
        RawClient first(m_port);
        RawClient second(m_port);
        first.send(open);
        second.send(open);
        QTRY_COMPARE(m_streams.size(), std::size_t(2));
        RawClient third(m_port);
        QCOMPARE(statusOf(third.ask(open)), 503);
        first.socket().abort();
        QTRY_VERIFY(!m_streams.front()->write("x"));
        RawClient fourth(m_port);
        fourth.send(open);
        QTRY_COMPARE(m_streams.size(), std::size_t(4));
    }

    void cutsAStreamThatIsNotRead()
    {
        RawClient client(m_port);
        client.stopReading();
        client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_streams.size(), std::size_t(1));
        QTRY_VERIFY(!m_streams.front()->write(QByteArray(900'000, 'x')));
        QVERIFY(!m_streams.front()->write("x"));
    }

private:
    void begin(const ServerLimits &limits)
    {
        m_server = std::make_unique<HttpServer>(limits);
        m_server->route("GET", "/hello",
                        [](const ServerRequest &, const ReplyPtr &reply) { reply->send({}); });
        m_server->route("GET", "/long", [](const ServerRequest &, const ReplyPtr &reply) {
            reply->send({200, "text/plain", QByteArray(longAnswer, 'x'), {}, {}});
        });
        m_server->route("GET", "/stream", [this](const ServerRequest &, const ReplyPtr &reply) {
            m_streams.push_back(reply->stream({}, [] {}));
        });
        m_server->route("POST", "/memory",
                        [](const ServerRequest &, const ReplyPtr &reply) { reply->send({}); });
        m_server->route(
            "POST", "/guarded", [](const ServerRequest &, const ReplyPtr &reply) { reply->send({}); },
            [](const ServerRequest &) { return std::optional(problem(401, QStringLiteral("no"))); });
        m_server->routeBody("/sink", [](const ServerRequest &) { return std::make_unique<CountingSink>(); });
        m_server->routeUpload("/form",
                              [this](const ServerRequest &) { return std::make_unique<FormSink>(m_sinks); });
        m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    }

    std::unique_ptr<HttpServer> m_server;
    std::vector<std::shared_ptr<ReplyStream>> m_streams;
    int m_sinks = 0; // that there are now
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
