#include "autoscaler/runner/norunner.h"

#include <algorithm>

namespace crescendo {

void NoRunner::keep(const PoolTarget &target)
{
    m_pools[target.pool].target = target.workers;
    Q_EMIT changed(target.pool);
}

void NoRunner::setActivities(const PoolId &pool, const Activities &activities)
{
    m_pools[pool].activities = activities;
    std::erase_if(m_draining[pool],
                  [&activities](const WorkerId &worker) { return !activities.contains(worker); });
    Q_EMIT changed(pool);
}

Result<> NoRunner::drain(const PoolId &pool, const WorkerId &worker)
{
    if (!m_pools[pool].activities.contains(worker))
        return fail(ErrorKind::NotFound, QStringLiteral("drain worker"),
                    QStringLiteral("%1 has no worker '%2'").arg(pool.value, worker.value));
    m_draining[pool].insert(worker);
    Q_EMIT changed(pool);
    return {};
}

std::optional<int> NoRunner::present(const PoolId &pool) const
{
    return static_cast<int>(
        std::ranges::count_if(workers(pool), [](const Worker &worker) { return worker.isReady(); }));
}

std::vector<Worker> NoRunner::workers(const PoolId &pool) const
{
    std::vector<Worker> result;
    const auto found = m_pools.find(pool);
    if (found == m_pools.end())
        return result;
    for (const auto &[id, activity] : found->second.activities) {
        Worker worker;
        worker.id = id;
        worker.name = id.value;
        worker.state = activity.job ? WorkerState::Busy : WorkerState::Idle;
        if (!mayWork(pool, id))
            worker.state = WorkerState::Draining;
        worker.job = activity.job;
        if (activity.job)
            worker.progress = activity.progress;
        result.push_back(worker);
    }
    return result;
}

bool NoRunner::mayWork(const PoolId &pool, const WorkerId &worker) const
{
    const auto found = m_draining.find(pool);
    return found == m_draining.end() || !found->second.contains(worker);
}

std::optional<int> NoRunner::capacity(const PoolId &) const
{
    return std::nullopt;
}

std::optional<Error> NoRunner::obstacle(const PoolId &, int) const
{
    return std::nullopt;
}

std::optional<Error> NoRunner::fault(const PoolId &pool) const
{
    const auto found = m_pools.find(pool);
    const int target = found == m_pools.end() ? 0 : found->second.target.value_or(0);
    if (present(pool) == target)
        return std::nullopt;
    return Error{ErrorKind::Unsupported, QStringLiteral("reach the target"),
                 QStringLiteral("workers are started by somebody else (--runner none)")};
}

void NoRunner::beginShutdown()
{
    QMetaObject::invokeMethod(this, &Runner::shutDown, Qt::QueuedConnection);
}

} // namespace crescendo
