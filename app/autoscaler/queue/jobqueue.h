#pragma once

#include "api/leaseclient.h"
#include "autoscaler/queue/jobstatistics.h"
#include "autoscaler/queue/storedresult.h"
#include "base/future.h"
#include "base/units.h"
#include "domain/pool.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace crescendo {

struct QueueOptions {
    QString directory; ///< the service's data folder; created if missing
    /// Of all that is in the folder; beyond it no job is accepted.
    Bytes maxData = gibibytes(10);
    Seconds resultRetention{7 * 24 * 3600}; ///< how long a job is kept after it ended
};

/// Up to this size a result lies in the database, where it shares the commit; beyond, in a file of its own.
constexpr qsizetype inlineResultBytes = 65'536;

struct NewJob {
    PoolId pool;
    QJsonObject parameters;
    QString inputPath; ///< a complete file in uploadFolder(), taken over; empty = none
};

/// A lease as the service sees it.
struct RunningJob {
    JobId job;
    WorkerId worker;
    double progress = 0; ///< 0–1
};

/// The durable job queue: every accepted job ends exactly once, whatever is killed when. What is acknowledged
/// is on disk; writes share commits. A failed attempt is repeated after 1 s, the second after 5 s, and the
/// third is the last. An interruption (its worker was not heard of in time, or is gone) is not an attempt,
/// but ten make a job dead; what is given back was not interrupted. Jobs of a pool go out in the order in
/// which they were accepted; one that waits for its retry holds up nobody. Lives on one thread with an event
/// loop, on which every future settles and every signal is sent. Errors: Conflict (the lease is lost, or the
/// job's state does not allow it), NotFound, LimitExceeded (no room left), Io (disk full, read-only: nothing
/// was changed, and the same call may succeed later), Corrupt.
class JobQueue : public QObject {
    Q_OBJECT

public:
    /// Opens or creates the queue in `options.directory`. Errors: Conflict (another service uses the folder),
    /// Io, Unsupported (written by a newer version). A damaged database is kept aside and replaced: see
    /// recovered().
    static Result<std::unique_ptr<JobQueue>> open(const QueueOptions &options, const Clock &clock);
    ~JobQueue() override;

    /// What had to be repaired when opening, in one line; empty normally.
    QString recovered() const;
    /// What open() did with copies of damaged databases that are too many, in a line each.
    QStringList removedCopies() const;
    /// Where an upload is to be written before add(). Emptied by open().
    QString uploadFolder() const;
    /// Removes a file from there: now, or once a disk that is read-only lets it go.
    void discardUpload(const QString &path);
    /// LimitExceeded when so many more bytes would not be accepted now.
    Result<> checkRoom(Bytes extra) const;
    /// Bytes that lie in uploadFolder() and count against the limit; negative once they don't.
    void countUpload(qint64 bytes);
    /// As configured now; the directory stays.
    void setLimits(Bytes maxData, Seconds resultRetention);

    Async<JobId> add(const NewJob &job);
    Async<> retry(const JobId &job); ///< failed or dead jobs, with fresh attempts
    Async<> remove(const JobId &job); ///< in any state; a lease on it is lost

    Async<std::optional<Lease>> lease(const PoolId &pool, const WorkerId &worker);
    Async<> heartbeat(const JobId &job, const QString &token, double progress);
    Async<> complete(const JobId &job, const QString &token, const QByteArray &contentType,
                     const QByteArray &result);
    /// Takes over a complete file in uploadFolder(); left there on an error.
    Async<> completeWithFile(const JobId &job, const QString &token, const QByteArray &contentType,
                             const QString &path);
    Async<> failJob(const JobId &job, const QString &token, const QString &reason, FailureCause cause);
    Async<> giveBack(const JobId &job, const QString &token);
    /// Interrupts what a worker had that is known to have ended, without waiting for its leases to expire.
    Async<> giveBackOf(const WorkerId &worker);
    Async<> giveBackAll();
    /// The uploaded file of a leased job. Conflict, or NotFound where the job has none.
    Result<QString> inputFile(const JobId &job, const QString &token) const;

    QueueDepth depth(const PoolId &pool) const;
    std::vector<RunningJob> running(const PoolId &pool) const;
    /// When the job was accepted that has waited longest; one that waits for its retry does not count.
    std::optional<TimePoint> oldestPending(const PoolId &pool) const;
    JobStatistics statistics(const PoolId &pool) const;

    Result<Job> job(const JobId &id) const;
    Result<JobPage> list(const JobFilter &filter) const;
    /// Of all pools where none is named.
    Result<JobCounts> counts(const std::optional<PoolId> &pool) const;
    Result<StoredResult> result(const JobId &id) const;

    /// Expires leases, wakes due retries, removes what is older than the retention. A timer of its own calls
    /// it, too.
    void tick();

Q_SIGNALS:
    void depthChanged(const crescendo::PoolId &pool);
    void jobChanged(const crescendo::Job &job); ///< also when new; not for mere progress
    void jobRemoved(const crescendo::JobId &job);
    void jobAvailable(const crescendo::PoolId &pool); ///< a lease would find one

private:
    struct Parts;
    explicit JobQueue(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace crescendo
