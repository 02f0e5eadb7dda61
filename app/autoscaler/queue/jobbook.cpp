#include "autoscaler/queue/jobbook.h"

#include "autoscaler/queue/sqliterecovery.h"
#include "base/asidecopies.h"

#include <QFileInfo>
#include <QLoggingCategory>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(log, "crescendo.queue")

const QString databaseName = QStringLiteral("queue.db");
const QString logSuffix = QStringLiteral("-wal");

IndexedJob indexed(const StoredJob &stored)
{
    return {stored.job.pool, stored.job.created, stored.counts(), stored.job.worker.isEmpty()};
}

} // namespace

/// Without the database and its log, which are counted as they are at each moment.
JobBook::Beside JobBook::besideIn(const QString &directory)
{
    Beside beside{asideBytes(directory), {}};
    for (const QFileInfo &file : QDir(directory).entryInfoList(QDir::Files | QDir::Hidden)) {
        const QString name = file.fileName();
        if (name != databaseName && name != databaseName + logSuffix && !isAside(name))
            beside.others.value += file.size();
    }
    return beside;
}

JobBook::JobBook(const QString &directory, const Clock &clock)
    : m_clock(clock)
    , m_directory(directory)
    , m_files(directory)
{
    m_filePool.setMaxThreadCount(1); // in order: a file may be removed and then written again
}

JobBook::~JobBook()
{
    finish();
}

void JobBook::finish()
{
    m_filePool.waitForDone();
    if (m_writer)
        m_writer->finish();
}

QString JobBook::databaseFile() const
{
    return QDir(m_directory).filePath(databaseName);
}

Result<> JobBook::open()
{
    if (!QDir().mkpath(m_directory))
        return fail(ErrorKind::Io, QStringLiteral("data folder %1").arg(m_directory),
                    QStringLiteral("cannot be created"));
    auto lock = FolderLock::take(m_directory);
    if (!lock)
        return fail(lock.error());
    m_lock = std::move(*lock);
    Result<> done = openDatabase();
    if (done)
        done = m_files.prepare();
    if (done)
        done = load();
    if (done)
        done = m_reader->makeReadOnly();
    if (!done)
        return done;
    auto writer = SqliteWriter::start(databaseFile(), SqliteConnection::Durability::PowerLoss);
    if (!writer)
        return fail(writer.error());
    m_writer = std::move(*writer);
    return {};
}

Result<> JobBook::openDatabase()
{
    // Checked is the table of the jobs alone: reading through all results could take minutes.
    auto database = openOrReplace({.file = databaseFile(),
                                   .schema = jobstore::schema(),
                                   .checkedTable = QStringLiteral("jobs"),
                                   .beside = JobFiles::foldersOfJobs()},
                                  m_clock.now());
    if (!database)
        return fail(database.error());
    m_reader = std::move(database->connection);
    m_recovered = database->recovered;
    m_removedCopies = database->removed;
    m_beside = besideIn(m_directory);
    return {};
}

Result<> JobBook::load()
{
    const auto last = jobstore::lastNumber(*m_reader);
    if (!last)
        return fail(last.error());
    // The numbers that a lost database gave out are unknown; but none of them has come as far as the time.
    m_lastNumber = m_recovered.isEmpty() ? *last : toMillis(m_clock.now()) / 1000;
    QSet<qint64> inputs;
    QSet<qint64> results;
    auto done = jobstore::eachUnfinished(*m_reader, [this](const StoredJob &stored) { follow(stored); });
    if (done)
        done = jobstore::eachInput(*m_reader, [&](qint64 number, qint64 bytes) {
            inputs.insert(number);
            m_fileBytes += bytes;
        });
    if (done)
        done = jobstore::eachResultFile(*m_reader, [&](qint64 number, qint64 bytes) {
            results.insert(number);
            m_fileBytes += bytes;
        });
    if (done)
        m_files.sweep(inputs, results);
    return done;
}

void JobBook::insert(const StoredJob &job, std::function<void(Result<>)> done)
{
    const auto work = [job](SqliteConnection &connection) { return jobstore::insert(connection, job); };
    m_writer->submit<void>(work, [this, job, done = std::move(done)](const Result<> &inserted) {
        if (inserted)
            settle(job.number, job);
        done(inserted);
    });
}

void JobBook::change(qint64 number, SqliteWriter::Work<Row> work, SqliteWriter::Done<Row> done)
{
    m_writer->submit<Row>(std::move(work), [this, number, done = std::move(done)](Result<Row> row) {
        settle(number, row.value_or(std::nullopt));
        done(std::move(row));
    });
}

void JobBook::remove(qint64 number, SqliteWriter::Done<Deleted> done)
{
    m_index.withhold(number);
    const auto work = [number](SqliteConnection &connection) { return jobstore::remove(connection, number); };
    m_writer->submit<Deleted>(work, [this, number, done = std::move(done)](Result<Deleted> deleted) {
        if (deleted && *deleted)
            settleRemoval(**deleted);
        else
            settle(number, std::nullopt);
        done(std::move(deleted));
    });
}

void JobBook::removeEnded(TimePoint time, int limit, SqliteWriter::Done<int> done)
{
    const auto work = [time, limit](SqliteConnection &connection) {
        return jobstore::removeEndedBefore(connection, time, limit);
    };
    using AllDeleted = std::vector<DeletedJob>;
    m_writer->submit<AllDeleted>(work, [this, done = std::move(done)](const Result<AllDeleted> &all) {
        if (all) {
            for (const DeletedJob &deleted : *all)
                settleRemoval(deleted);
        }
        done(all.map([](const AllDeleted &jobs) { return static_cast<int>(jobs.size()); }));
    });
}

void JobBook::settle(qint64 number, const Row &row)
{
    std::optional<PoolId> pool;
    if (const IndexedJob *const before = m_index.find(number))
        pool = before->pool;
    if (row) {
        pool = row->job.pool;
        follow(*row);
        Q_EMIT jobChanged(row->job);
    } else {
        reload(number);
    }
    if (pool)
        announce(*pool);
}

void JobBook::settleRemoval(const DeletedJob &deleted)
{
    const StoredJob &stored = deleted.stored;
    m_index.forget(stored.number);
    if (stored.hasInput())
        removeInputFile(stored);
    if (deleted.resultFileBytes) {
        m_fileBytes -= *deleted.resultFileBytes;
        removeResultFile(stored.number);
    }
    Q_EMIT jobRemoved(stored.job.id);
    announce(stored.job.pool);
}

void JobBook::reload(qint64 number)
{
    const auto row = jobstore::find(*m_reader, number);
    if (!row)
        qCCritical(log).noquote() << "job" << number
                                  << "is out of reach until a restart:" << describe(row.error());
    else if (*row)
        follow(**row);
    else
        m_index.forget(number);
}

void JobBook::follow(const StoredJob &job)
{
    // The clock may have been set since, while nobody looked.
    const Millis pause =
        job.job.notBefore ? std::min(*job.job.notBefore - m_clock.now(), longestRetryDelay) : Millis(0);
    if (job.job.state == JobState::Running) {
        m_index.placeLeased(job.number, indexed(job),
                            {.job = job, .deadline = m_clock.steadyNow() + leaseDuration});
    } else if (job.job.state != JobState::Pending) {
        m_index.forget(job.number);
    } else if (pause > Millis(0)) {
        m_index.placeDelayed(job.number, indexed(job), m_clock.steadyNow() + pause);
    } else {
        m_index.placeAvailable(job.number, indexed(job));
    }
}

void JobBook::removeInputFile(const StoredJob &job)
{
    m_fileBytes -= job.inputBytes.value_or(0);
    m_filePool.start([files = m_files, number = job.number] { files.removeInput(number); });
}

void JobBook::removeResultFile(qint64 number)
{
    m_filePool.start([files = m_files, number] { files.removeResult(number); });
}

Bytes JobBook::used() const
{
    const QString database = databaseFile();
    return {m_fileBytes + m_beside.aside.value + m_beside.others.value + QFileInfo(database).size()
            + QFileInfo(database + logSuffix).size()};
}

void JobBook::measureBeside()
{
    onDisk<Beside>([directory = m_directory] { return besideIn(directory); },
                   [this](const Result<Beside> &bytes) { m_beside = *bytes; });
}

void JobBook::announce(const PoolId &pool)
{
    Q_EMIT depthChanged(pool);
    if (m_index.hasAvailable(pool))
        Q_EMIT jobAvailable(pool);
}

} // namespace crescendo
