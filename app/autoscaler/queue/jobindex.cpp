#include "autoscaler/queue/jobindex.h"

namespace crescendo {

void JobIndex::place(qint64 number, Entry entry)
{
    forget(number);
    QueueDepth &depth = m_pools[entry.job.pool].depth;
    ++(entry.running ? depth.running : depth.pending);
    m_entries.emplace(number, std::move(entry));
}

void JobIndex::placeAvailable(qint64 number, IndexedJob job)
{
    const PoolId pool = job.pool;
    place(number, {.job = std::move(job)});
    m_pools[pool].available.insert(number);
}

void JobIndex::placeDelayed(qint64 number, IndexedJob job, SteadyPoint due)
{
    place(number, {.job = std::move(job), .due = due});
    m_delayed.emplace(due, number);
}

void JobIndex::placeLeased(qint64 number, IndexedJob job, HeldLease lease)
{
    place(number, {.job = std::move(job), .running = true});
    m_leases.emplace(number, std::move(lease));
}

void JobIndex::forget(qint64 number)
{
    const auto found = m_entries.find(number);
    if (found == m_entries.end())
        return;
    withhold(number);
    m_leases.erase(number);
    QueueDepth &depth = m_pools[found->second.job.pool].depth;
    --(found->second.running ? depth.running : depth.pending);
    m_entries.erase(found);
}

std::optional<qint64> JobIndex::take(const PoolId &pool)
{
    const auto found = m_pools.find(pool);
    if (found == m_pools.end() || found->second.available.empty())
        return std::nullopt;
    PoolJobs &jobs = found->second;
    const qint64 number = *jobs.available.begin();
    jobs.available.erase(jobs.available.begin());
    --jobs.depth.pending;
    ++jobs.depth.running;
    m_entries.at(number).running = true;
    return number;
}

void JobIndex::withhold(qint64 number)
{
    const auto found = m_entries.find(number);
    if (found == m_entries.end())
        return;
    m_pools[found->second.job.pool].available.erase(number);
    m_delayed.erase({found->second.due, number});
}

std::set<PoolId> JobIndex::wake(SteadyPoint now)
{
    std::set<PoolId> pools;
    while (!m_delayed.empty() && m_delayed.begin()->first <= now) {
        const qint64 number = m_delayed.begin()->second;
        m_delayed.erase(m_delayed.begin());
        const PoolId &pool = m_entries.at(number).job.pool;
        m_pools[pool].available.insert(number);
        pools.insert(pool);
    }
    return pools;
}

const IndexedJob *JobIndex::find(qint64 number) const
{
    const auto found = m_entries.find(number);
    return found == m_entries.end() ? nullptr : &found->second.job;
}

HeldLease *JobIndex::lease(qint64 number)
{
    const auto found = m_leases.find(number);
    return found == m_leases.end() ? nullptr : &found->second;
}

const HeldLease *JobIndex::lease(qint64 number) const
{
    const auto found = m_leases.find(number);
    return found == m_leases.end() ? nullptr : &found->second;
}

bool JobIndex::hasAvailable(const PoolId &pool) const
{
    const auto found = m_pools.find(pool);
    return found != m_pools.end() && !found->second.available.empty();
}

QueueDepth JobIndex::depth(const PoolId &pool) const
{
    const auto found = m_pools.find(pool);
    return found == m_pools.end() ? QueueDepth() : found->second.depth;
}

std::optional<TimePoint> JobIndex::oldestAvailable(const PoolId &pool) const
{
    if (!hasAvailable(pool))
        return std::nullopt;
    return m_entries.at(*m_pools.at(pool).available.begin()).job.created;
}

} // namespace crescendo
