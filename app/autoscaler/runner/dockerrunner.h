#pragma once

#include "autoscaler/runner/dockerfleet.h"
#include "autoscaler/runner/enginewatch.h"

namespace crescendo {

struct DockerRunnerOptions {
    QString project; ///< of Compose
    DockerPatience patience;
};

/// Workers as containers of a Compose project's services. They outlive the service, which takes over what
/// runs when it comes back; during an outage of the engine it waits. Used on the engine's thread.
class DockerRunner final : public Runner {
    Q_OBJECT

public:
    DockerRunner(DockerRunnerOptions options, EngineClient engine, const Clock &clock,
                 QObject *parent = nullptr);
    ~DockerRunner() override;

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
    DockerFleet &fleetOf(const PoolId &pool);
    const DockerFleet *find(const PoolId &pool) const;
    void onObserved(const EngineEvent &event);
    void onEnded(const PoolId &pool, const Worker &worker, const QString &how);
    void finishShutdownIfAtRest();
    void finishShutdown();

    const DockerRunnerOptions m_options;
    const EngineClient m_engine;
    const Clock &m_clock;
    EngineWatch m_watch;
    std::map<PoolId, std::unique_ptr<DockerFleet>> m_fleets;
    bool m_isConnected = false;
    bool m_isShuttingDown = false;
    bool m_hasShutDown = false;
};

} // namespace crescendo
