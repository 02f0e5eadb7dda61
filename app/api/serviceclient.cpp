#include "api/serviceclient.h"

#include "api/jsonreader.h"
#include "api/problem.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>

namespace crescendo {
namespace {

constexpr Seconds longestUpload{600}; // of a file, which may be large

QString uploading()
{
    return QStringLiteral("upload audio");
}

Result<JobId> jobIdFrom(const QByteArray &body)
{
    return parseObject(body, QStringLiteral("accepted job"))
        .and_then([](const QJsonObject &object) -> Result<JobId> {
            JsonReader reader(object, QStringLiteral("accepted job"));
            JobId id{reader.text("jobId")};
            return reader.result().map([&id] { return id; });
        });
}

Result<ServiceState> stateFrom(const HttpResponse &response)
{
    Result<ServiceState> state = stateFromJson(response.body);
    const QByteArray tag = headerValue(response.headers, "ETag");
    if (state && tag.size() > 2 && tag.startsWith('"') && tag.endsWith('"'))
        state->version = QString::fromUtf8(tag.sliced(1, tag.size() - 2));
    return state;
}

/// What stands before and after the content of a form's only file.
struct MultipartFrame {
    QByteArray contentType;
    QByteArray before;
    QByteArray after;
};

MultipartFrame multipartFrame(const QString &fileName)
{
    const QByteArray boundary = "crescendo-" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QByteArray safeName = fileName.toUtf8();
    for (const char unsafe : {'"', '\r', '\n', '\\'})
        safeName.replace(unsafe, '_');
    return {"multipart/form-data; boundary=" + boundary,
            "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + safeName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            "\r\n--" + boundary + "--\r\n"};
}

HttpRequest uploadRequest(const MultipartFrame &frame)
{
    HttpRequest request;
    request.method = "POST";
    request.target = "/api/audio/upload";
    request.headers.emplace_back("Content-Type", frame.contentType);
    return request;
}

} // namespace

ServiceClient::ServiceClient(HttpTransport &transport, Secret controlToken)
    : m_transport(transport)
    , m_token(std::move(controlToken))
{
}

Async<AutoscalingMetrics> ServiceClient::metrics()
{
    return get("/api/metrics/autoscaling", QStringLiteral("read metrics"))
        .then([](const Result<QByteArray> &body) { return body.and_then(decodeAutoscalingMetrics); });
}

Async<ServiceState> ServiceClient::state()
{
    return ask("/api/autoscaling/state", QStringLiteral("read state"))
        .then(QtFuture::Launch::Async,
              [](const Result<HttpResponse> &reply) { return reply.and_then(stateFrom); });
}

Async<Pool> ServiceClient::pool(const PoolId &pool)
{
    const QByteArray target = "/api/autoscaling/pools/" + pool.value.toUtf8().toPercentEncoding();
    return get(target, QStringLiteral("read pool")).then([pool](const Result<QByteArray> &body) {
        return body
            .and_then([](const QByteArray &bytes) { return parseObject(bytes, QStringLiteral("pool")); })
            .and_then([&pool](const QJsonObject &object) { return poolFromJson(pool, object); });
    });
}

Async<ServiceHistory> ServiceClient::history(TimePoint from, TimePoint to, Seconds step)
{
    const QByteArray target = "/api/autoscaling/history?from=" + toIso(from).toUtf8()
        + "&to=" + toIso(to).toUtf8() + "&step=" + QByteArray::number(static_cast<qint64>(step.count()));
    return get(target, QStringLiteral("read history"))
        .then(QtFuture::Launch::Async,
              [](const Result<QByteArray> &body) { return body.and_then(decodeServiceHistory); });
}

Async<> ServiceClient::control(const ControlCall &call, bool dryRun)
{
    HttpRequest request;
    request.method = call.method;
    request.target = dryRun ? call.target + "?dryRun=true" : call.target;
    request.headers.emplace_back("Authorization", "Bearer " + m_token.reveal());
    request.headers.emplace_back("Content-Type", "application/json");
    if (!call.ifMatch.isEmpty())
        request.headers.emplace_back("If-Match", '"' + call.ifMatch.toUtf8() + '"');
    request.body = QJsonDocument(call.body).toJson(QJsonDocument::Compact);
    return m_transport.send(std::move(request)).then([](const Result<HttpResponse> &reply) {
        return checked(reply, QStringLiteral("change scaling")).map([](const HttpResponse &) {});
    });
}

std::unique_ptr<HttpStream> ServiceClient::events(const QByteArray &lastEventId)
{
    HttpRequest request;
    request.target = "/api/autoscaling/events?earlier=log";
    request.headers.emplace_back("Accept", "text/event-stream");
    if (!lastEventId.isEmpty())
        request.headers.emplace_back("Last-Event-ID", lastEventId);
    return m_transport.open(std::move(request));
}

Async<JobId> ServiceClient::upload(const QString &fileName, const QByteArray &audio)
{
    const MultipartFrame frame = multipartFrame(fileName);
    HttpRequest request = uploadRequest(frame);
    request.body = frame.before + audio + frame.after;
    request.timeout = Seconds(60);
    return submit(std::move(request), uploading());
}

Async<JobId> ServiceClient::uploadFile(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return ready<JobId>(
            fail(ErrorKind::Io, uploading(), QStringLiteral("%1 cannot be read").arg(file.fileName())));
    const MultipartFrame frame = multipartFrame(file.fileName());
    HttpRequest request = uploadRequest(frame);
    request.body = frame.before;
    request.file = HttpFile{path, file.size(), frame.after};
    request.timeout = longestUpload;
    return submit(std::move(request), uploading());
}

Async<JobId> ServiceClient::generate(int seconds, int tempo, qint64 seed)
{
    HttpRequest request;
    request.method = "POST";
    request.target = "/api/audio/generate";
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = QJsonDocument(QJsonObject{{QStringLiteral("seconds"), seconds},
                                             {QStringLiteral("tempo"), tempo},
                                             {QStringLiteral("seed"), seed}})
                       .toJson(QJsonDocument::Compact);
    return submit(std::move(request), QStringLiteral("ask for generated audio"));
}

Async<Job> ServiceClient::job(const JobId &job)
{
    return get(jobTarget(job), QStringLiteral("read job")).then([](const Result<QByteArray> &body) {
        return body
            .and_then([](const QByteArray &bytes) { return parseObject(bytes, QStringLiteral("job")); })
            .and_then(jobFromJson);
    });
}

Async<JobPage> ServiceClient::jobs(const JobFilter &filter)
{
    return get("/api/jobs?" + queryOf(filter), QStringLiteral("list jobs"))
        .then(QtFuture::Launch::Async,
              [](const Result<QByteArray> &body) { return body.and_then(decodeJobPage); });
}

Async<JobCounts> ServiceClient::jobCounts(const std::optional<PoolId> &pool)
{
    QByteArray target = "/api/jobs/counts";
    if (pool)
        target += "?pool=" + pool->value.toUtf8().toPercentEncoding();
    return get(target, QStringLiteral("count jobs")).then([](const Result<QByteArray> &body) {
        return body.and_then(decodeJobCounts);
    });
}

Async<AudioAnalysis> ServiceClient::analysis(const JobId &job)
{
    return get(jobTarget(job) + "/result", QStringLiteral("read result"))
        .then(QtFuture::Launch::Async,
              [](const Result<QByteArray> &body) { return body.and_then(decodeAudioAnalysis); });
}

std::unique_ptr<HttpStream> ServiceClient::result(const JobId &job)
{
    HttpRequest request;
    request.target = jobTarget(job) + "/result";
    return m_transport.open(std::move(request));
}

Async<HttpResponse> ServiceClient::ask(const QByteArray &target, const QString &operation)
{
    HttpRequest request;
    request.target = target;
    return m_transport.send(std::move(request)).then([operation](const Result<HttpResponse> &reply) {
        return checked(reply, operation);
    });
}

Async<QByteArray> ServiceClient::get(const QByteArray &target, const QString &operation)
{
    return ask(target, operation).then([](const Result<HttpResponse> &reply) {
        return reply.map([](const HttpResponse &response) { return response.body; });
    });
}

Async<JobId> ServiceClient::submit(HttpRequest request, const QString &operation)
{
    return m_transport.send(std::move(request)).then([operation](const Result<HttpResponse> &reply) {
        return checked(reply, operation).and_then([](const HttpResponse &response) {
            return jobIdFrom(response.body);
        });
    });
}

} // namespace crescendo
