#pragma once

#include "autoscaler/runner/runner.h"

#include <set>

namespace crescendo {

/// A runner that reaches nothing by itself: what it is told is kept, and what it says is what a test has set.
class FakeRunner final : public Runner {
public:
    struct PoolState {
        std::optional<int> present = 0;
        std::optional<int> capacity;
        std::optional<Error> obstacle; ///< to more than one worker
        std::optional<Error> fault;
        std::vector<Worker> workers;
        Activities activities;
        std::vector<PoolTarget> kept; ///< every target it was told, oldest first
    };

    PoolState &operator[](const PoolId &pool) { return m_pools[pool]; }
    std::set<WorkerId> &barred() { return m_barred; } ///< they get no job

    /// From now on the pool has so many workers, all idle.
    void reach(const PoolId &pool, int workers)
    {
        PoolState &state = m_pools[pool];
        state.present = workers;
        state.fault.reset();
        state.workers.clear();
        for (int number = 1; number <= workers; ++number) {
            Worker worker;
            worker.id = {QStringLiteral("%1-%2").arg(pool.value).arg(number)};
            worker.name = worker.id.value;
            worker.state = WorkerState::Idle;
            state.workers.push_back(worker);
        }
        Q_EMIT changed(pool);
    }
    void failWith(const PoolId &pool, const QString &detail)
    {
        m_pools[pool].fault = Error{ErrorKind::Unavailable, QStringLiteral("start worker"), detail, 0, true};
        Q_EMIT changed(pool);
    }

    void keep(const PoolTarget &target) override { m_pools[target.pool].kept.push_back(target); }
    void setActivities(const PoolId &pool, const Activities &activities) override
    {
        m_pools[pool].activities = activities;
    }
    Result<> drain(const PoolId &, const WorkerId &worker) override
    {
        m_barred.insert(worker);
        return {};
    }
    std::optional<int> present(const PoolId &pool) const override { return state(pool).present; }
    std::vector<Worker> workers(const PoolId &pool) const override { return state(pool).workers; }
    bool mayWork(const PoolId &, const WorkerId &worker) const override { return !m_barred.contains(worker); }
    std::optional<int> capacity(const PoolId &pool) const override { return state(pool).capacity; }
    std::optional<Error> obstacle(const PoolId &pool, int workers) const override
    {
        return workers > 1 ? state(pool).obstacle : std::nullopt;
    }
    std::optional<Error> fault(const PoolId &pool) const override { return state(pool).fault; }
    void beginShutdown() override { Q_EMIT shutDown(); }

private:
    PoolState state(const PoolId &pool) const
    {
        const auto found = m_pools.find(pool);
        return found == m_pools.end() ? PoolState() : found->second;
    }

    std::map<PoolId, PoolState> m_pools;
    std::set<WorkerId> m_barred;
};

} // namespace crescendo
