#include "local/metricsplatform.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/unit/local/faultyreplies.h"

using namespace crescendo;

namespace {

using Script = ScriptedServer::Script;

const PoolId analysis{QStringLiteral("analysis")};

/// As the guide shows, of a service whose MaxWorkers is this.
QByteArray metricsBody(int maxWorkers = 5)
{
    AutoscalingMetrics metrics;
    metrics.common = {true, 1, maxWorkers, 3, 1, Seconds(60)};
    metrics.status = AutoscalerStatus::Active;
    metrics.pools[analysis] = {{5, 2}, 40, true, false};
    return encode(metrics);
}

Script good(int maxWorkers = 5)
{
    return {ScriptedServer::reply(200, metricsBody(maxWorkers))};
}

QByteArray withMember(const QByteArray &from, const QByteArray &to)
{
    return metricsBody().replace(from, to);
}

} // namespace

// Somebody else's endpoint that does what it should not: the console says so, keeps what it last saw, and
// goes on.
class MetricsFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<ScriptedServer>(); }
    void cleanup()
    {
        m_platform.reset();
        m_server.reset();
    }

    void saysWhatIsWrongAndGoesOn_data()
    {
        QTest::addColumn<Script>("fault");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const Script &fault, const char *kind, const char *detail) {
            QTest::newRow(name) << fault << QString::fromLatin1(kind) << QString::fromLatin1(detail);
        };
        row("500", {ScriptedServer::reply(500, "boom")}, "internal", "HTTP status 500: boom");
        row("an empty reply", body(""), "protocol", "");
        row("no HTTP", {ScriptedServer::send("220 mail.example ESMTP\r\n\r\n"), ScriptedServer::close()},
            "protocol", "");
        row("a page", body("<!doctype html><title>Music</title>"), "protocol", "");
        row("half a document", body(metricsBody().left(100)), "protocol", "");
        row("cut in the middle", cut(), "protocol", "");
        row("a text for a number", body(withMember("\"pending\": 5", "\"pending\": \"5\"")), "protocol",
            "analysis.queue.pending: ");
        row("a list for an object", body(withMember("\"queue\": {", "\"queue\": [], \"x\": {")), "protocol",
            "analysis.queue: ");
        row("a count below zero", body(withMember("\"running\": 2", "\"running\": -2")), "protocol",
            "analysis.queue.running: ");
        row("a number beyond all", body(withMember("\"pending\": 5", "\"pending\": 1e300")), "protocol",
            "analysis.queue.pending: ");
        row("100 MB", hundredMegabytes(), "limitExceeded", "");
        row("nothing for ever", {}, "timeout", "");
        row("a byte now and then", drip(), "timeout", "");
    }
    void saysWhatIsWrongAndGoesOn()
    {
        QFETCH(Script, fault);
        m_server->enqueue(good());
        m_server->enqueue(fault);
        m_server->enqueue(good(8)); // with another profile
        connect();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 10'000);
        const QString before = pool()->version;
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Lost, 30'000);
        const auto error = m_platform->snapshot()->sources.at(Source::Metrics).error;
        QVERIFY(error);
        QTEST(toString(error->kind), "kind");
        QFETCH(QString, detail);
        QVERIFY2(describe(*error).contains(detail), qPrintable(describe(*error)));
        QVERIFY(pool());
        QCOMPARE(pool()->queue, std::optional(QueueDepth{5, 2})); // what was last seen stays, with its age
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 10'000);
        QCOMPARE(pool()->profile->maxWorkers, 8);
        QVERIFY(pool()->version != before); // what was based on the old one is refused
    }

    /// Nobody waits for it: neither the window nor the other connections.
    void aHangingEndpointHoldsNothingUp()
    {
        connect();
        ScriptedServer other;
        for (int i = 0; i < 3; ++i)
            other.enqueue(good());
        MetricsPlatform live(endpointOf(other), std::make_unique<NetworkTransport>(other.url()), m_clock);
        live.start();
        QTRY_VERIFY_WITH_TIMEOUT(live.state() == ConnectionState::Live, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(other.requests().size() >= 2, 10'000);
        QVERIFY(m_platform->state() == ConnectionState::Connecting);
    }

private:
    static MetricsEndpoint endpointOf(const ScriptedServer &server)
    {
        MetricsEndpoint endpoint;
        endpoint.id = {QStringLiteral("foreign")};
        endpoint.url = server.url();
        return endpoint;
    }

    void connect()
    {
        m_platform = std::make_unique<MetricsPlatform>(
            endpointOf(*m_server), std::make_unique<NetworkTransport>(m_server->url()), m_clock);
        m_platform->start();
    }

    const Pool *pool() const { return m_platform->snapshot()->pool(analysis); }

    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<MetricsPlatform> m_platform;
};

QTEST_GUILESS_MAIN(MetricsFaultsTest)
#include "tst_metricsfaults.moc"
