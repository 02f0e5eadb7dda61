#pragma once

#include "worker/jobrun.h"
#include "worker/workerstatus.h"

#include <QThreadPool>

namespace crescendo {

struct JobLoopSettings {
    PoolId pool;
    WorkerId worker;
    int concurrency = 1;
    Seconds wait{10}; ///< how long the service may keep us waiting for a job
};

/// Leases jobs of one pool and runs them, as many at a time as allowed. While the service cannot be reached
/// it asks again with back-off. Lives on one thread with an event loop.
class JobLoop final : public QObject {
    Q_OBJECT

public:
    JobLoop(JobLoopSettings settings, LeaseClient &client, Task task, const Clock &clock,
            QObject *parent = nullptr);
    ~JobLoop() override;

    void start();
    /// No new jobs; running ones go on.
    void drain();
    /// drain(), and running jobs go back to the service.
    void giveBack();
    WorkerStatus status() const;

Q_SIGNALS:
    /// Drained and nothing runs any more; once.
    void finished();
    /// The service will never give this worker a job (wrong token, bad name). It drains.
    void refused(const crescendo::Error &error);

private:
    void lease();
    void leaseAfter(Millis pause);
    void onLeased(const Result<std::optional<Lease>> &answer, Millis waited);
    void onLeaseFailed(const Error &error);
    void run(const Lease &lease);
    void onEnded(JobRun *run, JobOutcome outcome, const QString &detail);
    void checkFinished();
    bool hasRoom() const { return static_cast<int>(m_runs.size()) < m_settings.concurrency; }

    JobLoopSettings m_settings;
    LeaseClient &m_client;
    Task m_task;
    const Clock &m_clock;
    QThreadPool m_threads; // destroyed after the runs, which cancel what it computes
    std::vector<std::unique_ptr<JobRun>> m_runs;
    Backoff m_backoff;
    QTimer m_nextLease;
    std::map<JobOutcome, int> m_ended;
    Millis m_jobTime{0};
    bool m_leasing = false;
    bool m_draining = false;
    bool m_finished = false;
    bool m_serviceReachable = false;
};

} // namespace crescendo
