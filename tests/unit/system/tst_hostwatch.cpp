#include "system/hostwatch.h"

#include "tests/support/fakeclock.h"

#include <QTest>

using namespace crescendo;

class TestHostWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!readHost())
            QSKIP("no /proc on this system");
    }

    void isBusyFromTheSecondLookOn()
    {
        FakeClock clock;
        HostWatch watch(clock);
        const std::optional<Host> first = watch.look();
        QVERIFY(first && first->cores >= 1 && first->memoryTotal > first->memoryAvailable);
        QVERIFY(!first->cpuPercent);
        std::optional<Host> later;
        const auto isBusy = [&] {
            clock.advance(Seconds(1)); // of the machine's own ticks some must pass, too
            later = watch.look();
            return later && later->cpuPercent && *later->cpuPercent >= 0 && *later->cpuPercent <= 100;
        };
        QVERIFY(QTest::qWaitFor(isBusy));
        clock.advance(Millis(999));
        QVERIFY(watch.look() == later); // too soon for another reading
    }
};

QTEST_GUILESS_MAIN(TestHostWatch)
#include "tst_hostwatch.moc"
