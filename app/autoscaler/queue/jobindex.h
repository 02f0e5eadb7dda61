#pragma once

#include "autoscaler/queue/jobstore.h"
#include "base/ids.h"
#include "domain/pool.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace crescendo {

/// What the index keeps of a job that has not ended.
struct IndexedJob {
    PoolId pool;
    TimePoint created;
    AttemptCounts counts;
    bool isNew = true; ///< was never leased
};

/// A lease that is out. `ending`: the worker has reported, and the report is being stored.
struct HeldLease {
    StoredJob job; ///< as it is stored, with the token and the worker
    SteadyPoint deadline;
    double progress = 0;
    bool ending = false;
};

/// The jobs that have not ended, in memory, so that counting and leasing cost O(log n) and no I/O. It follows
/// the database; take() alone runs ahead of it. Not thread-safe.
class JobIndex {
public:
    // A job is in one of three places. Placing it again moves it.
    void placeAvailable(qint64 number, IndexedJob job);
    void placeDelayed(qint64 number, IndexedJob job, SteadyPoint due);
    void placeLeased(qint64 number, IndexedJob job, HeldLease lease);
    void forget(qint64 number);

    /// The oldest available job. It counts as running from now on, and nobody else gets it until it is placed
    /// again.
    std::optional<qint64> take(const PoolId &pool);
    /// Nobody gets it until it is placed again. A lease on it stays.
    void withhold(qint64 number);
    /// Makes due jobs available again and yields their pools.
    std::set<PoolId> wake(SteadyPoint now);

    const IndexedJob *find(qint64 number) const;
    HeldLease *lease(qint64 number);
    const HeldLease *lease(qint64 number) const;
    std::map<qint64, HeldLease> &leases() { return m_leases; }
    const std::map<qint64, HeldLease> &leases() const { return m_leases; }
    bool hasAvailable(const PoolId &pool) const;
    QueueDepth depth(const PoolId &pool) const;
    /// When the longest available job was accepted.
    std::optional<TimePoint> oldestAvailable(const PoolId &pool) const;

private:
    struct PoolJobs {
        std::set<qint64> available; // oldest first
        QueueDepth depth;
    };
    struct Entry {
        IndexedJob job;
        SteadyPoint due;
        bool running = false;
    };
    void place(qint64 number, Entry entry);

    std::unordered_map<qint64, Entry> m_entries;
    std::map<PoolId, PoolJobs> m_pools;
    std::set<std::pair<SteadyPoint, qint64>> m_delayed;
    std::map<qint64, HeldLease> m_leases;
};

} // namespace crescendo
