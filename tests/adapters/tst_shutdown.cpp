#include "api/leaseclient.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/httpget.h"
#include "tests/support/serviceprocess.h"

#include <QJsonDocument>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
const WorkerId workerId{QStringLiteral("w1")};
constexpr int shortPiece = 40; // seconds; can be seen to run, and ends while a service waits for it
constexpr int longPiece = 600; // seconds; takes longer than any test waits for it
const QStringList noRunner{QStringLiteral("--runner"), QStringLiteral("none")};

/// The real worker for generation jobs as a child process.
class WorkerProgram {
public:
    explicit WorkerProgram(const ServiceProcess &service, const QStringList &arguments = {})
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(
            qEnvironmentVariable("CRESCENDO_BIN") + QStringLiteral("/crescendo-worker"),
            QStringList{QStringLiteral("--service"), service.url(), QStringLiteral("--token-file"),
                        service.dataFolder() + QStringLiteral("/worker-token"), QStringLiteral("--pool"),
                        QStringLiteral("generation"), QStringLiteral("--id"), QStringLiteral("w1")}
                + arguments);
    }
    ~WorkerProgram()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void terminate() { m_process.terminate(); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }

    QString output()
    {
        m_output += m_process.readAll();
        return QString::fromUtf8(m_output);
    }
    bool said(const QString &text) { return output().contains(text); }

    /// Where it says that its status is.
    QUrl statusUrl()
    {
        const QString mark = QStringLiteral("status on ");
        return QUrl(output().section(mark, 1).section(QLatin1Char('\n'), 0, 0).trimmed());
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

// What SIGTERM does to the service and to a worker, idle and busy.
class TestShutdown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWorkerTellsItsStatus();
    void anIdleWorkerEndsAtOnce();
    void aBusyWorkerFinishesItsJob();
    void aSecondRequestGivesTheJobBack();
    void theEndOfDrainingGivesTheJobBack();
    void aWorkerWithAWrongTokenEnds();
    void theServiceWaitsForAReport();
    void theServiceGivesNoNewLeases();
    void whatIsNotDoneInTimeGoesBack();
    void itsOwnWorkersFinishShortJobs();
    void itsOwnWorkersGiveTheirJobsBack();

private:
    JobId submitted(ServiceProcess &service, int seconds) const;
    QString stateOf(ServiceProcess &service, const JobId &job) const;
};

JobId TestShutdown::submitted(ServiceProcess &service, int seconds) const
{
    return await(service.client().generate(seconds, 120, 1)).value_or(JobId());
}

/// "succeeded", "pending": with the number of interruptions where there were any.
QString TestShutdown::stateOf(ServiceProcess &service, const JobId &id) const
{
    const Result<Job> job = await(service.client().job(id));
    if (!job)
        return describe(job.error());
    return toString(job->state)
        + (job->interruptions > 0 ? QStringLiteral(" after %1").arg(job->interruptions) : QString());
}

void TestShutdown::aWorkerTellsItsStatus()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    WorkerProgram worker(service);
    QTRY_VERIFY_WITH_TIMEOUT(worker.said(QStringLiteral("status on")), 20'000);
    NetworkTransport transport(worker.statusUrl());
    const Result<HttpResponse> health = get(transport, "/healthz");
    QVERIFY2(health, qPrintable(worker.output()));
    QCOMPARE(health->status, 200);
    const QJsonObject state = QJsonDocument::fromJson(health->body).object();
    QCOMPARE(state.value(QLatin1String("worker")).toString(), QStringLiteral("w1"));
    const Result<HttpResponse> metrics = get(transport, "/metrics");
    QVERIFY(metrics);
    QVERIFY(metrics->body.contains("crescendo_worker_"));
    QCOMPARE(get(transport, "/nowhere")->status, 404);
}

void TestShutdown::anIdleWorkerEndsAtOnce()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    WorkerProgram worker(service);
    QTRY_VERIFY_WITH_TIMEOUT(worker.said(QStringLiteral("status on")), 20'000);
    worker.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!worker.isRunning(), 15'000);
    QCOMPARE(worker.exitCode(), 0);
    const JobId job = submitted(service, 1);
    QCOMPARE(stateOf(service, job), QStringLiteral("pending"));
}

void TestShutdown::aBusyWorkerFinishesItsJob()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    const JobId job = submitted(service, shortPiece);
    const JobId next = submitted(service, 1);
    WorkerProgram worker(service);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(service, job), QStringLiteral("running"), 20'000);
    worker.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!worker.isRunning(), 60'000);
    QCOMPARE(worker.exitCode(), 0);
    QCOMPARE(stateOf(service, job), QStringLiteral("succeeded"));
    QCOMPARE(stateOf(service, next), QStringLiteral("pending"));
}

void TestShutdown::aSecondRequestGivesTheJobBack()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    const JobId job = submitted(service, longPiece);
    WorkerProgram worker(service);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(service, job), QStringLiteral("running"), 20'000);
    worker.terminate();
    QTRY_VERIFY(worker.said(QStringLiteral("draining")));
    worker.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!worker.isRunning(), 15'000);
    QCOMPARE(worker.exitCode(), 0);
    QCOMPARE(stateOf(service, job), QStringLiteral("pending"));
}

void TestShutdown::theEndOfDrainingGivesTheJobBack()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    const JobId job = submitted(service, longPiece);
    WorkerProgram worker(service, {QStringLiteral("--drain-seconds"), QStringLiteral("1")});
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(service, job), QStringLiteral("running"), 20'000);
    worker.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!worker.isRunning(), 15'000);
    QCOMPARE(worker.exitCode(), 0);
    QCOMPARE(stateOf(service, job), QStringLiteral("pending"));
}

void TestShutdown::aWorkerWithAWrongTokenEnds()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    WorkerProgram worker(
        service, {QStringLiteral("--token-file"), service.dataFolder() + QStringLiteral("/control-token")});
    QTRY_VERIFY_WITH_TIMEOUT(!worker.isRunning(), 20'000);
    QCOMPARE(worker.exitCode(), 1);
}

void TestShutdown::theServiceWaitsForAReport()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    const JobId job = submitted(service, 1);
    LeaseClient worker(service.transport(), service.workerToken());
    const auto lease = await(worker.lease(generation, workerId, Seconds(5)));
    QVERIFY(lease && *lease);
    service.requestEnd();
    QVERIFY(service.waitForOutput(QStringLiteral("Shutting down")));
    QCOMPARE(get(service.transport(), "/readyz")->status, 503);
    QCOMPARE(get(service.transport(), "/healthz")->status, 200);
    QVERIFY(await(worker.heartbeat(**lease, 0.5)));
    QVERIFY(await(worker.complete(**lease, "audio/wav", "RIFF")));
    QVERIFY(service.waitForEnd());
    QCOMPARE(service.exitCode(), 0);
    QVERIFY(service.start(noRunner));
    QCOMPARE(stateOf(service, job), QStringLiteral("succeeded"));
}

void TestShutdown::theServiceGivesNoNewLeases()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    const JobId held = submitted(service, 1);
    submitted(service, 1);
    LeaseClient worker(service.transport(), service.workerToken());
    const auto lease = await(worker.lease(generation, workerId, Seconds(5)));
    QVERIFY(lease && *lease);
    const auto waiting = worker.lease(analysis, workerId, Seconds(30));
    QTRY_COMPARE(service.pool(analysis).ready, std::optional(1)); // it is known to wait
    service.requestEnd();
    QVERIFY(await(waiting) == std::nullopt); // sent away at once
    const auto refused = await(worker.lease(generation, workerId, Seconds(0)));
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().kind), toString(ErrorKind::Unavailable));
    QVERIFY(await(worker.giveBack(**lease)));
    QVERIFY(service.waitForEnd());
    QCOMPARE(service.exitCode(), 0);
    QVERIFY(service.start(noRunner));
    QCOMPARE(stateOf(service, held), QStringLiteral("pending"));
}

void TestShutdown::whatIsNotDoneInTimeGoesBack()
{
    ServiceProcess service;
    QVERIFY(service.start(noRunner));
    const JobId job = submitted(service, 1);
    LeaseClient worker(service.transport(), service.workerToken());
    QVERIFY(await(worker.lease(generation, workerId, Seconds(5))));
    service.requestEnd();
    QVERIFY(service.waitForEnd());
    QCOMPARE(service.exitCode(), 0);
    QVERIFY(service.start(noRunner));
    QCOMPARE(stateOf(service, job), QStringLiteral("pending"));
}

void TestShutdown::itsOwnWorkersFinishShortJobs()
{
    ServiceProcess service;
    QVERIFY(service.start());
    const JobId job = submitted(service, shortPiece);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(service, job), QStringLiteral("running"), 20'000);
    service.requestEnd();
    QVERIFY(service.waitForEnd());
    QCOMPARE(service.exitCode(), 0);
    QVERIFY(service.start(noRunner));
    QCOMPARE(stateOf(service, job), QStringLiteral("succeeded"));
}

void TestShutdown::itsOwnWorkersGiveTheirJobsBack()
{
    ServiceProcess service;
    service.writeConfig(R"({"Workers": {"generation": {"MaxConcurrentJobs": 8}}})");
    QVERIFY(service.start());
    JobId job;
    for (int i = 0; i < 8; ++i) // together they take longer than a service waits, also on a fast machine
        job = submitted(service, longPiece);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(service, job), QStringLiteral("running"), 20'000);
    service.requestEnd();
    QVERIFY(service.waitForEnd());
    QCOMPARE(service.exitCode(), 0);
    QVERIFY(service.start(noRunner));
    QVERIFY2(stateOf(service, job).startsWith(QStringLiteral("pending")), qPrintable(stateOf(service, job)));
    QCOMPARE(service.job(job).attempts, 0);
}

QTEST_GUILESS_MAIN(TestShutdown)
#include "tst_shutdown.moc"
