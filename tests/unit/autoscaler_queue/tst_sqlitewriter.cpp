#include "autoscaler/queue/sqlitewriter.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>

using namespace crescendo;

namespace {

const Schema schema{{QStringLiteral("CREATE TABLE words (word TEXT UNIQUE)")}};
const QString insert = QStringLiteral("INSERT INTO words VALUES (?)");

/// A writer on a database with one table, and what its submissions came to, in order.
class Bench {
public:
    Bench()
    {
        const auto connection = connect();
        if (!connection->migrate(schema))
            qFatal("no table");
        writer = std::move(*SqliteWriter::start(file, SqliteConnection::Durability::ProcessDeath));
    }
    std::unique_ptr<SqliteConnection> connect() const
    {
        return std::move(*SqliteConnection::open(file, SqliteConnection::Durability::ProcessDeath));
    }
    void add(const QString &word)
    {
        writer->submit<void>(
            [word](SqliteConnection &connection) { return connection.run(insert, {word}); },
            [this, word](const Result<> &done) { outcomes += done ? word : word + QLatin1Char('!'); });
    }
    /// Keeps the writer busy until released, so that what comes next shares one transaction.
    void block()
    {
        writer->submit<void>(
            [this](SqliteConnection &) {
                started.release();
                go.acquire();
                return Result<>();
            },
            [](const Result<> &) {});
        started.acquire();
    }
    QStringList words() const
    {
        QStringList found;
        const auto done =
            connect()->run(QStringLiteral("SELECT word FROM words ORDER BY rowid"), {},
                           [&found](const QSqlQuery &row) { found += row.value(0).toString(); });
        return done ? found : QStringList{QStringLiteral("unreadable")};
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("test.db"));
    QSemaphore started;
    QSemaphore go;
    QStringList outcomes;
    std::unique_ptr<SqliteWriter> writer;
};

QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestSqliteWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void settlesInOrder_data();
    void settlesInOrder();
    void commitsTogether();
    void undoesWhatFails();
    void yieldsValues();
    void finishesWhatWasSubmitted();
    void refusesWhatComesLater();
    void needsAPlaceToWrite();
};

void TestSqliteWriter::settlesInOrder_data()
{
    QTest::addColumn<QString>("submitted");
    QTest::addColumn<QString>("outcomes"); // ! after those that failed
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const char *submitted, const char *outcomes, const char *stored) {
        QTest::newRow(name) << QString::fromLatin1(submitted) << QString::fromLatin1(outcomes)
                            << QString::fromLatin1(stored);
    };
    row("one", "a", "a", "a");
    row("several", "a b c", "a b c", "a b c");
    row("one fails alone", "a a", "a a!", "a");
    row("a failure takes no other with it", "a b b c", "a b b! c", "a b c");
    row("the first fails", "x a x b", "x a x! b", "x a b");
}

void TestSqliteWriter::settlesInOrder()
{
    QFETCH(QString, submitted);
    QFETCH(QString, outcomes);
    QFETCH(QString, stored);
    Bench bench;
    bench.block();
    const QStringList words = submitted.split(QLatin1Char(' '));
    for (const QString &word : words)
        bench.add(word);
    QVERIFY(bench.outcomes.isEmpty()); // never before the commit
    bench.go.release();
    QTRY_COMPARE(bench.outcomes.size(), words.size());
    QCOMPARE(bench.outcomes.join(QLatin1Char(' ')), outcomes);
    QCOMPARE(bench.words().join(QLatin1Char(' ')), stored);
}

void TestSqliteWriter::commitsTogether()
{
    Bench bench;
    bench.block();
    bench.add(QStringLiteral("a"));
    int seenByOthers = -1;
    bench.writer->submit<int>([&bench](SqliteConnection &) { return static_cast<int>(bench.words().size()); },
                              [&seenByOthers](const Result<int> &count) { seenByOthers = count.value(); });
    bench.go.release();
    QTRY_COMPARE(seenByOthers, 0); // "a" was in the same transaction, not yet committed
    QCOMPARE(bench.words(), list("a"));
}

void TestSqliteWriter::undoesWhatFails()
{
    Bench bench;
    bench.add(QStringLiteral("a"));
    std::optional<ErrorKind> seen;
    bench.writer->submit<void>(
        [](SqliteConnection &connection) {
            const auto first = connection.run(insert, {QStringLiteral("half")});
            return first ? connection.run(insert, {QStringLiteral("half")}) : first;
        },
        [&seen](const Result<> &done) { seen = done.error().kind; });
    bench.add(QStringLiteral("b"));
    QTRY_COMPARE(bench.outcomes, list("a b"));
    QVERIFY(seen == ErrorKind::Internal); // our own SQL
    QCOMPARE(bench.words(), list("a b"));
}

void TestSqliteWriter::yieldsValues()
{
    Bench bench;
    QThread *workedOn = nullptr;
    QThread *settledOn = nullptr;
    QString value;
    bench.writer->submit<QString>(
        [&workedOn](SqliteConnection &) -> Result<QString> {
            workedOn = QThread::currentThread();
            return QStringLiteral("value");
        },
        [&](const Result<QString> &done) {
            settledOn = QThread::currentThread();
            value = done.value();
        });
    QTRY_COMPARE(value, QStringLiteral("value"));
    QCOMPARE(settledOn, thread());
    QVERIFY(workedOn != thread());
}

void TestSqliteWriter::finishesWhatWasSubmitted()
{
    Bench bench;
    for (const char *word : {"a", "b", "c"})
        bench.add(QString::fromLatin1(word));
    bench.writer->finish();
    QCOMPARE(bench.outcomes, list("a b c"));
    QCOMPARE(bench.words(), list("a b c"));
}

void TestSqliteWriter::refusesWhatComesLater()
{
    Bench bench;
    bench.writer->finish();
    bench.add(QStringLiteral("late"));
    QCOMPARE(bench.outcomes, list("late!"));
    QCOMPARE(bench.words(), QStringList());
}

void TestSqliteWriter::needsAPlaceToWrite()
{
    const auto writer =
        SqliteWriter::start(QStringLiteral("/nowhere/test.db"), SqliteConnection::Durability::PowerLoss);
    QVERIFY(!writer);
    QVERIFY(writer.error().kind == ErrorKind::Io);
    QVERIFY(describe(writer.error()).contains(QLatin1String("/nowhere/test.db")));
}

QTEST_GUILESS_MAIN(TestSqliteWriter)
#include "tst_sqlitewriter.moc"
