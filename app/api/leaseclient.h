#pragma once

#include "api/job.h"
#include "base/secret.h"
#include "net/http.h"

namespace crescendo {

/// A job that was handed to one worker, until it is finished, failed, or not heard of for `duration`.
struct Lease {
    JobId job;
    QString token; ///< proves that it is this lease and not an older one of the same job
    PoolId pool;
    QJsonObject parameters; ///< as Job::parameters
    bool hasInput = false; ///< analysis: an uploaded file
    Seconds duration{15};

    bool operator==(const Lease &) const = default;
};

QJsonObject toJson(const Lease &lease);
Result<Lease> leaseFromJson(const QJsonObject &object);

/// The worker's side of the service's lease calls (README, "The service's API"). Errors: Unavailable or
/// Timeout (try again), Unauthorized (wrong worker token), Conflict (the lease is lost: stop working on that
/// job).
class LeaseClient {
public:
    LeaseClient(HttpTransport &transport, Secret workerToken);

    /// Waits up to `wait` for a job of the pool; nothing when there was none.
    Async<std::optional<Lease>> lease(const PoolId &pool, const WorkerId &worker, Seconds wait);
    Async<> heartbeat(const Lease &lease, double progress);
    /// Stores the result, once.
    Async<> complete(const Lease &lease, const QByteArray &contentType, const QByteArray &result);
    Async<> failJob(const Lease &lease, const QString &reason, FailureCause cause);
    /// Gives the job back untouched (an interruption that is nobody's fault).
    Async<> giveBack(const Lease &lease);
    /// The uploaded file, streamed. Answers 200 and the bytes.
    std::unique_ptr<HttpStream> input(const Lease &lease);

private:
    HttpRequest prepare(const QByteArray &method, const QByteArray &target, const Lease *lease) const;
    Async<> post(const Lease &lease, const char *action, const QByteArray &contentType,
                 const QByteArray &body, Millis timeout);

    HttpTransport &m_transport;
    Secret m_token;
};

} // namespace crescendo
