#include "history/databasethread.h"
#include "history/historyschema.h"
#include "history/journalschema.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

/// Everything that a schema says, in a stable order.
QStringList shapeOf(Database &database)
{
    QStringList shape;
    const auto query =
        database.run(QStringLiteral("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name"));
    while (query && (*query)->next())
        shape << (*query)->value(0).toString();
    return shape;
}

const Schema numbers{{"CREATE TABLE number (value INTEGER)"}};

} // namespace

Q_DECLARE_METATYPE(crescendo::Schema)

class TestDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void migratesFromEveryVersion_data()
    {
        QTest::addColumn<Schema>("schema");
        QTest::newRow("history") << historySchema();
        QTest::newRow("journal") << journalSchema();
        QTest::newRow("three steps") << Schema{
            {"CREATE TABLE a (x INTEGER)", "INSERT INTO a VALUES (7)"},
            {"ALTER TABLE a ADD COLUMN y TEXT"},
            {"CREATE TABLE b (z BLOB)", "CREATE INDEX a_y ON a (y)"},
        };
    }
    void migratesFromEveryVersion()
    {
        QFETCH(Schema, schema);
        const auto fresh = Database::open({path("fresh"), schema});
        QVERIFY(fresh);
        QVERIFY(!shapeOf(**fresh).isEmpty());
        for (std::size_t version = 0; version < schema.size(); ++version) {
            const QString file = path("from-%1").arg(version);
            const Schema old(schema.begin(), schema.begin() + static_cast<std::ptrdiff_t>(version));
            QVERIFY(Database::open({file, old}));
            const auto migrated = Database::open({file, schema});
            QVERIFY(migrated);
            QCOMPARE((*migrated)->version(), static_cast<int>(schema.size()));
            QCOMPARE(shapeOf(**migrated), shapeOf(**fresh));
        }
    }

    void refusesANewerFile()
    {
        QVERIFY(Database::open({path("newer"), {numbers[0], {"CREATE TABLE later (x)"}}}));
        const auto opened = Database::open({path("newer"), numbers});
        QVERIFY(!opened);
        QCOMPARE(toString(opened.error().kind), toString(ErrorKind::Unsupported));
    }

    void aFailedStepLeavesTheVersionBefore()
    {
        QVERIFY(!Database::open({path("half"), {numbers[0], {"CREATE TABLE extra (x)", "nonsense"}}}));
        const auto opened = Database::open({path("half"), numbers});
        QVERIFY(opened);
        QCOMPARE(shapeOf(**opened).size(), 1);
    }

    void rollsBackWhatFails()
    {
        const auto database = Database::open({path("rollback"), numbers});
        const Result<> done = (*database)->transaction([&]() -> Result<> {
            (void)(*database)->run(QStringLiteral("INSERT INTO number VALUES (1)"));
            return fail(ErrorKind::Cancelled, QStringLiteral("test"));
        });
        QCOMPARE(toString(done.error().kind), toString(ErrorKind::Cancelled));
        QCOMPARE((*database)->number(QStringLiteral("SELECT count(*) FROM number")).value(), 0);
    }

    void worksInOrderAndFinishesWhenDestroyed()
    {
        auto thread = std::make_unique<DatabaseThread>(DatabaseOptions{path("order"), numbers}, m_clock);
        QVERIFY(thread->open());
        std::vector<Async<qint64>> answers;
        for (int i = 0; i < 100; ++i) {
            answers.push_back(thread->run<qint64>([i](Database &database) {
                (void)database.run(QStringLiteral("INSERT INTO number VALUES (?)"), {i});
                return database.number(QStringLiteral("SELECT count(*) FROM number"));
            }));
        }
        thread.reset();
        for (std::size_t i = 0; i < answers.size(); ++i)
            QCOMPARE(answers[i].result().value(), static_cast<qint64>(i + 1));
    }

    void setsADamagedFileAside_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("not a database")
            << QByteArray("this is no database, but long enough to look at it").repeated(50);
        QTest::newRow("a header and nothing good")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, 'x');
    }
    void setsADamagedFileAside()
    {
        QFETCH(QByteArray, content);
        QFile file(path("damaged"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        DatabaseThread thread({path("damaged"), numbers}, m_clock);
        const QSignalSpy troubled(&thread, &DatabaseThread::troubled);
        QVERIFY(thread.open());
        QTRY_COMPARE(troubled.count(), 1);
        QCOMPARE(toString(troubled[0][0].value<Error>().kind), toString(ErrorKind::Corrupt));
        QFile kept(path("damaged.corrupt-20260301T142205000Z"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), content);
    }

    void beginsAfreshWhenDamageShowsLater()
    {
        {
            DatabaseThread thread({path("later"), numbers}, m_clock);
            QVERIFY(thread.open());
            QVERIFY(await(thread.run<void>([](Database &database) {
                return database.transaction([&]() -> Result<> {
                    for (int i = 0; i < 5000; ++i)
                        (void)database.run(QStringLiteral("INSERT INTO number VALUES (?)"), {i});
                    return {};
                });
            })));
        }
        QFile file(path("later"));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4096 + 8)); // the header page stays good
        QVERIFY(file.write(QByteArray(static_cast<int>(file.size()) - 4104, '\xff')) > 0);
        file.close();
        DatabaseThread thread({path("later"), numbers}, m_clock);
        const QSignalSpy troubled(&thread, &DatabaseThread::troubled);
        QVERIFY(thread.open());
        const auto count = [](Database &database) {
            return database.number(QStringLiteral("SELECT sum(value) FROM number"));
        };
        QCOMPARE(toString(await(thread.run<qint64>(count)).error().kind), toString(ErrorKind::Corrupt));
        QCOMPARE(await(thread.run<qint64>(count)).value(), 0);
        QTRY_COMPARE(troubled.count(), 1);
    }

    void saysWhyAFileCannotBeOpened()
    {
        QVERIFY(QDir().mkdir(path("folder")));
        DatabaseThread thread({path("folder"), numbers}, m_clock);
        const Result<> opened = thread.open();
        QVERIFY(!opened);
        QCOMPARE(toString(opened.error().kind), toString(ErrorKind::Io));
        QVERIFY(opened.error().operation.contains(path("folder")));
    }

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
