#include "control/connections.h"
#include "control/recorder.h"
#include "history/historystore.h"
#include "history/liveseries.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

const ConnectionId local{QStringLiteral("local")};
const PoolId analysis{QStringLiteral("analysis")};
const SeriesKey queue{local, analysis, {}, Metric::QueuePending};
const SeriesKey cpuOfOne{local, analysis, {QStringLiteral("analysis-1")}, Metric::CpuCores};

Decision decisionAt(TimePoint at)
{
    Decision decision;
    decision.pool = analysis;
    decision.at = at;
    decision.to = 3;
    return decision;
}

} // namespace

class TestRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = HistoryStore::open(m_folder->filePath(QStringLiteral("history.db")), m_clock);
        QVERIFY(opened);
        m_history = std::move(*opened);
        m_live = std::make_unique<LiveSeries>();
        m_connections = std::make_unique<Connections>();
        m_recorder = std::make_unique<Recorder>(*m_connections, *m_history, *m_live, m_clock);
        m_asked.clear();
        m_platform = addPlatform(local);
    }
    void cleanup()
    {
        m_recorder.reset();
        m_connections.reset();
        m_history.reset();
    }

    void keepsSamplesLiveAndForLong()
    {
        const TimePoint now = m_clock.now();
        Q_EMIT m_platform->sampled({{queue, now, 4}, {cpuOfOne, now, 0.5}});
        Q_EMIT m_platform->sampled({{queue, now + Seconds(1), 6}, {cpuOfOne, now + Seconds(1), 0.7}});
        QCOMPARE(m_live->read(queue, now, now + Seconds(9)).size(), 2U);
        QCOMPARE(m_live->latest(cpuOfOne)->value, 0.7);
        QCOMPARE(stored(now).size(), 1U);
        QCOMPARE(stored(now).front().mean, 5.0);
        QCOMPARE(await(m_history->series(local)).value(), std::vector{queue});
    }

    void keepsDecisions()
    {
        const TimePoint now = m_clock.now();
        Q_EMIT m_platform->eventObserved({now, decisionAt(now), {}});
        Q_EMIT m_platform->eventObserved({now, std::nullopt, QStringLiteral("a line")});
        QCOMPARE(await(m_history->decisions(local, analysis, now, now + Seconds(1))).value(),
                 std::vector{decisionAt(now)});
    }

    void fetchesWhatItNeverSaw()
    {
        const TimePoint now = m_clock.now();
        m_platform->onHistory = [this, now](TimePoint from, TimePoint to) {
            m_asked.emplace_back(from, to);
            return Result<Backfill>(Backfill{{{queue, now - hours(3), 7}}, {decisionAt(now - hours(2))}});
        };
        const QSignalSpy backfilled(m_recorder.get(), &Recorder::backfilled);
        m_platform->start();
        QTRY_COMPARE(backfilled.count(), 1);
        QCOMPARE(m_asked, (Asked{{now - hours(48), now}}));
        QCOMPARE(stored(now - hours(3)).front().last, 7.0);
        QVERIFY(stored(now - hours(3)).front().backfilled);
        QCOMPARE(await(m_history->decisions(local, analysis, now - hours(3), now)).value().size(), 1U);
    }

    void fetchesTheGapAfterALoss()
    {
        m_platform->start();
        QTRY_COMPARE(m_asked.size(), 1U);
        const TimePoint seen = m_clock.now();
        Q_EMIT m_platform->sampled({{queue, seen, 4}});
        m_platform->setState(ConnectionState::Lost);
        m_clock.advance(hours(1));
        m_platform->setState(ConnectionState::Connecting);
        Q_EMIT m_platform->sampled(
            {{queue, m_clock.now(), 5}}); // a platform is live from its first answer on
        m_platform->setState(ConnectionState::Live);
        QTRY_COMPARE(m_asked.size(), 2U);
        QCOMPARE(m_asked[1], std::pair(seen, seen + hours(1)));
    }

    void asksAgainForWhatCouldNotBeTold()
    {
        const auto remember = m_platform->onHistory;
        m_platform->onHistory = [&](TimePoint from, TimePoint to) {
            (void)remember(from, to);
            return Result<Backfill>(fail(ErrorKind::Unavailable, QStringLiteral("read history")));
        };
        const TimePoint from = m_clock.now() - hours(48);
        m_platform->start();
        QTRY_COMPARE(m_asked.size(), 1U);
        waitUntilAllHaveAsked();
        Q_EMIT m_platform->sampled({{queue, m_clock.now(), 4}});
        m_clock.advance(Seconds(60));
        m_platform->onHistory = remember;
        const QSignalSpy backfilled(m_recorder.get(), &Recorder::backfilled);
        Q_EMIT m_platform->sampled({{queue, m_clock.now(), 4}});
        QTRY_COMPARE(backfilled.count(), 1);
        QCOMPARE(m_asked.back(), std::pair(from + Seconds(60), m_clock.now()));
        Q_EMIT m_platform->sampled({{queue, m_clock.now(), 4}});
        QCOMPARE(m_asked.size(), 3U);
    }

    void fetchesNothingForAMoment()
    {
        m_platform->start();
        QTRY_COMPARE(m_asked.size(), 1U);
        Q_EMIT m_platform->sampled({{queue, m_clock.now(), 4}});
        m_platform->setState(ConnectionState::Lost);
        m_clock.advance(Seconds(15));
        m_platform->setState(ConnectionState::Live);
        waitUntilAllHaveAsked();
        QCOMPARE(m_asked.size(), 2U);
    }

    void asksOnlyThoseThatRemember()
    {
        m_platform->setCapabilities({});
        m_platform->start();
        waitUntilAllHaveAsked();
        QCOMPARE(m_asked.size(), 1U);
    }

    void forgetsWhatIsRemoved()
    {
        Q_EMIT m_platform->sampled({{queue, m_clock.now(), 4}});
        m_connections->remove(local);
        QVERIFY(m_live->series(local).empty());
        QCOMPARE(stored(m_clock.now()).size(), 1U); // the past stays
    }

    void keepsWhyNothingWasHeard()
    {
        const TimePoint seen = m_clock.now();
        Q_EMIT m_platform->sampled({{queue, seen, 4}});
        m_platform->start(); // seen a moment ago: no outage
        SourceStatus broken;
        broken.error = Error{ErrorKind::Unavailable, {}, QStringLiteral("Connection refused")};
        m_platform->show(m_clock.now(), {}, {{Source::State, broken}});
        m_platform->setState(ConnectionState::Lost);
        broken.error->detail = QStringLiteral("Host is down"); // the last word counts
        m_platform->show(m_clock.now(), {}, {{Source::State, broken}});
        QVERIFY(await(m_history->flush()));
        m_clock.advance(hours(1));
        m_platform->setState(ConnectionState::Live);
        QTRY_COMPARE(outages().size(), 1U);
        QVERIFY(outages().front().from >= seen && outages().front().from <= seen + Seconds(10));
        QCOMPARE(outages().front().to, m_clock.now());
        QCOMPARE(outages().front().reason, QStringLiteral("Host is down"));
    }

    /// The engine is gone and comes back while the metrics go on: CPU and memory have a gap, and a reason.
    void keepsWhyASourceWasSilent()
    {
        m_platform->start();
        const TimePoint seen = m_clock.now();
        SourceStatus engine;
        engine.lastSeen = seen;
        m_platform->show(seen, {}, {{Source::Docker, engine}});
        engine.error = Error{ErrorKind::Unavailable, {}, QStringLiteral("Connection refused")};
        m_platform->show(m_clock.now(), {}, {{Source::Docker, engine}});
        m_clock.advance(minutes(5));
        engine.error->detail = QStringLiteral("No such file or directory"); // the last word counts
        m_platform->show(m_clock.now(), {}, {{Source::Docker, engine}});
        QCOMPARE(outages().size(), 0U); // it is not over
        engine = {};
        engine.lastSeen = m_clock.now();
        m_platform->show(m_clock.now(), {}, {{Source::Docker, engine}});
        m_platform->show(m_clock.now(), {}, {{Source::Docker, engine}});
        QCOMPARE(outages(),
                 (std::vector{Outage{seen, m_clock.now(), QStringLiteral("No such file or directory")}}));
    }

    /// Many a source never answers: no engine is named, no GPU is there.
    void aSourceThatNeverAnsweredIsNoOutage()
    {
        m_platform->start();
        SourceStatus gpu;
        gpu.error = Error{ErrorKind::NotFound, {}, QStringLiteral("no GPU found")};
        m_platform->show(m_clock.now(), {}, {{Source::Gpu, gpu}});
        m_clock.advance(minutes(5));
        gpu = {};
        gpu.lastSeen = m_clock.now();
        m_platform->show(m_clock.now(), {}, {{Source::Gpu, gpu}});
        QCOMPARE(outages().size(), 0U);
    }

    /// Another process has recorded this connection before.
    void keepsThatItWasNotRunning()
    {
        const TimePoint seen = m_clock.now();
        m_history->add({{queue, seen, 4}});
        QVERIFY(await(m_history->flush()));
        m_clock.advance(hours(9));
        m_recorder = std::make_unique<Recorder>(*m_connections, *m_history, *m_live, m_clock);
        m_platform->setState(ConnectionState::Lost); // the first try fails
        m_platform->setState(ConnectionState::Live);
        QTRY_COMPARE(outages().size(), 1U);
        QCOMPARE(outages().front().reason, QString());
    }

private:
    std::vector<Outage> outages()
    {
        return await(m_history->outages(local, m_clock.now() - hours(24), m_clock.now() + hours(1))).value();
    }
    using Asked = std::vector<std::pair<TimePoint, TimePoint>>;

    FakePlatform *addPlatform(const ConnectionId &id)
    {
        auto platform = std::make_unique<FakePlatform>(id);
        platform->setCapabilities({.history = true});
        platform->onHistory = [this](TimePoint from, TimePoint to) {
            m_asked.emplace_back(from, to);
            return Result<Backfill>(Backfill());
        };
        FakePlatform *kept = platform.get();
        m_connections->add(std::move(platform));
        return kept;
    }
    /// Another connection asks, in its turn: what was to ask before has done so.
    void waitUntilAllHaveAsked()
    {
        FakePlatform *last = addPlatform({QStringLiteral("last")});
        bool asked = false;
        last->onHistory = [&](TimePoint from, TimePoint to) {
            m_asked.emplace_back(from, to);
            asked = true;
            return Result<Backfill>(Backfill());
        };
        last->start();
        QTRY_VERIFY(asked);
    }
    std::vector<Point> stored(TimePoint from)
    {
        return await(m_history->read(queue, from, from + Seconds(5), Seconds(10))).value();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<LiveSeries> m_live;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<Recorder> m_recorder;
    FakePlatform *m_platform = nullptr;
    Asked m_asked;
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
