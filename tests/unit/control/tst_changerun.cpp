#include "control/changerun.h"
#include "control/connections.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

const ConnectionId local{QStringLiteral("local")};
const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};

Change scaleTo(int replicas, const PoolId &pool = analysis)
{
    return {local, pool, SetReplicas{replicas, std::nullopt}, {}, {}};
}

Pool poolWith(const PoolId &id, int desired)
{
    Pool pool;
    pool.id = id;
    pool.desired = desired;
    return pool;
}

} // namespace

// Changes without anybody in front of them; what they mean is the pipeline's.
class TestChangeRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_connections = std::make_unique<Connections>();
        m_journal = Journal::open(m_folder->filePath(QStringLiteral("journal.db")), m_clock).value();
        m_pipeline = std::make_unique<ChangePipeline>(*m_connections, *m_journal, QStringLiteral("ada"));
        m_platform = static_cast<FakePlatform *>(&m_connections->add(std::make_unique<FakePlatform>(local)));
    }
    void cleanup()
    {
        m_run.reset();
        m_pipeline.reset();
        m_journal.reset();
        m_connections.reset();
    }

    void appliesOneAfterTheOther()
    {
        showPools();
        int previewed = 0;
        m_platform->onPreview = [&previewed, preview = m_platform->onPreview](const Change &change) {
            ++previewed;
            return preview(change);
        };
        begin({scaleTo(3), scaleTo(2, generation)});
        QTRY_COMPARE(m_results, QStringList{QStringLiteral("verified")});
        QCoreApplication::processEvents();
        QCOMPARE(previewed, 1); // the next one is not based on what was there before this one
        m_platform->show(m_clock.now(), {poolWith(analysis, 3), poolWith(generation, 1)});
        QTRY_COMPARE(m_end, std::optional(true));
        QCOMPARE(m_platform->applied(), (std::vector{scaleTo(3), scaleTo(2, generation)}));
        const QJsonObject told = m_told.front();
        QCOMPARE(told[QLatin1String("change")][QLatin1String("pool")].toString(), analysis.value);
        QCOMPARE(told[QLatin1String("preview")][QLatin1String("differences")].toArray().size(), 1);
        QCOMPARE(told[QLatin1String("entry")][QLatin1String("who")].toString(), QStringLiteral("ada"));
        QCOMPARE(told[QLatin1String("entry")][QLatin1String("receipt")][QLatin1String("verified")],
                 QJsonValue(true));
        QCOMPARE(entries().size(), 2U);
    }

    void aDryRunChangesNothing()
    {
        showPools();
        m_platform->onPreview = [](const Change &change) -> Result<Preview> {
            if (change.pool == analysis)
                return fail(ErrorKind::InvalidInput, QStringLiteral("scale"), QStringLiteral("too many"));
            return Preview{change, {}, {{WarningKind::BelowLoad, QStringLiteral("3")}}, std::nullopt, {}};
        };
        begin({scaleTo(30), scaleTo(2, generation)}, {true, Seconds(30)});
        QTRY_COMPARE(m_end, std::optional(false));
        QCOMPARE(m_results, (QStringList{QStringLiteral("refused"), QStringLiteral("previewed")}));
        QCOMPARE(m_told[0][QLatin1String("error")][QLatin1String("detail")].toString(),
                 QStringLiteral("too many"));
        QCOMPARE(m_told[1][QLatin1String("preview")][QLatin1String("warnings")][0][QLatin1String("kind")],
                 QJsonValue(QStringLiteral("belowLoad")));
        QVERIFY(m_platform->applied().empty());
        QVERIFY(entries().empty());
    }

    void endsAtTheFirstThatFails()
    {
        showPools();
        m_platform->onApply = [](const Change &) {
            return Result<Receipt>(fail(ErrorKind::Conflict, QStringLiteral("scale"), QString()));
        };
        begin({scaleTo(3), scaleTo(2, generation)});
        QTRY_COMPARE(m_end, std::optional(false));
        QCOMPARE(m_results, (QStringList{QStringLiteral("refused"), QStringLiteral("notTried")}));
        QVERIFY(m_told[0][QLatin1String("again")].isObject());
        QCOMPARE(m_platform->applied().size(), 1U);
    }

    void goesOnAfterWhatCannotBeConfirmed()
    {
        showPools();
        m_platform->onApply = [](const Change &) { return Result<Receipt>(Receipt()); };
        begin({scaleTo(3), scaleTo(2, generation)});
        QTRY_COMPARE(m_end, std::optional(false));
        QCOMPARE(m_results, (QStringList{QStringLiteral("unverified"), QStringLiteral("unverified")}));
    }

    void refusesWhileChangesAreOff()
    {
        showPools();
        m_pipeline->setReadOnly(true);
        begin({scaleTo(3)});
        QTRY_COMPARE(m_end, std::optional(false));
        QCOMPARE(m_results, QStringList{QStringLiteral("refused")});
        QCOMPARE(m_told[0][QLatin1String("error")][QLatin1String("kind")].toString(),
                 QStringLiteral("forbidden"));
        QVERIFY(m_told[0][QLatin1String("preview")].isObject());
        QVERIFY(m_platform->applied().empty());
    }

    void waitsForThePlatform()
    {
        begin({scaleTo(3)});
        QVERIFY(m_results.isEmpty());
        m_platform->setState(ConnectionState::Live);
        QVERIFY(m_results.isEmpty()); // it showed no pool yet
        SourceStatus engine;
        m_platform->show(m_clock.now(), {poolWith(analysis, 1)}, {{Source::Docker, engine}});
        QVERIFY(m_results.isEmpty()); // nor what its engine says
        engine.lastSeen = m_clock.now();
        m_platform->show(m_clock.now(), {poolWith(analysis, 1)}, {{Source::Docker, engine}});
        QTRY_COMPARE(m_end, std::optional(true));
    }

    void doesNotWaitForEver()
    {
        m_platform->onPreview = [](const Change &) {
            return Result<Preview>(fail(ErrorKind::Unavailable, QStringLiteral("scale"), QString()));
        };
        begin({scaleTo(3), scaleTo(2, generation)}, {true, Millis(1)});
        QTRY_COMPARE(m_end, std::optional(false));
        QCOMPARE(m_results, (QStringList{QStringLiteral("refused"), QStringLiteral("refused")}));
    }

    void doesNotWaitForAConnectionThatIsNotThere()
    {
        Change elsewhere = scaleTo(3);
        elsewhere.connection = {QStringLiteral("nowhere")};
        begin({elsewhere});
        QTRY_COMPARE(m_end, std::optional(false));
        QCOMPARE(m_told[0][QLatin1String("error")][QLatin1String("kind")].toString(),
                 QStringLiteral("notFound"));
    }

private:
    void showPools()
    {
        m_platform->setState(ConnectionState::Live);
        m_platform->show(m_clock.now(), {poolWith(analysis, 1), poolWith(generation, 1)});
    }

    void begin(std::vector<Change> changes, const ChangeRunOptions &options = {})
    {
        m_told.clear();
        m_results.clear();
        m_end.reset();
        m_run = std::make_unique<ChangeRun>(*m_connections, *m_pipeline, std::move(changes), options);
        connect(m_run.get(), &ChangeRun::told, this, [this](const QString &line) {
            m_told.push_back(QJsonDocument::fromJson(line.toUtf8()).object());
            m_results << m_told.back().value(QLatin1String("result")).toString();
        });
        connect(m_run.get(), &ChangeRun::finished, this, [this](bool isGood) { m_end = isGood; });
        m_run->start();
    }

    std::vector<JournalEntry> entries() { return await(m_journal->read({})).value(); }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<ChangePipeline> m_pipeline;
    std::unique_ptr<ChangeRun> m_run;
    FakePlatform *m_platform = nullptr;
    std::vector<QJsonObject> m_told;
    QStringList m_results;
    std::optional<bool> m_end;
};

QTEST_GUILESS_MAIN(TestChangeRun)
#include "tst_changerun.moc"
