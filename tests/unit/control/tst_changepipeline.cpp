#include "control/changepipeline.h"
#include "control/connections.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"
#include "tests/support/fulldisk.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

const ConnectionId local{QStringLiteral("local")};
const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};

Change scaleTo(int replicas, const PoolId &pool = analysis)
{
    return {local, pool, SetReplicas{replicas, std::nullopt}, QStringLiteral("v1"), QStringLiteral("more")};
}

Pool poolWith(int desired)
{
    Pool pool;
    pool.id = analysis;
    pool.desired = desired;
    return pool;
}

Error error(ErrorKind kind, int httpStatus = 0)
{
    return {kind, QStringLiteral("scale"), QStringLiteral("evidence"), httpStatus};
}

} // namespace

class TestChangePipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_connections = std::make_unique<Connections>();
        m_platform = addPlatform();
        restart();
    }
    void cleanup()
    {
        m_pipeline.reset();
        m_journal.reset();
        m_connections.reset();
    }

    void previews()
    {
        const Proposal proposal = await(m_pipeline->preview(scaleTo(3))).value();
        QCOMPARE(proposal.preview.change, scaleTo(3));
        QCOMPARE(proposal.preview.differences.size(), 1U);
        QVERIFY(!proposal.undoOf);
        QVERIFY(entries().empty()); // a look at a change is not a change
    }

    void refusesBeforeAskingThePlatform_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("kind");
        Change elsewhere = scaleTo(3);
        elsewhere.connection = {QStringLiteral("nowhere")};
        QTest::newRow("unknown connection") << elsewhere << "notFound";
        QTest::newRow("broken rule") << scaleTo(-1) << "invalidInput";
    }
    void refusesBeforeAskingThePlatform()
    {
        QFETCH(Change, change);
        bool asked = false;
        m_platform->onPreview = [&](const Change &) {
            asked = true;
            return Result<Preview>(Preview());
        };
        const Result<Proposal> proposal = await(m_pipeline->preview(change));
        QVERIFY(!proposal);
        QTEST(toString(proposal.error().kind), "kind");
        QVERIFY(!asked);
    }

    void writesTheJournalBeforeItApplies()
    {
        std::vector<JournalEntry> seen;
        m_platform->onApply = [&](const Change &) {
            seen = entries();
            return Result<Receipt>(Receipt{{}, true, std::nullopt});
        };
        const Outcome outcome = await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})).value();
        QCOMPARE(seen.size(), 1U);
        QCOMPARE(toString(seen[0].state), QStringLiteral("applying"));
        QCOMPARE(seen[0].who, QStringLiteral("ada"));
        QCOMPARE(seen[0].change, scaleTo(3));
        QCOMPARE(toString(outcome.entry.state), QStringLiteral("verified"));
        QCOMPARE(entries(), std::vector{outcome.entry});
    }

    void saysHowItEnded_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("state");
        const auto row = [](const char *name, ErrorKind kind, int status, const char *state) {
            QTest::newRow(name) << error(kind, status) << QString::fromLatin1(state);
        };
        row("invalid", ErrorKind::InvalidInput, 422, "refused");
        row("not found", ErrorKind::NotFound, 404, "refused");
        row("conflict", ErrorKind::Conflict, 412, "refused");
        row("no token", ErrorKind::Unauthorized, 401, "refused");
        row("too much", ErrorKind::LimitExceeded, 413, "refused");
        row("server says no", ErrorKind::Unavailable, 503, "failed");
        row("broken inside", ErrorKind::Internal, 500, "failed");
        row("connection lost", ErrorKind::Unavailable, 0, "interrupted");
        row("no answer", ErrorKind::Timeout, 0, "interrupted");
        row("half an answer", ErrorKind::Protocol, 0, "interrupted");
    }
    void saysHowItEnded()
    {
        QFETCH(Error, error);
        QFETCH(QString, state);
        m_platform->onApply = [&](const Change &) { return Result<Receipt>(fail(error)); };
        const Outcome outcome = await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})).value();
        QCOMPARE(toString(outcome.entry.state), state);
        QCOMPARE(outcome.entry.error, std::optional(error));
        QCOMPARE(entries(), std::vector{outcome.entry});
        QCOMPARE(outcome.again.has_value(), error.kind == ErrorKind::Conflict);
        QVERIFY(!m_pipeline->isApplying(local, analysis));
    }

    void isUnverifiedWhenThePlatformCannotShowIt()
    {
        m_platform->onApply = [](const Change &) { return Result<Receipt>(Receipt()); };
        const Outcome outcome = await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})).value();
        QCOMPARE(toString(outcome.entry.state), QStringLiteral("unverified"));
    }

    void showsAConflictAnew()
    {
        m_platform->onApply = [](const Change &) {
            return Result<Receipt>(fail(error(ErrorKind::Conflict)));
        };
        m_platform->onPreview = [](const Change &change) {
            Preview preview = previewOf(change);
            preview.change.basedOn = QStringLiteral("v2");
            return Result<Preview>(preview);
        };
        const Outcome outcome = await(m_pipeline->confirm({previewOf(scaleTo(3)), JournalId{1}})).value();
        Change now = scaleTo(3);
        now.basedOn = QStringLiteral("v2");
        QVERIFY(outcome.again);
        QCOMPARE(outcome.again->preview.change, now);
        QCOMPARE(outcome.again->undoOf, std::optional(JournalId{1}));
    }

    void undoes()
    {
        m_platform->onApply = [](const Change &) {
            Change back = scaleTo(1);
            back.basedOn = QStringLiteral("old");
            return Result<Receipt>(Receipt{{}, true, back});
        };
        const Outcome first = await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})).value();
        const Proposal undo = await(m_pipeline->previewUndo(first.entry.id)).value();
        QCOMPARE(undo.undoOf, std::optional(first.entry.id));
        QCOMPARE(std::get<SetReplicas>(undo.preview.change.action).replicas, 1);
        QVERIFY(undo.preview.change.basedOn.isEmpty());
        const Outcome second = await(m_pipeline->confirm(undo)).value();
        QCOMPARE(second.entry.undoOf, std::optional(first.entry.id));
        QCOMPARE(toString(entries().back().state), QStringLiteral("undone"));
        QCOMPARE(toString(await(m_pipeline->previewUndo(first.entry.id)).error().kind),
                 QStringLiteral("unsupported"));
        QCOMPARE(toString(await(m_pipeline->previewUndo({99})).error().kind), QStringLiteral("notFound"));
    }

    void changesAPoolOneAtATime()
    {
        m_platform->hold();
        const QSignalSpy changed(m_pipeline.get(), &ChangePipeline::applyingChanged);
        const Async<Outcome> first = m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt});
        QVERIFY(m_pipeline->isApplying(local, analysis));
        QVERIFY(!m_pipeline->isApplying(local, generation));
        QVERIFY(m_pipeline->isApplying(local, {})); // the whole connection
        const Result<Outcome> second = await(m_pipeline->confirm({previewOf(scaleTo(4)), std::nullopt}));
        QCOMPARE(toString(second.error().kind), QStringLiteral("conflict"));
        QTRY_COMPARE(m_platform->applied().size(), 1U);
        m_platform->release();
        QVERIFY(await(first));
        QVERIFY(!m_pipeline->isApplying(local, analysis));
        QCOMPARE(changed.count(), 2);
        QVERIFY(await(m_pipeline->confirm({previewOf(scaleTo(4)), std::nullopt})));
        QCOMPARE(entries().size(), 2U);
    }

    /// While a node waits for its pods, pools go on: that may be what it waits for.
    void changesANodeBesidePools()
    {
        m_platform->hold();
        const auto cordon = [](const char *node) {
            return Change{local, {}, SetNodeCordoned{QLatin1String(node), true}, {}, {}};
        };
        const Async<Outcome> first = m_pipeline->confirm({previewOf(cordon("gpu-0")), std::nullopt});
        QVERIFY(!m_pipeline->isApplying(local, analysis));
        const Result<Outcome> second = await(m_pipeline->confirm({previewOf(cordon("gpu-0")), std::nullopt}));
        QCOMPARE(toString(second.error().kind), QStringLiteral("conflict"));
        const Async<Outcome> other = m_pipeline->confirm({previewOf(cordon("gpu-1")), std::nullopt});
        const Async<Outcome> scaled = m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt});
        QTRY_COMPARE(m_platform->applied().size(), 3U);
        m_platform->release();
        QVERIFY(await(first) && await(other) && await(scaled));
    }

    void refusesWhenReadOnly_data()
    {
        QTest::addColumn<bool>("ofConsole");
        QTest::newRow("the console") << true;
        QTest::newRow("the connection") << false;
    }
    void refusesWhenReadOnly()
    {
        QFETCH(bool, ofConsole);
        if (ofConsole)
            m_pipeline->setReadOnly(true);
        else
            m_platform->setCapabilities({.readOnly = true});
        const Result<Outcome> outcome = await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt}));
        QCOMPARE(toString(outcome.error().kind), QStringLiteral("forbidden"));
        QVERIFY(m_platform->applied().empty());
        QVERIFY(entries().empty());
    }

    void refusesForGood()
    {
        QVERIFY(m_pipeline->mayBeAllowed());
        m_pipeline->refuseForGood();
        m_pipeline->setReadOnly(false);
        QVERIFY(m_pipeline->isReadOnly() && !m_pipeline->mayBeAllowed());
        QVERIFY(!await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})));
        QVERIFY(m_platform->applied().empty());
    }

    void changesNothingThatCannotBeWrittenDown()
    {
        QVERIFY(entries().empty());
        const FullDisk full(4096);
        const Result<Outcome> outcome = await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt}));
        QCOMPARE(toString(outcome.error().kind), QStringLiteral("io"));
        QVERIFY(m_platform->applied().empty());
        QVERIFY(!m_pipeline->isApplying(local, analysis));
    }

    void readsBackWhatWasInterrupted_data()
    {
        QTest::addColumn<int>("seen");
        QTest::addColumn<QString>("state");
        QTest::newRow("it was done") << 3 << "verified";
        QTest::newRow("it was not, or has been changed since") << 1 << "unverified";
    }
    void readsBackWhatWasInterrupted()
    {
        QFETCH(int, seen);
        m_platform->onApply = [](const Change &) {
            return Result<Receipt>(fail(error(ErrorKind::Unavailable)));
        };
        QVERIFY(await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})));
        m_platform->setState(ConnectionState::Lost);
        m_clock.advance(Seconds(10));
        m_platform->show(m_clock.now(), {poolWith(seen)}); // not live: nobody believes it
        QCOMPARE(toString(entries().front().state), QStringLiteral("interrupted"));
        m_platform->setState(ConnectionState::Live);
        QTEST(toString(entries().front().state), "state");
        QVERIFY(entries().front().error); // why it was interrupted stays
        undoLast();
    }

    void asksTheJobForWhatWasInterrupted_data()
    {
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<QString>("state");
        QTest::newRow("it is gone") << false << "verified";
        QTest::newRow("it is there") << true << "unverified";
    }
    void asksTheJobForWhatWasInterrupted()
    {
        QFETCH(bool, isThere);
        QFETCH(QString, state);
        m_platform->setCapabilities({.jobs = true});
        m_platform->board.error = error(ErrorKind::Unavailable);
        if (isThere)
            m_platform->board.jobs = {Job{.id = {QStringLiteral("7")}}};
        m_platform->onApply = [](const Change &) {
            return Result<Receipt>(fail(error(ErrorKind::Unavailable)));
        };
        const Change cancel{local, analysis, CancelJob{{QStringLiteral("7")}}, {}, {}};
        QVERIFY(await(m_pipeline->confirm({previewOf(cancel), std::nullopt})));
        m_platform->show(m_clock.now(), {poolWith(1)}); // no snapshot tells, and the board does not answer
        QTRY_COMPARE(toString(entries().front().state), QStringLiteral("interrupted"));
        m_platform->board.error.reset();
        const auto resolved = [&] {
            m_platform->show(m_clock.now(), {poolWith(1)});
            return toString(entries().front().state);
        };
        QTRY_COMPARE(resolved(), state);
    }

    void doesNotBelieveAnOldSnapshot()
    {
        m_platform->show(m_clock.now(), {poolWith(3)});
        m_platform->onApply = [](const Change &) { return Result<Receipt>(fail(error(ErrorKind::Timeout))); };
        QVERIFY(await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})));
        m_platform->setState(ConnectionState::Lost);
        m_platform->setState(ConnectionState::Live);
        QCOMPARE(toString(entries().front().state), QStringLiteral("interrupted"));
    }

    void believesANewSnapshotWhenTheClockWasSetBack()
    {
        m_platform->show(m_clock.now(), {poolWith(1)});
        m_platform->onApply = [](const Change &) { return Result<Receipt>(fail(error(ErrorKind::Timeout))); };
        QVERIFY(await(m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt})));
        m_clock.jumpWall(-std::chrono::hours(1));
        m_platform->show(m_clock.now(), {poolWith(3)});
        QCOMPARE(toString(entries().front().state), QStringLiteral("verified"));
    }

    void resolvesWhatAnEarlierRunLeftBehind()
    {
        m_platform->hold();
        (void)m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt});
        QTRY_COMPARE(m_platform->applied().size(), 1U);
        m_pipeline.reset(); // the console dies here
        m_connections = std::make_unique<Connections>();
        restart();
        QTRY_COMPARE(toString(entries().front().state), QStringLiteral("interrupted"));
        m_platform = addPlatform();
        QCOMPARE(toString(entries().front().state), QStringLiteral("interrupted"));
        m_platform->show(m_clock.now(), {poolWith(3)});
        QCOMPARE(toString(entries().front().state), QStringLiteral("verified"));
        undoLast();
    }

    void survivesAConnectionThatIsRemoved()
    {
        m_platform->hold();
        const Async<Outcome> outcome = m_pipeline->confirm({previewOf(scaleTo(3)), std::nullopt});
        const Async<Proposal> proposal = m_pipeline->preview(scaleTo(4));
        QTRY_COMPARE(m_platform->applied().size(), 1U);
        m_connections->remove(local);
        QCOMPARE(toString(await(outcome).value().entry.state), QStringLiteral("interrupted"));
        QCOMPARE(toString(await(proposal).error().kind), QStringLiteral("cancelled"));
        QVERIFY(!m_pipeline->isApplying(local, analysis));
    }

private:
    static Preview previewOf(const Change &change)
    {
        Preview preview;
        preview.change = change;
        preview.differences = {{QStringLiteral("replicas"), QStringLiteral("1"), QStringLiteral("3")}};
        preview.undo = scaleTo(1);
        return preview;
    }
    /// What was previewed before it was lost puts back what was there then.
    void undoLast()
    {
        const JournalEntry lost = entries().front();
        m_platform->onApply = [](const Change &) { return Result<Receipt>(Receipt{{}, true, {}}); };
        const Result<Proposal> undo = await(m_pipeline->previewUndo(lost.id));
        QVERIFY2(undo, undo ? "" : qPrintable(describe(undo.error())));
        QVERIFY(await(m_pipeline->confirm(*undo)));
        QCOMPARE(m_platform->applied().back().action, ChangeAction(SetReplicas{1, std::nullopt}));
        QCOMPARE(toString(entries().back().state), QStringLiteral("undone"));
    }
    FakePlatform *addPlatform()
    {
        auto platform = std::make_unique<FakePlatform>(local);
        platform->start();
        FakePlatform *kept = platform.get();
        m_connections->add(std::move(platform));
        return kept;
    }
    void restart()
    {
        m_pipeline.reset();
        m_journal.reset();
        auto opened = Journal::open(m_folder->filePath(QStringLiteral("journal.db")), m_clock);
        QVERIFY(opened);
        m_journal = std::move(*opened);
        m_pipeline = std::make_unique<ChangePipeline>(*m_connections, *m_journal, QStringLiteral("ada"));
    }
    std::vector<JournalEntry> entries() { return await(m_journal->read({})).value(); }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Connections> m_connections;
    FakePlatform *m_platform = nullptr;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<ChangePipeline> m_pipeline;
};

QTEST_GUILESS_MAIN(TestChangePipeline)
#include "tst_changepipeline.moc"
