#include "api/poolstate.h"
#include "local/endpointplatform.h"
#include "tests/unit/local/metricsfixture.h"

#include <QJsonDocument>
#include <QSignalSpy>

using namespace crescendo;

namespace {

/// What our own service answers for two pools.
HttpResponse ownState()
{
    QJsonObject pools;
    for (const char *name : {"analysis", "generation"}) {
        Pool pool;
        pool.id = {QString::fromLatin1(name)};
        pool.ready = 1;
        pools.insert(pool.id.value, toJson(pool));
    }
    return jsonReply(200, QJsonDocument(QJsonObject{{QStringLiteral("pools"), pools}}).toJson());
}

QString poolsOf(const Platform &platform)
{
    QStringList names;
    for (const auto &entry : platform.snapshot()->pools)
        names << entry.first.value;
    return names.join(QLatin1Char(' '));
}

} // namespace

class TestEndpointPlatform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<MetricsFixture>(); }
    void cleanup()
    {
        m_platform.reset();
        m_transport.reset();
        m_fixture.reset();
    }

    void takesOurServiceInFull()
    {
        m_state = ownState();
        connect();
        QTRY_COMPARE(poolsOf(*m_platform), QStringLiteral("analysis generation"));
        QVERIFY(m_platform->state() == ConnectionState::Live);
        QVERIFY(m_platform->capabilities().holds);
    }

    void takesAnyOtherByItsMetrics_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no such path") << 404 << QByteArray("{}");
        QTest::newRow("not for us") << 401 << QByteArray();
        QTest::newRow("not that method") << 405 << QByteArray();
        QTest::newRow("a page") << 200 << QByteArray("<!doctype html><title>Music</title>");
    }
    void takesAnyOtherByItsMetrics()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_state = {status, {}, body};
        connect();
        QTRY_COMPARE(poolsOf(*m_platform), QStringLiteral("web"));
        QVERIFY(m_platform->state() == ConnectionState::Live);
        QVERIFY(!m_platform->capabilities().holds);
    }

    void waitsForAServiceThatAnswersNothingYet_data()
    {
        QTest::addColumn<bool>("isDown");
        QTest::newRow("not there") << true;
        QTest::newRow("in trouble") << false;
    }
    void waitsForAServiceThatAnswersNothingYet()
    {
        QFETCH(bool, isDown);
        m_fixture->isDown = isDown;
        m_state = {503, {}, "starting"};
        connect();
        QTRY_VERIFY(m_platform->state() == ConnectionState::Lost);
        QVERIFY(m_platform->snapshot()->sources.at(Source::Metrics).error);
        const auto refused = await(m_platform->apply(changeOfWeb(SetReplicas{2, std::nullopt})));
        QCOMPARE(toString(refused.error().kind), QStringLiteral("unavailable"));
        m_fixture->isDown = false;
        m_state = ownState();
        QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
    }

    void seesThatAnotherServiceCameBack()
    {
        m_state = ownState();
        connect();
        QTRY_COMPARE(poolsOf(*m_platform), QStringLiteral("analysis generation"));
        QSignalSpy snapshots(m_platform.get(), &Platform::snapshotChanged);
        m_state = {404, {}, {}};
        QTRY_COMPARE_WITH_TIMEOUT(poolsOf(*m_platform), QStringLiteral("web"), 10'000);
        std::vector<PoolId> removed;
        for (const QList<QVariant> &arguments : snapshots) {
            const auto &gone = arguments.front().value<SnapshotPtr>()->removed;
            removed.insert(removed.end(), gone.begin(), gone.end());
        }
        QCOMPARE(removed.size(), std::size_t(2)); // so that models take them away
        m_fixture->isDown = true;
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Lost, 10'000);
        m_state = ownState();
        m_fixture->isDown = false;
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->capabilities().holds, 10'000);
    }

    void passesOnWhatItsServiceTells()
    {
        m_state = ownState();
        connect();
        QSignalSpy samples(m_platform.get(), &Platform::sampled);
        QSignalSpy events(m_platform.get(), &Platform::eventObserved);
        QTRY_VERIFY(!samples.empty() && !m_transport->streams.empty());
        ScriptedStream &stream = *m_transport->streams.front();
        Q_EMIT stream.opened(200, {{"Content-Type", "text/event-stream"}});
        Q_EMIT stream.received("event: log\ndata: {\"line\": \"ready\"}\n\n");
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.front().front().value<PlatformEvent>().text, QStringLiteral("ready"));
    }

    void refusesChangesWhenItOnlyReads()
    {
        m_config.readOnly = true;
        connect();
        QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
        QVERIFY(m_platform->capabilities().readOnly);
        const auto refused = await(m_platform->apply(changeOfWeb(SetReplicas{2, std::nullopt})));
        QCOMPARE(toString(refused.error().kind), QStringLiteral("forbidden"));
        QCOMPARE(m_fixture->engine.show(), QStringLiteral("web-1 running"));
        m_config.readOnly = false;
    }

    void stopsAndStartsAgain()
    {
        connect();
        QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
        m_platform->stop();
        QVERIFY(m_platform->state() == ConnectionState::Stopped);
        m_platform->start();
        QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
    }

private:
    void connect()
    {
        m_config.service.id = {QStringLiteral("foreign")};
        m_config.service.url = QStringLiteral("http://127.0.0.1:5000");
        m_config.project = QStringLiteral("p");
        m_transport = std::make_unique<ScriptedTransport>([this](const HttpRequest &request) {
            if (request.target == "/api/autoscaling/state" && !m_fixture->isDown)
                return Result<HttpResponse>(m_state);
            return m_fixture->answer(request);
        });
        const auto service = [this] { return std::make_unique<ForwardingTransport>(*m_transport); };
        m_platform = std::make_unique<EndpointPlatform>(
            m_config, EndpointConnectors{service, m_fixture->connectEngine}, m_fixture->clock);
        m_platform->start();
    }

    EndpointConfig m_config;
    HttpResponse m_state{404, {}, {}};
    std::unique_ptr<MetricsFixture> m_fixture;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<EndpointPlatform> m_platform;
};

QTEST_GUILESS_MAIN(TestEndpointPlatform)
#include "tst_endpointplatform.moc"
