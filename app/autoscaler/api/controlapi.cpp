#include "autoscaler/api/controlapi.h"

#include "api/jsonreader.h"
#include "api/poolstate.h"
#include "autoscaler/api/respond.h"

namespace crescendo {
namespace {

constexpr qsizetype maxReason = 500;

/// An entity tag as sent in If-Match, without quotes and weakness; `*` matches anything.
QString entityTag(const QByteArray &header)
{
    QByteArray tag = header.trimmed();
    if (tag.startsWith("W/"))
        tag.remove(0, 2);
    if (tag.size() >= 2 && tag.startsWith('"') && tag.endsWith('"'))
        tag = tag.mid(1, tag.size() - 2);
    return tag == "*" ? QString() : QString::fromUtf8(tag);
}

Result<bool> isDryRun(const ServerRequest &request)
{
    const QByteArray value = request.queryValue("dryRun", "false").toLower();
    if (value == "true" || value == "false")
        return value == "true";
    return fail(ErrorKind::InvalidInput, QStringLiteral("read query"),
                QStringLiteral("dryRun must be true or false"));
}

Error asInput(Error error)
{
    if (error.kind == ErrorKind::Protocol)
        error.kind = ErrorKind::InvalidInput;
    return error;
}

ServerResponse refusalOf(const Error &error, bool conditional)
{
    ServerResponse refusal = problemOf(error);
    if (conditional && error.kind == ErrorKind::Conflict)
        return problem(412, describe(error));
    return refusal;
}

void addEntityTag(ServerResponse &response, const Pool &pool)
{
    response.headers.emplace_back("ETag", '"' + pool.version.toUtf8() + '"');
}

} // namespace

ControlApi::ControlApi(Autoscaler &autoscaler, ProfileWriter &profiles, Secret controlToken)
    : m_autoscaler(autoscaler)
    , m_profiles(profiles)
    , m_token(std::move(controlToken))
{
}

void ControlApi::addRoutes(HttpServer &server)
{
    server.route("GET", "/api/autoscaling/state",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { state(request, reply); });
    server.route("GET", "/api/autoscaling/pools/{pool}",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { pool(request, reply); });
    route(server, "PUT", "profile",
          [this](const Command &what, const QJsonObject &body, const ServerRequest &) {
              return setProfile(what, body);
          });
    route(server, "PUT", "replicas",
          [this](const Command &what, const QJsonObject &body, const ServerRequest &) {
              return setReplicas(what, body);
          });
    route(server, "DELETE", "hold", [this](const Command &what, const QJsonObject &, const ServerRequest &) {
        return m_autoscaler.releaseHold(what);
    });
    route(server, "PUT", "stopped",
          [this](const Command &what, const QJsonObject &body, const ServerRequest &) {
              return setStopped(what, body);
          });
    route(server, "POST", "workers/{id}/drain",
          [this](const Command &what, const QJsonObject &, const ServerRequest &request) {
              return m_autoscaler.drain(what, {QString::fromUtf8(request.parameter("id"))});
          });
    server.route(
        "PUT", "/api/autoscaling/enabled",
        [this](const ServerRequest &request, const ReplyPtr &reply) { enable(request, reply); },
        guardWith(m_token));
}

void ControlApi::route(HttpServer &server, const QByteArray &method, const QByteArray &what, Action action)
{
    server.route(method, "/api/autoscaling/pools/{pool}/" + what, command(std::move(action)),
                 guardWith(m_token));
}

void ControlApi::state(const ServerRequest &, const ReplyPtr &reply) const
{
    QJsonObject pools;
    for (const PoolId &id : m_autoscaler.pools()) {
        if (const Result<Pool> known = m_autoscaler.pool(id))
            pools.insert(id.value, toJson(*known));
    }
    reply->send(jsonResponse(200, {{QStringLiteral("pools"), pools}}));
}

void ControlApi::pool(const ServerRequest &request, const ReplyPtr &reply) const
{
    const Result<Pool> known = m_autoscaler.pool({QString::fromUtf8(request.parameter("pool"))});
    if (!known)
        return reply->send(problemOf(known.error()));
    ServerResponse response = jsonResponse(200, toJson(*known));
    addEntityTag(response, *known);
    reply->send(std::move(response));
}

Handler ControlApi::command(Action action)
{
    return [this, action = std::move(action)](const ServerRequest &request, const ReplyPtr &reply) {
        const Result<QJsonObject> body = bodyObject(request);
        const Result<bool> dryRun = isDryRun(request);
        if (!body || !dryRun)
            return reply->send(problemOf(body ? dryRun.error() : body.error()));
        Command what;
        what.pool = {QString::fromUtf8(request.parameter("pool"))};
        what.ifMatch = entityTag(request.header("If-Match"));
        what.dryRun = *dryRun;
        what.reason = body->value(QLatin1String("reason")).toString().left(maxReason);
        const Result<> done = action(what, *body, request);
        if (!done)
            return reply->send(refusalOf(done.error(), !what.ifMatch.isEmpty()));
        answerWithPool(what, reply);
    };
}

void ControlApi::answerWithPool(const Command &command, const ReplyPtr &reply) const
{
    const Result<Pool> known = m_autoscaler.pool(command.pool);
    if (!known)
        return reply->send(problemOf(known.error()));
    ServerResponse response = jsonResponse(command.dryRun ? 200 : 202, toJson(*known));
    addEntityTag(response, *known);
    reply->send(std::move(response));
}

void ControlApi::enable(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<bool> dryRun = isDryRun(request);
    if (!dryRun)
        return reply->send(problemOf(dryRun.error()));
    const Result<> done = bodyObject(request).and_then([this, &dryRun](const QJsonObject &body) -> Result<> {
        JsonReader reader(body, QStringLiteral("request body"));
        const bool enabled = reader.boolean("enabled");
        return reader.result().map_error(asInput).and_then(
            [&] { return m_profiles.writeEnabled(enabled, *dryRun); });
    });
    if (!done)
        return reply->send(problemOf(done.error()));
    reply->send(
        jsonResponse(*dryRun ? 200 : 202, {{QStringLiteral("status"), toString(m_autoscaler.status())}}));
}

Result<> ControlApi::setProfile(const Command &command, const QJsonObject &body)
{
    QJsonObject values = body;
    values.remove(QLatin1String("reason"));
    return m_autoscaler.check(command)
        .and_then([&] { return profileFromJson(values, m_autoscaler.governor(command.pool)->profile()); })
        .map_error(asInput)
        .and_then([&](const Profile &profile) {
            return m_profiles.writeProfile(command.pool, profile, command.dryRun);
        });
}

Result<> ControlApi::setReplicas(const Command &command, const QJsonObject &body)
{
    JsonReader reader(body, QStringLiteral("request body"));
    const int replicas = reader.integer("replicas");
    const std::optional<int> hold = reader.optionalInteger("holdSeconds");
    return reader.result().map_error(asInput).and_then([&] {
        return m_autoscaler.scale(command, replicas, hold ? std::optional(Seconds(*hold)) : std::nullopt);
    });
}

Result<> ControlApi::setStopped(const Command &command, const QJsonObject &body)
{
    JsonReader reader(body, QStringLiteral("request body"));
    const bool stopped = reader.boolean("stopped");
    return reader.result().map_error(asInput).and_then(
        [&] { return m_autoscaler.setStopped(command, stopped); });
}

} // namespace crescendo
