#pragma once

#include "autoscaler/runner/portpool.h"
#include "autoscaler/runner/runner.h"
#include "base/clock.h"

#include <QTimer>

#include <memory>

namespace crescendo {

class WorkerProcess;
struct ProcessFleet;
struct WorkerLaunch;

struct ProcessRunnerOptions {
    QString program; ///< path of crescendo-worker
    QString service; ///< URL of our service
    bool sendsClearText = false; ///< the URL is beyond loopback, yet this machine's own: nobody reads along
    QString tokenFile;
    QString project; ///< first part of the workers' names, as Compose names containers
    Millis grace{10'000}; ///< between SIGTERM and SIGKILL of an idle worker
    Millis shutdownGrace{8'000};
};

/// Workers as child processes of the service. A worker that dies is replaced, with a growing delay when it
/// dies at once; none outlives the service.
class ProcessRunner final : public Runner {
    Q_OBJECT

public:
    ProcessRunner(ProcessRunnerOptions options, const Clock &clock, QObject *parent = nullptr);
    ~ProcessRunner() override;

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

Q_SIGNALS:
    /// A line that a worker wrote.
    void workerLine(const QString &worker, const QString &text);

private:
    void reconcile(ProcessFleet &fleet);
    void reconcileAll();
    void endIdle(ProcessFleet &fleet);
    void start(ProcessFleet &fleet, int count);
    WorkerLaunch launchOf(const ProcessFleet &fleet, quint16 port);
    void startOne(ProcessFleet &fleet, quint16 port);
    void onEnded(ProcessFleet &fleet, WorkerProcess *process, const QString &how);
    void retryLater(ProcessFleet &fleet, const QString &how);
    void measure();
    ProcessFleet *find(const PoolId &pool) const;
    void finishShutdownIfDone();

    ProcessRunnerOptions m_options;
    const Clock &m_clock;
    PortPool m_ports;
    std::map<PoolId, std::unique_ptr<ProcessFleet>> m_fleets;
    QTimer m_measuring;
    quint64 m_incarnation = 0;
    bool m_shuttingDown = false;
};

} // namespace crescendo
