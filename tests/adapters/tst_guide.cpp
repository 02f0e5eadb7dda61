#include "local/clipmaker.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace crescendo;

// The local half of the guide from top to bottom, on the real service with real worker processes. Each
// command and each expected output is a test of its own name; they run in the guide's order on one service.
class TestGuide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_clip = makeClip({60, 120, 1, 44'100});
        m_service.writeConfig(R"({
          "Autoscaling": {
            "Enabled": true, "MinWorkers": 1, "MaxWorkers": 5, "ScaleUpThreshold": 3, "ScaleDownThreshold": 1,
            "CooldownSeconds": 2, "PollSeconds": 1 // quicker than the guide's 60 and 10
          }
        })");
        QVERIFY2(m_service.start(), qPrintable(m_service.output()));
    }

    void logSaysThatTheAutoscalerIsEnabled()
    {
        QVERIFY(m_service.waitForOutput(QStringLiteral(
            "WorkerAutoscalerService: Worker autoscaler enabled: Min=1, Max=5, ScaleUpThreshold=3, "
            "ScaleDownThreshold=1")));
    }

    void minWorkersAreAlwaysRunning()
    {
        QVERIFY(m_service.waitForOutput(QStringLiteral("Starting analysis workers: 0 -> 1")));
        QVERIFY(m_service.waitForOutput(QStringLiteral("Starting generation workers: 0 -> 1")));
        QVERIFY(m_service.waitForOutput(QStringLiteral("Successfully scaled analysis workers to 1")));
    }

    void metricsEndpointAnswersAsTheGuideShows()
    {
        HttpRequest request;
        request.target = "/api/metrics/autoscaling";
        const Result<HttpResponse> reply = await(m_service.transport().send(request));
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        const QJsonObject document = QJsonDocument::fromJson(reply->body).object();
        QCOMPARE(document.keys(),
                 (QStringList{QStringLiteral("analysis"), QStringLiteral("autoscaling"),
                              QStringLiteral("generation")}));
        QCOMPARE(QJsonDocument(document.value(QLatin1String("autoscaling")).toObject())
                     .toJson(QJsonDocument::Compact),
                 QByteArray("{\"enabled\":true,\"maxWorkers\":5,\"minWorkers\":1,\"scaleDownThreshold\":1,"
                            "\"scaleUpThreshold\":3,\"status\":\"active\"}"));
        QCOMPARE(
            QJsonDocument(document.value(QLatin1String("analysis")).toObject())
                .toJson(QJsonDocument::Compact),
            QByteArray(
                "{\"metrics\":{\"shouldScaleDown\":false,\"shouldScaleUp\":false,\"utilizationPercent\":0},"
                "\"queue\":{\"pending\":0,\"running\":0,\"total\":0}}"));
    }

    void uploadWithCurlAsTheGuideDoes()
    {
        QFile file(m_folder.filePath(QStringLiteral("test.wav")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(makeClip({3, 120, 7, 22'050}));
        file.close();
        QProcess curl;
        curl.start(QStringLiteral("curl"),
                   {QStringLiteral("-s"), QStringLiteral("-F"), QStringLiteral("file=@") + file.fileName(),
                    m_service.url() + QStringLiteral("/api/audio/upload")});
        QVERIFY(curl.waitForFinished(20'000));
        const QJsonObject answer = QJsonDocument::fromJson(curl.readAllStandardOutput()).object();
        QCOMPARE(answer.value(QLatin1String("pool")).toString(), QStringLiteral("analysis"));
        const JobId id{answer.value(QLatin1String("jobId")).toString()};
        QVERIFY(!id.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(m_service.job(id).state == JobState::Succeeded, 30'000);
    }

    void tenUploadsAtOnceScaleUp()
    {
        // "Generate load to test autoscaling: upload multiple files simultaneously."
        std::vector<Async<JobId>> uploads;
        for (int i = 1; i <= 10; ++i)
            uploads.push_back(m_service.client().upload(QStringLiteral("test-%1.wav").arg(i), m_clip));
        for (const Async<JobId> &upload : uploads) {
            const Result<JobId> job = await(upload);
            QVERIFY2(job, job ? "" : qPrintable(describe(job.error())));
            m_jobs.push_back(*job);
        }
        QVERIFY2(m_service.waitForOutput(QStringLiteral("Scaling UP analysis workers: 1 -> ")),
                 qPrintable(m_service.output()));
        QVERIFY(m_service.waitForOutput(QStringLiteral("Successfully scaled analysis workers to ")));
    }

    void workersAreNamedAndPortedAsTheGuideShows()
    {
        // directai-analysis-worker-1 (port 8001), -2 (8002), …; ports that others use are passed over.
        QTRY_VERIFY_WITH_TIMEOUT(analysis().workers.size() >= 2, 20'000);
        const Pool pool = analysis();
        for (std::size_t i = 0; i < pool.workers.size(); ++i) {
            QCOMPARE(pool.workers[i].name, QStringLiteral("directai-analysis-worker-%1").arg(i + 1));
            QVERIFY(pool.workers[i].port >= 8001 && pool.workers[i].port <= 8005);
        }
    }

    void everyJobEndsOnceAndWorkersGoDownAgain()
    {
        for (const JobId &job : m_jobs)
            QTRY_VERIFY_WITH_TIMEOUT(m_service.job(job).state == JobState::Succeeded, 120'000);
        QVERIFY(m_service.waitForOutput(QStringLiteral("Scaling DOWN analysis workers: "), 60'000));
        QVERIFY(
            m_service.waitForOutput(QStringLiteral(" -> 1 (load: "), 60'000)); // the last job may still run
        QTRY_COMPARE_WITH_TIMEOUT(analysis().workers.size(), std::size_t(1), 30'000);
    }

    void manualScaling()
    {
        // docker-compose up -d --scale analysis-worker=3 --no-recreate
        const ControlCall call{
            "PUT",
            "/api/autoscaling/pools/analysis/replicas",
            {{QStringLiteral("replicas"), 3}, {QStringLiteral("reason"), QStringLiteral("demo")}},
            {}};
        const Result<> done = await(m_service.client().control(call, false));
        QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
        QVERIFY(m_service.waitForOutput(
            QStringLiteral("Scaling analysis workers by hand: 1 -> 3 (reason: demo)")));
        QTRY_COMPARE_WITH_TIMEOUT(analysis().ready.value_or(0), 3, 20'000);
        // "The autoscaler takes over after the cooldown."
        QTRY_COMPARE_WITH_TIMEOUT(analysis().desired.value_or(0), 1, 20'000);
    }

    void stopUnusedWorkers()
    {
        // docker-compose stop analysis-worker; the autoscaler leaves a stopped pool alone.
        const QByteArray target = "/api/autoscaling/pools/analysis/stopped";
        QVERIFY(await(
            m_service.client().control({"PUT", target, {{QStringLiteral("stopped"), true}}, {}}, false)));
        QTRY_VERIFY_WITH_TIMEOUT(analysis().workers.empty(), 20'000);
        QVERIFY(await(m_service.client().upload(QStringLiteral("a.wav"), makeClip({2, 120, 9, 22'050}))));
        QTRY_COMPARE_WITH_TIMEOUT(toString(analysis().decisions.front().reason), QStringLiteral("stopped"),
                                  5'000);
        QVERIFY(analysis().workers.empty());
        QVERIFY(await(
            m_service.client().control({"PUT", target, {{QStringLiteral("stopped"), false}}, {}}, false)));
        QTRY_VERIFY_WITH_TIMEOUT(analysis().ready == 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(analysis().queue->load() == 0, 20'000);
    }

    void editingTheConfigurationAppliesWithoutRestart()
    {
        m_service.writeConfig(R"({
          "Autoscaling": {
            "Enabled": true, "MinWorkers": 2, "MaxWorkers": 5, // the guide's Conservative
            "ScaleUpThreshold": 5, "ScaleDownThreshold": 2, "CooldownSeconds": 120, "PollSeconds": 1
          }
        })");
        QVERIFY(m_service.waitForOutput(QStringLiteral(
            "Worker autoscaler enabled: Min=2, Max=5, ScaleUpThreshold=5, ScaleDownThreshold=2")));
        QTRY_VERIFY_WITH_TIMEOUT(analysis().ready == 2, 20'000);
    }

    void aBrokenFileKeepsTheLastGoodValues()
    {
        m_service.writeConfig("{\n  \"Autoscaling\": {\n    \"MinWorkers\" = 3\n  }\n}\n");
        QVERIFY(m_service.waitForOutput(QStringLiteral("appsettings.json: line 3, column 18: expected ':'")));
        QCOMPARE(analysis().profile->minWorkers, 2);
    }

    void logFilterOfTheGuideFindsTheLines()
    {
        // docker logs music-api 2>&1 | Select-String "Autoscal"
        int found = 0;
        const QStringList lines = m_service.output().split(QLatin1Char('\n'));
        for (const QString &line : lines) {
            if (line.contains(QLatin1String("Scaling UP")))
                found += line.contains(QLatin1String("Autoscal"), Qt::CaseInsensitive) ? 1 : -1000;
        }
        QVERIFY(found > 0);
        QFile file(m_service.dataFolder() + QStringLiteral("/autoscaler.log"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("Successfully scaled analysis workers to"));
    }

    void noWorkerOutlivesTheService()
    {
        std::vector<qint64> pids;
        for (const Worker &worker : analysis().workers)
            pids.push_back(worker.pid.value_or(0));
        QVERIFY(!pids.empty());
        m_service.terminate();
        QCOMPARE(m_service.exitCode(), 0);
        for (const qint64 pid : pids)
            QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QStringLiteral("/proc/%1").arg(pid)), 10'000);
    }

private:
    Pool analysis() { return await(m_service.client().pool({QStringLiteral("analysis")})).value_or(Pool()); }

    QTemporaryDir m_folder;
    ServiceProcess m_service;
    QByteArray m_clip;
    std::vector<JobId> m_jobs;
};

QTEST_GUILESS_MAIN(TestGuide)
#include "tst_guide.moc"
