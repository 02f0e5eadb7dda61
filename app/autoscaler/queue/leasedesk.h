#pragma once

#include "api/leaseclient.h"
#include "autoscaler/queue/deferred.h"
#include "autoscaler/queue/jobbook.h"
#include "base/future.h"

namespace crescendo {

/// Hands jobs to workers and takes back what comes of them. A lease is known by its token: whoever comes with
/// another one has lost the job (Conflict). Lives on the thread of the book.
class LeaseDesk {
public:
    LeaseDesk(JobBook &book, const Clock &clock);

    Async<std::optional<Lease>> lease(const PoolId &pool, const WorkerId &worker);
    Async<> heartbeat(const JobId &job, const QString &token, double progress);
    Async<> complete(const JobId &job, const QString &token, const QByteArray &contentType,
                     const QByteArray &result);
    Async<> completeWithFile(const JobId &job, const QString &token, const QByteArray &contentType,
                             const QString &path);
    Async<> failJob(const JobId &job, const QString &token, const QString &reason, FailureCause cause);
    Async<> giveBack(const JobId &job, const QString &token);
    Async<> giveBackAll();
    Async<> interruptOf(const WorkerId &worker);
    void expire(); ///< those whose workers were not heard of in time
    /// The job's number, if this is its lease.
    std::optional<qint64> held(const JobId &job, const QString &token) const;

private:
    using Granted = std::optional<Lease>;
    void leaseNext(const PoolId &pool, const WorkerId &worker, const Deferred<Granted> &granted);
    /// The job as its lease began, unless the lease is lost.
    std::optional<StoredJob> beginEnd(const JobId &job, const QString &token);
    Async<> completeOnDisk(const StoredJob &leased, const AttemptEnd &end, qint64 bytes,
                           const std::function<Result<>()> &write);
    void storeEnd(const StoredJob &leased, const AttemptEnd &end, const ResultRow &result,
                  const Deferred<> &ended);
    using AttemptRule = AttemptEnd (*)(const AttemptCounts &before);
    /// Ends every lease for which `which` holds, in the way that `rule` says.
    Async<> endLeases(const std::function<bool(const HeldLease &)> &which, AttemptRule rule);
    void tally(const StoredJob &stored, const ResultRow &result);

    JobBook &m_book;
    const Clock &m_clock;
};

} // namespace crescendo
