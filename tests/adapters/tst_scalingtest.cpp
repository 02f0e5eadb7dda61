#include "control/changepipeline.h"
#include "control/connections.h"
#include "control/scalingtestrun.h"
#include "history/journal.h"
#include "local/clipmaker.h"
#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "tests/support/serviceprocess.h"

#include <QFile>
#include <QTest>

using namespace crescendo;

// The guide's "Test scaling" on the real service with real workers.
class TestScalingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<ServiceProcess>();
        m_connections = std::make_unique<Connections>();
        auto journal = Journal::open(m_service->dataFolder() + QStringLiteral("/journal.db"), m_clock);
        QVERIFY(journal);
        m_journal = std::move(*journal);
        m_pipeline = std::make_unique<ChangePipeline>(*m_connections, *m_journal, QStringLiteral("tester"));
        m_run = std::make_unique<ScalingTestRun>(*m_connections, *m_pipeline, m_clock);
    }
    void cleanup()
    {
        m_run.reset();
        m_pipeline.reset();
        m_journal.reset();
        m_connections.reset();
        m_service.reset();
    }

    void seesARealScaleUp()
    {
        connectToService();
        ScalingTestPlan plan = planOf(8);
        plan.load.workPerClip = Seconds(1);
        const Result<> started = m_run->start(plan);
        QVERIFY2(started, started ? "" : qPrintable(describe(started.error())));
        QTRY_VERIFY_WITH_TIMEOUT(!m_run->isRunning(), 180'000);
        const ScalingTestResult &result = m_run->test()->result();
        QCOMPARE(*result.end, ScalingTestEnd::Drained);
        QCOMPARE(result.uploaded, 8);
        QVERIFY(result.firstDecision && result.firstWorker && result.drained);
        QVERIFY(*result.firstDecision <= *result.firstWorker);
        QVERIFY(*result.mostWorkers > *result.workersBefore);
        QVERIFY(result.scaleEvents.front().decision.reason == DecisionReason::ScaledUp);
    }

    void ownFilesAreSentFromDisk()
    {
        connectToService();
        ScalingTestPlan plan = planOf(4);
        plan.load.files = {write("a.wav", makeClip({2, 120, 1, 22'050})),
                           write("b \"quoted\".wav", makeClip({2, 90, 2, 22'050}))};
        QVERIFY(m_run->start(plan));
        QTRY_VERIFY_WITH_TIMEOUT(!m_run->isRunning(), 120'000);
        QCOMPARE(*m_run->test()->result().end, ScalingTestEnd::Drained);
        QCOMPARE(m_run->test()->result().uploaded, 4);
    }

    void theServiceSaysWhyItTakesNoFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("status");
        QTest::newRow("too large") << makeClip({60, 120, 1, 44'100}) << 413;
        QTest::newRow("no audio") << QByteArray(5'000, 'x') << 415;
    }
    void theServiceSaysWhyItTakesNoFile()
    {
        QFETCH(QByteArray, content);
        m_service->writeConfig(quickConfig().replace(0, 1, R"({"Upload": {"MaxBytes": 100000},)"));
        connectToService();
        ScalingTestPlan plan = planOf(3);
        plan.load.files = {write("song.wav", content)};
        QVERIFY(m_run->start(plan));
        QTRY_VERIFY_WITH_TIMEOUT(!m_run->isRunning(), 60'000);
        const ScalingTestResult &result = m_run->test()->result();
        QCOMPARE(*result.end, ScalingTestEnd::AllUploadsFailed);
        QCOMPARE(result.refused, 3);
        QTEST(result.failures.front().error.httpStatus, "status");
    }

private:
    void connectToService()
    {
        QVERIFY2(m_service->start(), qPrintable(m_service->output()));
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.url = m_service->url();
        endpoint.controlToken = [this] { return m_service->controlToken(); };
        Platform &platform = m_connections->add(std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<NetworkTransport>(QUrl(m_service->url())), m_clock));
        platform.start();
        const auto isReady = [&platform] {
            const Pool *pool = platform.snapshot()->pool({QStringLiteral("analysis")});
            return pool && pool->ready == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isReady(), 30'000);
    }

    static ScalingTestPlan planOf(int clips)
    {
        return {{QStringLiteral("local")},
                {QStringLiteral("analysis")},
                {.clips = clips, .parallel = 10},
                Seconds(150)};
    }

    QString write(const char *name, const QByteArray &content) const
    {
        QFile file(m_service->dataFolder() + QLatin1Char('/') + QLatin1String(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }

    SystemClock m_clock;
    std::unique_ptr<ServiceProcess> m_service;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<ChangePipeline> m_pipeline;
    std::unique_ptr<ScalingTestRun> m_run;
};

QTEST_GUILESS_MAIN(TestScalingTest)
#include "tst_scalingtest.moc"
