#pragma once

#include "autoscaler/queue/jobqueue.h"
#include "base/secret.h"
#include "net/server/server.h"

namespace crescendo {

/// Submitting jobs and looking at them: upload, generate, list, result, and with the control token retry and
/// delete.
class JobsApi {
public:
    struct Limits {
        Bytes maxUpload = mebibytes(200);
        int maxGeneratedSeconds = 3600;
    };

    JobsApi(JobQueue &queue, Secret controlToken, Limits limits);

    void setLimits(Limits limits) { m_limits = limits; }
    void addRoutes(HttpServer &server);

private:
    void generate(const ServerRequest &request, const ReplyPtr &reply);
    void list(const ServerRequest &request, const ReplyPtr &reply) const;
    void count(const ServerRequest &request, const ReplyPtr &reply) const;
    void result(const ServerRequest &request, const ReplyPtr &reply) const;
    Handler act(Async<> (JobQueue::*action)(const JobId &));

    JobQueue &m_queue;
    Secret m_token;
    Limits m_limits;
};

} // namespace crescendo
