#pragma once

#include "autoscaler/queue/folderlock.h"
#include "autoscaler/queue/jobfiles.h"
#include "autoscaler/queue/jobindex.h"
#include "autoscaler/queue/jobstatistics.h"
#include "autoscaler/queue/jobstore.h"
#include "autoscaler/queue/sqlitewriter.h"
#include "base/units.h"

#include <QObject>
#include <QThreadPool>

namespace crescendo {

/// The jobs as they stand: the database, the files beside it, and the index in memory. Every change goes
/// through the writer; once it is durable, or has failed, the index is brought in line with what is stored,
/// and only then does the caller hear of it. Whatever fails, the index says what the database says. Lives on
/// one thread with an event loop.
class JobBook : public QObject {
    Q_OBJECT

public:
    using Row = jobstore::Row;
    using RowResult = Result<Row>;
    using Deleted = std::optional<DeletedJob>;

    JobBook(const QString &directory, const Clock &clock);
    ~JobBook() override;

    Result<> open();
    /// Stores what is under way and calls its `done`. What comes later fails: Cancelled.
    void finish();
    QString recovered() const { return m_recovered; } ///< what open() had to repair
    QStringList removedCopies() const { return m_removedCopies; } ///< by open(), in a line each
    qint64 nextNumber() { return ++m_lastNumber; }

    void insert(const StoredJob &job, std::function<void(Result<>)> done);
    /// Runs `work` on one job's row; it yields the row as it is afterwards, or nothing if it did not apply.
    void change(qint64 number, SqliteWriter::Work<Row> work, SqliteWriter::Done<Row> done);
    void remove(qint64 number, SqliteWriter::Done<Deleted> done);
    /// At most `limit` jobs that ended before `time`; yields how many.
    void removeEnded(TimePoint time, int limit, SqliteWriter::Done<int> done);
    /// Brings the index in line with what is stored of one job.
    void reload(qint64 number);

    JobIndex &index() { return m_index; }
    const JobIndex &index() const { return m_index; }
    SqliteConnection &reader() const { return *m_reader; }
    const JobFiles &files() const { return m_files; }
    /// Work on files that may take long, beside this thread and the writer's. `done` is called on this one.
    template <typename T> void onDisk(std::function<Result<T>()> work, SqliteWriter::Done<T> done)
    {
        m_filePool.start([this, work = std::move(work), done = std::move(done)] {
            QMetaObject::invokeMethod(
                this, [done, outcome = work()] { done(outcome); }, Qt::QueuedConnection);
        });
    }
    void removeResultFile(qint64 number);
    void removeInputFile(const StoredJob &job);

    /// What the data folder takes on the disk: database, inputs and results, what was set aside when they
    /// were damaged, and what others keep beside them (history, log).
    Bytes used() const;
    Bytes aside() const { return m_beside.aside; }
    /// Looks again how much is beside the queue's own files: it grows, and people take copies away.
    void measureBeside();
    void countFile(qint64 bytes) { m_fileBytes += bytes; }
    JobStatistics &statistics(const PoolId &pool) { return m_statistics[pool]; }
    /// Says that the counts of this pool changed, and whether it has a job to lease.
    void announce(const PoolId &pool);

Q_SIGNALS:
    void depthChanged(const crescendo::PoolId &pool);
    void jobChanged(const crescendo::Job &job);
    void jobRemoved(const crescendo::JobId &job);
    void jobAvailable(const crescendo::PoolId &pool);

private:
    struct Beside {
        Bytes aside;
        Bytes others;
    };
    static Beside besideIn(const QString &directory);
    QString databaseFile() const;
    Result<> openDatabase();
    Result<> load();
    void follow(const StoredJob &job);
    void settle(qint64 number, const Row &row);
    void settleRemoval(const DeletedJob &deleted);

    const Clock &m_clock;
    const QString m_directory;
    const JobFiles m_files;
    QString m_recovered;
    QStringList m_removedCopies;
    std::unique_ptr<FolderLock> m_lock;
    std::unique_ptr<SqliteConnection> m_reader;
    std::unique_ptr<SqliteWriter> m_writer;
    JobIndex m_index;
    std::map<PoolId, JobStatistics> m_statistics;
    qint64 m_lastNumber = 0;
    qint64 m_fileBytes = 0; // of inputs, and of results that are files
    Beside m_beside; // when it was last looked
    QThreadPool m_filePool;
};

/// How long a lease lasts from the last that was heard of its worker.
constexpr Seconds leaseDuration{15};

} // namespace crescendo
