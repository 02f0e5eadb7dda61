#include "control/connections.h"
#include "history/historystore.h"
#include "history/liveseries.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"
#include "ui/models/indicatorsfeed.h"
#include "ui/models/jobsfeed.h"
#include "ui/models/jobsmodel.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const ConnectionId local{QStringLiteral("local")};
const PoolId analysis{QStringLiteral("analysis")};

} // namespace

/// What the Jobs page asks its platform for, and what it makes of the answers.
class JobsFeedsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::unique_ptr<HistoryStore> m_history;
    LiveSeries m_live;
    std::unique_ptr<Connections> m_connections;
    FakePlatform *m_platform = nullptr;

    Job job(int number, JobState state = JobState::Pending, Millis ago = Millis(0)) const
    {
        Job job;
        job.id = {QString::number(number)};
        job.pool = analysis;
        job.state = state;
        job.created = m_clock.now() - ago - Seconds(3);
        if (isEnded(state)) {
            job.firstStarted = job.started = job.created + Seconds(1);
            job.finished = m_clock.now() - ago;
        }
        return job;
    }
    std::vector<Job> jobs(int newest, int oldest) const
    {
        std::vector<Job> all;
        for (int number = newest; number >= oldest; --number)
            all.push_back(job(number));
        return all;
    }
    FakeJobBoard &board() const { return m_platform->board; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = HistoryStore::open(m_folder->filePath(QStringLiteral("history.db")), m_clock);
        QVERIFY(opened);
        m_history = std::move(*opened);
        m_live = LiveSeries();
        m_connections = std::make_unique<Connections>();
        m_platform = static_cast<FakePlatform *>(&m_connections->add(std::make_unique<FakePlatform>(local)));
        m_platform->setCapabilities({.jobs = true});
        m_platform->start();
    }
    void cleanup()
    {
        m_connections.reset();
        m_history.reset();
    }

    void asksForTheNewestAndForWhatIsSeen()
    {
        board().jobs = jobs(1'000, 1);
        JobsModel model;
        JobsFeed feed(*m_connections, model);
        feed.show(local, {.state = JobState::Pending});
        feed.refresh(m_clock.now(), -1, -1);
        QTRY_COMPARE(model.rowCount(), 100);
        QCOMPARE(feed.counts().at(JobState::Pending), 1'000);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 600);
        board().asked.clear();
        board().jobs.erase(board().jobs.begin() + 309);
        board().jobs.insert(board().jobs.begin(), job(1'001));
        feed.refresh(m_clock.now() + Seconds(1), 300, 320); // too soon
        QVERIFY(board().asked.empty());
        feed.refresh(m_clock.now() + Seconds(2), 300, 320);
        QTRY_COMPARE(model.rowOf({QStringLiteral("691")}), -1);
        QCOMPARE(model.job(0).id.value, QStringLiteral("1001"));
        QCOMPARE(model.rowCount(), 600);
        QCOMPARE(board().asked.size(), std::size_t(2));
        QCOMPARE(board().asked.back(),
                 (JobFilter{.state = JobState::Pending, .after = JobId{QStringLiteral("701")}, .limit = 21}));
    }

    void anotherListDropsLateAnswers()
    {
        board().jobs = {job(2, JobState::Failed), job(1)};
        JobsModel model;
        JobsFeed feed(*m_connections, model);
        board().hold();
        feed.show(local, {});
        feed.refresh(m_clock.now(), -1, -1);
        feed.show(local, {.state = JobState::Failed});
        feed.refresh(m_clock.now(), -1, -1);
        board().release();
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.job(0).id.value, QStringLiteral("2"));
    }

    void keepsWhatItKnowsWhenTheConnectionIsLost()
    {
        board().jobs = jobs(3, 1);
        JobsModel model;
        JobsFeed feed(*m_connections, model);
        feed.show(local, {});
        feed.refresh(m_clock.now(), -1, -1);
        QTRY_COMPARE(model.rowCount(), 3);
        board().error = Error{ErrorKind::Unavailable, QStringLiteral("list jobs"), QStringLiteral("gone")};
        feed.refresh(m_clock.now() + Seconds(2), 0, 2);
        QTRY_VERIFY(feed.error());
        QCOMPARE(model.rowCount(), 3);
        board().error.reset();
        feed.refresh(m_clock.now() + Seconds(4), 0, 2);
        QTRY_VERIFY(!feed.error());
        m_connections->remove(local);
        feed.refresh(m_clock.now() + Seconds(6), 0, 2);
        QCOMPARE(toString(feed.error()->kind), QStringLiteral("unavailable"));
    }

    void saysWhereJobsAreNotTold()
    {
        m_platform->setCapabilities({});
        JobsModel model;
        JobsFeed feed(*m_connections, model);
        feed.show(local, {});
        feed.refresh(m_clock.now(), -1, -1);
        QCOMPARE(toString(feed.error()->kind), QStringLiteral("unsupported"));
        QVERIFY(!feed.isLoaded());
    }

    void worksOutIndicatorsAndFollowsThem()
    {
        board().jobs = {job(4, JobState::Failed, Seconds(60)), job(3, JobState::Succeeded, Seconds(120)),
                        job(2), job(1, JobState::Succeeded, std::chrono::hours(2))};
        board().jobs.front().failureCause = FailureCause::OutOfMemory;
        const TimePoint now = m_clock.now();
        m_history->add(local,
                       {{.pool = analysis,
                         .at = now - Seconds(90),
                         .from = 1,
                         .to = 3,
                         .reason = DecisionReason::ScaledUp}});
        const auto series = [](Metric metric) { return SeriesKey{local, analysis, {}, metric}; };
        m_live.add({{series(Metric::WorkersBusy), now - Seconds(30), 1},
                    {series(Metric::WorkersReady), now - Seconds(30), 4}});
        IndicatorsFeed feed(*m_connections, *m_history, m_live);
        feed.setTarget(local, {analysis}, std::nullopt);
        feed.setRange(now - std::chrono::hours(1), now);
        feed.refresh(now);
        QTRY_COMPARE(feed.whole().ended(), 2);
        QCOMPARE(feed.whole().failedForResources(), 1);
        QCOMPARE(feed.whole().processing.mean, Millis(2'000));
        QTRY_COMPARE(feed.whole().scaledUp, 1);
        QTRY_COMPARE(feed.whole().busyShare.value_or(0), 0.25);
        QCOMPARE(feed.course().back().failed, 1);

        board().asked.clear();
        board().jobs.insert(board().jobs.begin(), job(5, JobState::Succeeded, -Seconds(4)));
        feed.setRange(now - std::chrono::hours(1) + Seconds(5), now + Seconds(5));
        feed.refresh(now + Seconds(5));
        QTRY_COMPARE(feed.whole().ended(), 3);
        QCOMPARE(*board().asked.front().endedFrom, now - Seconds(62)); // only what is new
    }

    void readsAllPagesOnce()
    {
        for (int number = 2'500; number > 0; --number)
            board().jobs.push_back(job(number, JobState::Succeeded, Seconds(2'501 - number)));
        IndicatorsFeed feed(*m_connections, *m_history, m_live);
        feed.setTarget(local, {analysis}, analysis);
        feed.setRange(m_clock.now() - std::chrono::hours(1), m_clock.now());
        feed.refresh(m_clock.now());
        QTRY_COMPARE(feed.whole().succeeded, 2'500);
        QCOMPARE(board().asked.size(), std::size_t(3));
        QCOMPARE(*board().asked.back().pool, analysis);
        feed.setRange(m_clock.now() - std::chrono::hours(2), m_clock.now()); // the past is asked for anew
        feed.refresh(m_clock.now());
        QTRY_COMPARE(board().asked.size(), std::size_t(6));
    }
};

QTEST_GUILESS_MAIN(JobsFeedsTest)
#include "tst_jobsfeeds.moc"
