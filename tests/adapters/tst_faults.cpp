#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QRandomGenerator>
#include <QTcpServer>

#include <csignal>

using namespace crescendo;

// What must hold when something breaks: nothing accepted is lost, everything ends once, errors say what is
// wrong.
class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyJobEndsOnceThoughServiceAndWorkersAreKilled()
    {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.output()));
        QRandomGenerator random(20260301);
        std::vector<JobId> accepted;
        for (int round = 0; round < 6; ++round) {
            for (int i = 0; i < 4; ++i) {
                const quint32 seed = random.generate();
                if (const Result<JobId> job = await(
                        service.client().upload(QStringLiteral("a.wav"), makeClip({8, 120, seed, 22'050}))))
                    accepted.push_back(*job);
            }
            const std::vector<Pool> pools = await(service.client().state()).value_or(std::vector<Pool>());
            for (const Pool &pool : pools) {
                for (const Worker &worker : pool.workers) {
                    if (worker.pid && random.bounded(2) == 0)
                        ::kill(static_cast<pid_t>(*worker.pid), SIGKILL);
                }
            }
            QTest::qWait(static_cast<int>(random.bounded(700)));
            if (round % 2 == 0) {
                service.kill();
                QVERIFY2(service.start(), qPrintable(service.output()));
            }
        }
        QVERIFY(accepted.size() >= 20);
        const auto ended = [&service, &accepted] {
            for (const JobId &id : accepted) {
                const Result<Job> job = await(service.client().job(id));
                if (!job || !job->finished)
                    return false;
            }
            return true;
        };
        QTRY_VERIFY_WITH_TIMEOUT(ended(), 150'000);
        for (const JobId &id : accepted)
            QCOMPARE(toString(await(service.client().job(id))->state), QStringLiteral("succeeded"));
    }

    void aKilledWorkerIsReplaced()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        const PoolId analysis{QStringLiteral("analysis")};
        QTRY_VERIFY_WITH_TIMEOUT(await(service.client().pool(analysis))->ready == 1, 20'000);
        const qint64 pid = *await(service.client().pool(analysis))->workers.front().pid;
        ::kill(static_cast<pid_t>(pid), SIGKILL);
        const auto replaced = [&] {
            const Pool pool = *await(service.client().pool(analysis));
            return pool.ready == 1 && pool.workers.front().pid != pid;
        };
        QTRY_VERIFY_WITH_TIMEOUT(replaced(), 20'000);
    }

    void noWorkerOutlivesAKilledService()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        const PoolId analysis{QStringLiteral("analysis")};
        QTRY_VERIFY_WITH_TIMEOUT(await(service.client().pool(analysis))->ready == 1, 20'000);
        const qint64 pid = *await(service.client().pool(analysis))->workers.front().pid;
        service.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QStringLiteral("/proc/%1").arg(pid)), 15'000);
    }

    void aBrokenFileFailsItsJobAndNeverTheWorker()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        QByteArray broken = makeClip({3, 120, 1, 22'050}).left(60);
        broken.append(QByteArray(2000, '\x55'));
        broken.replace(20, 2, "\x99\x99"); // no such encoding
        const Result<JobId> job = await(service.client().upload(QStringLiteral("broken.wav"), broken));
        QVERIFY(job);
        QTRY_VERIFY_WITH_TIMEOUT(await(service.client().job(*job))->finished.has_value(), 30'000);
        const Job ended = *await(service.client().job(*job));
        QCOMPARE(toString(ended.state), QStringLiteral("failed"));
        QVERIFY(!ended.error.isEmpty());
        QVERIFY(!service.output().contains(QStringLiteral("killed by signal")));
    }

    void refusesToStart_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("expected");
        const QByteArray good = "{}";
        QTest::newRow("unknown option")
            << QStringList{QStringLiteral("--nope")} << good << QStringLiteral("nope");
        QTest::newRow("bad runner") << QStringList{QStringLiteral("--runner"), QStringLiteral("magic")}
                                    << good << QStringLiteral("--runner must be process, docker or none");
        QTest::newRow("engine over ssh")
            << QStringList{QStringLiteral("--runner"), QStringLiteral("docker"),
                           QStringLiteral("--docker-host"), QStringLiteral("ssh://studio")}
            << good << QStringLiteral("forward the socket with");
        QTest::newRow("no Compose file")
            << QStringList{QStringLiteral("--compose-file"), QStringLiteral("nowhere.yml")} << good
            << QStringLiteral("read Compose file nowhere.yml: No such file or directory");
        QTest::newRow("open to others")
            << QStringList{QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")} << good
            << QStringLiteral("--allow-host");
        QTest::newRow("broken file") << QStringList() << QByteArray("{\n \"Autoscaling\": [}\n")
                                     << QStringLiteral("appsettings.json: line 2, column ");
        QTest::newRow("min over max")
            << QStringList() << QByteArray(R"({"Autoscaling": {"MinWorkers": 9, "MaxWorkers": 5}})")
            << QStringLiteral("MinWorkers");
        QTest::newRow("no data folder")
            << QStringList{QStringLiteral("--data"), QStringLiteral("/dev/null/data")} << good
            << QStringLiteral("/dev/null/data");
        QTest::newRow("no worker") << QStringList{QStringLiteral("--worker"), QStringLiteral("/nope")} << good
                                   << QStringLiteral("/nope is no program");
        QTest::newRow("unknown key") << QStringList() << QByteArray(R"({"Autoscaling": {"MinWorker": 1}})")
                                     << QStringLiteral("MinWorkers"); // the nearest one
    }

    void refusesToStart()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, config);
        QFETCH(QString, expected);
        ServiceProcess service;
        service.writeConfig(config);
        QVERIFY(!service.start(arguments));
        QCOMPARE(service.exitCode(), 2);
        QVERIFY2(service.output().contains(expected), qPrintable(service.output()));
        QCOMPARE(service.output().count(QLatin1Char('\n')), 1); // one clear line
    }

    void saysThatThePortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        ServiceProcess service;
        QVERIFY(!service.start(
            {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(other.serverPort())}));
        QCOMPARE(service.exitCode(), 2);
        QVERIFY2(service.output().contains(QString::number(other.serverPort())),
                 qPrintable(service.output()));
    }

    void aSecondServiceLeavesTheFolderAlone()
    {
        ServiceProcess first;
        QVERIFY(first.start({QStringLiteral("--runner"), QStringLiteral("none")}));
        ServiceProcess second;
        QVERIFY(!second.start({QStringLiteral("--data"), first.dataFolder()}));
        QCOMPARE(second.exitCode(), 2);
    }

    void aDamagedQueueIsKeptAside()
    {
        ServiceProcess service;
        QVERIFY(service.start({QStringLiteral("--runner"), QStringLiteral("none")}));
        service.terminate();
        QFile database(service.dataFolder() + QStringLiteral("/queue.db"));
        QVERIFY(database.open(QIODevice::ReadWrite));
        database.write(QByteArray(4096, 'x'));
        database.close();
        QVERIFY2(service.start({QStringLiteral("--runner"), QStringLiteral("none")}),
                 qPrintable(service.output()));
        QVERIFY2(service.output().contains(QStringLiteral("queue.db.corrupt")), qPrintable(service.output()));
        QVERIFY(await(service.client().upload(QStringLiteral("a.wav"), makeClip({2, 120, 1, 22'050}))));
    }

    void holdsAndTargetsSurviveARestart()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        const ControlCall hold{"PUT",
                               "/api/autoscaling/pools/generation/replicas",
                               {{QStringLiteral("replicas"), 2}, {QStringLiteral("holdSeconds"), 600}},
                               {}};
        QVERIFY(await(service.client().control(hold, false)));
        service.kill();
        QVERIFY(service.start());
        const PoolId generation{QStringLiteral("generation")};
        QTRY_VERIFY_WITH_TIMEOUT(await(service.client().pool(generation))->ready == 2, 20'000);
        QVERIFY(await(service.client().pool(generation))->hold);
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
