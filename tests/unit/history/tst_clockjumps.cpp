#include "history/historystore.h"
#include "history/liveseries.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

const SeriesKey queue{{QStringLiteral("local")}, {QStringLiteral("analysis")}, {}, Metric::QueuePending};

} // namespace

/// Wall clocks are set by people and by NTP, and are wrong until then.
class ClockJumpsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<FakeClock>();
        m_began = m_clock->now();
        open();
    }
    void cleanup() { m_store.reset(); }

    void anHourBackLosesNoRow()
    {
        QSignalSpy troubles(m_store.get(), &HistoryStore::troubled);
        record(minutes(20), 3);
        m_clock->jumpWall(-hours(1));
        record(minutes(20), 5);
        QCOMPARE(countIn(m_began, m_began + minutes(20)), 120);
        QCOMPARE(countIn(m_began - minutes(40), m_began - minutes(20)), 120);
        QCOMPARE(troubles.size(), 0);
    }

    /// What was recorded twice for the same time shows the least and the most of both.
    void timesThatComeTwiceKeepBoth()
    {
        record(minutes(30), 3);
        m_clock->jumpWall(-minutes(30));
        record(minutes(30), 5);
        const std::vector<Point> points = read(m_began, m_began + minutes(30));
        QCOMPARE(points.size(), 180U);
        for (const Point &point : points) {
            QCOMPARE(point.count, 2);
            QCOMPARE(point.min, 3.0);
            QCOMPARE(point.max, 5.0);
        }
    }

    void aDayForwardIsAGap()
    {
        record(minutes(10), 3);
        m_clock->jumpWall(hours(24));
        record(minutes(10), 5);
        QCOMPARE(countIn(m_began, m_began + minutes(10)), 60);
        QCOMPARE(countIn(m_began + minutes(10), m_began + hours(24)), 0);
        QCOMPARE(countIn(m_began + hours(24), m_clock->now()), 60);
    }

    /// A clock that was wrong, and is put right again.
    void aDayForwardAndBackGoesOn()
    {
        record(minutes(10), 3);
        m_clock->jumpWall(hours(24));
        record(minutes(10), 9);
        m_clock->jumpWall(-hours(24));
        record(minutes(10), 5);
        QCOMPARE(countIn(m_began, m_began + minutes(30)), 120);
        QVERIFY(await(m_store->lastSeen(queue.connection)).value_or(std::nullopt));
        m_store.reset();
        open();
        QCOMPARE(countIn(m_began, m_began + minutes(30)), 120);
    }

    void theLatestIsWhatWasHeardLast()
    {
        LiveSeries live;
        live.add({{queue, m_began, 3}, {queue, m_began + Seconds(10), 4}});
        live.add({{queue, m_began - hours(1), 5}});
        QCOMPARE(live.latest(queue)->value, 5.0);
        QCOMPARE(live.read(queue, m_began - hours(1), m_began + hours(1)).size(), 1U); // in order of time
        live.add({{queue, m_began + hours(3), 6}});
        QCOMPARE(live.latest(queue)->value, 6.0);
    }

private:
    void open()
    {
        auto opened = HistoryStore::open(m_folder->filePath(QStringLiteral("history.db")), *m_clock);
        QVERIFY(opened);
        m_store = std::move(*opened);
    }

    /// Every ten seconds, from now on.
    void record(Seconds duration, double value)
    {
        for (Seconds passed(0); passed < duration; passed += Seconds(10)) {
            m_store->add({{queue, m_clock->now(), value}});
            m_clock->advance(Seconds(10));
        }
        QVERIFY(await(m_store->flush()));
    }

    std::vector<Point> read(TimePoint from, TimePoint to)
    {
        return await(m_store->read(queue, from, to, Seconds(10))).value_or(std::vector<Point>());
    }

    int countIn(TimePoint from, TimePoint to)
    {
        int count = 0;
        for (const Point &point : read(from, to))
            count += static_cast<int>(point.count);
        return count;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    TimePoint m_began;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(ClockJumpsTest)
#include "tst_clockjumps.moc"
