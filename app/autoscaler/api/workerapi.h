#pragma once

#include "autoscaler/queue/jobqueue.h"
#include "autoscaler/runner/runner.h"
#include "base/secret.h"
#include "net/server/server.h"

#include <QTimer>

#include <list>

namespace crescendo {

/// The workers' side: hands out jobs to those who ask (and wait), takes heartbeats and results, and tells the
/// runner who is busy. A worker that drains gets nothing; one that has ended is forgotten and its jobs go
/// back at once.
class WorkerApi final : public QObject {
    Q_OBJECT

public:
    WorkerApi(JobQueue &queue, Runner &runner, const Clock &clock, Secret workerToken,
              QObject *parent = nullptr);

    void addRoutes(HttpServer &server);
    /// How many jobs a worker may have at a time, whatever it was started with.
    void setMaxConcurrentJobs(const PoolId &pool, int count);
    /// No new leases from now on; those who wait are sent away.
    void close();

private:
    struct Waiting {
        PoolId pool;
        WorkerId worker;
        SteadyPoint until;
        ReplyPtr reply;
    };

    using Member = void (WorkerApi::*)(const ServerRequest &, const ReplyPtr &);
    void route(HttpServer &server, const QByteArray &method, const QByteArray &pattern, Member member);
    void lease(const ServerRequest &request, const ReplyPtr &reply);
    void serve(const PoolId &pool);
    bool mayBeServed(const Waiting &waiting, const std::vector<RunningJob> &running) const; ///< of its pool
    void grant(const Waiting &waiting);
    void handOver(const Waiting &waiting, const Lease &lease);
    void sendAwayDue();
    void forget(const PoolId &pool, const Worker &worker);
    void tellRunner(const PoolId &pool);
    void heartbeat(const ServerRequest &request, const ReplyPtr &reply);
    void failJob(const ServerRequest &request, const ReplyPtr &reply);
    void giveBack(const ServerRequest &request, const ReplyPtr &reply);
    void input(const ServerRequest &request, const ReplyPtr &reply);
    void heardOf(const JobId &job);

    JobQueue &m_queue;
    Runner &m_runner;
    const Clock &m_clock;
    Secret m_token;
    std::list<Waiting> m_waiting; // oldest first
    std::map<PoolId, int> m_maxConcurrentJobs; // nothing: as many as it asks for
    std::map<PoolId, std::map<WorkerId, SteadyPoint>> m_seen; // who asked for work, and when last
    QTimer m_timer;
    bool m_closed = false;
};

} // namespace crescendo
