#include "history/historystore.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fulldisk.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

SeriesKey key(Metric metric = Metric::QueuePending, const char *pool = "analysis", const char *worker = "")
{
    return {{QStringLiteral("local")}, {QLatin1String(pool)}, {QLatin1String(worker)}, metric};
}

/// "3 4 - 6": one value a step, none where there is a dash.
Samples samplesFrom(const QString &text, TimePoint from, Millis step, const SeriesKey &series = key())
{
    Samples samples;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word != QLatin1String("-"))
            samples.push_back({series, from, word.toDouble()});
        from += step;
    }
    return samples;
}

/// "0: 3..4 last 4 of 2 | …", seconds after `start`; with * where it was backfilled.
QString textOf(const std::vector<Point> &points, TimePoint start)
{
    QStringList words;
    for (const Point &point : points) {
        words << QStringLiteral("%1%2: %3..%4 last %5 of %6")
                     .arg((point.at - start).count() / 1000)
                     .arg(point.backfilled ? QStringLiteral("*") : QString())
                     .arg(point.min)
                     .arg(point.max)
                     .arg(point.last)
                     .arg(point.count);
    }
    return words.join(QStringLiteral(" | "));
}

} // namespace

class TestHistoryStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_start = fromMillis(toMillis(m_clock.now()) / 86'400'000 * 86'400'000); // a day's beginning
        open();
    }
    void cleanup() { m_store.reset(); }

    void picksTheRollUp_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("expected");
        QTest::newRow("finer than anything") << 1
                                             << "0: 1..1 last 1 of 1 | 10: 2..2 last 2 of 1 | 60: 6..6 last "
                                                "6 of 1 | 890: 4..4 last 4 of 1 | 900: 9..9 last 9 of 1";
        QTest::newRow("10 s") << 10
                              << "0: 1..1 last 1 of 1 | 10: 2..2 last 2 of 1 | 60: 6..6 last 6 of 1 | 890: "
                                 "4..4 last 4 of 1 | 900: 9..9 last 9 of 1";
        QTest::newRow("between")
            << 25
            << "0: 1..2 last 2 of 2 | 60: 6..6 last 6 of 1 | 870: 4..4 last 4 of 1 | 900: 9..9 last 9 of 1";
        QTest::newRow("1 min")
            << 60
            << "0: 1..2 last 2 of 2 | 60: 6..6 last 6 of 1 | 840: 4..4 last 4 of 1 | 900: 9..9 last 9 of 1";
        QTest::newRow("15 min") << 900 << "0: 1..6 last 4 of 4 | 900: 9..9 last 9 of 1";
        QTest::newRow("1 h") << 3600 << "0: 1..9 last 9 of 5";
    }
    void picksTheRollUp()
    {
        QFETCH(int, step);
        for (const auto &[second, value] :
             std::vector<std::pair<int, double>>{{0, 1}, {10, 2}, {60, 6}, {890, 4}, {900, 9}})
            m_store->add({{key(), m_start + Seconds(second), value}});
        QTEST(read(m_start, m_start + hours(1), Seconds(step)), "expected");
    }

    void readsHalfOpenRanges()
    {
        m_store->add(samplesFrom(QStringLiteral("1 2 3 4"), m_start, Seconds(10)));
        QCOMPARE(read(m_start + Seconds(15), m_start + Seconds(30), Seconds(10)),
                 QStringLiteral("10: 2..2 last 2 of 1 | 20: 3..3 last 3 of 1"));
        QCOMPARE(read(m_start + hours(1), m_start + hours(2), Seconds(10)), QString());
    }

    void readsWhatOlderTimesHaveLeft()
    {
        m_store->add(samplesFrom(QStringLiteral("1 2 3"), m_start, Seconds(10)));
        QVERIFY(await(m_store->flush()));
        m_clock.advance(hours(49));
        m_store->add({{key(), m_start + hours(49), 9}});
        QCOMPARE(read(m_start, m_start + hours(50), Seconds(10)),
                 QStringLiteral("0: 1..3 last 3 of 3 | 176400: 9..9 last 9 of 1"));
        m_clock.advance(days(30));
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QStringLiteral("0: 1..3 last 3 of 3"));
        m_clock.advance(days(340));
        m_store->add({{key(), m_clock.now(), 5}});
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QString());
    }

    void keepsLessWhenTold()
    {
        m_store->add(samplesFrom(QStringLiteral("1 2 3"), m_start, Seconds(10)));
        QVERIFY(await(m_store->flush()));
        m_clock.advance(days(40));
        m_store->add({{key(), m_clock.now(), 9}});
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QStringLiteral("0: 1..3 last 3 of 3"));
        m_store->setLimits({hours(48), days(30), days(30), gibibytes(1)});
        m_store->add({{key(), m_clock.now(), 9}});
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QString());
    }

    void keepsSeriesApart()
    {
        m_store->add(samplesFrom(QStringLiteral("1"), m_start, Seconds(10), key(Metric::CpuCores)));
        m_store->add(
            samplesFrom(QStringLiteral("2"), m_start, Seconds(10), key(Metric::CpuCores, "generation")));
        m_store->add(samplesFrom(QStringLiteral("3"), m_start, Seconds(10), key(Metric::MemoryBytes)));
        m_store->add(samplesFrom(QStringLiteral("4"), m_start, Seconds(10),
                                 key(Metric::CpuCores, "analysis", "worker-1")));
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10), key(Metric::CpuCores, "generation")),
                 QStringLiteral("0: 2..2 last 2 of 1"));
        const std::vector expected{key(Metric::CpuCores), key(Metric::MemoryBytes),
                                   key(Metric::CpuCores, "generation")};
        QCOMPARE(await(m_store->series({QStringLiteral("local")})).value(), expected);
        QVERIFY(await(m_store->series({QStringLiteral("other")})).value().empty());
    }

    void backfillFillsOnlyWhatIsMissing()
    {
        m_store->add(samplesFrom(QStringLiteral("1 - - 4"), m_start, Seconds(10)));
        QVERIFY(await(m_store->flush()));
        for (int time = 0; time < 2; ++time) // the same again changes nothing
            m_store->addBackfill(samplesFrom(QStringLiteral("7 7 7 7"), m_start, Seconds(10)));
        QCOMPARE(read(m_start, m_start + minutes(1), Seconds(10)),
                 QStringLiteral("0: 1..1 last 1 of 1 | 10*: 7..7 last 7 of 2 | 20*: 7..7 last 7 of 2 | 30: "
                                "4..4 last 4 of 1"));
        m_store->addBackfill(samplesFrom(QStringLiteral("8 8 8 8"), m_start, Seconds(10)));
        QCOMPARE(read(m_start, m_start + hours(1), minutes(1)), QStringLiteral("0*: 1..7 last 4 of 6"));
    }

    void backfillsWhatIsTooOldForFineColumns()
    {
        m_store->addBackfill(samplesFrom(QStringLiteral("1 2"), m_start - days(3), Seconds(10)));
        QCOMPARE(read(m_start - days(3), m_start, Seconds(10)), QStringLiteral("-259200*: 1..2 last 2 of 2"));
    }

    void knowsWhenAConnectionWasLastSeen()
    {
        QVERIFY(!await(m_store->lastSeen({QStringLiteral("local")})).value());
        m_store->add(samplesFrom(QStringLiteral("1 2 3"), m_start, Seconds(100)));
        m_store->add(samplesFrom(QStringLiteral("1"), m_start, Seconds(1), key(Metric::CpuCores)));
        QCOMPARE(await(m_store->lastSeen({QStringLiteral("local")})).value(),
                 std::optional(m_start + Seconds(200)));
        QVERIFY(!await(m_store->lastSeen({QStringLiteral("other")})).value());
    }

    void survivesBeingClosed()
    {
        m_store->add(samplesFrom(QStringLiteral("1 2"), m_start, Seconds(10)));
        m_store.reset();
        open();
        m_store->add(samplesFrom(QStringLiteral("3"), m_start + Seconds(15), Seconds(10)));
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)),
                 QStringLiteral("0: 1..1 last 1 of 1 | 10: 2..3 last 3 of 2"));
    }

    void keepsOutages()
    {
        const ConnectionId local{QStringLiteral("local")};
        const Outage early{m_start, m_start + hours(1), QStringLiteral("refused")};
        const Outage late{m_start + hours(2), m_start + hours(3), QStringLiteral("not running")};
        m_store->add(local, late);
        m_store->add(local, Outage{early.from, early.from + Seconds(1), QStringLiteral("replaced")});
        m_store->add(local, early);
        const auto read = [&](TimePoint from, TimePoint to) {
            return await(m_store->outages(local, from, to)).value();
        };
        QCOMPARE(read(m_start, m_start + hours(9)), (std::vector{early, late}));
        QCOMPARE(read(m_start + Seconds(5), m_start + Seconds(6)), std::vector{early}); // reaches into it
        QCOMPARE(read(early.to, late.from), std::vector<Outage>());
        QVERIFY(await(m_store->outages({QStringLiteral("other")}, m_start, late.to)).value().empty());
    }

    void keepsDecisions()
    {
        Decision up{{QStringLiteral("analysis")},
                    m_start,
                    1,
                    3,
                    3,
                    7,
                    DecisionReason::ScaledUp,
                    Limit::MaxWorkers,
                    Seconds(60),
                    QStringLiteral("evidence")};
        Decision idle{{QStringLiteral("analysis")}, m_start + Seconds(10), 3,          3, 0, std::nullopt,
                      DecisionReason::NoData,       Limit::None,           Seconds(0), {}};
        Decision other = up;
        other.pool = {QStringLiteral("generation")};
        const ConnectionId local{QStringLiteral("local")};
        m_store->add(local, {idle, up, other});
        m_store->add(local, {up});
        QCOMPARE(await(m_store->decisions(local, up.pool, m_start, m_start + hours(1))).value(),
                 (std::vector{up, idle}));
        QCOMPARE(await(m_store->decisions(local, up.pool, m_start + Seconds(1), m_start + hours(1))).value(),
                 std::vector{idle});
        m_clock.advance(days(3));
        m_store->add(
            samplesFrom(QStringLiteral("1"), m_clock.now(), Seconds(10))); // pruned with the next batch
        QCOMPARE(await(m_store->decisions(local, up.pool, m_start, m_start + hours(1))).value(),
                 std::vector{up});
    }

    void staysWithinItsSize()
    {
        m_store.reset();
        open({.size = mebibytes(1)});
        TimePoint at = m_clock.now() - hours(47);
        for (int batch = 0; batch < 24; ++batch) {
            Samples samples;
            for (int i = 0; i < 700; ++i, at += Seconds(10)) {
                for (const char *pool : {"a", "b", "c"})
                    samples.push_back({key(Metric::QueuePending, pool), at, static_cast<double>(i)});
            }
            m_store->add(samples);
            QVERIFY(await(m_store->flush()));
        }
        m_store.reset(); // moves the write-ahead log into the file
        QVERIFY2(QFileInfo(file()).size() < mebibytes(1).value * 5 / 4,
                 qPrintable(QString::number(QFileInfo(file()).size())));
        open();
        const SeriesKey series = key(Metric::QueuePending, "b");
        const auto first = [&](Millis step) {
            return await(m_store->read(series, m_clock.now() - hours(48), m_clock.now() + hours(9), step))
                .value()
                .front()
                .at;
        };
        QVERIFY(first(Seconds(10)) > m_clock.now() - hours(40)); // the oldest fine columns had to go
        QVERIFY(first(minutes(15)) <= m_clock.now() - hours(46)); // not the wide ones
    }

    void setsADamagedFileAside()
    {
        m_store.reset();
        QFile damaged(file());
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write(QByteArray(9000, 'x')) == 9000);
        damaged.close();
        auto opened = HistoryStore::open(file(), m_clock);
        QVERIFY(opened);
        m_store = std::move(*opened);
        QSignalSpy troubled(m_store.get(), &HistoryStore::troubled);
        QTRY_COMPARE(troubled.count(), 1);
        m_store->add(samplesFrom(QStringLiteral("1"), m_start, Seconds(10)));
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QStringLiteral("0: 1..1 last 1 of 1"));
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.corrupt-*")}).size(), 1);
    }

    void saysOnceThatTheDiskIsFull()
    {
        QSignalSpy troubled(m_store.get(), &HistoryStore::troubled);
        QVERIFY(await(m_store->flush()));
        {
            const FullDisk full(16'384);
            for (int i = 0; i < 3; ++i) {
                m_store->add(samplesFrom(QStringLiteral("1 2 3").repeated(400), m_start, minutes(1)));
                QVERIFY(!await(m_store->flush()));
            }
            QTRY_COMPARE(troubled.count(), 1);
            QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QString());
        }
        m_store->add(samplesFrom(QStringLiteral("1"), m_start, Seconds(10)));
        QCOMPARE(read(m_start, m_start + hours(1), Seconds(10)), QStringLiteral("0: 1..1 last 1 of 1"));
        QCOMPARE(troubled.count(), 1);
    }

    void readsAMonth()
    {
        constexpr int seriesCount = 20;
        m_store->add(month(seriesCount));
        QVERIFY(await(m_store->flush()));
        std::vector<Async<std::vector<Point>>> answers;
        for (int i = 0; i < seriesCount; ++i)
            answers.push_back(m_store->read(monthKey(i), m_start - days(28), m_start, minutes(1)));
        std::size_t points = 0;
        for (auto &answer : answers)
            points += await(answer).value().size();
        QCOMPARE(points, static_cast<std::size_t>(seriesCount) * 28 * 1440);
    }

private:
    QString file() const { return m_folder->filePath(QStringLiteral("history.db")); }
    void open(const HistoryLimits &limits = {})
    {
        auto opened = HistoryStore::open(file(), m_clock, limits);
        QVERIFY(opened);
        m_store = std::move(*opened);
    }
    QString read(TimePoint from, TimePoint to, Millis step, const SeriesKey &series = key())
    {
        return textOf(await(m_store->read(series, from, to, step)).value(), m_start);
    }
    static SeriesKey monthKey(int i)
    {
        return key(i % 2 == 0 ? Metric::QueuePending : Metric::CpuCores,
                   qPrintable(QStringLiteral("pool-%1").arg(i)));
    }
    Samples month(int seriesCount) const
    {
        Samples samples;
        for (int i = 0; i < seriesCount; ++i) {
            for (int minute = 0; minute < 28 * 1440; ++minute)
                samples.push_back({monthKey(i), m_start - days(28) + minutes(minute), minute * 0.1});
        }
        return samples;
    }

    FakeClock m_clock;
    TimePoint m_start;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
