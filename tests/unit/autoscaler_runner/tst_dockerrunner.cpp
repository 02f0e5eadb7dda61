#include "autoscaler/runner/dockerrunner.h"
#include "tests/support/fakeengine.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
const QString web = QStringLiteral("web");

/// Quick, but for what must not happen by itself: then it is events that are followed.
DockerRunnerOptions options(Millis limit)
{
    DockerRunnerOptions options;
    options.project = QStringLiteral("p");
    options.patience.quiet = Millis(30);
    options.patience.look = Millis(600'000);
    options.patience.firstRetry = Millis(2);
    options.patience.longestRetry = Millis(10);
    options.patience.firstLimit = limit;
    options.patience.longestLimit = std::max(limit, Millis(600'000));
    return options;
}

/// A runner on an engine in memory. What others do to a pool becomes its target, as with the autoscaler.
struct Bench {
    FakeEngine engine;
    SystemClock clock;
    DockerRunner runner;
    QTimer serving;
    QStringList outside;
    Activities activities;

    /// `limit`: after which ports that were taken are tried again for the first time.
    explicit Bench(const QString &replicas = {}, Millis limit = Millis(600'000))
        : runner(options(limit), EngineClient(engine.transport), clock)
    {
        for (const QString &word : replicas.split(QStringLiteral(", "), Qt::SkipEmptyParts))
            engine.addReplica(word.section(QLatin1Char(' '), 0, 0).toInt(),
                              word.section(QLatin1Char(' '), 1));
        QObject::connect(&serving, &QTimer::timeout, &runner, [this] { engine.serveEvents(); });
        serving.start(1);
        QObject::connect(&runner, &Runner::changedOutside, &runner, [this](const PoolId &pool, int workers) {
            outside += QString::number(workers);
            keep(workers, pool);
        });
    }

    void keep(const std::optional<int> &workers, const PoolId &pool = analysis, const QString &service = web)
    {
        runner.keep({pool, service, workers, {8001, 8005}, false, {}});
    }
    WorkerId idOf(int number) { return {engine.find(QStringLiteral("p-web-%1").arg(number))->id.left(12)}; }
    void work(const std::vector<int> &busy, const std::vector<int> &idle)
    {
        activities.clear();
        for (const int number : busy)
            activities[idOf(number)] = {JobId{QStringLiteral("job")}, 0.5};
        for (const int number : idle)
            activities[idOf(number)] = {};
        runner.setActivities(analysis, activities);
    }
    /// What somebody else asks of the engine: "POST containers/p-web-1/stop".
    void others(const QString &command)
    {
        HttpRequest request;
        request.method = command.section(QLatin1Char(' '), 0, 0).toLatin1();
        request.target = "/v1.41/" + command.section(QLatin1Char(' '), 1).toLatin1();
        QVERIFY(engine.perform(request));
    }
    QString faultOf(const PoolId &pool) const
    {
        const std::optional<Error> fault = runner.fault(pool);
        return fault ? toString(fault->kind) + QStringLiteral(": ") + fault->detail : QString();
    }
    /// "1 idle, 2 draining", by the numbers in their names.
    QString workers() const
    {
        QStringList shown;
        for (const Worker &worker : runner.workers(analysis))
            shown += worker.name.section(QLatin1Char('-'), -1) + QLatin1Char(' ') + toString(worker.state);
        return shown.join(QStringLiteral(", "));
    }
};

} // namespace

class TestDockerRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reachesTheTarget_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *before, int target, const char *after) {
            QTest::addRow("%s to %d", before, target)
                << QString::fromLatin1(before) << target << QString::fromLatin1(after);
        };
        row("1 running", 3, "web-1 running, web-2 running, web-3 running");
        row("1 running, 2 running, 3 running", 1, "web-1 running");
        row("1 running, 2 exited", 2, "web-1 running, web-2 running");
        row("1 running, 2 created", 2, "web-1 running, web-2 running");
        row("1 running, 2 running", 0, "web-1 exited");
        row("1 exited, 2 exited", 1, "web-1 running");
        row("1 exited, 2 exited", 0, "web-1 exited, web-2 exited"); // stopped is left alone
    }

    void reachesTheTarget()
    {
        QFETCH(QString, before);
        QFETCH(int, target);
        QFETCH(QString, after);
        Bench bench(before);
        bench.keep(target);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(target));
        QTRY_COMPARE(bench.engine.show(), after);
        QCOMPARE(bench.faultOf(analysis), QString());
        QCOMPARE(bench.outside, QStringList());
    }

    void observesOnlyWithoutATarget()
    {
        Bench bench(QStringLiteral("1 running, 2 running"));
        QVERIFY(!bench.runner.present(analysis));
        bench.keep(std::nullopt);
        QVERIFY(!bench.runner.present(analysis));
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        QCOMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running"));
    }

    void tellsOfItsWorkers()
    {
        Bench bench;
        bench.engine.hostPort = QStringLiteral("8001-8005");
        bench.engine.addReplica(1);
        bench.keep(1);
        QTRY_COMPARE(bench.workers(), QStringLiteral("1 starting"));
        bench.work({1}, {});
        QCOMPARE(bench.workers(), QStringLiteral("1 busy"));
        const auto worker = [&bench] { return bench.runner.workers(analysis).front(); };
        QTRY_VERIFY(worker().cpu && worker().started);
        QCOMPARE(worker().id.value, worker().container.left(12));
        QCOMPARE(worker().name, QStringLiteral("p-web-1"));
        QVERIFY(worker().port == quint16(8001));
        QCOMPARE(worker().cpu->value, 500);
        QCOMPARE(worker().memory->value, mebibytes(64).value);
        QCOMPARE(toIso(*worker().started), QStringLiteral("2026-03-01T14:22:05.000Z"));
        QCOMPARE(worker().job->value, QStringLiteral("job"));
        bench.work({}, {1});
        QCOMPARE(bench.workers(), QStringLiteral("1 idle"));
    }

    void busyWorkersFinishFirst()
    {
        Bench bench(QStringLiteral("1 running, 2 running, 3 running"));
        bench.keep(3);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(3));
        bench.work({1, 2}, {3});
        const WorkerId second = bench.idOf(2);
        QVERIFY(bench.runner.mayWork(analysis, second));
        bench.keep(1);
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running"));
        QTRY_COMPARE(bench.workers(), QStringLiteral("1 busy, 2 draining"));
        QVERIFY(!bench.runner.mayWork(analysis, second));
        QCOMPARE(bench.runner.present(analysis), std::optional(1));
        bench.work({1}, {2});
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-1 running"));
        QVERIFY(!bench.runner.mayWork(analysis, second));
    }

    void aDrainedWorkerIsReplaced()
    {
        Bench bench(QStringLiteral("1 running, 2 running"));
        bench.keep(2);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        bench.work({1}, {2});
        QVERIFY(bench.runner.drain(analysis, bench.idOf(1)));
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running"));
        QTRY_COMPARE(bench.workers(), QStringLiteral("1 draining, 2 idle, 3 starting"));
        bench.work({}, {1, 2, 3});
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-2 running, web-3 running"));
        const Result<> unknown = bench.runner.drain(analysis, {QStringLiteral("nobody")});
        QCOMPARE(toString(unknown.error().kind), QStringLiteral("notFound"));
    }

    void repairsFaults_data()
    {
        QTest::addColumn<QString>("command"); // empty: a crash
        QTest::addColumn<QString>("after");
        QTest::newRow("crash") << QString() << QStringLiteral("web-1 running, web-2 running");
        QTest::newRow("rm -f") << QStringLiteral("DELETE containers/p-web-2?force=1")
                               << QStringLiteral("web-1 running, web-2 running");
    }

    void repairsFaults()
    {
        QFETCH(QString, command);
        Bench bench(QStringLiteral("1 running, 2 running"));
        bench.keep(2);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        QSignalSpy ended(&bench.runner, &Runner::workerEnded);
        QSignalSpy started(&bench.runner, &Runner::workerStarted);
        if (command.isEmpty())
            bench.engine.crash(QStringLiteral("p-web-2"));
        else
            bench.others(command);
        QTRY_COMPARE(started.size(), 1);
        QTEST(bench.engine.show(), "after");
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.front()[2].toString(), QStringLiteral("exited with code 137"));
        QCOMPARE(bench.outside, QStringList());
    }

    /// The list is of before it, and comes after the engine told of it.
    void tellsHowAWorkerEndedWhileItLooked()
    {
        Bench bench(QStringLiteral("1 running, 2 running"));
        bench.keep(2);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        QSignalSpy ended(&bench.runner, &Runner::workerEnded);
        bench.engine.interfere = [&bench](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
            if (!request.target.contains("/containers/json"))
                return std::nullopt;
            bench.engine.interfere = {};
            const Result<HttpResponse> before = bench.engine.perform(request);
            bench.engine.crash(QStringLiteral("p-web-2"));
            return before;
        };
        bench.engine.tell(QStringLiteral("unpause"), *bench.engine.find(QStringLiteral("p-web-1")));
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(ended.front()[2].toString(), QStringLiteral("exited with code 137"));
    }

    void takesOverWhatOthersDo_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<QStringList>("commands");
        QTest::addColumn<QStringList>("outside");
        QTest::addColumn<QString>("after");
        const auto stop = [](int number) {
            return QStringLiteral("POST containers/p-web-%1/stop").arg(number);
        };
        const auto remove = [](int number) {
            return QStringLiteral("DELETE containers/p-web-%1?force=1").arg(number);
        };
        QTest::newRow("stop") << 2 << QStringList{stop(1), stop(2)} << QStringList{QStringLiteral("0")}
                              << QStringLiteral("web-1 exited, web-2 exited");
        QTest::newRow("down") << 2 << QStringList{stop(1), stop(2), remove(1), remove(2)}
                              << QStringList{QStringLiteral("0")} << QString();
        QTest::newRow("scaled down") << 3 << QStringList{stop(2), remove(2), stop(3), remove(3)}
                                     << QStringList{QStringLiteral("1")} << QStringLiteral("web-1 running");
        QTest::newRow("one stopped") << 2 << QStringList{stop(1)} << QStringList{QStringLiteral("1")}
                                     << QStringLiteral("web-2 running");
        QTest::newRow("restarted") << 1
                                   << QStringList{stop(1), QStringLiteral("POST containers/p-web-1/start")}
                                   << QStringList() << QStringLiteral("web-1 running");
    }

    void takesOverWhatOthersDo()
    {
        QFETCH(int, target);
        QFETCH(QStringList, commands);
        QFETCH(QStringList, outside);
        QFETCH(QString, after);
        Bench bench(QStringLiteral("1 running"));
        bench.keep(target);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(target));
        for (const QString &command : commands)
            bench.others(command);
        QTRY_COMPARE(bench.outside, outside);
        QTRY_COMPARE(bench.engine.show(), after);
    }

    void takesOverReplicasOfOthers()
    {
        Bench bench(QStringLiteral("1 running"));
        bench.keep(1);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(1));
        bench.engine.addReplica(2);
        bench.engine.addReplica(3);
        QTRY_COMPARE(bench.outside, QStringList{QStringLiteral("3")});
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(3));
        QCOMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running"));
    }

    void takesOverAStartAfterAStop()
    {
        Bench bench(QStringLiteral("1 running, 2 running"));
        bench.keep(2);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        const QStringList actions{QStringLiteral("stop"), QStringLiteral("start")};
        for (qsizetype i = 0; i < actions.size(); ++i) {
            for (const int number : {1, 2})
                bench.others(QStringLiteral("POST containers/p-web-%1/%2").arg(number).arg(actions[i]));
            QTRY_COMPARE(bench.outside.size(), i + 1);
        }
        QCOMPARE(bench.outside, (QStringList{QStringLiteral("0"), QStringLiteral("2")}));
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
    }

    void comesBackAfterAnOutage()
    {
        Bench bench(QStringLiteral("1 running"));
        bench.keep(2);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        bench.engine.goDown();
        QTRY_COMPARE(bench.faultOf(analysis), QStringLiteral("unavailable: Connection refused"));
        QCOMPARE(describe(*bench.runner.fault(analysis)),
                 QStringLiteral("reach the Docker engine: Connection refused"));
        bench.keep(4);
        bench.engine.crash(QStringLiteral("p-web-1"));
        bench.engine.addReplica(3, QStringLiteral("created")); // half-made
        bench.engine.isDown = false;
        QTRY_COMPARE(bench.engine.show(),
                     QStringLiteral("web-1 running, web-2 running, web-3 running, web-4 running"));
        QTRY_COMPARE(bench.faultOf(analysis), QString());
        QCOMPARE(bench.outside, QStringList());
    }

    void isThereBeforeTheEngine()
    {
        Bench bench(QStringLiteral("1 running"));
        bench.engine.isDown = true;
        bench.keep(2);
        QTRY_COMPARE(bench.faultOf(analysis), QStringLiteral("unavailable: Connection refused"));
        QVERIFY(!bench.runner.present(analysis));
        bench.engine.isDown = false;
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running"));
    }

    void anUnknownServiceIsAFaultOfItsPoolOnly()
    {
        Bench bench(QStringLiteral("1 running"));
        bench.keep(2);
        bench.keep(1, generation, QStringLiteral("nothing"));
        QTRY_COMPARE(
            bench.faultOf(generation),
            QStringLiteral("notFound: project p has no container of a service nothing to clone; it has web"));
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        QCOMPARE(bench.faultOf(analysis), QString());
        // Once it is there, all is well.
        bench.engine.addReplicaOf(QStringLiteral("nothing"), 1, QStringLiteral("running"));
        QTRY_COMPARE(bench.faultOf(generation), QString());
        QCOMPARE(bench.runner.present(generation), std::optional(1));
    }

    void portsLimit()
    {
        Bench bench;
        bench.engine.hostPort = QStringLiteral("8001-8005");
        bench.engine.addReplica(1);
        bench.engine.addReplicaOf(QStringLiteral("other"), 1, QStringLiteral("running")).hostPorts = {8003};
        bench.engine.addReplicaOf(QStringLiteral("other"), 2, QStringLiteral("running")).hostPorts = {8004};
        bench.keep(2, generation, QStringLiteral("other"));
        bench.keep(1);
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(1));
        QTRY_COMPARE(bench.runner.capacity(analysis), std::optional(3)); // both pools have of the range

        bench.engine.find(QStringLiteral("p-other-2"))->hostPorts = {8004, 8005};
        bench.keep(3);
        QTRY_COMPARE(
            bench.faultOf(analysis),
            QStringLiteral("limitExceeded: Bind for 127.0.0.1:8005 failed: port is already allocated"));
        QCOMPARE(bench.runner.capacity(analysis), std::optional(2)); // the engine's word counts
        bench.keep(2);
        QTRY_COMPARE(bench.faultOf(analysis), QString());
        QCOMPARE(bench.runner.capacity(analysis), std::optional(2));
    }

    /// An engine that has just started may say so of ports which it is about to free.
    void portsThatWereTakenForAMomentAreTriedAgain_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("engineRestarts");
        QTest::newRow("after a while") << 20 << false;
        QTest::newRow("once the engine is back") << 600'000 << true;
    }

    void portsThatWereTakenForAMomentAreTriedAgain()
    {
        QFETCH(const int, limit);
        QFETCH(const bool, engineRestarts);
        Bench bench({}, Millis(limit));
        bench.engine.hostPort = QStringLiteral("8001-8005");
        bench.engine.addReplica(1);
        bench.engine.addReplicaOf(QStringLiteral("other"), 1, QStringLiteral("running")).hostPorts = {
            8002, 8003, 8004, 8005};
        bench.keep(2);
        QTRY_VERIFY(bench.faultOf(analysis).startsWith(QLatin1String("limitExceeded")));
        bench.engine.find(QStringLiteral("p-other-1"))->hostPorts = {8002}; // and no event tells of it
        if (engineRestarts) {
            bench.engine.goDown();
            bench.engine.isDown = false;
        }
        QTRY_COMPARE(bench.runner.present(analysis), std::optional(2));
        QCOMPARE(bench.faultOf(analysis), QString());
    }

    void aFixedPortIsAFault()
    {
        Bench bench;
        bench.engine.hostPort = QStringLiteral("8001");
        bench.engine.addReplica(1);
        bench.keep(3);
        QTRY_COMPARE(bench.faultOf(analysis),
                     QStringLiteral("unsupported: service web publishes the fixed host port 8001, which only "
                                    "one container can have (give it a range)"));
        QCOMPARE(bench.engine.show(), QStringLiteral("web-1 running"));
        QCOMPARE(bench.runner.capacity(analysis), std::optional(5)); // so that the fault stays to be seen
    }

    void aFixedPortIsKnownBeforeItIsMet()
    {
        Bench bench;
        bench.engine.hostPort = QStringLiteral("8001");
        bench.engine.addReplica(1);
        bench.keep(1);
        QTRY_VERIFY(bench.runner.obstacle(analysis, 2));
        QCOMPARE(
            bench.runner.obstacle(analysis, 2)->detail,
            QStringLiteral("service web publishes the fixed host port 8001, which only one container can "
                           "have (give it a range)"));
        QVERIFY(!bench.runner.obstacle(analysis, 1));
        QCOMPARE(bench.faultOf(analysis), QString());
    }

    void aRangeOfPortsIsNoObstacleWithinIt()
    {
        Bench bench;
        bench.engine.hostPort = QStringLiteral("8001-8003");
        bench.engine.addReplica(1);
        bench.keep(1);
        QTRY_VERIFY(bench.runner.obstacle(analysis, 4));
        QVERIFY(!bench.runner.obstacle(analysis, 3));
    }

    void whatRunsAlreadyMayStay()
    {
        Bench bench(QStringLiteral("1 running, 2 running"));
        bench.engine.hostPort = QStringLiteral("8001"); // the Compose file was edited since
        bench.engine.addReplica(3);
        bench.keep(3);
        QTRY_VERIFY(bench.runner.obstacle(analysis, 4));
        QVERIFY(!bench.runner.obstacle(analysis, 3));
        QVERIFY(!bench.runner.obstacle(analysis, 2));
    }

    void containersWithOtherLimitsAreReplacedWhenIdle()
    {
        Bench bench(QStringLiteral("1 running, 2 running"));
        bench.keep(2);
        QTRY_VERIFY(bench.runner.present(analysis) && bench.runner.workers(analysis).front().started);
        bench.work({1}, {2});
        bench.runner.keep({analysis, web, 2, {8001, 8005}, false, {2, mebibytes(512)}});
        // One after the other, and the busy one has a successor before it goes.
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running"));
        QTRY_COMPARE(bench.workers().section(QLatin1Char(','), 0, 0), QStringLiteral("1 draining"));
        bench.work({}, {1, 2, 3});
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-3 running, web-4 running"));
        for (const FakeEngine::Container &container : bench.engine.containers) {
            QCOMPARE(container.body[QLatin1String("HostConfig")][QLatin1String("Memory")].toInteger(),
                     mebibytes(512).value);
            QCOMPARE(container.body[QLatin1String("Env")].toArray(),
                     QJsonArray{QStringLiteral("CRESCENDO_CONCURRENCY=2")});
        }
        QCOMPARE(bench.outside, QStringList());
    }

    void limitsThatChangeWhileContainersAreReplacedHold()
    {
        Bench bench(QStringLiteral("1 running"));
        bench.runner.keep({analysis, web, 1, {8001, 8005}, false, {1, mebibytes(512)}});
        // Between two steps of the runner's: the successor has been made, with the old ones.
        const auto hasSuccessor = [&bench] {
            return std::ranges::count(bench.engine.containers, QStringLiteral("p-web-2"),
                                      &FakeEngine::Container::name)
                > 0;
        };
        for (const QDeadlineTimer end(5'000); !hasSuccessor() && !end.hasExpired();)
            QCoreApplication::processEvents();
        QVERIFY(hasSuccessor());
        bench.runner.keep({analysis, web, 1, {8001, 8005}, false, {1, mebibytes(256)}});
        const auto memory = [&bench] {
            qint64 all = 0;
            for (const FakeEngine::Container &container : bench.engine.containers)
                all += container.body[QLatin1String("HostConfig")][QLatin1String("Memory")].toInteger();
            return all;
        };
        QVERIFY(QTest::qWaitFor(
            [&] { return bench.engine.containers.size() == 1 && memory() == mebibytes(256).value; }));
    }

    void withoutALimitTheComposeFilesHoldsAgain()
    {
        Bench bench(QStringLiteral("1 running"));
        const auto memoryOf = [&bench](int number) {
            const auto found =
                std::ranges::find(bench.engine.containers, QStringLiteral("p-web-%1").arg(number),
                                  &FakeEngine::Container::name);
            return found == bench.engine.containers.end()
                ? std::nullopt
                : std::optional(
                    found->body[QLatin1String("HostConfig")][QLatin1String("Memory")].toInteger());
        };
        bench.runner.keep({analysis, web, 1, {8001, 8005}, false, {1, mebibytes(512)}});
        QTRY_COMPARE(memoryOf(2), std::optional(mebibytes(512).value));
        QTRY_COMPARE(bench.engine.show(), QStringLiteral("web-2 running"));
        bench.runner.keep({analysis, web, 1, {8001, 8005}, false, {}});
        QTRY_VERIFY(memoryOf(1) || memoryOf(3));
        QTRY_VERIFY(!memoryOf(2));
        QCOMPARE(memoryOf(1).value_or(0) + memoryOf(3).value_or(0), qint64(0));
    }

    void containersOutliveTheService()
    {
        Bench bench(QStringLiteral("1 running"));
        QSignalSpy shutDown(&bench.runner, &Runner::shutDown);
        bench.engine.interfere = [&bench](const HttpRequest &request) {
            if (request.target.contains("/create"))
                bench.runner.beginShutdown();
            return std::optional<Result<HttpResponse>>();
        };
        bench.keep(2);
        QVERIFY(shutDown.wait());
        QCOMPARE(bench.engine.show(), QStringLiteral("web-1 running, web-2 running")); // not half-made
        QVERIFY(!bench.runner.mayWork(analysis, bench.idOf(1)));
    }
};

QTEST_GUILESS_MAIN(TestDockerRunner)
#include "tst_dockerrunner.moc"
