#include "history/historystore.h"
#include "history/journal.h"
#include "history/liveseries.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "ui/models/changesfeed.h"
#include "ui/models/decisionsfeed.h"
#include "ui/models/outagesfeed.h"
#include "ui/models/seriesfeed.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

using std::chrono::minutes;

const SeriesKey readyWorkers{
    {QStringLiteral("local")}, {QStringLiteral("analysis")}, {}, Metric::WorkersReady};

} // namespace

class FeedsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::unique_ptr<HistoryStore> m_history;
    LiveSeries m_live;

    Sample sample(Millis ago, double value) const { return {readyWorkers, m_clock.now() - ago, value}; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_live = LiveSeries();
        auto opened = HistoryStore::open(m_folder->filePath(QStringLiteral("history.db")), m_clock);
        QVERIFY(opened);
        m_history = std::move(*opened);
    }
    void cleanup() { m_history.reset(); }

    void theLiveSeriesContinueThePast()
    {
        m_history->add({sample(minutes(50), 1), sample(minutes(40), 2), sample(minutes(5), 7)});
        m_live.add({sample(minutes(10), 3), sample(minutes(5), 4)});
        SeriesFeed feed(*m_history, m_live);
        const QSignalSpy changed(&feed, &SeriesFeed::changed);
        feed.watch({readyWorkers});
        feed.setRange(m_clock.now() - minutes(60), m_clock.now(), Seconds(10));
        const auto values = [&feed] {
            QStringList texts;
            for (const Point &point : feed.points(readyWorkers))
                texts << QString::number(point.last);
            return texts.join(QLatin1Char(' '));
        };
        QVERIFY(values().endsWith(QLatin1String("3 4"))); // the past may be there already
        QTRY_COMPARE(values(), QStringLiteral("1 2 3 4"));
        m_live.add({sample(minutes(0), 5)});
        const auto before = changed.count();
        feed.setRange(m_clock.now() - minutes(60), m_clock.now() + Seconds(1), Seconds(10));
        QCOMPARE(values(), QStringLiteral("1 2 3 4 5"));
        QCOMPARE(changed.count(), before + 1); // nothing was read again
    }

    void outagesAreReadWhereTheyAreNotKnown()
    {
        const ConnectionId local = readyWorkers.connection;
        const TimePoint now = m_clock.now();
        const Outage outage{now - minutes(50), now - minutes(40), QStringLiteral("refused")};
        m_history->add(local, outage);
        OutagesFeed feed(*m_history);
        const QSignalSpy changed(&feed, &OutagesFeed::changed);
        feed.setTarget(local);
        feed.setRange(now - minutes(30), now);
        feed.setRange(now - minutes(60), now); // farther back than what was read
        QTRY_COMPARE(feed.outages(), std::vector{outage});
        m_history->add(local, Outage{now - minutes(5), now, QStringLiteral("refused again")});
        feed.setRange(now - minutes(59), now + minutes(1));
        feed.reload();
        QTRY_COMPARE(feed.outages().size(), 2U);
        QCOMPARE(changed.count(), 2);
        feed.setTarget({QStringLiteral("other")});
        QVERIFY(feed.outages().empty());
    }

    void coarsePastHasWiderGaps()
    {
        m_history->add({sample(minutes(50), 1), sample(minutes(48), 2), sample(minutes(46), 2)});
        SeriesFeed feed(*m_history, m_live);
        feed.watch({readyWorkers});
        feed.setRange(m_clock.now() - minutes(60), m_clock.now(), minutes(1));
        QCOMPARE(feed.gapAfter(readyWorkers, Seconds(10)), Millis(Seconds(30)));
        QTRY_COMPARE(feed.gapAfter(readyWorkers, Seconds(10)), Millis(minutes(6)));
    }

    void unwatchedSeriesAreEmpty()
    {
        const SeriesFeed feed(*m_history, m_live);
        QVERIFY(feed.points(readyWorkers).empty());
    }

    void decisionsOfThePastAndOfTheSnapshotAreOneList()
    {
        const auto decision = [this](Millis ago, int to) {
            return Decision{readyWorkers.pool, m_clock.now() - ago, 1, to, to, 7, DecisionReason::ScaledUp};
        };
        const std::vector<Decision> all{decision(minutes(1), 4), decision(minutes(20), 3),
                                        decision(minutes(50), 2)};
        m_history->add(readyWorkers.connection, {all[2], all[1]});
        DecisionsFeed feed(*m_history);
        feed.setRange(m_clock.now() - minutes(60), m_clock.now());
        feed.setTarget(readyWorkers.connection, readyWorkers.pool);
        feed.setRecent({all[0], all[1]});
        QCOMPARE(feed.decisions().size(), std::size_t(2));
        QTRY_COMPARE(feed.decisions().size(), std::size_t(3));
        QVERIFY(feed.decisions() == all);
        feed.setTarget(readyWorkers.connection, {QStringLiteral("generation")});
        QVERIFY(feed.decisions().empty());
    }

    void changesOfThePoolAndOfItsConnectionAreOneList()
    {
        auto journal = Journal::open(m_folder->filePath(QStringLiteral("journal.db")), m_clock);
        QVERIFY(journal);
        const auto begin = [&journal](const QString &connection, const QString &pool) {
            JournalEntry entry;
            entry.change = {{connection}, {pool}, SetPoolStopped{true}, {}, {}};
            return await((*journal)->begin(entry)).value_or(JournalEntry());
        };
        const QString local = readyWorkers.connection.value;
        const QString analysis = readyWorkers.pool.value;
        const TimePoint start = m_clock.now();
        begin(local, analysis);
        m_clock.advance(minutes(20));
        begin(QStringLiteral("other"), analysis);
        begin(local, QStringLiteral("generation"));
        const JournalEntry ofAll = begin(local, {});
        ChangesFeed feed(**journal);
        feed.setRange(start + minutes(10));
        feed.setTarget(readyWorkers.connection, readyWorkers.pool);
        QTRY_COMPARE(feed.changes(), std::vector{ofAll});
        feed.setRange(start); // farther back than what was read
        QTRY_COMPARE(feed.changes().size(), std::size_t(2));
        JournalEntry late = begin(local, analysis);
        QTRY_COMPARE(feed.changes().front(), late);
        late.state = ChangeState::Verified;
        (*journal)->resolve(late);
        QTRY_VERIFY(feed.changes().front().state == ChangeState::Verified);
        feed.setTarget(readyWorkers.connection, {QStringLiteral("generation")});
        const auto isOfAnalysis = [&](const JournalEntry &entry) {
            return entry.change.pool == readyWorkers.pool;
        };
        QVERIFY(std::ranges::none_of(feed.changes(), isOfAnalysis)); // at once, whether read already or not
        QTRY_COMPARE(feed.changes().size(), std::size_t(2)); // its own, and that of all pools
    }
};

QTEST_GUILESS_MAIN(FeedsTest)
#include "tst_feeds.moc"
