#include "autoscaler/loop/autoscaler.h"
#include "autoscaler/loop/servicelog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakerunner.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

AutoscalerPlan planOf(const Profile &profile)
{
    AutoscalerPlan plan;
    plan.common = profile;
    PoolPlan pool;
    pool.profile = profile;
    pool.service = QStringLiteral("analysis-worker");
    plan.pools.emplace(analysis, pool);
    return plan;
}

const Profile guide{true, 1, 5, 3, 1, Seconds(60)};

} // namespace

// The loop with a clock, a queue and a runner that the test moves; configure() is the tick.
class TestAutoscaler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_depth = QueueDepth{};
        m_runner = std::make_unique<FakeRunner>();
        m_said.clear();
        begin();
    }

    void saysWhatTheGuideShows()
    {
        m_autoscaler->start();
        m_runner->reach(analysis, 1);
        m_depth = QueueDepth{5, 2};
        tick();
        m_runner->reach(analysis, 2);
        m_runner->reach(analysis, 3);
        m_clock.advance(Seconds(60));
        m_depth = QueueDepth{};
        tick();
        m_runner->reach(analysis, 1);
        QCOMPARE(m_said,
                 (QStringList{
                     QStringLiteral("info Worker autoscaler enabled: Min=1, Max=5, ScaleUpThreshold=3, "
                                    "ScaleDownThreshold=1"),
                     QStringLiteral("info Starting analysis workers: 0 -> 1"),
                     QStringLiteral("info Successfully scaled analysis workers to 1"),
                     QStringLiteral("info Scaling UP analysis workers: 1 -> 3 (load: 7)"),
                     QStringLiteral("info Successfully scaled analysis workers to 3"),
                     QStringLiteral("info Scaling DOWN analysis workers: 3 -> 1 (load: 0)"),
                     QStringLiteral("info Successfully scaled analysis workers to 1"),
                 }));
    }

    void waitsForTheCooldown()
    {
        beginAt(1);
        m_depth = QueueDepth{7, 0};
        tick();
        m_depth = QueueDepth{15, 0};
        m_clock.advance(Seconds(59));
        tick();
        QCOMPARE(target(), 3);
        m_clock.advance(Seconds(1));
        tick();
        QCOMPARE(target(), 5);
    }

    void saysOnceWhyATargetIsNotReached()
    {
        beginAt(1);
        m_said.clear();
        m_depth = QueueDepth{7, 0};
        tick();
        m_runner->failWith(analysis, QStringLiteral("no such program"));
        m_runner->failWith(analysis, QStringLiteral("no such program"));
        QCOMPARE(m_said.size(), 2);
        QCOMPARE(
            m_said.last(),
            QStringLiteral("error Failed to scale analysis workers to 3: start worker: no such program"));
        QCOMPARE(toString(m_autoscaler->status()), QStringLiteral("degraded"));
        QCOMPARE(m_autoscaler->pool(analysis)->fault->detail, QStringLiteral("no such program"));
        m_runner->reach(analysis, 3);
        QCOMPARE(m_said.last(), QStringLiteral("info Successfully scaled analysis workers to 3"));
        QCOMPARE(toString(m_autoscaler->status()), QStringLiteral("active"));
    }

    void saysACauseOnceUntilItIsOver()
    {
        beginAt(1);
        m_depth = QueueDepth{7, 0};
        tick();
        m_said.clear();
        m_runner->failWith(analysis, QStringLiteral("directai-analysis-worker-2 exited with code 7"));
        m_runner->failWith(analysis, QStringLiteral("directai-analysis-worker-3 exited with code 9"));
        m_runner->reach(analysis, 2); // the next one may still fail as the others did
        m_runner->failWith(analysis, QStringLiteral("directai-analysis-worker-3 exited with code 9"));
        QCOMPARE(m_said.size(), 1);
        m_runner->failWith(analysis, QStringLiteral("no free port in 8001-8005"));
        QCOMPARE(m_said.size(), 2);
        m_runner->reach(analysis, 3);
        m_runner->failWith(analysis, QStringLiteral("no free port in 8001-8005"));
        QCOMPARE(m_said.size(), 4); // success, and the failure anew
    }

    void disabledItOnlyKeepsMinWorkers()
    {
        Profile disabled = guide;
        disabled.enabled = false;
        m_autoscaler->configure(planOf(disabled));
        m_autoscaler->start();
        QCOMPARE(
            m_said.first(),
            QStringLiteral("info Worker autoscaler disabled: MinWorkers, manual scale and holds still work"));
        m_depth = QueueDepth{7, 0};
        m_autoscaler->configure(planOf(disabled));
        QCOMPARE(target(), 1);
        QCOMPARE(toString(m_autoscaler->status()), QStringLiteral("disabled"));
        QVERIFY(m_autoscaler->scale({analysis, {}, false, {}}, 3, std::nullopt));
        QCOMPARE(target(), 3);
    }

    void decidesNothingWithoutKnowingTheQueue()
    {
        beginAt(1);
        m_depth.reset();
        m_said.clear();
        tick();
        QCOMPARE(target(), 1);
        QVERIFY(m_said.isEmpty());
    }

    void tellsADecisionToDoNothingWhenItsReasonChanges()
    {
        beginAt(1);
        QSignalSpy decided(m_autoscaler.get(), &Autoscaler::decided);
        tick();
        const auto settled = decided.count();
        tick();
        tick();
        QCOMPARE(decided.count(), settled); // the same again
        m_depth = QueueDepth{7, 0};
        tick();
        QCOMPARE(decided.count(), settled + 1);
        m_depth = QueueDepth{};
        tick();
        QCOMPARE(decided.count(), settled + 2);
        QCOMPARE(toString(decided.last().front().value<Decision>().reason), QStringLiteral("cooldown"));
    }

    void goesOnWithItsTargetAfterARestart()
    {
        beginAt(1);
        QVERIFY(m_autoscaler->scale({analysis, {}, false, {}}, 4, Seconds(600)));
        restart();
        m_autoscaler->start();
        QCOMPARE(target(), 4);
        QCOMPARE(m_said.value(1), QStringLiteral("info Starting analysis workers: 0 -> 4"));
        m_runner->reach(analysis, 4);
        QCOMPARE(m_said.last(), QStringLiteral("info Successfully scaled analysis workers to 4"));
    }

    void neverStartsMoreThanMaxWorkersAfterARestart()
    {
        beginAt(1);
        QVERIFY(m_autoscaler->scale({analysis, {}, false, {}}, 5, std::nullopt));
        restart();
        Profile smaller = guide;
        smaller.maxWorkers = 2;
        m_autoscaler->configure(planOf(smaller));
        m_autoscaler->start();
        for (const PoolTarget &told : (*m_runner)[analysis].kept)
            QVERIFY2(told.workers.value_or(0) <= 2, qPrintable(QString::number(told.workers.value_or(0))));
        QCOMPARE(target(), 2);
    }

    void refusesWhatTheServiceCannotBeScaledTo()
    {
        beginAt(1);
        const QString why = QStringLiteral("service web publishes the fixed host port 8001");
        (*m_runner)[analysis].obstacle =
            Error{ErrorKind::Unsupported, QStringLiteral("scale web"), why, 0, false};
        const Pool before = *m_autoscaler->pool(analysis);
        const Result<Pool> scaled = m_autoscaler->scale({analysis, {}, false, {}}, 3, Seconds(600));
        QCOMPARE(scaled ? QString() : describe(scaled.error()), QStringLiteral("scale by hand: ") + why);
        QCOMPARE(toString(scaled.error().kind), QStringLiteral("invalidInput"));
        QCOMPARE(*m_autoscaler->pool(analysis), before);
        QVERIFY(m_autoscaler->scale({analysis, {}, false, {}}, 1, Seconds(600)));
    }

    void aDryRunTellsWhatWouldBe()
    {
        beginAt(1);
        const Pool before = *m_autoscaler->pool(analysis);
        const Pool scaled = *m_autoscaler->scale({analysis, {}, true, {}}, 4, Seconds(600));
        QCOMPARE(scaled.desired.value_or(0), 4);
        QCOMPARE(scaled.hold.value_or(Hold()).workers, 4);
        QCOMPARE(scaled.cooldownLeft, Seconds(60));
        QCOMPARE(scaled.version, before.version); // what a change is to be based on
        const Pool stopped = *m_autoscaler->setStopped({analysis, {}, true, {}}, true);
        QVERIFY(stopped.stopped);
        QCOMPARE(stopped.desired.value_or(-1), 0);
        Profile larger = guide;
        larger.minWorkers = 2;
        QCOMPARE(m_autoscaler->poolWith(analysis, larger, {})->desired.value_or(0), 2);
        QCOMPARE(m_autoscaler->poolWith(analysis, larger, {})->profile.value_or(Profile()), larger);
        QCOMPARE(toString(m_autoscaler->statusIf(false)), QStringLiteral("disabled"));
        QCOMPARE(*m_autoscaler->pool(analysis), before);
    }

    void aDryRunOfAnEndTellsWhatFollows()
    {
        beginAt(1);
        QVERIFY(m_autoscaler->scale({analysis, {}, false, {}}, 4, Seconds(600)));
        m_clock.advance(Seconds(60));
        const Pool released = *m_autoscaler->releaseHold({analysis, {}, true, {}});
        QVERIFY(!released.hold);
        QCOMPARE(released.desired.value_or(0), 1); // nothing is to be done
        QCOMPARE(target(), 4);
        QVERIFY(m_autoscaler->setStopped({analysis, {}, false, {}}, true));
        const Pool started = *m_autoscaler->setStopped({analysis, {}, true, {}}, false);
        QVERIFY(!started.stopped);
        QCOMPARE(started.desired.value_or(0), 1);
        QCOMPARE(target(), 0);
    }

    void isReadyOnceItIsKnownWhatRuns()
    {
        (*m_runner)[analysis].present.reset();
        m_autoscaler->start();
        QCOMPARE(m_autoscaler->whyNotReady(),
                 QStringLiteral("it is not known yet which analysis workers run"));
        m_runner->failWith(analysis, QStringLiteral("no engine"));
        QCOMPARE(m_autoscaler->whyNotReady(),
                 QStringLiteral("it is not known yet which analysis workers run: start worker: no engine"));
        m_runner->reach(analysis, 0);
        QCOMPARE(m_autoscaler->whyNotReady(), QString());
        m_autoscaler->stop();
        QCOMPARE(m_autoscaler->whyNotReady(), QStringLiteral("the service is shutting down"));
    }

    void takesBackWhatItCouldNotStore()
    {
        beginAt(1);
        makeUnwritable();
        const QString version = m_autoscaler->pool(analysis)->version;
        for (const Result<Pool> &done : {m_autoscaler->scale({analysis, {}, false, {}}, 3, Seconds(600)),
                                         m_autoscaler->setStopped({analysis, {}, false, {}}, true)}) {
            QVERIFY(!done);
            QCOMPARE(toString(done.error().kind), QStringLiteral("io"));
        }
        const Pool pool = *m_autoscaler->pool(analysis);
        QVERIFY(!pool.hold && !pool.stopped);
        QCOMPARE(pool.desired.value_or(0), 1);
        QCOMPARE(pool.version, version);
        QCOMPARE(m_said.filter(QStringLiteral("error")).size(), 1); // said once
    }

    void aFileEditedMeanwhileIsAnotherVersion()
    {
        beginAt(1);
        const QString before = m_autoscaler->version();
        restart();
        m_autoscaler->start();
        QCOMPARE(m_autoscaler->version(), before);
        restart();
        Profile other = guide;
        other.maxWorkers = 4;
        m_autoscaler->configure(planOf(other));
        m_autoscaler->start();
        QVERIFY(m_autoscaler->version() != before);
    }

private:
    void begin()
    {
        m_autoscaler.reset();
        m_log = std::make_unique<ServiceLog>(ServiceLog::Options{{}, 0, 0, false}, m_clock);
        connect(m_log.get(), &ServiceLog::written, this, [this](const LogLine &line) {
            m_said << toString(line.level) + QLatin1Char(' ') + line.text;
        });
        m_autoscaler = std::make_unique<Autoscaler>(
            m_clock, [this](const PoolId &) { return m_depth; }, *m_runner,
            StateFile(m_folder->filePath(QStringLiteral("state/state.json"))), *m_log);
        QDir(m_folder->path()).mkdir(QStringLiteral("state"));
        m_autoscaler->configure(planOf(guide));
    }

    void restart()
    {
        m_autoscaler.reset();
        m_runner = std::make_unique<FakeRunner>();
        m_said.clear();
        begin();
    }

    void beginAt(int workers)
    {
        m_autoscaler->start();
        m_runner->reach(analysis, workers);
    }

    void tick() { m_autoscaler->configure(planOf(guide)); }
    int target() const { return m_autoscaler->pool(analysis)->desired.value_or(-1); }
    void makeUnwritable() { QVERIFY(QDir(m_folder->filePath(QStringLiteral("state"))).removeRecursively()); }

    FakeClock m_clock;
    std::optional<QueueDepth> m_depth;
    QStringList m_said;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeRunner> m_runner;
    std::unique_ptr<ServiceLog> m_log;
    std::unique_ptr<Autoscaler> m_autoscaler;
};

QTEST_GUILESS_MAIN(TestAutoscaler)
#include "tst_autoscaler.moc"
