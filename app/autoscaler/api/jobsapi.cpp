#include "autoscaler/api/jobsapi.h"

#include "api/jsonreader.h"
#include "autoscaler/api/audioupload.h"
#include "autoscaler/api/respond.h"

namespace crescendo {
namespace {

constexpr int leastTempo = 20;
constexpr int mostTempo = 400;

JobId jobOf(const ServerRequest &request)
{
    return {QString::fromUtf8(request.parameter("id"))};
}

Result<QJsonObject> generationParameters(const QJsonObject &body, int maxSeconds)
{
    JsonReader reader(body, QStringLiteral("generation request"));
    const int seconds = reader.optionalInteger("seconds").value_or(30);
    const int tempo = reader.optionalInteger("tempo").value_or(120);
    const qint64 seed = reader.has("seed") ? reader.integer64("seed") : 1;
    const QString format = reader.has("format") ? reader.text("format") : QStringLiteral("wav");
    if (seconds < 1 || seconds > maxSeconds)
        reader.complain("seconds", QStringLiteral("1 to %1").arg(maxSeconds));
    if (tempo < leastTempo || tempo > mostTempo)
        reader.complain("tempo", QStringLiteral("%1 to %2 beats per minute").arg(leastTempo).arg(mostTempo));
    if (format != QLatin1String("wav") && format != QLatin1String("flac"))
        reader.complain("format", QStringLiteral("wav or flac"));
    return reader.result()
        .map([&] {
            return QJsonObject{{QStringLiteral("seconds"), seconds},
                               {QStringLiteral("tempo"), tempo},
                               {QStringLiteral("seed"), seed},
                               {QStringLiteral("format"), format}};
        })
        .map_error([](Error error) {
            error.kind = ErrorKind::InvalidInput;
            return error;
        });
}

Result<JobFilter> filterOf(const ServerRequest &request)
{
    JobFilter filter;
    const Result<qint64> limit = queryInteger(request, "limit", 100, 1, 1000);
    if (!limit)
        return fail(limit.error());
    filter.limit = static_cast<int>(*limit);
    if (const QByteArray state = request.queryValue("state"); !state.isEmpty()) {
        filter.state = jobStateFrom(QString::fromUtf8(state));
        if (!filter.state)
            return fail(ErrorKind::InvalidInput, QStringLiteral("list jobs"),
                        QStringLiteral("state must be pending, running, succeeded, failed or dead"));
    }
    if (const QByteArray pool = request.queryValue("pool"); !pool.isEmpty())
        filter.pool = PoolId{QString::fromUtf8(pool)};
    filter.text = QString::fromUtf8(request.queryValue("text"));
    for (const auto &[key, member] :
         {std::pair("endedFrom", &JobFilter::endedFrom), std::pair("endedBefore", &JobFilter::endedBefore)}) {
        const Result<std::optional<TimePoint>> time = queryTime(request, key);
        if (!time)
            return fail(time.error());
        filter.*member = *time;
    }
    if (const QByteArray after = request.queryValue("after"); !after.isEmpty())
        filter.after = JobId{QString::fromUtf8(after)};
    return filter;
}

} // namespace

JobsApi::JobsApi(JobQueue &queue, Secret controlToken, Limits limits)
    : m_queue(queue)
    , m_token(std::move(controlToken))
    , m_limits(limits)
{
}

void JobsApi::addRoutes(HttpServer &server)
{
    server.routeUpload("/api/audio/upload", [this](const ServerRequest &) -> std::unique_ptr<UploadSink> {
        return std::make_unique<AudioUpload>(m_queue, m_limits.maxUpload);
    });
    server.route("POST", "/api/audio/generate",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { generate(request, reply); });
    server.route("GET", "/api/jobs",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { list(request, reply); });
    server.route("GET", "/api/jobs/counts",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { count(request, reply); });
    server.route("GET", "/api/jobs/{id}", [this](const ServerRequest &request, const ReplyPtr &reply) {
        const Result<Job> job = m_queue.job(jobOf(request));
        reply->send(job ? jsonResponse(200, toJson(*job)) : problemOf(job.error()));
    });
    server.route("GET", "/api/jobs/{id}/result",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { result(request, reply); });
    server.route("POST", "/api/jobs/{id}/retry", act(&JobQueue::retry), guardWith(m_token));
    server.route("DELETE", "/api/jobs/{id}", act(&JobQueue::remove), guardWith(m_token));
}

void JobsApi::generate(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<QJsonObject> parameters = bodyObject(request).and_then(
        [this](const QJsonObject &body) { return generationParameters(body, m_limits.maxGeneratedSeconds); });
    if (!parameters)
        return reply->send(problemOf(parameters.error()));
    const NewJob job{{QStringLiteral("generation")}, *parameters, {}};
    m_queue.add(job).then(&m_queue, [reply, pool = job.pool](const Result<JobId> &added) {
        if (!added)
            return reply->send(problemOf(added.error()));
        ServerResponse response = jsonResponse(
            202, {{QStringLiteral("jobId"), added->value}, {QStringLiteral("pool"), pool.value}});
        response.headers.emplace_back("Location", "/api/jobs/" + added->value.toUtf8());
        reply->send(std::move(response));
    });
}

void JobsApi::list(const ServerRequest &request, const ReplyPtr &reply) const
{
    const Result<JobPage> page =
        filterOf(request).and_then([this](const JobFilter &filter) { return m_queue.list(filter); });
    if (!page)
        return reply->send(problemOf(page.error()));
    reply->send(jsonResponse(200, toJson(*page)));
}

void JobsApi::count(const ServerRequest &request, const ReplyPtr &reply) const
{
    const QByteArray pool = request.queryValue("pool");
    const Result<JobCounts> counts =
        m_queue.counts(pool.isEmpty() ? std::nullopt : std::optional(PoolId{QString::fromUtf8(pool)}));
    reply->send(counts ? jsonResponse(200, toJson(*counts)) : problemOf(counts.error()));
}

void JobsApi::result(const ServerRequest &request, const ReplyPtr &reply) const
{
    const Result<StoredResult> stored = m_queue.result(jobOf(request));
    if (!stored)
        return reply->send(problemOf(stored.error()));
    ServerResponse response;
    response.contentType = stored->contentType;
    response.body = stored->body;
    response.file = stored->file;
    // A result is data of a stranger: never to be run or guessed at by a browser.
    if (response.contentType != "application/json" && !response.contentType.startsWith("audio/"))
        response.headers.emplace_back("Content-Disposition", "attachment");
    reply->send(std::move(response));
}

Handler JobsApi::act(Async<> (JobQueue::*action)(const JobId &))
{
    return [this, action](const ServerRequest &request, const ReplyPtr &reply) {
        const JobId id = jobOf(request);
        (m_queue.*action)(id).then(&m_queue, [reply, id](const Result<> &done) {
            reply->send(done ? jsonResponse(202, {{QStringLiteral("jobId"), id.value}})
                             : problemOf(done.error()));
        });
    };
}

} // namespace crescendo
