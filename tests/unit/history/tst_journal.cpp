#include "history/journal.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

JournalEntry draft(int replicas, const char *pool = "analysis", const char *connection = "local")
{
    JournalEntry entry;
    entry.who = QStringLiteral("ada");
    entry.change = {{QLatin1String(connection)},
                    {QLatin1String(pool)},
                    SetReplicas{replicas, std::nullopt},
                    QStringLiteral("v1"),
                    QStringLiteral("why not")};
    entry.differences = {{QStringLiteral("replicas"), QStringLiteral("1"), QString::number(replicas)}};
    entry.undo = entry.change;
    entry.undo->action = SetReplicas{1, std::nullopt};
    return entry;
}

/// The ids, in order: "3 2 1".
QString ids(const Result<std::vector<JournalEntry>> &entries)
{
    if (!entries)
        return describe(entries.error());
    QStringList words;
    for (const JournalEntry &entry : *entries)
        words << QString::number(entry.id.value);
    return words.join(u' ');
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock.emplace();
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_journal.reset(); }

    void keepsAnEntryAcrossRestarts()
    {
        JournalEntry entry = await(m_journal->begin(draft(3))).value();
        QCOMPARE(entry.id.value, 1);
        QCOMPARE(entry.at, m_clock->now());
        QCOMPARE(toString(entry.state), QStringLiteral("applying"));
        entry.state = ChangeState::Failed;
        entry.error = Error{ErrorKind::Io, QStringLiteral("scale"), QStringLiteral("no space"), 507, true};
        entry.receipt = Receipt{entry.differences, false, draft(1).change};
        QCOMPARE(await(m_journal->resolve(entry)).value(), entry);
        m_journal.reset();
        open();
        QCOMPARE(await(m_journal->entry(entry.id)).value(), entry);
    }

    void keepsAChangeOfAWholeConnection()
    {
        JournalEntry entry;
        entry.change = {{QStringLiteral("local")}, {}, SetAutoscalerEnabled{false}, {}, {}};
        const Result<JournalEntry> begun = await(m_journal->begin(entry));
        QVERIFY2(begun, begun ? "" : qPrintable(describe(begun.error())));
        QCOMPARE(await(m_journal->entry(begun->id)).value().change, entry.change);
    }

    void isOnDiskWhenBegun()
    {
        QVERIFY(await(m_journal->begin(draft(3))));
        // A second reader, as after a crash: nothing was closed.
        auto other = Journal::open(file(), *m_clock);
        QVERIFY(other);
        QCOMPARE(ids(await((*other)->unresolved())), QStringLiteral("1"));
    }

    void findsWhatIsUnresolved_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("expected");
        for (const char *state : {"applying", "interrupted"})
            QTest::newRow(state) << QString::fromLatin1(state) << "1";
        for (const char *state : {"verified", "unverified", "failed", "refused", "undone"})
            QTest::newRow(state) << QString::fromLatin1(state) << "";
    }
    void findsWhatIsUnresolved()
    {
        QFETCH(QString, state);
        JournalEntry entry = await(m_journal->begin(draft(3))).value();
        entry.state = changeStateFrom(state).value();
        QVERIFY(await(m_journal->resolve(entry)));
        QTEST(ids(await(m_journal->unresolved())), "expected");
        QCOMPARE(entry.isResolved(), ids(await(m_journal->unresolved())).isEmpty());
    }

    void filters_data()
    {
        QTest::addColumn<JournalFilter>("filter");
        QTest::addColumn<QString>("expected");
        const TimePoint start = FakeClock().now();
        const PoolId analysis{QStringLiteral("analysis")};
        QTest::newRow("all, newest first") << JournalFilter{} << "6 5 4 3 2 1";
        QTest::newRow("connection") << JournalFilter{.connection = {{QStringLiteral("aks")}}} << "4";
        QTest::newRow("pool, and its whole connection")
            << JournalFilter{.connection = {{QStringLiteral("local")}}, .pool = analysis} << "6 5 3 1";
        QTest::newRow("from") << JournalFilter{.from = start + Seconds(4)} << "6 5";
        QTest::newRow("to") << JournalFilter{.to = start + Seconds(2)} << "2 1";
        QTest::newRow("page") << JournalFilter{.limit = 2} << "6 5";
        QTest::newRow("next page") << JournalFilter{.before = JournalId{5}, .limit = 2} << "4 3";
        QTest::newRow("last page") << JournalFilter{.before = JournalId{1}} << "";
    }
    void filters()
    {
        QFETCH(JournalFilter, filter);
        for (const auto &[pool, connection] :
             std::vector<std::pair<const char *, const char *>>{{"analysis", "local"},
                                                                {"generation", "local"},
                                                                {"analysis", "local"},
                                                                {"analysis", "aks"},
                                                                {"analysis", "local"},
                                                                {"", "local"}}) {
            QVERIFY(await(m_journal->begin(draft(3, pool, connection))));
            m_clock->advance(Seconds(1));
        }
        QTEST(ids(await(m_journal->read(filter))), "expected");
    }

    void marksWhatWasUndone_data()
    {
        QTest::addColumn<QString>("undo");
        QTest::addColumn<QString>("original");
        QTest::newRow("verified") << "verified"
                                  << "undone";
        QTest::newRow("unverified") << "unverified"
                                    << "undone";
        QTest::newRow("failed") << "failed"
                                << "verified";
        QTest::newRow("interrupted") << "interrupted"
                                     << "verified";
    }
    void marksWhatWasUndone()
    {
        QFETCH(QString, undo);
        QFETCH(QString, original);
        JournalEntry first = await(m_journal->begin(draft(3))).value();
        first.state = ChangeState::Verified;
        QVERIFY(await(m_journal->resolve(first)));
        JournalEntry second = draft(1);
        second.undoOf = first.id;
        second = await(m_journal->begin(second)).value();
        second.state = changeStateFrom(undo).value();
        const QSignalSpy changed(m_journal.get(), &Journal::entryChanged);
        QVERIFY(await(m_journal->resolve(second)));
        QCOMPARE(toString(await(m_journal->entry(first.id)).value().state), original);
        QCOMPARE(await(m_journal->entry(second.id)).value().undoOf, std::optional(first.id));
        QCOMPARE(changed.count(), original == QLatin1String("undone") ? 2 : 1);
    }

    void saysWhatChanged()
    {
        const QSignalSpy changed(m_journal.get(), &Journal::entryChanged);
        JournalEntry entry = await(m_journal->begin(draft(3))).value();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].value<JournalEntry>(), entry);
        entry.state = ChangeState::Verified;
        QVERIFY(await(m_journal->resolve(entry)));
        QCOMPARE(changed[1][0].value<JournalEntry>(), entry);
    }

    void refusesWhatDoesNotExist()
    {
        QCOMPARE(toString(await(m_journal->entry({7})).error().kind), QStringLiteral("notFound"));
        JournalEntry stranger = draft(3);
        stranger.id = {7};
        QCOMPARE(toString(await(m_journal->resolve(stranger)).error().kind), QStringLiteral("notFound"));
    }

    void setsADamagedFileAside()
    {
        m_journal.reset();
        QFile damaged(file());
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write(QByteArray(9000, 'x')) == 9000);
        damaged.close();
        auto opened = Journal::open(file(), *m_clock);
        QVERIFY(opened);
        const QSignalSpy troubled(opened->get(), &Journal::troubled);
        QTRY_COMPARE(troubled.count(), 1);
        QVERIFY(await((*opened)->begin(draft(3))));
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.corrupt-*")}).size(), 1);
    }

private:
    QString file() const { return m_folder->filePath(QStringLiteral("journal.db")); }
    void open()
    {
        auto opened = Journal::open(file(), *m_clock);
        QVERIFY(opened);
        m_journal = std::move(*opened);
    }

    std::optional<FakeClock> m_clock; // anew for each test
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
