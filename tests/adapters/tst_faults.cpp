#include "api/leaseclient.h"
#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/fulldisk.h"
#include "tests/support/httpget.h"
#include "tests/support/rawclient.h"
#include "tests/support/readonlyinuse.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/smallfilesystem.h"
#include "tests/support/testports.h"

#include <QDir>
#include <QTcpServer>

#include <csignal>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const QStringList noRunner{QStringLiteral("--runner"), QStringLiteral("none")};

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

/// An upload that takes its time.
class SlowUpload {
public:
    SlowUpload(const ServiceProcess &service, const QByteArray &clip)
        : m_client(service.port())
        , m_rest("--b\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\n" + clip
                 + "\r\n--b--\r\n")
    {
        m_client.send("POST /api/audio/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                      + QByteArray::number(m_rest.size())
                      + "\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n");
        const qsizetype half = m_rest.size() / 2;
        m_client.send(m_rest.first(half));
        m_rest.remove(0, half);
    }

    QByteArray finish() { return m_client.ask(m_rest); } ///< the answer

private:
    RawClient m_client;
    QByteArray m_rest;
};

bool isOfTheDisk(const auto &result)
{
    return !result && (result.error().httpStatus == 503 || result.error().httpStatus == 507);
}

/// The process of the only worker of analysis; nothing while it is not ready.
std::optional<qint64> workerOf(ServiceProcess &service)
{
    const Pool pool = service.pool(analysis);
    return pool.ready == 1 && pool.workers.size() == 1 ? pool.workers.front().pid : std::nullopt;
}

} // namespace

// What must hold when something breaks: nothing accepted is lost, everything ends once, errors say what is
// wrong.
class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBrokenFileFailsItsJobAndNeverTheWorker()
    {
        ServiceProcess service;
        QVERIFY(service.start());
        QTRY_VERIFY_WITH_TIMEOUT(workerOf(service), 20'000);
        const std::optional<qint64> before = workerOf(service);
        QByteArray broken = makeClip({3, 120, 1, 22'050}).left(60);
        broken.append(QByteArray(2000, '\x55'));
        broken.replace(20, 2, "\x99\x99"); // no such encoding
        const Result<JobId> job = await(service.client().upload(QStringLiteral("broken.wav"), broken));
        QVERIFY(job);
        QTRY_VERIFY_WITH_TIMEOUT(service.job(*job).finished.has_value(), 30'000);
        const Job ended = service.job(*job);
        QCOMPARE(toString(ended.state), QStringLiteral("failed"));
        QVERIFY(!ended.error.isEmpty());
        QVERIFY(!service.output().contains(QStringLiteral("killed by signal")));
        const Result<JobId> next =
            await(service.client().upload(QStringLiteral("good.wav"), makeClip({2, 120, 1, 22'050})));
        QVERIFY(next);
        QTRY_VERIFY_WITH_TIMEOUT(service.job(*next).finished.has_value(), 30'000);
        QCOMPARE(workerOf(service), before);
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

    void namesTheServiceThatTheComposeFileLacks()
    {
        ServiceProcess service;
        const QString file = service.dataFolder() + QStringLiteral("/compose.yml");
        QFile compose(file);
        QVERIFY(compose.open(QIODevice::WriteOnly));
        compose.write("services:\n  analysis-worker: {image: a}\n  music-api: {image: b}\n");
        compose.close();
        QVERIFY2(service.start(noRunner + QStringList{QStringLiteral("--compose-file"), file}),
                 qPrintable(service.output())); // the other pool can still be scaled
        const QString said = QStringLiteral("%1 has no service 'generation-worker' for the pool generation; "
                                            "it has analysis-worker, music-api\n")
                                 .arg(file);
        QCOMPARE(service.output().count(said), 1);
        QCOMPARE(service.output().count(QStringLiteral("has no service")), 1);
    }

    void aFullDiskLeavesNoHalfToken()
    {
        ServiceProcess service;
        {
            const FullDisk full(16); // its child has it, too
            QVERIFY(!service.start(noRunner));
        }
        QCOMPARE(service.exitCode(), 2);
        QVERIFY2(service.output().contains(QStringLiteral("control-token")), qPrintable(service.output()));
        QCOMPARE(service.output().count(QLatin1Char('\n')), 1);
        QVERIFY(!filesIn(service.dataFolder()).contains(QStringLiteral("control-token")));
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
        QCOMPARE(service.output().count(QLatin1Char('\n')), 1); // one clear line
        QVERIFY2(service.output().startsWith(QStringLiteral("crescendo-autoscaler: ")),
                 qPrintable(service.output()));
    }

    void isNotReadyBeforeItKnowsWhatRuns()
    {
        ServiceProcess service;
        QVERIFY(
            service.start({QStringLiteral("--runner"), QStringLiteral("docker"),
                           QStringLiteral("--docker-host"), QStringLiteral("unix:///nowhere/docker.sock")}));
        const Result<HttpResponse> ready = get(service.transport(), "/readyz");
        QCOMPARE(ready->status, 503);
        QVERIFY2(ready->body.contains("it is not known yet which analysis workers run"), ready->body);
        QCOMPARE(get(service.transport(), "/healthz")->status, 200);
    }

    void aSecondServiceLeavesTheFolderAlone()
    {
        ServiceProcess first;
        QVERIFY(first.start({QStringLiteral("--runner"), QStringLiteral("none")}));
        ServiceProcess second;
        QVERIFY(!second.start({QStringLiteral("--data"), first.dataFolder()}));
        QCOMPARE(second.exitCode(), 2);
        QCOMPARE(second.output().count(QLatin1Char('\n')), 1);
        QVERIFY2(second.output().contains(first.dataFolder()), qPrintable(second.output()));
    }

    void aDamagedFileIsKeptAside_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("queue") << QStringLiteral("queue.db");
        QTest::newRow("history") << QStringLiteral("history.db");
        QTest::newRow("state") << QStringLiteral("autoscaler-state.json");
    }

    void aDamagedFileIsKeptAside()
    {
        QFETCH(QString, name);
        ServiceProcess service;
        QVERIFY(service.start(noRunner));
        QTRY_VERIFY_WITH_TIMEOUT(filesIn(service.dataFolder()).contains(name), 20'000);
        service.terminate();
        QFile file(service.dataFolder() + QLatin1Char('/') + name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(4096, 'x'));
        file.close();
        const bool isDatabase = name.endsWith(QLatin1String(".db")); // of the other there is one copy
        for (int day = 1; isDatabase && day <= 2; ++day)
            QVERIFY(QFile::copy(file.fileName(),
                                file.fileName() + QStringLiteral(".corrupt-2020010%1T000000000Z").arg(day)));
        QVERIFY2(service.start(noRunner), qPrintable(service.output()));
        QVERIFY2(service.waitForOutput(name + QStringLiteral(".corrupt")), qPrintable(service.output()));
        QVERIFY2(
            !isDatabase
                || service.waitForOutput(
                    QStringLiteral("warn WorkerAutoscalerService: %1.corrupt-20200101T000000000Z is removed")
                        .arg(file.fileName())),
            qPrintable(service.output()));
        QCOMPARE(QDir(service.dataFolder()).entryList({name + QStringLiteral(".corrupt*")}).size(),
                 isDatabase ? 2 : 1);
        QVERIFY(await(service.client().upload(QStringLiteral("a.wav"), makeClip({2, 120, 1, 22'050}))));
    }

    void aFullDataFolderLosesNothing()
    {
        ServiceProcess service;
        const SmallFileSystem disk(service.dataFolder(), "size=4m");
        if (!disk.isMounted())
            QSKIP("this user may not mount a small file system");
        service.writeConfig("{}");
        QVERIFY2(service.start(noRunner), qPrintable(service.output()));
        const QByteArray clip = makeClip({20, 120, 1, 22'050});
        const Result<JobId> before = await(service.client().upload(QStringLiteral("a.wav"), clip));
        QVERIFY(before);
        disk.fill();
        const Result<JobId> refused = await(service.client().upload(QStringLiteral("b.wav"), clip));
        QVERIFY(!refused);
        QVERIFY2(refused.error().httpStatus == 507 || refused.error().httpStatus == 503,
                 qPrintable(describe(refused.error())));
        QCOMPARE(get(service.transport(), "/healthz")->status, 200);
        QTRY_COMPARE(filesIn(service.dataFolder() + QStringLiteral("/uploads")), QStringList());
        disk.free();
        QVERIFY(await(service.client().upload(QStringLiteral("c.wav"), clip)));
        QCOMPARE(service.pool(analysis).queue, std::optional(QueueDepth{2, 0}));
        service.terminate();
        QCOMPARE(service.exitCode(), 0);
    }

    void refusesAReadOnlyDataFolder()
    {
        ServiceProcess service;
        const SmallFileSystem disk(service.dataFolder(), "size=4m");
        if (!disk.isMounted())
            QSKIP("this user may not mount a small file system");
        service.writeConfig("{}");
        QVERIFY2(service.start(noRunner), qPrintable(service.output()));
        service.terminate();
        QVERIFY(disk.setReadOnly());
        QVERIFY(!service.start(noRunner));
        QCOMPARE(service.exitCode(), 2);
        QCOMPARE(service.output().count(QLatin1Char('\n')), 1);
        QVERIFY2(service.output().contains(service.dataFolder()), qPrintable(service.output()));
    }

    void goesOnWhenItsFolderIsReadOnlyForAWhile()
    {
        std::signal(SIGXFSZ, SIG_IGN); // inherited by the service
        ServiceProcess service;
        const SmallFileSystem disk(service.dataFolder(), "size=16m");
        if (!disk.isMounted())
            QSKIP("this user may not mount a small file system");
        service.writeConfig("{}");
        QVERIFY2(service.start(noRunner), qPrintable(service.output()));
        const QString uploads = service.dataFolder() + QStringLiteral("/uploads");
        const QByteArray clip = makeClip({20, 120, 1, 22'050});
        for (int i = 0; i < 2; ++i)
            QVERIFY(await(service.client().upload(QStringLiteral("a.wav"), clip)));
        const Lease lease = leased(service);
        SlowUpload slow(service, clip);
        QTRY_COMPARE(filesIn(uploads).size(), 1);
        {
            const ReadOnlyInUse readOnly(disk, service.pid());
            const QByteArray refusal = slow.finish();
            QVERIFY2(statusOf(refusal) == 503 || statusOf(refusal) == 507, refusal);
            QVERIFY2(refusal.contains("application/problem+json"), refusal);
            QVERIFY2(refusal.contains("store the upload"), refusal);
            refusesWhatNeedsItsDisk(service, lease);
            QCOMPARE(service.pool(analysis).queue, std::optional(QueueDepth{1, 1}));
            QCOMPARE(filesIn(uploads).size(), 1); // nothing can be removed either
        }
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(uploads), QStringList(), 10'000);
        QVERIFY(await(service.client().upload(QStringLiteral("c.wav"), clip)));
        endsWhatWasBegun(service, lease);
    }

    void workersStopAtThePorts()
    {
        ServiceProcess service;
        const PortRange ports = testPorts(2);
        service.writeConfig(QStringLiteral(R"({
            "Autoscaling": {"Enabled": true, "ScaleUpThreshold": 1, "ScaleDownThreshold": 0,
                            "CooldownSeconds": 1, "PollSeconds": 1},
            "Workers": {"analysis": {"Ports": "%1-%2"}}})")
                                .arg(ports.first)
                                .arg(ports.last)
                                .toUtf8());
        QVERIFY2(service.start(), qPrintable(service.output()));
        QTRY_COMPARE_WITH_TIMEOUT(service.pool(analysis).ready, std::optional(1), 20'000);
        const Result<> refused = service.setReplicas(analysis, 3);
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(QStringLiteral("room for 2 workers")),
                 qPrintable(refused.error().detail));
        for (int i = 0; i < 8; ++i)
            QVERIFY(await(service.client().upload(QStringLiteral("a.wav"), makeClip({60, 120, 1, 22'050}))));
        QTRY_COMPARE_WITH_TIMEOUT(toString(service.pool(analysis).limitedBy), QStringLiteral("ports"),
                                  20'000);
        QTRY_COMPARE_WITH_TIMEOUT(service.pool(analysis).ready, std::optional(2), 20'000);
    }

private:
    static Lease leased(ServiceProcess &service, const QString &worker = QStringLiteral("w"))
    {
        LeaseClient client(service.transport(), service.workerToken());
        return await(client.lease(analysis, {worker}, Seconds(0))).value_or(std::nullopt).value_or(Lease());
    }

    /// And answers what does not.
    static void refusesWhatNeedsItsDisk(ServiceProcess &service, const Lease &lease)
    {
        const Result<JobId> refused =
            await(service.client().upload(QStringLiteral("b.wav"), makeClip({2, 120, 1, 22'050})));
        QVERIFY(isOfTheDisk(refused));
        QVERIFY2(describe(refused.error()).contains(QStringLiteral("Read-only file system")),
                 qPrintable(describe(refused.error())));
        QVERIFY(isOfTheDisk(await(service.client().generate(1, 120, 1))));
        LeaseClient worker(service.transport(), service.workerToken());
        QVERIFY(isOfTheDisk(await(worker.lease(analysis, {QStringLiteral("other")}, Seconds(0)))));
        for (const int size : {2, 100'000}) // in the database, and in a file
            QVERIFY(isOfTheDisk(await(worker.complete(lease, "text/plain", QByteArray(size, ' ')))));
        QVERIFY(await(worker.heartbeat(lease, 0.5)));
        for (const char *target : {"/healthz", "/api/metrics/autoscaling", "/api/autoscaling/state",
                                   "/api/jobs", "/metrics", "/api/autoscaling/history"})
            QVERIFY2(get(service.transport(), target)->status == 200, target);
    }

    /// With three accepted jobs, of which one is leased.
    static void endsWhatWasBegun(ServiceProcess &service, const Lease &first)
    {
        const QByteArray result(100'000, 'x');
        const Lease second = leased(service, QStringLiteral("other"));
        for (const Lease &lease : {first, second}) {
            LeaseClient worker(service.transport(), service.workerToken());
            QVERIFY(await(worker.complete(lease, "text/plain", result)));
        }
        QCOMPARE(service.pool(analysis).queue, std::optional(QueueDepth{1, 0}));
        service.terminate();
        QCOMPARE(service.exitCode(), 0);
        QFile log(service.dataFolder() + QStringLiteral("/autoscaler.log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().contains("Shutting down")); // it is written again

        QVERIFY2(service.start(noRunner), qPrintable(service.output()));
        QVERIFY(!service.output().contains(QStringLiteral("damaged")));
        QCOMPARE(await(service.client().jobs({}))->jobs.size(), std::size_t{3}); // and none that was refused
        for (const Lease &lease : {first, second})
            QCOMPARE(get(service.transport(), "/api/jobs/" + lease.job.value.toUtf8() + "/result")->body,
                     result);
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
