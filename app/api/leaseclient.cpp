#include "api/leaseclient.h"

#include "api/jsonreader.h"
#include "api/problem.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

constexpr auto json = "application/json";
constexpr Millis answerTime{10'000};
constexpr qint64 slowestPace = 500; // bytes a millisecond: a large result takes its time on the way

QByteArray jobTarget(const Lease &lease, const char *action)
{
    return "/api/worker/jobs/" + lease.job.value.toUtf8().toPercentEncoding() + '/' + action;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QJsonObject toJson(const Lease &lease)
{
    return {
        {QStringLiteral("jobId"), lease.job.value},
        {QStringLiteral("lease"), lease.token},
        {QStringLiteral("pool"), lease.pool.value},
        {QStringLiteral("parameters"), lease.parameters},
        {QStringLiteral("hasInput"), lease.hasInput},
        {QStringLiteral("leaseSeconds"), static_cast<qint64>(lease.duration.count())},
    };
}

Result<Lease> leaseFromJson(const QJsonObject &object)
{
    JsonReader reader(object, QStringLiteral("lease"));
    Lease lease;
    lease.job = {reader.text("jobId")};
    lease.token = reader.text("lease");
    lease.pool = {reader.text("pool")};
    lease.parameters = reader.raw("parameters");
    lease.hasInput = reader.boolean("hasInput");
    lease.duration = Seconds(reader.integer("leaseSeconds"));
    return reader.result().map([&lease] { return std::move(lease); });
}

LeaseClient::LeaseClient(HttpTransport &transport, Secret workerToken)
    : m_transport(transport)
    , m_token(std::move(workerToken))
{
}

Async<std::optional<Lease>> LeaseClient::lease(const PoolId &pool, const WorkerId &worker, Seconds wait)
{
    HttpRequest request = prepare("POST", "/api/worker/lease", nullptr);
    request.headers.emplace_back("Content-Type", json);
    request.body = compact({
        {QStringLiteral("pool"), pool.value},
        {QStringLiteral("worker"), worker.value},
        {QStringLiteral("waitSeconds"), static_cast<qint64>(wait.count())},
    });
    request.timeout = wait + answerTime;
    return m_transport.send(std::move(request)).then([](const Result<HttpResponse> &reply) {
        return checked(reply, QStringLiteral("lease a job"))
            .and_then([](const HttpResponse &response) -> Result<std::optional<Lease>> {
                if (response.status == 204)
                    return std::optional<Lease>();
                return parseObject(response.body, QStringLiteral("lease"))
                    .and_then(leaseFromJson)
                    .map([](Lease lease) { return std::optional(std::move(lease)); });
            });
    });
}

Async<> LeaseClient::heartbeat(const Lease &lease, double progress)
{
    // Where the service does not answer, there is time for another one.
    return post(lease, "heartbeat", json, compact({{QStringLiteral("progress"), progress}}),
                Millis(lease.duration) / 3);
}

Async<> LeaseClient::complete(const Lease &lease, const QByteArray &contentType, const QByteArray &result)
{
    return post(lease, "complete", contentType, result, answerTime + Millis(result.size() / slowestPace));
}

Async<> LeaseClient::failJob(const Lease &lease, const QString &reason, FailureCause cause)
{
    return post(lease, "fail", json,
                compact({{QStringLiteral("reason"), reason},
                         {QStringLiteral("cause"), toString(cause)},
                         {QStringLiteral("final"), cause == FailureCause::Input}}),
                answerTime);
}

Async<> LeaseClient::giveBack(const Lease &lease)
{
    return post(lease, "give-back", json, "{}", answerTime);
}

std::unique_ptr<HttpStream> LeaseClient::input(const Lease &lease)
{
    return m_transport.open(prepare("GET", jobTarget(lease, "input"), &lease));
}

HttpRequest LeaseClient::prepare(const QByteArray &method, const QByteArray &target, const Lease *lease) const
{
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.headers.emplace_back("Authorization", "Bearer " + m_token.reveal());
    if (lease)
        request.headers.emplace_back("Lease", lease->token.toUtf8());
    return request;
}

Async<> LeaseClient::post(const Lease &lease, const char *action, const QByteArray &contentType,
                          const QByteArray &body, Millis timeout)
{
    HttpRequest request = prepare("POST", jobTarget(lease, action), &lease);
    request.headers.emplace_back("Content-Type", contentType);
    request.body = body;
    request.timeout = timeout;
    return m_transport.send(std::move(request)).then([](const Result<HttpResponse> &reply) {
        return checked(reply, QStringLiteral("report on a job")).map([](const HttpResponse &) {});
    });
}

} // namespace crescendo
