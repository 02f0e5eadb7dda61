#include "autoscaler/api/workerapi.h"

#include "api/jsonreader.h"
#include "autoscaler/api/respond.h"
#include "autoscaler/api/resultupload.h"
#include "config/settingkeys.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr Seconds longestWait{30};
constexpr Seconds silenceOfTheGone{45}; // beyond the longest wait and a few heartbeats
constexpr std::size_t maxWaiting = 1000;
constexpr qsizetype maxIdLength = 200;

JobId jobOf(const ServerRequest &request)
{
    return {QString::fromUtf8(request.parameter("id"))};
}

QString tokenOf(const ServerRequest &request)
{
    return QString::fromUtf8(request.header("Lease"));
}

struct LeaseRequest {
    PoolId pool;
    WorkerId worker;
    Seconds wait;
};

Result<LeaseRequest> leaseRequestFrom(const QJsonObject &body)
{
    JsonReader reader(body, QStringLiteral("lease request"));
    LeaseRequest request;
    request.pool = {reader.text("pool")};
    request.worker = {reader.text("worker")};
    request.wait = Seconds(reader.optionalInteger("waitSeconds").value_or(0));
    if (request.wait < Seconds(0) || request.wait > longestWait)
        reader.complain("waitSeconds", QStringLiteral("0 to %1").arg(longestWait.count()));
    if (request.worker.isEmpty() || request.worker.value.size() > maxIdLength)
        reader.complain("worker", QStringLiteral("1 to %1 characters").arg(maxIdLength));
    return reader.result().map([&request] { return request; }).map_error([](Error error) {
        error.kind = ErrorKind::InvalidInput;
        return error;
    });
}

/// A worker that names no cause says at least whose fault it was.
FailureCause causeOf(const QJsonObject &failure)
{
    const bool isFinal = failure.value(QLatin1String("final")).toBool();
    return failureCauseFrom(failure.value(QLatin1String("cause")).toString())
        .value_or(isFinal ? FailureCause::Input : FailureCause::Worker);
}

void answer(const ReplyPtr &reply, const Result<> &done)
{
    reply->send(done ? jsonResponse(200, {}) : problemOf(done.error()));
}

ServerResponse noJob()
{
    ServerResponse response;
    response.status = 204;
    return response;
}

} // namespace

WorkerApi::WorkerApi(JobQueue &queue, Runner &runner, const Clock &clock, Secret workerToken, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
    , m_runner(runner)
    , m_clock(clock)
    , m_token(std::move(workerToken))
{
    connect(&m_queue, &JobQueue::jobAvailable, this, &WorkerApi::serve);
    connect(&m_queue, &JobQueue::depthChanged, this, &WorkerApi::tellRunner);
    connect(&m_runner, &Runner::workerEnded, this,
            [this](const PoolId &pool, const Worker &worker) { forget(pool, worker); });
    connect(&m_timer, &QTimer::timeout, this, &WorkerApi::sendAwayDue);
    m_timer.start(Seconds(1));
}

void WorkerApi::addRoutes(HttpServer &server)
{
    route(server, "POST", "/api/worker/lease", &WorkerApi::lease);
    route(server, "POST", "/api/worker/jobs/{id}/heartbeat", &WorkerApi::heartbeat);
    route(server, "POST", "/api/worker/jobs/{id}/fail", &WorkerApi::failJob);
    route(server, "POST", "/api/worker/jobs/{id}/give-back", &WorkerApi::giveBack);
    route(server, "GET", "/api/worker/jobs/{id}/input", &WorkerApi::input);
    const auto complete = [this](const ServerRequest &request) {
        QByteArray type = request.header("Content-Type");
        if (type.isEmpty())
            type = "application/octet-stream";
        return std::make_unique<ResultUpload>(m_queue, jobOf(request), tokenOf(request), type);
    };
    server.routeBody("/api/worker/jobs/{id}/complete", complete, guardWith(m_token));
}

void WorkerApi::route(HttpServer &server, const QByteArray &method, const QByteArray &pattern, Member member)
{
    const auto handler = [this, member](const ServerRequest &request, const ReplyPtr &reply) {
        (this->*member)(request, reply);
    };
    server.route(method, pattern, handler, guardWith(m_token));
}

void WorkerApi::setMaxConcurrentJobs(const PoolId &pool, int count)
{
    m_maxConcurrentJobs[pool] = count;
    serve(pool);
}

void WorkerApi::close()
{
    m_closed = true;
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        waiting.reply->send(noJob());
}

void WorkerApi::lease(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<LeaseRequest> wanted = bodyObject(request).and_then(leaseRequestFrom);
    if (!wanted)
        return reply->send(problemOf(wanted.error()));
    if (std::ranges::find(knownPools(), wanted->pool) == knownPools().end())
        return reply->send(
            problem(404, QStringLiteral("there is no pool '%1'").arg(wanted->pool.value.left(maxIdLength))));
    if (m_closed || m_waiting.size() >= maxWaiting) {
        ServerResponse busy = problem(503, QStringLiteral("no leases are given now"));
        busy.headers.emplace_back("Retry-After", "2");
        return reply->send(std::move(busy));
    }
    const bool isNew = m_seen[wanted->pool].insert_or_assign(wanted->worker, m_clock.steadyNow()).second;
    m_waiting.push_back({wanted->pool, wanted->worker, m_clock.steadyNow() + wanted->wait, reply});
    if (isNew)
        tellRunner(wanted->pool);
    serve(wanted->pool);
    sendAwayDue();
}

void WorkerApi::serve(const PoolId &pool)
{
    while (m_queue.oldestPending(pool)) { // one that waits for its retry is nothing to give
        const auto mayHaveOne = [this, &pool, running = m_queue.running(pool)](const Waiting &waiting) {
            return waiting.pool == pool && mayBeServed(waiting, running);
        };
        const auto next = std::ranges::find_if(m_waiting, mayHaveOne);
        if (next == m_waiting.end())
            return;
        // Taken out before it is granted, because what is answered at once changes the list.
        const Waiting waiting = *next;
        m_waiting.erase(next);
        grant(waiting);
    }
}

/// One that was started with more jobs at a time waits until it has fewer than are allowed now.
bool WorkerApi::mayBeServed(const Waiting &waiting, const std::vector<RunningJob> &running) const
{
    if (!waiting.reply->isOpen() || !m_runner.mayWork(waiting.pool, waiting.worker))
        return false;
    const auto most = m_maxConcurrentJobs.find(waiting.pool);
    if (most == m_maxConcurrentJobs.end())
        return true;
    return std::ranges::count(running, waiting.worker, &RunningJob::worker) < most->second;
}

void WorkerApi::grant(const Waiting &waiting)
{
    m_queue.lease(waiting.pool, waiting.worker)
        .then(this, [this, waiting](const Result<std::optional<Lease>> &lease) {
            if (!lease)
                return waiting.reply->send(problemOf(lease.error()));
            if (*lease)
                return handOver(waiting, **lease);
            // The job was removed meanwhile.
            m_waiting.push_back(waiting);
            sendAwayDue();
        });
}

void WorkerApi::handOver(const Waiting &waiting, const Lease &lease)
{
    if (waiting.reply->isOpen() && m_runner.mayWork(waiting.pool, waiting.worker))
        return waiting.reply->send(jsonResponse(200, toJson(lease)));
    // It has gone, or begun to drain, while the lease was stored: nobody would know of it for its whole time.
    (void)m_queue.giveBack(lease.job, lease.token);
    waiting.reply->send(noJob());
}

void WorkerApi::sendAwayDue()
{
    const SteadyPoint now = m_clock.steadyNow();
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const bool mayWait = it->reply->isOpen() && m_runner.mayWork(it->pool, it->worker);
        if (m_closed || it->until <= now || !mayWait) {
            const ReplyPtr reply = it->reply;
            it = m_waiting.erase(it);
            reply->send(noJob());
        } else {
            ++it;
        }
    }
    for (auto &[pool, workers] : m_seen) {
        const auto gone = std::erase_if(
            workers, [now](const auto &entry) { return now - entry.second > silenceOfTheGone; });
        if (gone > 0)
            tellRunner(pool);
    }
}

void WorkerApi::forget(const PoolId &pool, const Worker &worker)
{
    m_seen[pool].erase(worker.id);
    m_waiting.remove_if([&worker](const Waiting &waiting) { return waiting.worker == worker.id; });
    (void)m_queue.giveBackOf(worker.id);
    tellRunner(pool);
}

void WorkerApi::tellRunner(const PoolId &pool)
{
    Activities activities;
    for (const auto &entry : m_seen[pool])
        activities.emplace(entry.first, WorkerActivity());
    for (const RunningJob &running : m_queue.running(pool))
        activities.insert_or_assign(running.worker, WorkerActivity{running.job, running.progress});
    m_runner.setActivities(pool, activities);
}

void WorkerApi::heartbeat(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<QJsonObject> body = bodyObject(request);
    if (!body)
        return reply->send(problemOf(body.error()));
    const double progress = std::clamp(body->value(QLatin1String("progress")).toDouble(), 0.0, 1.0);
    const JobId id = jobOf(request);
    m_queue.heartbeat(id, tokenOf(request), progress).then(this, [this, reply, id](const Result<> &done) {
        answer(reply, done);
        if (done)
            heardOf(id);
    });
}

void WorkerApi::failJob(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<QJsonObject> body = bodyObject(request);
    if (!body)
        return reply->send(problemOf(body.error()));
    const QString reason = body->value(QLatin1String("reason")).toString().left(1000);
    m_queue.failJob(jobOf(request), tokenOf(request), reason, causeOf(*body))
        .then(this, [reply](const Result<> &done) { answer(reply, done); });
}

void WorkerApi::giveBack(const ServerRequest &request, const ReplyPtr &reply)
{
    m_queue.giveBack(jobOf(request), tokenOf(request)).then(this, [reply](const Result<> &done) {
        answer(reply, done);
    });
}

void WorkerApi::input(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<QString> path = m_queue.inputFile(jobOf(request), tokenOf(request));
    if (!path)
        return reply->send(problemOf(path.error()));
    ServerResponse response;
    response.contentType = "application/octet-stream";
    response.file = *path;
    reply->send(std::move(response));
}

void WorkerApi::heardOf(const JobId &job)
{
    for (auto &[pool, workers] : m_seen) {
        for (const RunningJob &running : m_queue.running(pool)) {
            if (running.job != job)
                continue;
            workers.insert_or_assign(running.worker, m_clock.steadyNow());
            tellRunner(pool);
            return;
        }
    }
}

} // namespace crescendo
