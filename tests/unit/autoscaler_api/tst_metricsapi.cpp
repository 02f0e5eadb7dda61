#include "autoscaler/api/metricsapi.h"
#include "autoscaler/loop/servicelog.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakerunner.h"
#include "tests/support/rawclient.h"

#include <QJsonDocument>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
const Profile common{true, 1, 5, 3, 1, Seconds(60)};
const Profile ofGeneration{true, 1, 2, 10, 5, Seconds(60)};

} // namespace

// What the service tells those that watch it, of two pools that are configured each in its own way.
class TestMetricsApi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_runner = std::make_unique<FakeRunner>();
        m_queue = *JobQueue::open({.directory = m_folder->path()}, m_clock);
        m_log = std::make_unique<ServiceLog>(ServiceLog::Options{{}, 0, 0, false}, m_clock);
        m_autoscaler = std::make_unique<Autoscaler>(
            m_clock, [this](const PoolId &pool) { return m_queue->depth(pool); }, *m_runner,
            StateFile(m_folder->filePath(QStringLiteral("state.json"))), *m_log);
        AutoscalerPlan plan{common, std::chrono::hours(1), {}};
        plan.pools.emplace(analysis, PoolPlan{.profile = common, .limits = {.maxConcurrentJobs = 2}});
        plan.pools.emplace(generation, PoolPlan{.profile = ofGeneration});
        m_autoscaler->configure(plan);
        m_api = std::make_unique<MetricsApi>(*m_autoscaler, *m_queue);
        m_server = std::make_unique<HttpServer>();
        m_api->addRoutes(*m_server);
        m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
        m_runner->reach(analysis, 1);
        m_autoscaler->start();
    }

    void cleanup()
    {
        m_server.reset();
        m_api.reset();
        m_autoscaler.reset();
        m_queue.reset();
    }

    void eachPoolHasItsOwnValues()
    {
        QVERIFY(m_autoscaler->scale({generation, {}, false, {}}, 2, {}));
        fill(analysis, 1, 3);
        fill(generation, 3, 1);
        const QJsonDocument expected = QJsonDocument::fromJson(R"({
            "autoscaling": {"enabled": true, "minWorkers": 1, "maxWorkers": 5, "scaleUpThreshold": 3,
                            "scaleDownThreshold": 1, "status": "active"},
            "analysis": {"queue": {"pending": 1, "running": 3, "total": 4},
                         "metrics": {"utilizationPercent": 30, "shouldScaleUp": true,
                                     "shouldScaleDown": false}},
            "generation": {"queue": {"pending": 3, "running": 1, "total": 4},
                           "metrics": {"utilizationPercent": 50, "shouldScaleUp": false,
                                       "shouldScaleDown": true}}})");
        QCOMPARE(QJsonDocument::fromJson(get("/api/metrics/autoscaling")).toJson(), expected.toJson());
    }

    void prometheusReads_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line :
             {R"(crescendo_queue_jobs{pool="analysis",state="pending"} 2)",
              R"(crescendo_queue_jobs{pool="analysis",state="running"} 1)",
              R"(crescendo_queue_jobs{pool="generation",state="pending"} 0)",
              R"(crescendo_workers{pool="generation",state="target"} 1)",
              R"(crescendo_decisions_total{pool="analysis",direction="none",reason="atMinimum"} 1)",
              R"(crescendo_decisions_total{pool="generation",direction="up",reason="manual"} 1)",
              R"(crescendo_decisions_total{pool="generation",direction="down",reason="manual"} 1)",
              R"(crescendo_decisions_total{pool="generation",direction="up",reason="startUp"} 1)"})
            QTest::newRow(line) << QByteArray(line);
    }

    void prometheusReads()
    {
        QFETCH(const QByteArray, line);
        for (const int replicas : {2, 1})
            QVERIFY(m_autoscaler->scale({generation, {}, false, {}}, replicas, {}));
        fill(analysis, 2, 1);
        const QByteArray text = get("/metrics");
        QVERIFY2(text.split('\n').contains(line), text);
    }

private:
    void fill(const PoolId &pool, int pending, int running) const
    {
        for (int i = 0; i < pending + running; ++i)
            QVERIFY(await(m_queue->add({.pool = pool, .parameters = {}, .inputPath = {}})));
        for (int i = 0; i < running; ++i)
            QVERIFY(*await(m_queue->lease(pool, {QStringLiteral("w")})));
    }

    QByteArray get(const QByteArray &target) const
    {
        RawClient client(m_port);
        return bodyOf(client.ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeRunner> m_runner;
    std::unique_ptr<JobQueue> m_queue;
    std::unique_ptr<ServiceLog> m_log;
    std::unique_ptr<Autoscaler> m_autoscaler;
    std::unique_ptr<MetricsApi> m_api;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestMetricsApi)
#include "tst_metricsapi.moc"
