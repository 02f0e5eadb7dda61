#include "worker/workerstatus.h"

#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

class TestWorkerStatus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesJson_data();
    void writesJson();
    void writesPrometheusText();
};

namespace {

WorkerStatus statusOf(bool isDraining, std::vector<RunningJob> running)
{
    return {
        {QStringLiteral("analysis")}, {QStringLiteral("w1")}, isDraining, true, std::move(running), {}, {}};
}

} // namespace

void TestWorkerStatus::writesJson_data()
{
    QTest::addColumn<bool>("draining");
    QTest::addColumn<bool>("busy");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("idle") << false << false
                          << QByteArray(
                                 R"({"jobs":[],"pool":"analysis","serviceReachable":true,"state":"idle",)"
                                 R"("status":"ok","worker":"w1"})");
    QTest::newRow("busy") << false << true
                          << QByteArray(
                                 R"({"jobs":[{"id":"7","progress":0.5}],"pool":"analysis",)"
                                 R"("serviceReachable":true,"state":"busy","status":"ok","worker":"w1"})");
    QTest::newRow("draining")
        << true << true
        << QByteArray(R"({"jobs":[{"id":"7","progress":0.5}],"pool":"analysis",)"
                      R"("serviceReachable":true,"state":"draining","status":"ok","worker":"w1"})");
}

void TestWorkerStatus::writesJson()
{
    QFETCH(const bool, draining);
    QFETCH(const bool, busy);
    std::vector<RunningJob> running;
    if (busy)
        running.push_back({{QStringLiteral("7")}, 0.5});
    QTEST(QJsonDocument(toJson(statusOf(draining, running))).toJson(QJsonDocument::Compact), "expected");
}

void TestWorkerStatus::writesPrometheusText()
{
    WorkerStatus status = statusOf(true, {{{QStringLiteral("7")}, 0.5}});
    status.ended = {{JobOutcome::Succeeded, 3}, {JobOutcome::GivenBack, 1}};
    status.jobTime = Millis(12'500);
    const QByteArray text = prometheusText(status);
    const QByteArray expected = R"(# HELP crescendo_worker_jobs_running Jobs that this worker has now.
# TYPE crescendo_worker_jobs_running gauge
crescendo_worker_jobs_running 1
# HELP crescendo_worker_jobs_total Jobs that ended here.
# TYPE crescendo_worker_jobs_total counter
crescendo_worker_jobs_total{outcome="succeeded"} 3
crescendo_worker_jobs_total{outcome="failed"} 0
crescendo_worker_jobs_total{outcome="lost"} 0
crescendo_worker_jobs_total{outcome="given_back"} 1
# HELP crescendo_worker_job_seconds_total Time that ended jobs took, from lease to report.
# TYPE crescendo_worker_job_seconds_total counter
crescendo_worker_job_seconds_total 12.5
# HELP crescendo_worker_draining 1 while it takes no new jobs.
# TYPE crescendo_worker_draining gauge
crescendo_worker_draining 1
# HELP crescendo_worker_service_reachable 1 while the service answers.
# TYPE crescendo_worker_service_reachable gauge
crescendo_worker_service_reachable 1
)";
    QCOMPARE(text.left(expected.size()), expected);
#ifdef Q_OS_LINUX
    QVERIFY(text.contains("\nprocess_resident_memory_bytes "));
#endif
}

QTEST_GUILESS_MAIN(TestWorkerStatus)
#include "tst_workerstatus.moc"
