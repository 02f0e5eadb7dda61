#include "autoscaler/loop/governor.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace crescendo;
using namespace std::chrono_literals;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const Profile guide{true, 1, 5, 3, 1, Seconds(60)};

} // namespace

class TestGovernor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheGuide()
    {
        FakeClock clock;
        PoolGovernor governor(analysis, clock);
        governor.configure(guide, {});
        governor.adopt(0);
        QCOMPARE(toString(governor.evaluate(QueueDepth{0, 0}, 5).reason), QStringLiteral("startUp"));
        QVERIFY(governor.target() == 1);
        QCOMPARE(governor.cooldownLeft().count(), 0);

        const Decision up = governor.evaluate(QueueDepth{7, 0}, 5);
        QCOMPARE(up.from, 1);
        QCOMPARE(up.to, 3);
        QCOMPARE(governor.cooldownLeft().count(), 60);

        clock.advance(18s);
        const Decision cooling = governor.evaluate(QueueDepth{0, 0}, 5);
        QCOMPARE(toString(cooling.reason), QStringLiteral("cooldown"));
        QCOMPARE(cooling.cooldownLeft.count(), 42);

        clock.advance(42s);
        const Decision down = governor.evaluate(QueueDepth{0, 0}, 5);
        QCOMPARE(down.from, 3);
        QCOMPARE(down.to, 1);
    }

    void aJumpOfTheClockNeitherEndsNorProlongsAnything()
    {
        FakeClock clock;
        PoolGovernor governor(analysis, clock);
        governor.configure(guide, {});
        governor.adopt(1);
        governor.scale(4, Seconds(900), {});
        clock.jumpWall(24h);
        QVERIFY(governor.hold());
        QCOMPARE(toString(governor.evaluate(QueueDepth{0, 0}, 5).reason), QStringLiteral("held"));
        clock.jumpWall(-48h);
        clock.advance(899s);
        QCOMPARE(toString(governor.evaluate(QueueDepth{0, 0}, 5).reason), QStringLiteral("held"));
        clock.advance(1s);
        QVERIFY(!governor.hold());
        QCOMPARE(governor.evaluate(QueueDepth{0, 0}, 5).to, 1);
    }

    void aHoldSurvivesARestart()
    {
        FakeClock clock;
        PoolGovernor before(analysis, clock);
        before.configure(guide, {});
        before.adopt(1);
        before.scale(4, Seconds(900), QStringLiteral("batch"));
        const GovernorState stored = *governorStateFromJson(toJson(before.state()));
        clock.advance(300s);
        PoolGovernor after(analysis, clock);
        after.configure(guide, {});
        after.restore(stored);
        QVERIFY(after.target() == 4);
        QCOMPARE(after.version(), before.version());
        clock.advance(599s);
        QVERIFY(after.hold());
        clock.advance(2s);
        QVERIFY(!after.hold());
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<int>("replicas");
        QTest::addColumn<int>("hold");
        QTest::addColumn<QString>("expected");
        QTest::newRow("below") << 0 << 0
                               << QStringLiteral(
                                      "0 is below MinWorkers (1); edit the profile, or stop the pool");
        QTest::newRow("above") << 6 << 0
                               << QStringLiteral(
                                      "6 is above MaxWorkers (5), the hard limit; edit the profile first");
        QTest::newRow("ports") << 5 << 0
                               << QStringLiteral(
                                      "the ports have room for 4 workers, not 5; widen the port range");
        QTest::newRow("hold") << 2 << 604801
                              << QStringLiteral("a hold lasts from 1 second to 7 days (604800)");
        QTest::newRow("good") << 4 << 604800 << QString();
    }

    void refusesWhatCannotBe()
    {
        QFETCH(int, replicas);
        QFETCH(int, hold);
        QFETCH(QString, expected);
        FakeClock clock;
        PoolGovernor governor(analysis, clock);
        governor.configure(guide, {});
        const Result<> result =
            governor.checkScale(replicas, hold ? std::optional(Seconds(hold)) : std::nullopt, 4);
        QCOMPARE(result ? QString() : result.error().detail, expected);
    }

    void theVersionCoversWhatOperatorsChange()
    {
        FakeClock clock;
        PoolGovernor governor(analysis, clock);
        governor.configure(guide, {});
        governor.adopt(1);
        const QString first = governor.version();
        governor.evaluate(QueueDepth{7, 0}, 5);
        QCOMPARE(governor.version(), first); // the autoscaler's own decisions are no operator's change
        governor.configure(guide, {});
        QCOMPARE(governor.version(), first);
        governor.scale(2, std::nullopt, {});
        QVERIFY(governor.version() != first);
        const QString second = governor.version();
        governor.scale(2, Seconds(600), {});
        const QString held = governor.version();
        QVERIFY(held != second);
        clock.advance(Seconds(600));
        governor.evaluate(QueueDepth{}, 5);
        QVERIFY(!governor.hold());
        QCOMPARE(governor.version(), held); // a hold that ends was ended by nobody
        governor.scale(2, Seconds(600), {});
        const QString again = governor.version();
        governor.releaseHold();
        QVERIFY(governor.version() != again);
        const QString released = governor.version();
        governor.setStopped(true);
        QVERIFY(governor.version() != released);
        QVERIFY(governor.target() == 0);
    }

    void takesOverWhatOthersDid()
    {
        FakeClock clock;
        PoolGovernor governor(analysis, clock);
        governor.configure(guide, {});
        governor.adopt(1);
        const std::optional<Decision> up = governor.takeOver(9);
        QVERIFY(up);
        QCOMPARE(toString(up->reason), QStringLiteral("manual"));
        QCOMPARE(up->from, 1);
        QCOMPARE(up->to, 5); // MaxWorkers
        QCOMPARE(governor.cooldownLeft().count(), 60);
        QVERIFY(!governor.takeOver(7)); // no change
        QVERIFY(governor.takeOver(0));
        QVERIFY(governor.isStopped());
        QCOMPARE(governor.takeOver(2)->from, 0);
        QVERIFY(!governor.isStopped());
        QVERIFY(governor.target() == 2);
        governor.scale(3, Seconds(900), {});
        QVERIFY(!governor.takeOver(5)); // held
        QVERIFY(governor.target() == 3);
    }

    void leavesAStoppedPoolAlone()
    {
        FakeClock clock;
        PoolGovernor governor(analysis, clock);
        governor.configure(guide, {});
        governor.adopt(1);
        governor.setStopped(true);
        QCOMPARE(toString(governor.evaluate(QueueDepth{50, 0}, 5).reason), QStringLiteral("stopped"));
        QVERIFY(governor.target() == 0);
        governor.setStopped(false);
        QVERIFY(governor.evaluate(QueueDepth{0, 0}, 5).changes());
        QVERIFY(governor.target() == 1);
    }
};

QTEST_GUILESS_MAIN(TestGovernor)
#include "tst_governor.moc"
