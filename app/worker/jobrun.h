#pragma once

#include "api/leaseclient.h"
#include "net/backoff.h"
#include "worker/inputdownload.h"
#include "worker/task.h"

#include <QTimer>

#include <functional>
#include <memory>

class QThreadPool;

namespace crescendo {

enum class JobOutcome {
    Succeeded,
    Failed, // and the service knows why
    Lost, // the lease is no longer ours; what was done is dropped
    GivenBack,
};

QString toString(JobOutcome outcome); ///< "succeeded", "failed", "lost", "given back"

/// One leased job from its input to its report. Computes on a thread of the pool and heartbeats three times a
/// lease. An unreachable service stops nothing: reports are repeated with back-off until it answers. Lives on
/// one thread; deleting it stops the computation and tells nobody.
class JobRun final : public QObject {
    Q_OBJECT

public:
    struct Surroundings {
        LeaseClient &client;
        QThreadPool &threads;
        const Clock &clock;
        Task task;
    };

    JobRun(Surroundings surroundings, Lease lease, QObject *parent = nullptr);
    ~JobRun() override;

    const Lease &lease() const { return m_lease; }
    double progress() const { return m_control->progress; }
    Millis age() const { return m_surroundings.clock.steadyNow() - m_started; }

    void start();
    /// From now on an unreachable service is waited for no longer than the lease lasts.
    void hurry();
    /// Stops and tells the service that another worker may have the job.
    void giveBack();

Q_SIGNALS:
    /// The last signal. `detail` says why it failed or was lost.
    void ended(crescendo::JobOutcome outcome, const QString &detail);

private:
    using Report = std::function<Async<>()>;

    void fetch();
    void onFetched(const Result<> &result);
    void compute(std::unique_ptr<QIODevice> file);
    void onComputed(const Result<TaskOutput> &output);
    void reportFailure(const Error &error, FailureCause cause);
    void report(JobOutcome outcome, const QString &detail, Report report);
    void deliver();
    void onDelivered(const Result<> &answer);
    void heartbeat();
    void onHeartbeat(const Result<> &answer);
    void retry(void (JobRun::*step)(), const Error &error);
    bool isExpired() const;
    void end(JobOutcome outcome, const QString &detail);

    Surroundings m_surroundings;
    Lease m_lease;
    std::shared_ptr<TaskControl> m_control = std::make_shared<TaskControl>();
    std::unique_ptr<InputDownload> m_download;
    QTimer m_heartbeat;
    Backoff m_backoff;
    SteadyPoint m_started;
    SteadyPoint m_confirmed; ///< when the service last said that the lease is ours
    Report m_report; ///< empty until the computation has ended
    JobOutcome m_outcome = JobOutcome::Failed; ///< once the report has arrived
    QString m_detail;
    bool m_heartbeatUnderWay = false;
    bool m_hurried = false;
    bool m_ended = false;
};

} // namespace crescendo
