#include "local/clipmaker.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/eventreader.h"
#include "tests/support/httpget.h"
#include "tests/support/serviceprocess.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <iterator>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const QString workerProgram = QStringLiteral("crescendo-worker");

/// A worker that takes a job and breaks down over it, until there is a file `mended` beside it.
constexpr char brittleWorker[] = R"sh(#!/bin/bash
[ ! -e "$(dirname "$0")/mended" ] || exec "REAL" "$@"
while [ $# -gt 0 ]; do
  case $1 in --service) service=$2 ;; --token-file) token=$2 ;; --pool) pool=$2 ;; --id) id=$2 ;; esac
  shift
done
printf '{"pool":"%s","worker":"%s","waitSeconds":30}' "$pool" "$id" |
  curl -sS -o /dev/null -H "Authorization: Bearer $(<"$token")" -d @- "$service/api/worker/lease"
echo "no decoder on this machine"
exit 3
)sh";

void writeProgram(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
}

std::optional<Worker> onlyWorker(ServiceProcess &service)
{
    const Pool pool = service.pool(analysis);
    return pool.ready == 1 && pool.workers.size() == 1 ? std::optional(pool.workers.front()) : std::nullopt;
}

bool hasPort(const Worker &worker)
{
    return worker.port.has_value();
}

/// Of all pools, as GET /api/autoscaling/state lists them.
std::vector<Worker> workersWithPorts(ServiceProcess &service)
{
    std::vector<Worker> found;
    const Result<ServiceState> state = await(service.client().state());
    if (!state)
        return {};
    for (const Pool &pool : state->pools)
        std::ranges::copy_if(pool.workers, std::back_inserter(found), &hasPort);
    return found;
}

/// What a worker answers on its own port.
Result<HttpResponse> answerOf(quint16 port, const QByteArray &target)
{
    NetworkTransport transport(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)));
    return get(transport, target);
}

/// One of a worker's counters; nothing where it does not tell.
std::optional<int> jobsCounted(quint16 port, const QByteArray &outcome)
{
    const QByteArray line = "\ncrescendo_worker_jobs_total{outcome=\"" + outcome + "\"} ";
    const Result<HttpResponse> metrics = answerOf(port, "/metrics");
    const qsizetype at = metrics && metrics->status == 200 ? metrics->body.indexOf(line) : -1;
    if (at < 0)
        return std::nullopt;
    const qsizetype begin = at + line.size();
    return metrics->body.mid(begin, metrics->body.indexOf('\n', begin) - begin).toInt();
}

/// The service's program in a folder of its own, with another one for PATH.
class Elsewhere {
public:
    explicit Elsewhere(ServiceProcess &service)
    {
        const QString program = beside(QStringLiteral("crescendo-autoscaler"));
        if (!QFile::copy(programPath(QStringLiteral("crescendo-autoscaler")), program))
            qFatal("cannot copy to %s", qPrintable(program));
        service.setProgram(program);
        service.setEnvironment(QStringLiteral("PATH"), m_path.path());
    }

    QString beside(const QString &name) const { return m_folder.filePath(name); }
    QString inPath(const QString &name) const { return m_path.filePath(name); }

private:
    QTemporaryDir m_folder;
    QTemporaryDir m_path;
};

} // namespace

// The workers that the service starts as its children: where it finds their program, and what it tells of
// those that start and end.
class TestWorkers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheirProgram_data();
    void findsTheirProgram();
    void saysThatThereIsNone();
    void startsAndEndsAreEvents();
    void answerOnTheirPorts();
    void aJobWhoseWorkersBreakDownIsNotLost();
};

void TestWorkers::findsTheirProgram_data()
{
    QTest::addColumn<QByteArray>("beside"); // its text; REAL: that of this build
    QTest::addColumn<QByteArray>("inPath");
    const QByteArray real = "REAL";
    QTest::newRow("beside the service") << real << QByteArray();
    QTest::newRow("in PATH") << QByteArray() << real;
    QTest::newRow("beside it first") << real << QByteArray("#!/bin/false\n");
}

void TestWorkers::findsTheirProgram()
{
    QFETCH(QByteArray, beside);
    QFETCH(QByteArray, inPath);
    ServiceProcess service;
    const Elsewhere elsewhere(service);
    const auto put = [](const QString &path, const QByteArray &text) {
        if (text == "REAL")
            QVERIFY(QFile::link(programPath(workerProgram), path));
        else if (!text.isEmpty())
            writeProgram(path, text);
    };
    put(elsewhere.beside(workerProgram), beside);
    put(elsewhere.inPath(workerProgram), inPath);
    QVERIFY2(service.start(), qPrintable(service.output()));
    QTRY_VERIFY2_WITH_TIMEOUT(onlyWorker(service), qPrintable(service.output()), 20'000);
}

void TestWorkers::saysThatThereIsNone()
{
    ServiceProcess service;
    const Elsewhere elsewhere(service);
    QVERIFY(!service.start());
    QCOMPARE(service.exitCode(), 2);
    QCOMPARE(service.output(),
             QStringLiteral("crescendo-autoscaler: find crescendo-worker: it is neither beside the service "
                            "nor in PATH; say --worker PATH\n"));
}

void TestWorkers::startsAndEndsAreEvents()
{
    ServiceProcess service;
    QVERIFY(service.start());
    QTRY_VERIFY_WITH_TIMEOUT(onlyWorker(service), 20'000);
    const Worker first = *onlyWorker(service);
    const EventReader reader(service.client());
    QVERIFY(reader.waitUntilOpen());
    ::kill(static_cast<pid_t>(*first.pid), SIGKILL);

    QTRY_VERIFY_WITH_TIMEOUT(!reader.first("workerStarted").isEmpty(), 20'000);
    const QJsonObject ended = reader.first("workerEnded");
    QCOMPARE(ended[QLatin1String("pool")].toString(), analysis.value);
    QCOMPARE(ended[QLatin1String("how")].toString(), QStringLiteral("killed by signal 9"));
    const QJsonObject gone = ended[QLatin1String("worker")].toObject();
    QCOMPARE(gone[QLatin1String("id")].toString(), first.id.value);
    QCOMPARE(gone[QLatin1String("state")].toString(), QStringLiteral("exited"));
    const QJsonObject started = reader.first("workerStarted");
    QCOMPARE(started[QLatin1String("pool")].toString(), analysis.value);
    const QJsonObject next = started[QLatin1String("worker")].toObject();
    QCOMPARE(next[QLatin1String("name")].toString(), first.name); // it takes the place that is free
    QCOMPARE(next[QLatin1String("port")].toInt(), *first.port);
    QVERIFY(next[QLatin1String("id")].toString() != first.id.value);
    QTRY_VERIFY_WITH_TIMEOUT(onlyWorker(service), 20'000);
    QCOMPARE(onlyWorker(service)->id.value, next[QLatin1String("id")].toString());
}

void TestWorkers::answerOnTheirPorts()
{
    ServiceProcess service;
    QVERIFY(service.start());
    QVERIFY(service.setReplicas(analysis, 3));
    QTRY_COMPARE_WITH_TIMEOUT(service.pool(analysis).ready, std::optional(3), 20'000);
    const JobId job = *await(service.client().upload(QStringLiteral("a.wav"), makeClip({2, 120, 1, 22'050})));
    QTRY_COMPARE_WITH_TIMEOUT(toString(service.job(job).state), QStringLiteral("succeeded"), 30'000);

    std::vector<Worker> workers;
    QTRY_COMPARE_WITH_TIMEOUT((workers = workersWithPorts(service)).size(), std::size_t{4}, 20'000);
    int succeeded = 0;
    for (const Worker &worker : workers) {
        QTRY_VERIFY2_WITH_TIMEOUT(answerOf(*worker.port, "/healthz"), qPrintable(worker.name), 20'000);
        const Result<HttpResponse> health = answerOf(*worker.port, "/healthz");
        QCOMPARE(health->status, 200);
        QVERIFY2(health->body.contains(worker.id.value.toUtf8()), health->body); // and nobody else there
        for (const char *outcome : {"succeeded", "failed", "lost", "given_back"})
            QVERIFY2(jobsCounted(*worker.port, outcome), outcome);
        succeeded += *jobsCounted(*worker.port, "succeeded");
    }
    QCOMPARE(succeeded, 1);

    QVERIFY(service.setReplicas(analysis, 1));
    QTRY_COMPARE_WITH_TIMEOUT(workersWithPorts(service).size(), std::size_t{2}, 20'000);
    const std::vector<Worker> left = workersWithPorts(service);
    for (const Worker &worker : workers) {
        const bool stays = std::ranges::find(left, worker.id, &Worker::id) != left.end();
        QCOMPARE(answerOf(*worker.port, "/healthz").has_value(), stays);
    }
}

void TestWorkers::aJobWhoseWorkersBreakDownIsNotLost()
{
    const QTemporaryDir folder;
    const QString program = folder.filePath(workerProgram);
    writeProgram(program, QByteArray(brittleWorker).replace("REAL", programPath(workerProgram).toUtf8()));
    ServiceProcess service;
    QVERIFY2(service.start({QStringLiteral("--worker"), program}), qPrintable(service.output()));
    const JobId job = *await(service.client().upload(QStringLiteral("a.wav"), makeClip({2, 120, 1, 22'050})));

    QTRY_VERIFY_WITH_TIMEOUT(service.pool(analysis).fault, 30'000);
    const Pool pool = service.pool(analysis);
    QCOMPARE(pool.ready, std::optional(0));
    QCOMPARE(pool.desired, std::optional(1));
    QCOMPARE(pool.fault->detail, QStringLiteral("exited with code 3: no decoder on this machine"));
    QCOMPARE(toString(await(service.client().metrics())->status), QStringLiteral("degraded"));
    QTRY_COMPARE(toString(service.job(job).state), QStringLiteral("pending"));
    QCOMPARE(service.job(job).attempts, 0); // it is not its own fault
    QVERIFY(service.job(job).interruptions >= 3);

    writeProgram(folder.filePath(QStringLiteral("mended")), {});
    QTRY_COMPARE_WITH_TIMEOUT(toString(service.job(job).state), QStringLiteral("succeeded"), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!service.pool(analysis).fault, 30'000);
}

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
