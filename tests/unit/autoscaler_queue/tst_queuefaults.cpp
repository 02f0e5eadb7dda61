// What a disk can do to the queue: damage, no room, no permission, another version's file.
#include "autoscaler/queue/jobqueue.h"
#include "autoscaler/queue/jobstore.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/smallfilesystem.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace crescendo;

namespace {

const PoolId pool{QStringLiteral("analysis")};
const WorkerId worker{QStringLiteral("w")};

std::unique_ptr<JobQueue> open(const QString &folder, const Clock &clock)
{
    auto queue = JobQueue::open({.directory = folder}, clock);
    if (!queue)
        qFatal("%s", qPrintable(describe(queue.error())));
    return std::move(*queue);
}

QString outcome(const auto &result)
{
    return result ? QStringLiteral("ok") : toString(result.error().kind);
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

NewJob withInput(const JobQueue &queue, int n = 0)
{
    const QString path = queue.uploadFolder() + QStringLiteral("/upload%1").arg(n);
    writeFile(path, "RIFF");
    return {.pool = pool, .inputPath = path};
}

/// All of a database's schema, in SQLite's own words.
QStringList schemaOf(SqliteConnection &connection)
{
    QStringList words;
    const auto done =
        connection.run(QStringLiteral("SELECT type || ' ' || name || ' ' || coalesce(sql, '') "
                                      "FROM sqlite_schema ORDER BY 1"),
                       {}, [&words](const QSqlQuery &row) { words += row.value(0).toString(); });
    return done ? words : QStringList();
}

std::unique_ptr<SqliteConnection> connectTo(const QString &file)
{
    auto connection = SqliteConnection::open(file, SqliteConnection::Durability::PowerLoss);
    return connection ? std::move(*connection) : nullptr;
}

} // namespace

class TestQueueFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damageIsKeptAside_data();
    void damageIsKeptAside();
    void oldDamageIsRemoved();
    void migratesFromEveryVersion();
    void refusesANewerVersion();
    void refusesFolders_data();
    void refusesFolders();
    void goesOnWhenTheDiskIsFull_data();
    void goesOnWhenTheDiskIsFull();
    void aMissingUploadIsAnError();
    void aLeftResultIsInNobodysWay();

private:
    void fillAndFree(const QString &folder, const std::function<void()> &fill,
                     const std::function<void()> &free);
};

void TestQueueFaults::damageIsKeptAside_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("not a database") << QStringLiteral("garbage");
    QTest::newRow("cut short") << QStringLiteral("cut");
    QTest::newRow("pages overwritten") << QStringLiteral("smashed");
}

void TestQueueFaults::damageIsKeptAside()
{
    QFETCH(QString, damage);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("queue.db"));
    FakeClock clock;
    JobId last;
    {
        const auto queue = open(folder.path(), clock);
        std::vector<Async<JobId>> adding;
        for (int i = 0; i < 200; ++i)
            adding.push_back(queue->add(withInput(*queue, i)));
        for (const auto &added : adding)
            last = std::max(last, *await(added), [](const JobId &a, const JobId &b) {
                return a.value.toLongLong() < b.value.toLongLong();
            });
    }
    QByteArray bytes = readFile(file);
    QVERIFY(bytes.size() > 6 * 4096);
    if (damage == QLatin1String("garbage"))
        bytes = QByteArray(bytes.size(), 'x');
    else if (damage == QLatin1String("cut"))
        bytes.truncate(3 * 4096);
    else
        bytes.replace(4096, 4 * 4096, QByteArray(4 * 4096, 'x'));
    writeFile(file, bytes);

    const auto queue = open(folder.path(), clock);
    const QString aside = file + QStringLiteral(".corrupt-20260301T142205000Z");
    QVERIFY2(queue->recovered().contains(aside), qPrintable(queue->recovered()));
    QCOMPARE(readFile(aside), bytes);
    QCOMPARE(QDir(folder.filePath(QStringLiteral("inputs.corrupt-20260301T142205000Z")))
                 .entryList(QDir::Files)
                 .size(),
             200);
    QCOMPARE(queue->depth(pool), QueueDepth());
    const auto next = await(queue->add(withInput(*queue)));
    QVERIFY(next);
    QVERIFY(next->value.toLongLong() > last.value.toLongLong()); // an old id never means a new job
    QVERIFY(*await(queue->lease(pool, worker)));
}

void TestQueueFaults::oldDamageIsRemoved()
{
    const QTemporaryDir folder;
    FakeClock clock;
    const auto damage = [&](int n) {
        QVERIFY(await(open(folder.path(), clock)->add({.pool = pool})));
        writeFile(folder.filePath(QStringLiteral("queue.db")), QByteArray(4096 * n, 'x'));
        clock.advance(Seconds(1));
    };
    for (int n = 1; n <= 2; ++n) {
        damage(n);
        const auto queue = open(folder.path(), clock);
        QVERIFY(!queue->recovered().isEmpty());
        QCOMPARE(queue->removedCopies(), QStringList());
    }
    damage(3);
    const QStringList removed = open(folder.path(), clock)->removedCopies();
    QCOMPARE(removed.size(), 3); // with its inputs and results
    QVERIFY2(
        removed.join(QLatin1Char(' '))
            .contains(folder.filePath(QStringLiteral("queue.db.corrupt-20260301T142206000Z is removed"))),
        qPrintable(removed.join(QLatin1Char('\n'))));
    const QDir left(folder.path());
    for (const char *name : {"queue.db", "inputs", "results"})
        QCOMPARE(
            left.entryList({QLatin1String(name) + QStringLiteral(".corrupt-*")}, QDir::NoFilter, QDir::Name),
            (QStringList{QLatin1String(name) + QStringLiteral(".corrupt-20260301T142207000Z"),
                         QLatin1String(name) + QStringLiteral(".corrupt-20260301T142208000Z")}));
    QCOMPARE(open(folder.path(), clock)->removedCopies(), QStringList());
}

void TestQueueFaults::migratesFromEveryVersion()
{
    const QTemporaryDir fresh;
    const FakeClock clock;
    open(fresh.path(), clock);
    const QStringList expected = schemaOf(*connectTo(fresh.filePath(QStringLiteral("queue.db"))));
    QVERIFY(expected.size() > 4);
    for (std::size_t version = 0; version < jobstore::schema().size(); ++version) {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("queue.db"));
        const Schema older(jobstore::schema().begin(),
                           jobstore::schema().begin() + static_cast<std::ptrdiff_t>(version));
        QVERIFY(connectTo(file)->migrate(older));
        {
            const auto queue = open(folder.path(), clock);
            QVERIFY(await(queue->add({.pool = pool})));
        }
        QCOMPARE(schemaOf(*connectTo(file)), expected);
    }
}

void TestQueueFaults::refusesANewerVersion()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("queue.db"));
    Schema newer = jobstore::schema();
    newer.push_back({QStringLiteral("CREATE TABLE later (x)")});
    QVERIFY(connectTo(file)->migrate(newer));
    const FakeClock clock;
    const auto queue = JobQueue::open({.directory = folder.path()}, clock);
    QCOMPARE(outcome(queue), QStringLiteral("unsupported"));
    QVERIFY(describe(queue.error()).contains(QLatin1String("newer version")));
    QVERIFY(QFile::exists(file)); // untouched, for that version
}

void TestQueueFaults::refusesFolders_data()
{
    QTest::addColumn<QString>("file"); // that stands where a folder or another file is needed
    QTest::newRow("the folder is a file") << QStringLiteral("data");
    QTest::newRow("uploads is a file") << QStringLiteral("data/uploads");
    QTest::newRow("a file on the way") << QString();
}

void TestQueueFaults::refusesFolders()
{
    QFETCH(QString, file);
    const QTemporaryDir folder;
    const FakeClock clock;
    if (file.contains(QLatin1Char('/')))
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("data")));
    writeFile(folder.filePath(file.isEmpty() ? QStringLiteral("way") : file), "x");
    const QString path =
        folder.filePath(file.isEmpty() ? QStringLiteral("way/data") : QStringLiteral("data"));
    const auto queue = JobQueue::open({.directory = path}, clock);
    QCOMPARE(outcome(queue), QStringLiteral("io"));
    QVERIFY2(describe(queue.error()).contains(path), qPrintable(describe(queue.error())));
}

void TestQueueFaults::goesOnWhenTheDiskIsFull_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("no file may grow") << QStringLiteral("limit");
    QTest::newRow("full file system") << QStringLiteral("tmpfs");
}

void TestQueueFaults::goesOnWhenTheDiskIsFull()
{
    QFETCH(QString, way);
    const QTemporaryDir folder;
    if (way == QLatin1String("limit")) {
        std::signal(SIGXFSZ, SIG_IGN); // the write then fails instead
        const auto limitTo = [](rlim_t bytes) {
            rlimit limit{};
            getrlimit(RLIMIT_FSIZE, &limit);
            limit.rlim_cur = std::min(bytes, limit.rlim_max);
            setrlimit(RLIMIT_FSIZE, &limit);
        };
        fillAndFree(
            folder.path(), [&limitTo] { limitTo(64 * 1024); }, [&limitTo] { limitTo(RLIM_INFINITY); });
        return;
    }
    const SmallFileSystem disk(folder.path());
    if (!disk.isMounted())
        QSKIP("this user may not mount a small file system");
    fillAndFree(
        folder.path(), [&disk] { disk.fill(); }, [&disk] { disk.free(); });
}

void TestQueueFaults::fillAndFree(const QString &folder, const std::function<void()> &fill,
                                  const std::function<void()> &free)
{
    FakeClock clock;
    int accepted = 2;
    {
        const auto queue = open(folder, clock);
        QVERIFY(await(queue->add({.pool = pool})));
        QVERIFY(await(queue->add({.pool = pool})));
        const auto lease = *await(queue->lease(pool, worker));
        fill();
        // There may be a little room left in the log.
        auto added = await(queue->add({.pool = pool}));
        for (; added && accepted < 2'000; ++accepted)
            added = await(queue->add({.pool = pool}));
        QCOMPARE(outcome(added), QStringLiteral("io"));
        const QByteArray large(100'000, 'x');
        QCOMPARE(outcome(await(queue->complete(lease->job, lease->token, "text/plain", large))),
                 QStringLiteral("io"));
        QCOMPARE(outcome(await(queue->complete(lease->job, lease->token, "text/plain", large.first(60'000)))),
                 QStringLiteral("io"));
        QCOMPARE(queue->depth(pool), (QueueDepth{accepted - 1, 1})); // nothing half-done
        QCOMPARE(outcome(await(queue->heartbeat(lease->job, lease->token, 0.5))), QStringLiteral("ok"));
        QVERIFY(queue->job(lease->job));
        clock.advance(Seconds(16)); // nobody can be told that the lease expired, so it goes on
        queue->tick();
        QCOMPARE(outcome(await(queue->retry(lease->job))), QStringLiteral("conflict")); // with its job
        QCOMPARE(queue->depth(pool), (QueueDepth{accepted - 1, 1}));

        free();
        QCOMPARE(outcome(await(queue->complete(lease->job, lease->token, "text/plain", large))),
                 QStringLiteral("ok"));
        QVERIFY(*await(queue->lease(pool, worker)));
        QVERIFY(await(queue->add({.pool = pool})));
        ++accepted;
    }
    const auto queue = open(folder, clock);
    QCOMPARE(queue->recovered(), QString());
    QCOMPARE(queue->depth(pool), (QueueDepth{accepted - 2, 1}));
    QCOMPARE(readFile(queue->result({QStringLiteral("1")})->file).size(), 100'000);
}

void TestQueueFaults::aMissingUploadIsAnError()
{
    const QTemporaryDir folder;
    const FakeClock clock;
    const auto queue = open(folder.path(), clock);
    const auto added =
        await(queue->add({.pool = pool, .inputPath = queue->uploadFolder() + QStringLiteral("/none")}));
    QCOMPARE(outcome(added), QStringLiteral("io"));
    QCOMPARE(queue->depth(pool), QueueDepth());
    QVERIFY(await(queue->add(withInput(*queue))));
}

void TestQueueFaults::aLeftResultIsInNobodysWay()
{
    const QTemporaryDir folder;
    const FakeClock clock;
    const auto queue = open(folder.path(), clock);
    QVERIFY(await(queue->add({.pool = pool})));
    const auto lease = *await(queue->lease(pool, worker));
    // Of an attempt that ended on a disk that was read-only just then: its end was not stored, and its result
    // could not be removed.
    writeFile(folder.filePath(QStringLiteral("results/1")), "old");
    const QString upload = queue->uploadFolder() + QStringLiteral("/new");
    writeFile(upload, "new");
    QCOMPARE(outcome(await(queue->completeWithFile(lease->job, lease->token, "text/plain", upload))),
             QStringLiteral("ok"));
    QCOMPARE(readFile(queue->result(lease->job)->file), QByteArray("new"));
}

QTEST_GUILESS_MAIN(TestQueueFaults)
#include "tst_queuefaults.moc"
