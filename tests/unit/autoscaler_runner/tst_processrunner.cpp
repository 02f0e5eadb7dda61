#include "autoscaler/runner/processrunner.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testports.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
constexpr Seconds settled{11};

// What a worker does from its start on, in shell.
const char *const works = "echo up; exec sleep 600";
const char *const dies = "echo '2026-03-01T14:22:05.123Z error crescendo.worker: broken'; exit 7";
const char *const ignoresSigterm = "trap '' TERM; echo up; while :; do sleep 0.1; done";

/// A runner whose workers are a shell script.
struct Bench {
    explicit Bench(const char *behaviour = works)
    {
        behave(behaviour);
        QFile script(program());
        if (!script.open(QIODevice::WriteOnly)
            || script.write("#!/bin/sh\n. \"$(dirname \"$0\")/behaviour\"\n") < 0
            || !script.setPermissions(QFile::ReadOwner | QFile::ExeOwner))
            qFatal("cannot write %s", qPrintable(script.fileName()));
        QObject::connect(&runner, &Runner::workerEnded, &runner,
                         [this](const PoolId &, const Worker &, const QString &how) { ends << how; });
    }

    QString program() const { return folder.filePath(QStringLiteral("worker")); }

    void behave(const char *behaviour) const
    {
        QFile file(folder.filePath(QStringLiteral("behaviour")));
        if (!file.open(QIODevice::WriteOnly) || file.write(behaviour) < 0)
            qFatal("cannot write %s", qPrintable(file.fileName()));
    }

    void keep(std::optional<int> workers, int concurrency = 1, const PoolId &pool = analysis)
    {
        PoolTarget target;
        target.pool = pool;
        target.service = pool.value + QStringLiteral("-worker");
        target.workers = workers;
        target.ports = ports;
        target.limits = {concurrency, memory};
        runner.keep(target);
    }

    /// All workers that are there work on a job, or on none.
    void setBusy(bool busy)
    {
        Activities activities;
        for (const Worker &worker : runner.workers(analysis))
            activities[worker.id].job = busy ? std::optional(JobId{QStringLiteral("j")}) : std::nullopt;
        runner.setActivities(analysis, activities);
    }

    /// "1 busy, 2 draining"
    QString fleet(const PoolId &pool = analysis) const
    {
        QStringList words;
        for (const Worker &worker : runner.workers(pool))
            words << worker.name.section(QLatin1Char('-'), -1) + QLatin1Char(' ') + toString(worker.state);
        return words.join(QStringLiteral(", "));
    }

    QString fault(const PoolId &pool = analysis) const
    {
        const std::optional<Error> error = runner.fault(pool);
        return error ? error->detail : QString();
    }

    WorkerId firstId() const { return runner.workers(analysis).front().id; }

    QTemporaryDir folder;
    FakeClock clock;
    PortRange ports = testPorts(5);
    std::optional<Bytes> memory; ///< that a worker may have
    ProcessRunnerOptions options{.program = program(),
                                 .project = QStringLiteral("directai"),
                                 .grace = Millis(200),
                                 .shutdownGrace = Millis(200)};
    ProcessRunner runner{options, clock};
    QSignalSpy started{&runner, &Runner::workerStarted};
    QSignalSpy lines{&runner, &ProcessRunner::workerLine}; ///< of those that work: one each, once they do
    QStringList ends; ///< how workers ended
};

} // namespace

class TestProcessRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesWorkersAsComposeDoes();
    void knowsItsPortsBeforeATarget();
    void givesThemTheirLimits();
    void keepsThemOutOfItsProcessGroup();
    void replacesOneThatWasKilled();
    void saysWhyWorkersDieAtOnce();
    void oneHealthyWorkerHidesNoFault();
    void goesDownFromTheTop();
    void letsABusyOneFinish();
    void takesADrainingOneBack();
    void killsOneThatIgnoresSigterm();
    void fillsThePlaceOfOneToldToGo();
    void doesNotKnowStrangers();
    void saysThatPortsAreExhausted();
    void startsWhenAnotherPoolLeavesAPort();
    void replacesOutdatedOnesOneByOne();
    void keepsOutdatedOnesWhenNewOnesDie();
    void endsAllAtShutdown();
    void killsWhatDoesNotEndAtShutdown();
};

/// The first decision needs them: without, it would wait for the next look.
void TestProcessRunner::knowsItsPortsBeforeATarget()
{
    Bench bench;
    bench.keep(std::nullopt);
    QCOMPARE(bench.runner.capacity(analysis), std::optional(5));
    QCOMPARE(bench.runner.present(analysis), std::optional(0));
}

void TestProcessRunner::namesWorkersAsComposeDoes()
{
    Bench bench;
    bench.keep(2);
    const std::vector<Worker> workers = bench.runner.workers(analysis);
    QCOMPARE(workers.size(), 2U);
    QCOMPARE(workers[1].name, QStringLiteral("directai-analysis-worker-2"));
    QVERIFY(workers[1].port == std::optional<quint16>(bench.ports.first + 1));
    QCOMPARE(bench.runner.present(analysis), std::optional(2));
    QCOMPARE(bench.runner.capacity(analysis), std::optional(5));
    QCOMPARE(bench.fleet(), QStringLiteral("1 starting, 2 starting"));
    bench.setBusy(false);
    QCOMPARE(bench.fleet(), QStringLiteral("1 idle, 2 idle"));
}

void TestProcessRunner::givesThemTheirLimits()
{
    Bench bench(R"(echo "$*, $(ulimit -Hd) KiB"; exec sleep 600)");
    bench.memory = mebibytes(256);
    bench.keep(1, 4);
    QTRY_COMPARE(bench.lines.size(), 1);
    const QString said = bench.lines.front().at(1).toString();
    QVERIFY2(said.contains(QStringLiteral(" --concurrency 4 ")), qPrintable(said));
    QVERIFY2(said.endsWith(QStringLiteral(", 262144 KiB")), qPrintable(said));
}

/// So that Ctrl-C asks the service alone to end.
void TestProcessRunner::keepsThemOutOfItsProcessGroup()
{
    Bench bench(works);
    bench.keep(1);
    QTRY_VERIFY(bench.runner.workers(analysis).front().pid);
    const auto pid = static_cast<pid_t>(*bench.runner.workers(analysis).front().pid);
    QTRY_COMPARE(getpgid(pid), pid);
}

void TestProcessRunner::replacesOneThatWasKilled()
{
    Bench bench;
    bench.keep(1);
    const WorkerId first = bench.firstId();
    QTRY_VERIFY(bench.runner.workers(analysis).front().pid);
    bench.clock.advance(settled);
    ::kill(static_cast<pid_t>(*bench.runner.workers(analysis).front().pid), SIGKILL);
    QTRY_COMPARE(bench.started.size(), 2);
    QCOMPARE(bench.ends, QStringList(QStringLiteral("killed by signal 9")));
    QVERIFY(bench.firstId() != first);
    QCOMPARE(bench.fault(), QString());
}

void TestProcessRunner::saysWhyWorkersDieAtOnce()
{
    Bench bench(dies);
    bench.keep(1);
    QTRY_COMPARE(bench.fault(), QStringLiteral("exited with code 7: broken"));
    QCOMPARE(bench.started.size(), 3); // a single one could be an accident
    bench.behave(works);
    QTRY_COMPARE(bench.started.size(), 4);
    QCOMPARE(bench.fault(), QStringLiteral("exited with code 7: broken")); // nobody knows yet
    bench.clock.advance(settled);
    QTRY_COMPARE(bench.fault(), QString());
}

void TestProcessRunner::oneHealthyWorkerHidesNoFault()
{
    Bench bench;
    bench.keep(1);
    QTRY_COMPARE(bench.lines.size(), 1);
    bench.clock.advance(settled);
    bench.behave(dies);
    bench.keep(3);
    QTRY_VERIFY(!bench.fault().isEmpty());
    bool vanished = false;
    connect(&bench.runner, &Runner::changed, this, [&] { vanished = vanished || bench.fault().isEmpty(); });
    // Until the next pair is tried: by then the back-off has outgrown the time between two readings.
    QVERIFY(bench.started.size() <= 7);
    QTRY_VERIFY_WITH_TIMEOUT(bench.started.size() >= 9, 20'000);
    QVERIFY(!vanished);
}

void TestProcessRunner::goesDownFromTheTop()
{
    Bench bench;
    bench.keep(3);
    bench.setBusy(false);
    bench.keep(1);
    QTRY_COMPARE(bench.fleet(), QStringLiteral("1 idle"));
}

void TestProcessRunner::letsABusyOneFinish()
{
    Bench bench;
    bench.keep(2);
    bench.setBusy(true);
    bench.keep(1);
    QCOMPARE(bench.fleet(), QStringLiteral("1 busy, 2 draining"));
    const WorkerId second = bench.runner.workers(analysis).back().id;
    QVERIFY(!bench.runner.mayWork(analysis, second));
    QVERIFY(bench.runner.mayWork(analysis, bench.firstId()));
    QCOMPARE(bench.runner.present(analysis), std::optional(1));
    bench.setBusy(false);
    QTRY_COMPARE(bench.fleet(), QStringLiteral("1 idle"));
}

void TestProcessRunner::takesADrainingOneBack()
{
    Bench bench;
    bench.keep(2);
    bench.setBusy(true);
    bench.keep(1);
    bench.keep(2);
    QCOMPARE(bench.fleet(), QStringLiteral("1 busy, 2 busy"));
    QCOMPARE(bench.started.size(), 2);
}

void TestProcessRunner::killsOneThatIgnoresSigterm()
{
    Bench bench(ignoresSigterm);
    bench.keep(1);
    QTRY_COMPARE(bench.lines.size(), 1); // from now on it ignores it
    bench.keep(0);
    QTRY_COMPARE(bench.ends, QStringList(QStringLiteral("killed by signal 9")));
    QCOMPARE(bench.fault(), QString());
}

void TestProcessRunner::fillsThePlaceOfOneToldToGo()
{
    Bench bench;
    bench.keep(1);
    bench.setBusy(true);
    QVERIFY(bench.runner.drain(analysis, bench.firstId()));
    QCOMPARE(bench.fleet(), QStringLiteral("1 draining, 2 starting"));
    QCOMPARE(bench.runner.present(analysis), std::optional(1));
    bench.keep(2); // a rise does not call it back either
    QCOMPARE(bench.fleet(), QStringLiteral("1 draining, 2 starting, 3 starting"));
    bench.setBusy(false);
    QTRY_COMPARE(bench.fleet(), QStringLiteral("2 idle, 3 idle"));
}

void TestProcessRunner::doesNotKnowStrangers()
{
    Bench bench;
    const WorkerId stranger{QStringLiteral("w")};
    QVERIFY(!bench.runner.drain(analysis, stranger));
    bench.keep(1);
    QVERIFY(!bench.runner.mayWork(analysis, stranger));
    QCOMPARE(toString(bench.runner.drain(analysis, stranger).error().kind), toString(ErrorKind::NotFound));
}

void TestProcessRunner::saysThatPortsAreExhausted()
{
    Bench bench;
    bench.ports = testPorts(1);
    bench.keep(2);
    QCOMPARE(bench.started.size(), 1);
    QCOMPARE(bench.runner.capacity(analysis), std::optional(1));
    QCOMPARE(bench.fault(),
             QStringLiteral("no free port in %1-%2").arg(bench.ports.first).arg(bench.ports.last));
    bench.keep(1);
    QCOMPARE(bench.fault(), QString());
}

void TestProcessRunner::startsWhenAnotherPoolLeavesAPort()
{
    Bench bench;
    bench.ports = testPorts(1);
    bench.keep(1, 1, generation);
    bench.keep(1);
    QVERIFY(!bench.fault().isEmpty());
    bench.keep(0, 1, generation);
    QTRY_COMPARE(bench.fleet(), QStringLiteral("1 starting"));
    QCOMPARE(bench.fault(), QString());
}

void TestProcessRunner::replacesOutdatedOnesOneByOne()
{
    Bench bench;
    bench.ports = testPorts(2);
    bench.keep(2);
    bench.setBusy(false);
    bench.clock.advance(settled);
    bench.keep(2, 4);
    QCOMPARE(bench.fleet(), QStringLiteral("1 idle, 2 draining"));
    QCOMPARE(bench.fault(), QString()); // its port comes back soon
    QTRY_COMPARE(bench.fleet(), QStringLiteral("1 idle, 2 starting"));
    bench.setBusy(false);
    bench.clock.advance(settled);
    QTRY_COMPARE(bench.fleet(), QStringLiteral("1 starting, 2 idle"));
    QCOMPARE(bench.started.size(), 4);
}

void TestProcessRunner::keepsOutdatedOnesWhenNewOnesDie()
{
    Bench bench;
    bench.keep(2);
    QTRY_COMPARE(bench.lines.size(), 2);
    bench.setBusy(false);
    bench.clock.advance(settled);
    bench.behave(dies);
    bench.keep(2, 4);
    QTRY_VERIFY(!bench.fault().isEmpty());
    QVERIFY2(bench.fleet().contains(QStringLiteral("1 idle")), qPrintable(bench.fleet()));
}

void TestProcessRunner::endsAllAtShutdown()
{
    Bench bench;
    QSignalSpy done(&bench.runner, &Runner::shutDown);
    bench.keep(2);
    bench.keep(1, 1, generation);
    bench.runner.beginShutdown();
    QVERIFY(!bench.runner.mayWork(analysis, bench.firstId()));
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(bench.ends.size(), 3);
    QCOMPARE(bench.started.size(), 3);
}

void TestProcessRunner::killsWhatDoesNotEndAtShutdown()
{
    Bench bench(ignoresSigterm);
    QSignalSpy done(&bench.runner, &Runner::shutDown);
    bench.keep(1);
    QTRY_COMPARE(bench.lines.size(), 1);
    bench.runner.beginShutdown();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(bench.ends, QStringList(QStringLiteral("killed by signal 9")));
}

QTEST_GUILESS_MAIN(TestProcessRunner)
#include "tst_processrunner.moc"
