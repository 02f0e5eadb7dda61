#include "control/statusreport.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"

#include <QJsonArray>
#include <QTest>

using namespace crescendo;

namespace {

const ConnectionId local{QStringLiteral("local")};
const PoolId analysis{QStringLiteral("analysis")};

QJsonObject connectionOf(const QJsonObject &document)
{
    return document.value(QStringLiteral("connections")).toArray().first().toObject();
}

} // namespace

class TestStatusReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_connections = std::make_unique<Connections>();
        m_report = std::make_unique<StatusReport>(*m_connections, m_clock);
        auto platform = std::make_unique<FakePlatform>(local);
        m_platform = platform.get();
        m_connections->add(std::move(platform));
        m_platform->start();
    }
    void cleanup()
    {
        m_report.reset();
        m_connections.reset();
    }

    void seesWhetherWorkersScaled_data()
    {
        QTest::addColumn<int>("always");
        QTest::addColumn<QList<int>>("ready");
        QTest::addColumn<bool>("up");
        QTest::addColumn<bool>("down");
        QTest::newRow("nothing") << 1 << QList<int>{1, 1} << false << false;
        QTest::newRow("up") << 1 << QList<int>{0, 1, 3} << true << false;
        QTest::newRow("up and down") << 1 << QList<int>{0, 1, 3, 1} << true << true;
        QTest::newRow("start-up fill") << 2 << QList<int>{0, 1, 2} << false << false;
        QTest::newRow("a worker lost and back") << 2 << QList<int>{2, 1, 2} << false << false;
        QTest::newRow("above the minimum") << 2 << QList<int>{1, 2, 3} << true << false;
    }
    void seesWhetherWorkersScaled()
    {
        QFETCH(int, always);
        QFETCH(QList<int>, ready);
        for (const int workers : ready)
            show(workers, always);
        QTEST(m_report->hasScaledUp(), "up");
        QTEST(m_report->hasScaledDown(), "down");
    }

    void tellsInALineWhatHappened()
    {
        for (const int workers : {1, 4, 2})
            show(workers, 1, workers * 2);
        QCOMPARE(m_report->summary(),
                 QStringList{QStringLiteral("analysis: queue up to 8, now 4; workers 1 -> 4 -> 2")});
    }

    void tellsLastValuesExtremesAndCounts()
    {
        for (const int workers : {1, 4, 2})
            show(workers, 1);
        m_clock.advance(Seconds(3));
        const QJsonArray pools =
            connectionOf(m_report->document({})).value(QStringLiteral("pools")).toArray();
        QCOMPARE(pools.size(), 1);
        const QJsonObject ready =
            pools[0][QStringLiteral("values")][QStringLiteral("workersReady")].toObject();
        const QJsonObject expected{{QStringLiteral("value"), 2},
                                   {QStringLiteral("unit"), QStringLiteral("workers")},
                                   {QStringLiteral("source"), QStringLiteral("metrics")},
                                   {QStringLiteral("ageSeconds"), 3},
                                   {QStringLiteral("least"), 1},
                                   {QStringLiteral("most"), 4},
                                   {QStringLiteral("samples"), 3}};
        QCOMPARE(ready, expected);
    }

    void tellsWorkersAndTheirMachine()
    {
        Pool pool;
        pool.id = analysis;
        pool.hold = Hold{2, m_clock.now(), QStringLiteral("release")};
        pool.limits = WorkerLimits{2, mebibytes(512)};
        Worker worker{{QStringLiteral("w.1")}, QStringLiteral("w1")};
        worker.cpu = MilliCores{1500};
        worker.memory = mebibytes(80);
        worker.job = JobId{QStringLiteral("42")};
        pool.workers = {worker};
        m_platform->show(m_clock.now(), {pool}, {}, Host{8, std::nullopt, 1.5, gibibytes(32), gibibytes(19)});
        const QJsonValue connection = QJsonValue(connectionOf(m_report->document({})));
        QCOMPARE(connection[QStringLiteral("host")][QStringLiteral("cores")], QJsonValue(8));
        QVERIFY(connection[QStringLiteral("host")][QStringLiteral("cpuPercent")].isNull());
        const QJsonValue told = connection[QStringLiteral("pools")][0];
        QCOMPARE(told[QStringLiteral("hold")][QStringLiteral("reason")].toString(),
                 QStringLiteral("release"));
        QCOMPARE(told[QStringLiteral("limits")][QStringLiteral("maxConcurrentJobs")], QJsonValue(2));
        const QJsonValue seen = told[QStringLiteral("workers")][0];
        QCOMPARE(seen[QStringLiteral("cpuCores")], QJsonValue(1.5));
        QCOMPARE(seen[QStringLiteral("memoryBytes")], QJsonValue(80 * 1024 * 1024));
        QCOMPARE(seen[QStringLiteral("job")].toString(), QStringLiteral("42"));
        QVERIFY(seen[QStringLiteral("gpu")].isNull());
    }

    void tellsJobsAndTheirIndicators()
    {
        show(4, 1);
        const auto told = [this](const char *name) {
            return connectionOf(m_report->document({}))
                .value(QStringLiteral("pools"))[0][QLatin1String(name)];
        };
        QVERIFY(await(m_report->askForJobs())); // of a platform that tells none
        QVERIFY(told("jobs").isNull() && told("indicators").isNull());
        m_platform->setCapabilities({.jobs = true});
        Job done{.id = {QStringLiteral("2")}, .pool = analysis, .state = JobState::Succeeded};
        done.created = m_clock.now();
        done.firstStarted = done.started = m_clock.now() + Seconds(2);
        m_clock.advance(Seconds(360));
        done.finished = m_clock.now() - Seconds(1);
        Job dead = done;
        dead.id = {QStringLiteral("1")};
        dead.state = JobState::Dead;
        dead.failureCause = FailureCause::OutOfMemory;
        Job early = done; // of an earlier run
        early.id = {QStringLiteral("0")};
        early.finished = m_report->began() - Seconds(1);
        m_platform->board.jobs = {done, dead, early};
        QVERIFY(await(m_report->askForJobs()));
        QCOMPARE(told("jobs")[QLatin1String("succeeded")], QJsonValue(2));
        QCOMPARE(told("jobs")[QLatin1String("dead")], QJsonValue(1));
        QCOMPARE(told("jobs")[QLatin1String("pending")], QJsonValue(0));
        const QJsonValue indicators = told("indicators");
        QCOMPARE(indicators[QLatin1String("jobsPerHour")], QJsonValue(10));
        QCOMPARE(indicators[QLatin1String("errorShare")], QJsonValue(0.5));
        QCOMPARE(indicators[QLatin1String("failedForResources")], QJsonValue(1));
        QCOMPARE(indicators[QLatin1String("waiting")][QLatin1String("meanSeconds")], QJsonValue(2));
        QVERIFY(indicators[QLatin1String("busyShare")].isNull()); // nobody told who is busy
        m_platform->board.error = Error{ErrorKind::Unavailable, QStringLiteral("read jobs")};
        QVERIFY(await(m_report->askForJobs()));
        QVERIFY(told("jobs").isNull() && told("indicators").isNull());
    }

    void tellsWhatKubectlWouldPrintOfAnHpa()
    {
        Pool pool;
        pool.id = analysis;
        m_platform->show(m_clock.now(), {pool});
        const auto told = [this] {
            return QJsonValue(
                connectionOf(m_report->document({})))[QStringLiteral("pools")][0][QStringLiteral("hpa")];
        };
        QVERIFY(told().isNull());
        Hpa hpa;
        hpa.name = QStringLiteral("w");
        hpa.targetKind = QStringLiteral("Deployment");
        hpa.targetName = QStringLiteral("w");
        hpa.spec.minReplicas = 1;
        hpa.spec.maxReplicas = 10;
        hpa.currentReplicas = 3;
        hpa.created = m_clock.now() - Seconds(200);
        hpa.metrics = {{QStringLiteral("Resource"), QStringLiteral("cpu"), {}, QStringLiteral("60%")}};
        hpa.conditions = {
            {QStringLiteral("AbleToScale"), QStringLiteral("True"), QStringLiteral("ReadyForNewScale"), {}}};
        pool.hpa = hpa;
        m_platform->show(m_clock.now(), {pool});
        const QJsonObject object = told().toObject();
        QStringList cells;
        for (const char *column : {"name", "reference", "targets", "minPods", "maxPods", "replicas", "age"})
            cells += object[QLatin1String(column)].toString();
        QCOMPARE(cells.join(QLatin1Char('|')),
                 QStringLiteral("w|Deployment/w|cpu: <unknown>/60%|1|10|3|3m20s"));
        QCOMPARE(told()[QStringLiteral("conditions")][0][QStringLiteral("reason")].toString(),
                 QStringLiteral("ReadyForNewScale"));
    }

    void tellsWhatAScaledObjectSays()
    {
        Pool pool;
        pool.id = analysis;
        m_platform->show(m_clock.now(), {pool});
        const auto told = [this] {
            const QJsonValue pools = connectionOf(m_report->document({}))[QStringLiteral("pools")];
            return pools[0][QStringLiteral("scaledObject")];
        };
        QVERIFY(told().isNull());
        ScaledObject object;
        object.name = QStringLiteral("w");
        object.maxReplicas = 3;
        object.triggers = {{QStringLiteral("prometheus"), QStringLiteral("queue"), QStringLiteral("5")}};
        object.pause.isWhole = true;
        object.conditions = {
            {QStringLiteral("Paused"), QStringLiteral("True"), QStringLiteral("ScaledObjectPaused"), {}}};
        pool.scaledObject = object;
        m_platform->show(m_clock.now(), {pool});
        QCOMPARE(told()[QStringLiteral("name")].toString(), QStringLiteral("w"));
        QCOMPARE(told()[QStringLiteral("minReplicas")].toInt(-1), 0);
        QCOMPARE(told()[QStringLiteral("maxReplicas")].toInt(), 3);
        QCOMPARE(told()[QStringLiteral("cooldownSeconds")].toInt(), 300);
        QCOMPARE(told()[QStringLiteral("paused")].toBool(), true);
        QVERIFY(told()[QStringLiteral("hpa")].isNull() && told()[QStringLiteral("lastActive")].isNull());
        QCOMPARE(told()[QStringLiteral("triggers")][0][QStringLiteral("threshold")].toString(),
                 QStringLiteral("5"));
        QCOMPARE(told()[QStringLiteral("conditions")][0][QStringLiteral("reason")].toString(),
                 QStringLiteral("ScaledObjectPaused"));
    }

    void saysNothingOfTheAgeOfWhatWasNeverSeen()
    {
        SourceStatus never;
        never.error = Error{ErrorKind::Unavailable, QStringLiteral("read state")};
        m_platform->show(m_clock.now(), {}, {{Source::State, never}});
        m_platform->setState(ConnectionState::Lost);
        const QJsonObject connection = connectionOf(m_report->document({}));
        const QJsonObject state =
            connection.value(QStringLiteral("sources")).toObject().value(QStringLiteral("state")).toObject();
        QVERIFY(state.value(QStringLiteral("ageSeconds")).isNull());
        QCOMPARE(connection.value(QStringLiteral("errors")).toArray().size(), 1);
    }

    void tellsTroubleWithItsOwnFiles()
    {
        m_report->noteTrouble({ErrorKind::Io, QStringLiteral("write history"), QStringLiteral("disk full")});
        const QJsonArray errors = m_report->document({}).value(QStringLiteral("errors")).toArray();
        QCOMPARE(errors.size(), 1);
        QVERIFY(errors[0][QStringLiteral("text")].toString().contains(QStringLiteral("disk full")));
    }

    void cannotBeWrittenEverywhere()
    {
        const Result<> written = m_report->write(QStringLiteral("/dev/null/report.json"), {});
        QVERIFY(!written);
        QCOMPARE(toString(written.error().kind), QStringLiteral("io"));
    }

private:
    void show(int ready, int always, int pending = 0)
    {
        Pool pool;
        pool.id = analysis;
        m_platform->show(m_clock.now(), {pool});
        const auto sample = [this](Metric metric, double value) {
            return Sample{SeriesKey{local, analysis, {}, metric}, m_clock.now(), value};
        };
        Q_EMIT m_platform->sampled({sample(Metric::WorkersReady, ready), sample(Metric::WorkersMin, always),
                                    sample(Metric::QueuePending, pending)});
    }

    FakeClock m_clock;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<StatusReport> m_report;
    FakePlatform *m_platform = nullptr;
};

QTEST_GUILESS_MAIN(TestStatusReport)
#include "tst_statusreport.moc"
