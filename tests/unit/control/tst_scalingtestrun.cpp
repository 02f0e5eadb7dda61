#include "control/scalingtestrun.h"

#include "control/changepipeline.h"
#include "control/connections.h"
#include "history/journal.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

Pool poolOf(const PoolId &id, int load, int ready)
{
    Pool pool;
    pool.id = id;
    pool.queue = QueueDepth{load, 0};
    pool.ready = ready;
    pool.profile = Profile();
    return pool;
}

PlatformEvent scaleUpOf(const PoolId &pool, TimePoint at)
{
    PlatformEvent event;
    event.at = at;
    event.decision.emplace();
    event.decision->pool = pool;
    event.decision->at = at;
    event.decision->from = 1;
    event.decision->to = 3;
    return event;
}

} // namespace

class TestScalingTestRun : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<ChangePipeline> m_pipeline;
    std::unique_ptr<ScalingTestRun> m_run;
    FakePlatform *m_platform = nullptr;

    ScalingTestPlan plan() const { return {m_platform->id(), analysis, {.clips = 2}, Seconds(600)}; }
    void show(int load, int ready, Seconds after = Seconds(1))
    {
        m_clock.advance(after);
        m_platform->show(m_clock.now(), {poolOf(analysis, load, ready)});
    }
    const ScalingTestResult &result() const { return m_run->test()->result(); }

private Q_SLOTS:
    void init()
    {
        m_connections = std::make_unique<Connections>();
        auto platform = std::make_unique<FakePlatform>(ConnectionId{QStringLiteral("local")});
        m_platform = platform.get();
        m_connections->add(std::move(platform));
        Capabilities capabilities;
        capabilities.uploads = analysis;
        m_platform->setCapabilities(capabilities);
        m_platform->start();
        show(0, 1);
        auto journal = Journal::open(
            m_folder.filePath(QString::number(m_clock.steadyNow().time_since_epoch().count())), m_clock);
        QVERIFY(journal);
        m_journal = std::move(*journal);
        m_pipeline = std::make_unique<ChangePipeline>(*m_connections, *m_journal, QStringLiteral("tester"));
        m_run = std::make_unique<ScalingTestRun>(*m_connections, *m_pipeline, m_clock);
    }
    void cleanup()
    {
        m_run.reset();
        m_pipeline.reset();
        m_journal.reset();
        m_connections.reset();
    }

    void seesThePlatformsReaction()
    {
        QSignalSpy changed(m_run.get(), &ScalingTestRun::changed);
        QVERIFY(m_run->start(plan()));
        QVERIFY(m_platform->load()->isStarted);
        QCOMPARE(m_platform->load()->plan, plan().load);
        m_clock.advance(Seconds(7)); // measuring takes no part
        Q_EMIT m_platform->load()->uploading();
        Q_EMIT m_platform->load()->accepted();
        Q_EMIT m_platform->load()->accepted();
        const PlatformEvent event = scaleUpOf(analysis, m_clock.now());
        m_clock.advance(Seconds(2));
        Q_EMIT m_platform->eventObserved(event);
        show(2, 1);
        show(2, 3);
        QVERIFY(m_run->isRunning());
        show(0, 3);
        QVERIFY(!m_run->isRunning());
        QCOMPARE(result().firstDecision, std::optional<Millis>(Seconds(2)));
        QCOMPARE(result().firstWorker, std::optional<Millis>(Seconds(4)));
        QCOMPARE(result().drained, std::optional<Millis>(Seconds(5)));
        show(0, 1, Seconds(60));
        QCOMPARE(result().backAtMinimum, std::optional<Millis>(Seconds(65)));
        const auto heard = changed.size();
        show(0, 2);
        QCOMPARE(changed.size(), heard); // it is over
    }

    void ignoresOtherPools()
    {
        QVERIFY(m_run->start(plan()));
        Q_EMIT m_platform->load()->uploading();
        Q_EMIT m_platform->eventObserved(scaleUpOf({QStringLiteral("generation")}, m_clock.now()));
        QVERIFY(result().scaleEvents.empty());
    }

    void endsInTimeAlsoWithoutAWord()
    {
        QVERIFY(m_run->start(plan()));
        Q_EMIT m_platform->load()->uploading();
        m_clock.advance(Seconds(600));
        QTRY_VERIFY(!m_run->isRunning());
        QCOMPARE(*result().end, ScalingTestEnd::TimedOut);
        QVERIFY(!m_platform->load());
    }

    void cancellingEndsTheUploads()
    {
        QVERIFY(m_run->start(plan()));
        Q_EMIT m_platform->load()->uploading();
        m_run->cancel();
        QCOMPARE(*result().end, ScalingTestEnd::Cancelled);
        QVERIFY(!m_platform->load());
    }

    void endsWithItsConnection()
    {
        QVERIFY(m_run->start(plan()));
        m_connections->remove(m_platform->id());
        QCOMPARE(*result().end, ScalingTestEnd::Cancelled);
    }

    void keepsTheReasonWhyNothingWasUploaded()
    {
        QVERIFY(m_run->start(plan()));
        Q_EMIT m_platform->load()->failed({ErrorKind::NotFound, QStringLiteral("upload audio"), {}, 404});
        QCOMPARE(*result().end, ScalingTestEnd::NotMeasured);
        QCOMPARE(result().failures.front().error.httpStatus, 404);
        QVERIFY(m_run->start(plan()));
        QVERIFY(m_run->isRunning());
    }

    void isRefusedWhereItCannotBe_data()
    {
        QTest::addColumn<std::function<void()>>("prepare");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, std::function<void()> prepare, const char *expected) {
            QTest::newRow(name) << std::move(prepare) << QString::fromLatin1(expected);
        };
        row(
            "read-only console", [this] { m_pipeline->setReadOnly(true); }, "forbidden");
        row(
            "read-only connection",
            [this] {
                Capabilities capabilities = m_platform->capabilities();
                capabilities.readOnly = true;
                m_platform->setCapabilities(capabilities);
            },
            "forbidden");
        row(
            "no uploads", [this] { m_platform->setCapabilities({}); }, "unsupported");
        row(
            "lost", [this] { m_platform->setState(ConnectionState::Lost); }, "unavailable");
        row(
            "no such pool", [this] { m_platform->show(m_clock.now(), {}); }, "notFound");
        row(
            "one runs", [this] { QVERIFY(m_run->start(plan())); }, "conflict");
    }
    void isRefusedWhereItCannotBe()
    {
        QFETCH(std::function<void()>, prepare);
        prepare();
        const Result<> started = m_run->start(plan());
        QVERIFY(!started);
        QTEST(toString(started.error().kind), "expected");
    }
};

QTEST_GUILESS_MAIN(TestScalingTestRun)
#include "tst_scalingtestrun.moc"
