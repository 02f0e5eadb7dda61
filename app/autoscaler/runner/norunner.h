#pragma once

#include "autoscaler/runner/runner.h"

#include <set>

namespace crescendo {

/// For workers that somebody else starts: whoever asks for work is a worker. It cannot reach a target and
/// says so.
class NoRunner final : public Runner {
    Q_OBJECT

public:
    using Runner::Runner;

    void keep(const PoolTarget &target) override;
    void setActivities(const PoolId &pool, const Activities &activities) override;
    Result<> drain(const PoolId &pool, const WorkerId &worker) override;
    std::optional<int> present(const PoolId &pool) const override;
    std::vector<Worker> workers(const PoolId &pool) const override;
    bool mayWork(const PoolId &pool, const WorkerId &worker) const override;
    std::optional<int> capacity(const PoolId &pool) const override;
    std::optional<Error> obstacle(const PoolId &pool, int workers) const override;
    std::optional<Error> fault(const PoolId &pool) const override;
    void beginShutdown() override;

private:
    struct Seen {
        std::optional<int> target;
        Activities activities;
    };

    std::map<PoolId, Seen> m_pools;
    std::map<PoolId, std::set<WorkerId>> m_draining;
};

} // namespace crescendo
