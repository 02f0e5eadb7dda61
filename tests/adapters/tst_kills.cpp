#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/httpget.h"
#include "tests/support/printedseed.h"
#include "tests/support/serviceprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <csignal>
#include <set>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
constexpr double clipSeconds = 30; // long enough for a kill in the middle

/// Of the first worker for analysis; 0 while there is none.
qint64 firstPid(ServiceProcess &service)
{
    const Pool pool = service.pool(analysis);
    return pool.workers.empty() ? 0 : pool.workers.front().pid.value_or(0);
}

int processesNaming(const QString &folder)
{
    int count = 0;
    for (const QString &pid :
         QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
        QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (commandLine.open(QIODevice::ReadOnly))
            count += commandLine.readAll().contains(folder.toUtf8()) ? 1 : 0;
    }
    return count;
}

} // namespace

// What must hold when the service and workers are killed at any moment: nothing accepted is lost, everything
// ends once, and the fleet comes to its target.
class TestKills : public QObject {
    Q_OBJECT

private:
    static std::vector<Worker> busyWorkers(ServiceProcess &service);
    static void collect(const std::vector<Async<JobId>> &uploads, std::set<JobId> &accepted);
    static std::vector<Job> jobs(ServiceProcess &service);
    static std::size_t jobsThatEnded(ServiceProcess &service);
    static bool isIdle(ServiceProcess &service);
    static void checkResults(ServiceProcess &service, const std::set<JobId> &accepted);

private Q_SLOTS:
    void everyJobEndsOnceThoughServiceAndWorkersAreKilled()
    {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.output()));
        const quint32 seed = printedSeed();
        QRandomGenerator random(seed);
        const QByteArray clip = makeClip({clipSeconds, 120, seed, 22'050});
        std::set<JobId> accepted;
        for (int round = 0; round < 6; ++round) {
            std::vector<Async<JobId>> uploads;
            for (int i = 0; i < 3; ++i)
                uploads.push_back(service.client().upload(QStringLiteral("a.wav"), clip));
            QTRY_VERIFY_WITH_TIMEOUT(!busyWorkers(service).empty(), 30'000);
            for (const Worker &worker : busyWorkers(service))
                ::kill(static_cast<pid_t>(*worker.pid), SIGKILL);
            if (round % 2 == 0) {
                QTest::qWait(static_cast<int>(random.bounded(300))); // uploads are under way, or not any more
                service.kill();
                collect(uploads, accepted);
                QVERIFY2(service.start(), qPrintable(service.output()));
            } else {
                collect(uploads, accepted);
            }
        }
        QVERIFY(!accepted.empty());
        QTRY_VERIFY_WITH_TIMEOUT(jobsThatEnded(service) >= accepted.size() && isIdle(service), 150'000);
        checkResults(service, accepted);
    }

    void aKilledWorkerIsReplaced()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        QTRY_VERIFY_WITH_TIMEOUT(service.pool(analysis).ready == 1, 20'000);
        const qint64 pid = firstPid(service);
        QVERIFY(pid > 0);
        ::kill(static_cast<pid_t>(pid), SIGKILL);
        const auto replaced = [&] { return service.pool(analysis).ready == 1 && firstPid(service) != pid; };
        QTRY_VERIFY_WITH_TIMEOUT(replaced(), 20'000);
    }

    void noWorkerOutlivesAKilledService()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        QTRY_VERIFY_WITH_TIMEOUT(service.pool(analysis).ready == 1, 20'000);
        const qint64 pid = firstPid(service);
        QVERIFY(pid > 0);
        service.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QStringLiteral("/proc/%1").arg(pid)), 15'000);
    }

    void noWorkerOutlivesAServiceThatStartsThem()
    {
        ServiceProcess service;
        service.setEnvironment(QStringLiteral("Autoscaling__MinWorkers"), QStringLiteral("5"));
        QRandomGenerator random(printedSeed());
        for (int round = 0; round < 5; ++round) {
            QVERIFY2(service.start(), qPrintable(service.output()));
            QTest::qWait(static_cast<int>(random.bounded(60))); // some are forked, some run already
            service.kill();
        }
        QTRY_COMPARE_WITH_TIMEOUT(processesNaming(service.dataFolder()), 0, 15'000);
    }

    void aScaleGoesOnAfterTheServiceWasKilled()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        QRandomGenerator random(printedSeed());
        QVERIFY(service.setReplicas(analysis, 5));
        QTest::qWait(static_cast<int>(random.bounded(500))); // somewhere in the middle
        service.kill();
        QVERIFY(service.start());
        QTRY_COMPARE_WITH_TIMEOUT(service.pool(analysis).ready, std::optional(5), 30'000);
        QStringList numbers;
        for (const Worker &worker : service.pool(analysis).workers)
            numbers << worker.name.section(QLatin1Char('-'), -1);
        QCOMPARE(numbers.join(QLatin1Char(' ')), QStringLiteral("1 2 3 4 5"));
    }

    void holdsAndTargetsSurviveARestart()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        const PoolId generation{QStringLiteral("generation")};
        QVERIFY(service.setReplicas(generation, 2));
        service.kill();
        QVERIFY(service.start());
        QTRY_VERIFY_WITH_TIMEOUT(service.pool(generation).ready == 2, 20'000);
        QVERIFY(service.pool(generation).hold);
    }
};

std::vector<Worker> TestKills::busyWorkers(ServiceProcess &service)
{
    const Result<Pool> pool = await(service.client().pool(analysis));
    std::vector<Worker> workers = pool ? pool->workers : std::vector<Worker>();
    std::erase_if(workers, [](const Worker &worker) { return !worker.job || !worker.pid; });
    return workers;
}

/// Those that the service has accepted; what was under way when it was killed may have been, or not.
void TestKills::collect(const std::vector<Async<JobId>> &uploads, std::set<JobId> &accepted)
{
    for (const Async<JobId> &upload : uploads) {
        if (const Result<JobId> job = await(upload))
            accepted.insert(*job);
    }
}

std::vector<Job> TestKills::jobs(ServiceProcess &service)
{
    std::vector<Job> jobs;
    const Result<HttpResponse> reply = get(service.transport(), "/api/jobs?limit=1000");
    const QJsonArray list =
        reply ? QJsonDocument::fromJson(reply->body).object()[QLatin1String("jobs")].toArray() : QJsonArray();
    for (const QJsonValue &value : list)
        jobs.push_back(jobFromJson(value.toObject()).value_or(Job()));
    return jobs;
}

std::size_t TestKills::jobsThatEnded(ServiceProcess &service)
{
    const std::vector<Job> all = jobs(service);
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [](const Job &job) { return job.finished.has_value(); }));
}

bool TestKills::isIdle(ServiceProcess &service)
{
    const Result<Pool> pool = await(service.client().pool(analysis));
    return pool && pool->queue && pool->queue->load() == 0;
}

/// Each job succeeded, is there once, and has its result.
void TestKills::checkResults(ServiceProcess &service, const std::set<JobId> &accepted)
{
    std::set<JobId> seen;
    int interruptions = 0;
    for (const Job &job : jobs(service)) {
        QVERIFY(seen.insert(job.id).second);
        QCOMPARE(toString(job.state), QStringLiteral("succeeded"));
        QCOMPARE(job.attempts, 0);
        interruptions += job.interruptions;
        const Result<HttpResponse> result =
            get(service.transport(), "/api/jobs/" + job.id.value.toUtf8() + "/result");
        QVERIFY(result);
        QCOMPARE(result->status, 200);
        const QJsonObject analysed = QJsonDocument::fromJson(result->body).object();
        QCOMPARE(analysed[QLatin1String("durationSeconds")].toDouble(), clipSeconds);
    }
    QVERIFY(std::includes(seen.begin(), seen.end(), accepted.begin(), accepted.end()));
    QVERIFY2(interruptions >= 3, "too little was interrupted for this to prove anything");
}

QTEST_GUILESS_MAIN(TestKills)
#include "tst_kills.moc"
