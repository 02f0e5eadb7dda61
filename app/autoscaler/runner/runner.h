#pragma once

#include "base/result.h"
#include "domain/pool.h"
#include "domain/portrange.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

namespace crescendo {

/// What a runner shall keep true of one pool, until told otherwise.
struct PoolTarget {
    PoolId pool;
    QString service; ///< Compose service, and the base of a process's name
    std::optional<int> workers; ///< nothing: only observe what is there
    PortRange ports;
    bool portsFromTop = false; ///< so that overlapping ranges fill from their far ends
    WorkerLimits limits;

    bool operator==(const PoolTarget &) const = default;
};

/// What a worker does, as its leases say.
struct WorkerActivity {
    std::optional<JobId> job; ///< nothing: it is idle
    double progress = 0;

    bool operator==(const WorkerActivity &) const = default;
};
/// Of every worker that has asked for work and is not gone. (A container's id there is its first twelve
/// digits.)
using Activities = std::map<WorkerId, WorkerActivity>;

/// Keeps actual = target, level-triggered: whatever died, was killed or was out of reach, it goes on until
/// the pool is as it shall be. A rise takes back draining workers first. A fall takes workers that do not run
/// first, then idle ones, then the highest number; a busy one drains: it gets no new job and ends once it is
/// idle. Lives on one thread.
class Runner : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Idempotent.
    virtual void keep(const PoolTarget &target) = 0;
    /// Called whenever leases change: idle draining workers can go.
    virtual void setActivities(const PoolId &pool, const Activities &activities) = 0;
    /// Lets one worker finish and go; its place is filled by another if the target asks for it. NotFound.
    virtual Result<> drain(const PoolId &pool, const WorkerId &worker) = 0;

    /// Workers that exist, whatever their state, without draining ones; nothing until first observed.
    virtual std::optional<int> present(const PoolId &pool) const = 0;
    /// As last observed, by number; without those that have ended. `cpu` and `memory` as last measured.
    virtual std::vector<Worker> workers(const PoolId &pool) const = 0;
    /// False for a draining or unknown worker: it gets no job.
    virtual bool mayWork(const PoolId &pool, const WorkerId &worker) const = 0;
    /// How many workers the pool's ports have room for now; nothing where ports do not limit.
    virtual std::optional<int> capacity(const PoolId &pool) const = 0;
    /// Why there can't be so many workers, however free the ports are; nothing where there may.
    virtual std::optional<Error> obstacle(const PoolId &pool, int workers) const = 0;
    /// Why the target is not reached; nothing while it is, or is being reached.
    virtual std::optional<Error> fault(const PoolId &pool) const = 0;

    /// Ends what it started that must not outlive the service (processes; containers stay), then says
    /// shutDown().
    virtual void beginShutdown() = 0;

Q_SIGNALS:
    /// Workers, their states, readings, the capacity or the fault of this pool may be different now.
    void changed(const crescendo::PoolId &pool);
    void workerStarted(const crescendo::PoolId &pool, const crescendo::Worker &worker);
    void workerEnded(const crescendo::PoolId &pool, const crescendo::Worker &worker, const QString &how);
    /// Others scaled, stopped (0) or started the pool on purpose, past the service. What is not made the
    /// target by keep() until this returns is undone.
    void changedOutside(const crescendo::PoolId &pool, int workers);
    void shutDown();
};

} // namespace crescendo
