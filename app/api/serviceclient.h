#pragma once

#include "api/audioanalysis.h"
#include "api/history.h"
#include "api/job.h"
#include "api/metrics.h"
#include "api/poolstate.h"
#include "base/secret.h"
#include "net/http.h"

#include <optional>

namespace crescendo {

/// One control call of the service: what to send where. With `dryRun` the service checks and answers, but
/// does not change anything.
struct ControlCall {
    QByteArray method; ///< PUT, POST, DELETE
    QByteArray target; ///< "/api/autoscaling/pools/analysis/replicas"
    QJsonObject body;
    QString ifMatch; ///< Pool::version, of all pools ServiceState::version, that it is based on; empty = any
};

/// The console's side of the service's API. Reading needs no token, control does. Errors: Unavailable,
/// Timeout, Protocol (an answer that is not what the API says, with the path), and for control InvalidInput,
/// Conflict (If-Match), Unauthorized, NotFound.
class ServiceClient {
public:
    ServiceClient(HttpTransport &transport, Secret controlToken);

    Async<AutoscalingMetrics> metrics();
    /// Our service's own state; NotFound where the service only knows the metrics endpoint.
    Async<ServiceState> state();
    Async<Pool> pool(const PoolId &pool);
    Async<ServiceHistory> history(TimePoint from, TimePoint to, Seconds step);
    Async<> control(const ControlCall &call, bool dryRun);
    /// Server-sent events from `lastEventId` on (empty: from now, but for log lines that are still known).
    std::unique_ptr<HttpStream> events(const QByteArray &lastEventId);
    /// Uploads audio as the guide's `curl -F "file=@…"` does.
    Async<JobId> upload(const QString &fileName, const QByteArray &audio);
    /// The same with a file of this machine, a piece at a time. Io where it cannot be read.
    Async<JobId> uploadFile(const QString &path);
    Async<JobId> generate(int seconds, int tempo, qint64 seed);
    Async<Job> job(const JobId &job);
    Async<JobPage> jobs(const JobFilter &filter);
    Async<JobCounts> jobCounts(const std::optional<PoolId> &pool);
    Async<AudioAnalysis> analysis(const JobId &job);
    /// A result, streamed. Answers 200 and the bytes.
    std::unique_ptr<HttpStream> result(const JobId &job);

private:
    Async<HttpResponse> ask(const QByteArray &target, const QString &operation);
    Async<QByteArray> get(const QByteArray &target, const QString &operation);
    Async<JobId> submit(HttpRequest request, const QString &operation);

    HttpTransport &m_transport;
    Secret m_token;
};

} // namespace crescendo
