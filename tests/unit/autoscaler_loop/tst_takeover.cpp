#include "autoscaler/loop/autoscaler.h"
#include "autoscaler/loop/servicelog.h"
#include "autoscaler/runner/norunner.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

/// An autoscaler of one pool whose runner the test speaks for.
struct Bench {
    FakeClock clock;
    NoRunner runner;
    QTemporaryDir folder;
    ServiceLog log{{{}, 0, 0, false}, clock};
    QStringList lines;
    Autoscaler autoscaler{clock, [](const PoolId &) { return QueueDepth(); }, runner,
                          StateFile(folder.filePath(QStringLiteral("state.json"))), log};

    Bench()
    {
        AutoscalerPlan plan;
        plan.pools.emplace(analysis, PoolPlan());
        autoscaler.configure(plan);
        autoscaler.start();
        QObject::connect(&log, &ServiceLog::written, &autoscaler,
                         [this](const LogLine &line) { lines += line.text; });
    }
    Pool pool() const { return *autoscaler.pool(analysis); }
    void othersWant(int workers) { Q_EMIT runner.changedOutside(analysis, workers); }
};

} // namespace

/// What others do past the service, as a runner tells of it.
class TestTakeover : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void becomesTheTargetLikeAManualScale()
    {
        Bench bench;
        QSignalSpy decided(&bench.autoscaler, &Autoscaler::decided);
        bench.othersWant(3);
        QCOMPARE(bench.lines,
                 QStringList{QStringLiteral("Taking over analysis workers from outside: 1 -> 3")});
        QCOMPARE(bench.pool().desired, std::optional(3));
        QCOMPARE(bench.pool().cooldownLeft.count(), 60);
        QCOMPARE(decided.size(), 1);
        const Decision decision = bench.pool().decisions.front();
        QCOMPARE(toString(decision.reason), QStringLiteral("manual"));
        QCOMPARE(decision.note, QStringLiteral("changed from outside"));
    }

    void stopsAndStartsThePool()
    {
        Bench bench;
        bench.othersWant(0);
        QVERIFY(bench.pool().stopped);
        bench.othersWant(2);
        QVERIFY(!bench.pool().stopped);
        QCOMPARE(bench.pool().desired, std::optional(2));
        QCOMPARE(bench.lines.filter(QStringLiteral("Taking over")),
                 (QStringList{QStringLiteral("Taking over analysis workers from outside: 1 -> 0"),
                              QStringLiteral("Taking over analysis workers from outside: 0 -> 2")}));
    }

    void isUndoneWhileHeld()
    {
        Bench bench;
        QVERIFY(bench.autoscaler.scale({analysis}, 2, Seconds(900)));
        bench.lines.clear();
        bench.othersWant(4);
        QCOMPARE(bench.pool().desired, std::optional(2));
        QCOMPARE(bench.lines,
                 QStringList{QStringLiteral(
                     "Undoing a change of analysis workers from outside: the target stays 2")});
    }
};

QTEST_GUILESS_MAIN(TestTakeover)
#include "tst_takeover.moc"
