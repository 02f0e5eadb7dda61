#include "api/leaseclient.h"
#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QDateTime>
#include <QJsonObject>
#include <QTcpServer>

using namespace crescendo;

namespace {

// The texts of the guide, word for word.
const QByteArray development = R"({
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1,
    "MaxWorkers": 5,
    "ScaleUpThreshold": 3,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 60
  }
})";
const QByteArray aggressive = R"({
  "Autoscaling": {
    "MinWorkers": 1,
    "MaxWorkers": 10,
    "ScaleUpThreshold": 2,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 30
  }
})";
const QByteArray costOptimized = R"({
  "Autoscaling": {
    "MinWorkers": 0,  # Scale to zero when idle (AKS only with KEDA)
    "MaxWorkers": 3,
    "ScaleUpThreshold": 1,
    "ScaleDownThreshold": 0,
    "CooldownSeconds": 180
  }
})";
const QByteArray widerGap = R"({
  "CooldownSeconds": 180,  // Increase from 60
  "ScaleUpThreshold": 5,
  "ScaleDownThreshold": 1   // Wider gap
})";
const QByteArray response = R"({
  "autoscaling": {
    "enabled": true,
    "minWorkers": 1,
    "maxWorkers": 5,
    "scaleUpThreshold": 3,
    "scaleDownThreshold": 1,
    "status": "active"
  },
  "analysis": {
    "queue": {
      "pending": 5,
      "running": 2,
      "total": 7
    },
    "metrics": {
      "utilizationPercent": 40,
      "shouldScaleUp": true,
      "shouldScaleDown": false
    }
  })"; // the guide's ends here; ours has the other pool, too
const QByteArray otherPool = R"(,
  "generation": {
    "queue": {
      "pending": 0,
      "running": 0,
      "total": 0
    },
    "metrics": {
      "utilizationPercent": 0,
      "shouldScaleUp": false,
      "shouldScaleDown": false
    }
  }
})";

// Asks for work like a worker while the service is there, and never does any of it.
const QByteArray idleWorker = R"(#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in --service) service=$2 ;; --token-file) token=$2 ;; --pool) pool=$2 ;; --id) id=$2 ;; esac
  shift
done
read -r secret <"$token"
while :; do
  printf '{"pool":"%s","worker":"%s"}' "$pool" "$id" |
    curl -s -o /dev/null -H "Authorization: Bearer $secret" -d @- "$service/api/worker/lease" || exit
  sleep 1
done
)";

const PoolId analysisPool{QStringLiteral("analysis")};
const PoolId generationPool{QStringLiteral("generation")};

bool areGuidePortsFree()
{
    for (quint16 port = 8001; port <= 8006; ++port) {
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHost, port))
            return false;
    }
    return true;
}

QByteArray outputOf(const QString &shellCommand)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), shellCommand});
    return shell.waitForFinished(20'000) ? shell.readAllStandardOutput() : QByteArray();
}

} // namespace

// The guide's files and numbers, exactly. The workers here finish no job, so that the load is what a test
// makes it; tst_guide has those that work.
class TestPresets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!areGuidePortsFree())
            QSKIP("the guide's ports 8001-8006 are in use on this machine");
    }

    void init()
    {
        m_service = std::make_unique<ServiceProcess>();
        m_service->writeConfig("{}"); // the file of the environment is laid over it
        m_service->writeConfig(development, QStringLiteral("appsettings.Development.json"));
        m_service->setEnvironment(QStringLiteral("Autoscaling__PollSeconds"), QStringLiteral("1"));
        m_worker = m_service->dataFolder() + QStringLiteral("/idle-worker");
        QFile script(m_worker);
        QVERIFY(script.open(QIODevice::WriteOnly) && script.write(idleWorker) > 0);
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void cleanup()
    {
        if (m_service && !m_service->url().isEmpty())
            m_service->terminate();
        m_service.reset();
        m_jobs.clear();
    }

    void curlPrintsTheGuidesResponse()
    {
        m_service->setEnvironment(QStringLiteral("Autoscaling__PollSeconds"), QStringLiteral("3600"));
        QVERIFY(m_service->start({QStringLiteral("--runner"), QStringLiteral("none")}));
        queue(7);
        // Two are wanted, so that two may come.
        const ControlCall scale{
            "PUT", "/api/autoscaling/pools/analysis/replicas", {{QStringLiteral("replicas"), 2}}, {}};
        QVERIFY(await(m_service->client().control(scale, false)));
        LeaseClient worker(m_service->transport(), m_service->workerToken());
        for (const char *name : {"w", "x"})
            QVERIFY(await(worker.lease(analysisPool, {QLatin1String(name)}, Seconds(5)))->has_value());
        QVERIFY(await(worker.lease(generationPool, {QStringLiteral("w")}, Seconds(0)))); // it is there, too
        const QString curl =
            QStringLiteral("curl -s http://localhost:%1/api/metrics/autoscaling").arg(m_service->port());
        QCOMPARE(outputOf(curl), response + otherPool);
        QCOMPARE(outputOf(curl + QStringLiteral(" | jq -r .autoscaling.status")), QByteArray("active\n"));
        QCOMPARE(outputOf(curl + QStringLiteral(" | jq -c .analysis.queue")),
                 QByteArray("{\"pending\":5,\"running\":2,\"total\":7}\n"));
    }

    void sevenJobsScaleFromOneToThreeAndBack()
    {
        m_service->setEnvironment(QStringLiteral("Autoscaling__CooldownSeconds"), QStringLiteral("3"));
        start();
        switchTo(false); // while the jobs come
        queue(7);
        switchTo(true);
        QVERIFY(logs("Scaling UP analysis workers: 1 -> 3 (load: 7)"));
        QVERIFY(logs("Successfully scaled analysis workers to 3"));
        QCOMPARE(workers(analysisPool),
                 (QStringList{QStringLiteral("directai-analysis-worker-1 8001"),
                              QStringLiteral("directai-analysis-worker-2 8002"),
                              QStringLiteral("directai-analysis-worker-3 8003")}));
        removeJobs();
        QVERIFY(logs("Scaling DOWN analysis workers: 3 -> 1 (load: 0)"));
        QTRY_COMPARE_WITH_TIMEOUT(workers(analysisPool),
                                  QStringList{QStringLiteral("directai-analysis-worker-1 8001")}, 20'000);
        QVERIFY(timeOf("Scaling UP").msecsTo(timeOf("Scaling DOWN")) >= 3000);
        for (const char *line :
             {"Worker autoscaler enabled: Min=1, Max=5, ScaleUpThreshold=3, ScaleDownThreshold=1",
              "Scaling UP analysis workers: 1 -> 3 (load: 7)", "Successfully scaled analysis workers to 3",
              "Scaling DOWN analysis workers: 3 -> 1 (load: 0)"}) {
            const QString filter =
                QStringLiteral("grep Autoscal '%1/autoscaler.log'").arg(m_service->dataFolder());
            QVERIFY2(outputOf(filter).contains(line), line);
        }
    }

    void bothPoolsAreScaledByHand()
    {
        start();
        scale(analysisPool, 3);
        scale(generationPool, 2);
        QTRY_COMPARE_WITH_TIMEOUT(workers(analysisPool).size(), 3, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(workers(generationPool),
                                  (QStringList{QStringLiteral("directai-generation-worker-1 8006"),
                                               QStringLiteral("directai-generation-worker-2 8005")}),
                                  20'000);
    }

    void disabledScalesNothing()
    {
        m_service->setEnvironment(QStringLiteral("Autoscaling__Enabled"), QStringLiteral("false"));
        start();
        queue(7);
        const QString status =
            QStringLiteral("curl -s %1/api/metrics/autoscaling | jq -r .autoscaling.status")
                .arg(m_service->url());
        QCOMPARE(outputOf(status), QByteArray("disabled\n"));
        QTRY_COMPARE(lastReason(), QStringLiteral("disabled"));
        QCOMPARE(workers(analysisPool).size(), 1);
        QVERIFY(!m_service->output().contains(QStringLiteral("Scaling ")));
    }

    void aggressiveIsLimitedByThePorts()
    {
        m_service->writeConfig(aggressive, QStringLiteral("appsettings.Development.json"));
        start();
        QVERIFY(logs("Worker autoscaler enabled: Min=1, Max=10, ScaleUpThreshold=2, ScaleDownThreshold=1"));
        switchTo(false);
        queue(20);
        switchTo(true);
        QVERIFY(logs("Scaling UP analysis workers: 1 -> 5 (load: 20)"));
        QTRY_COMPARE_WITH_TIMEOUT(workers(analysisPool).size(), 5, 20'000);
        QCOMPARE(workers(generationPool), QStringList{QStringLiteral("directai-generation-worker-1 8006")});
        const Pool pool = *await(m_service->client().pool(analysisPool));
        QCOMPARE(toString(pool.limitedBy), QStringLiteral("ports"));
    }

    void costOptimizedIsTakenAsItIsWritten()
    {
        m_service->writeConfig(costOptimized, QStringLiteral("appsettings.Development.json"));
        start();
        QVERIFY(logs("Worker autoscaler enabled: Min=1, Max=3, ScaleUpThreshold=1, ScaleDownThreshold=0"));
        QVERIFY(logs("scale to zero needs KEDA"));
    }

    void theWiderGapMustStandInItsSection()
    {
        start();
        m_service->writeConfig(widerGap);
        for (const char *key : {"CooldownSeconds", "ScaleUpThreshold", "ScaleDownThreshold"})
            QVERIFY2(logs(key), qPrintable(m_service->output()));
        QVERIFY(m_service->output().contains(QStringLiteral(" warn WorkerAutoscalerService: ")));
        QCOMPARE(await(m_service->client().pool(analysisPool))->profile->scaleUpThreshold, 3);
    }

private:
    void start()
    {
        QVERIFY2(m_service->start({QStringLiteral("--worker"), m_worker}), qPrintable(m_service->output()));
        QVERIFY(logs("Successfully scaled analysis workers to 1"));
        QVERIFY(logs("Successfully scaled generation workers to 1"));
    }

    bool logs(const char *line) { return m_service->waitForOutput(QString::fromLatin1(line)); }

    void queue(int count)
    {
        const QByteArray clip = makeClip({1, 120, 1, 22'050});
        for (int i = 0; i < count; ++i) {
            const Result<JobId> job = await(m_service->client().upload(QStringLiteral("test.wav"), clip));
            QVERIFY2(job, job ? "" : qPrintable(describe(job.error())));
            m_jobs.push_back(*job);
        }
    }

    void removeJobs()
    {
        for (const JobId &job : std::exchange(m_jobs, {}))
            control("DELETE", "/api/jobs/" + job.value.toUtf8(), {});
    }

    void switchTo(bool enabled)
    {
        for (const char *pool : {"analysis", "generation"})
            control("PUT", QByteArray("/api/autoscaling/pools/") + pool + "/profile",
                    {{QStringLiteral("enabled"), enabled}});
    }

    void scale(const PoolId &pool, int replicas)
    {
        control("PUT", "/api/autoscaling/pools/" + pool.value.toUtf8() + "/replicas",
                {{QStringLiteral("replicas"), replicas}, {QStringLiteral("holdSeconds"), 600}});
    }

    void control(const QByteArray &method, const QByteArray &target, const QJsonObject &body)
    {
        const Result<> done = await(m_service->client().control({method, target, body, {}}, false));
        QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
    }

    /// "name port" of each worker, by number.
    QStringList workers(const PoolId &pool)
    {
        QStringList names;
        const Result<Pool> state = await(m_service->client().pool(pool));
        for (const Worker &worker : state ? state->workers : std::vector<Worker>())
            names << QStringLiteral("%1 %2").arg(worker.name).arg(worker.port.value_or(0));
        return names;
    }

    QString lastReason()
    {
        const Result<Pool> pool = await(m_service->client().pool(analysisPool));
        return pool && !pool->decisions.empty() ? toString(pool->decisions.front().reason) : QString();
    }

    /// When the first line with this text was logged.
    QDateTime timeOf(const char *text)
    {
        for (const QString &line : m_service->output().split(QLatin1Char('\n'))) {
            if (line.contains(QLatin1String(text)))
                return QDateTime::fromString(line.section(QLatin1Char(' '), 0, 0), Qt::ISODateWithMs);
        }
        return {};
    }

    std::unique_ptr<ServiceProcess> m_service;
    QString m_worker;
    std::vector<JobId> m_jobs;
};

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
