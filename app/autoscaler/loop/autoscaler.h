#pragma once

#include "autoscaler/loop/governor.h"
#include "autoscaler/loop/statefile.h"
#include "autoscaler/runner/runner.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace crescendo {

class ServiceLog;

/// How one pool shall be governed and run, from the configuration.
struct PoolPlan {
    Profile profile;
    QString service;
    PortRange ports;
    bool portsFromTop = false;
    WorkerLimits limits;

    bool operator==(const PoolPlan &) const = default;
};

struct AutoscalerPlan {
    Profile common;
    Seconds poll{10};
    std::map<PoolId, PoolPlan> pools;
};

/// The loop: observes the queue every few seconds, lets each pool's governor decide, tells the runner the
/// target and says in the log what happened. Operators' commands come in here as well. Lives on the service's
/// thread.
class Autoscaler final : public QObject {
    Q_OBJECT

public:
    using Queue = std::function<std::optional<QueueDepth>(const PoolId &)>;

    Autoscaler(const Clock &clock, Queue queue, Runner &runner, StateFile file, ServiceLog &log,
               QObject *parent = nullptr);
    ~Autoscaler() override;

    void configure(const AutoscalerPlan &plan);
    void start();
    /// No more decisions, no more targets: the service is going.
    void stop();

    std::vector<PoolId> pools() const;
    /// Everything that is known of the pool now. NotFound.
    Result<Pool> pool(const PoolId &pool) const;
    /// Without what the runner knows, for the calls that many ask often; null for an unknown pool.
    const PoolGovernor *governor(const PoolId &pool) const;
    AutoscalerStatus status() const { return statusIf(m_plan.common.enabled); }
    /// As it would be with the autoscaler switched on or off.
    AutoscalerStatus statusIf(bool enabled) const;
    /// The pool as it would be with these values. NotFound.
    Result<Pool> poolWith(const PoolId &pool, const Profile &profile, const WorkerLimits &limits) const;
    /// Why nobody should rely on the service now; empty once it is known what runs, until it shuts down.
    QString whyNotReady() const;
    /// Of all pools together.
    QString version() const;
    const Profile &common() const { return m_plan.common; }
    Seconds pollInterval() const { return m_plan.poll; }

    // Operators' commands. The answer is the pool as it shall be. With `dryRun` everything is checked,
    // nothing changed, and the answer is the pool as it would be. Errors: NotFound, InvalidInput (with what
    // to do instead), Conflict (the pool's version is none of `ifMatch`; empty matches any), Io (it could not
    // be stored, and nothing was changed).
    struct Command {
        PoolId pool;
        QStringList ifMatch;
        bool dryRun = false;
        QString reason;
    };
    Result<Pool> scale(const Command &command, int replicas, const std::optional<Seconds> &hold);
    Result<Pool> releaseHold(const Command &command);
    Result<Pool> setStopped(const Command &command, bool stopped);
    Result<Pool> drain(const Command &command, const WorkerId &worker);
    /// That the pool exists and is still at the version a change is based on.
    Result<> check(const Command &command) const;

Q_SIGNALS:
    /// A decision that changes something, or whose reason is another than the one before.
    void decided(const crescendo::Decision &decision);
    void evaluated();

private:
    struct Governed;
    using Change = std::function<void(PoolGovernor &)>;

    Pool poolOf(const Governed &governed, const PoolGovernor &governor) const;
    Pool preview(const Governed &governed, const Change &change) const;
    Decision decide(const PoolId &pool, PoolGovernor &governor) const;
    Result<Pool> changeAndEvaluate(const Command &command, const Change &change, const QString &line);
    void evaluateAll();
    void evaluate(Governed &governed);
    void announce(Governed &governed, const Decision &decision);
    void remember(Governed &governed, const Decision &decision);
    void follow(Governed &governed);
    void onRunnerChanged(const PoolId &pool);
    void sayFailure(Governed &governed, const Error &fault);
    void onChangedOutside(const PoolId &pool, int workers);
    Result<> changeStored(Governed &governed, const Change &change);
    void resume(Governed &governed);
    Result<> store();
    Governed *find(const PoolId &pool);
    const Governed *find(const PoolId &pool) const;

    const Clock &m_clock;
    Queue m_queue;
    Runner &m_runner;
    StateFile m_file;
    ServiceLog &m_log;
    AutoscalerPlan m_plan;
    std::map<PoolId, std::unique_ptr<Governed>> m_pools;
    QTimer m_timer;
    StateFile::States m_stored;
    QString m_storeFault; // the one that the log already tells of
    bool m_running = false;
};

} // namespace crescendo
