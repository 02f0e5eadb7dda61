#include "api/history.h"
#include "api/job.h"
#include "api/leaseclient.h"
#include "api/poolstate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

TimePoint at(int seconds)
{
    return fromMillis(1'772'374'925'000 + seconds * 1000LL);
}

Decision decision()
{
    return {
        {QStringLiteral("analysis")}, at(0), 1, 3, 3, 7, DecisionReason::ScaledUp, Limit::Ports, Seconds(42),
        QStringLiteral("why")};
}

Pool fullPool()
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.version = QStringLiteral("7");
    pool.queue = QueueDepth{5, 2};
    pool.desired = 3;
    pool.ready = 2;
    pool.busy = 1;
    pool.profile = Profile{true, 1, 5, 3, 1, Seconds(60)};
    pool.limits = WorkerLimits{2, gibibytes(2)};
    pool.autoscaler = AutoscalerStatus::Degraded;
    pool.hold = Hold{3, at(900), QStringLiteral("batch import")};
    pool.limitedBy = Limit::MaxWorkers;
    pool.cooldownLeft = Seconds(42);
    pool.fault = Error{ErrorKind::Unavailable, QStringLiteral("start worker"), QStringLiteral("no port")};
    Worker worker;
    worker.id = {QStringLiteral("w.1")};
    worker.name = QStringLiteral("directai-analysis-worker-1");
    worker.port = 8001;
    worker.pid = 4711;
    worker.state = WorkerState::Busy;
    worker.job = JobId{QStringLiteral("42")};
    worker.progress = 0.5;
    worker.cpu = MilliCores{1500};
    worker.memory = mebibytes(80);
    worker.started = at(-5);
    pool.workers = {worker, Worker{{QStringLiteral("w.2")}, QStringLiteral("w2")}};
    pool.workers[1].container = QStringLiteral("4f1c");
    pool.decisions = {decision()};
    return pool;
}

// fullPool() as the API tells of it: scripts read these names.
const QByteArray fullJson = R"({
  "version": "7",
  "target": 3,
  "ready": 2,
  "busy": 1,
  "status": "degraded",
  "limitedBy": "maxWorkers",
  "cooldownSecondsLeft": 42,
  "hold": {"replicas": 3, "until": "2026-03-01T14:37:05.000Z", "reason": "batch import"},
  "stopped": false,
  "fault": {"kind": "unavailable", "operation": "start worker", "detail": "no port"},
  "queue": {"pending": 5, "running": 2, "total": 7},
  "profile": {"enabled": true, "minWorkers": 1, "maxWorkers": 5, "scaleUpThreshold": 3,
              "scaleDownThreshold": 1, "cooldownSeconds": 60},
  "limits": {"maxConcurrentJobs": 2, "memory": 2147483648},
  "workers": [
    {"id": "w.1", "name": "directai-analysis-worker-1", "port": 8001, "pid": 4711, "container": null,
     "state": "busy", "job": "42", "progress": 0.5, "cpu": 1.5, "memory": 83886080,
     "started": "2026-03-01T14:22:00.000Z"},
    {"id": "w.2", "name": "w2", "port": null, "pid": null, "container": "4f1c", "state": "starting",
     "job": null, "progress": null, "cpu": null, "memory": null, "started": null}
  ],
  "decisions": [
    {"pool": "analysis", "at": "2026-03-01T14:22:05.000Z", "from": 1, "to": 3, "wanted": 3, "load": 7,
     "reason": "scaledUp", "limitedBy": "ports", "cooldownSecondsLeft": 42, "note": "why"}
  ]
})";

} // namespace

class TestPoolState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites()
    {
        const Pool pool = fullPool();
        const Result<Pool> read = poolFromJson(pool.id, toJson(pool));
        QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
        QVERIFY(*read == pool);
    }

    void writesWhatIsDocumented()
    {
        const QJsonDocument documented = QJsonDocument::fromJson(fullJson);
        QVERIFY(!documented.isNull());
        QCOMPARE(QJsonDocument(toJson(fullPool())).toJson(), documented.toJson());
    }

    void keepsWhatIsUnknownUnknown()
    {
        Pool pool = fullPool();
        pool.desired.reset();
        pool.ready.reset();
        pool.busy.reset();
        pool.hold.reset();
        pool.fault.reset();
        pool.limits->memory.reset();
        const QJsonObject written = toJson(pool);
        QVERIFY(written.value(QLatin1String("target")).isNull());
        QVERIFY(*poolFromJson(pool.id, written) == pool);
    }

    void theHostGoesWithTheState()
    {
        const auto stateWith = [](const QJsonValue &told) {
            return stateFromJson(QJsonDocument(QJsonObject{{QStringLiteral("pools"), QJsonObject()},
                                                           {QStringLiteral("host"), told}})
                                     .toJson());
        };
        ServiceState state{{fullPool()}, Host{8, 83.5, 7.25, gibibytes(32), gibibytes(19)}};
        const auto again = [&state] { return stateFromJson(QJsonDocument(toJson(state)).toJson()); };
        QVERIFY(*again() == state);
        state.host->cpuPercent.reset();
        QVERIFY(*again() == state);
        state.host.reset();
        QVERIFY(*again() == state);
        QVERIFY(!stateWith(QJsonValue())->host);
        const Result<ServiceState> bad = stateWith(QJsonObject{{QStringLiteral("cores"), true}});
        QVERIFY(!bad);
        QCOMPARE(bad.error().detail, QStringLiteral("host.cores: expected a number"));
        QVERIFY(!stateFromJson(R"({"pools":{}})")->host); // of an older service
    }

    void namesThePathOfABadElement()
    {
        QJsonObject object = toJson(fullPool());
        QJsonArray workers = object.value(QLatin1String("workers")).toArray();
        QJsonObject second = workers[1].toObject();
        second.insert(QStringLiteral("state"), QStringLiteral("dancing"));
        workers[1] = second;
        object.insert(QStringLiteral("workers"), workers);
        const Result<Pool> read = poolFromJson({QStringLiteral("analysis")}, object);
        QVERIFY(!read);
        QCOMPARE(read.error().detail, QStringLiteral("workers[1].state: expected a worker state"));
    }

    void mergesAPartialProfile()
    {
        const Profile base{true, 1, 5, 3, 1, Seconds(60)};
        const Result<Profile> merged = profileFromJson({{QStringLiteral("maxWorkers"), 8}}, base);
        QVERIFY(merged);
        QCOMPARE(merged->maxWorkers, 8);
        QCOMPARE(merged->cooldown, Seconds(60));
        const Result<Profile> unknown = profileFromJson({{QStringLiteral("maxWorker"), 8}}, base);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().detail, QStringLiteral("unknown member 'maxWorker'"));
    }

    void historyRoundTrip()
    {
        ServiceHistory history;
        history.samples = {{{QStringLiteral("analysis")}, at(0), 5, 2, 3, 2, 1, 1.5, 1024},
                           {{QStringLiteral("analysis")}, at(10), 0, 0, 1, 1, 0, std::nullopt, std::nullopt}};
        history.decisions = {decision()};
        QVERIFY(*decodeServiceHistory(encode(history)) == history);
    }

    void jobRoundTrip()
    {
        Job job;
        job.id = {QStringLiteral("42")};
        job.pool = {QStringLiteral("analysis")};
        job.state = JobState::Dead;
        job.attempts = 3;
        job.interruptions = 1;
        job.error = QStringLiteral("no audio");
        job.failureCause = FailureCause::OutOfMemory;
        job.firstStarted = at(3);
        job.parameters = {{QStringLiteral("fileName"), QStringLiteral("test.mp3")}};
        job.created = at(0);
        job.finished = at(9);
        QVERIFY(*jobFromJson(toJson(job)) == job);
    }

    void leaseRoundTrip()
    {
        const Lease lease{{QStringLiteral("42")},
                          QStringLiteral("t"),
                          {QStringLiteral("analysis")},
                          {{QStringLiteral("fileName"), QStringLiteral("a")}},
                          true,
                          Seconds(15)};
        QVERIFY(*leaseFromJson(toJson(lease)) == lease);
    }
};

QTEST_GUILESS_MAIN(TestPoolState)
#include "tst_poolstate.moc"
