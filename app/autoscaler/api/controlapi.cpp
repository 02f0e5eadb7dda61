#include "autoscaler/api/controlapi.h"

#include "api/jsonreader.h"
#include "api/poolstate.h"
#include "autoscaler/api/respond.h"

namespace crescendo {
namespace {

constexpr qsizetype maxReason = 500;

/// The entity tags of If-Match; none for `*`, which matches anything. What is weak or malformed stays as it
/// is and matches nothing.
QStringList entityTags(const QByteArray &header)
{
    QStringList tags;
    for (const QByteArray &part : header.split(',')) {
        const QByteArray tag = part.trimmed();
        const bool isQuoted = tag.size() >= 2 && tag.startsWith('"') && tag.endsWith('"');
        if (!tag.isEmpty() && tag != "*")
            tags << QString::fromUtf8(isQuoted ? tag.mid(1, tag.size() - 2) : tag);
    }
    return tags;
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

Result<bool> readEnabled(const QJsonObject &body)
{
    JsonReader reader(body, QStringLiteral("request body"));
    const bool enabled = reader.boolean("enabled");
    return reader.result().map_error(asInput).map([enabled] { return enabled; });
}

QJsonObject withoutReason(QJsonObject body)
{
    body.remove(QLatin1String("reason"));
    return body;
}

/// 412 where what is known of it is old.
ServerResponse refusalOf(const Error &error)
{
    return error.kind == ErrorKind::Conflict ? problem(412, describe(error)) : problemOf(error);
}

void addEntityTag(ServerResponse &response, const QString &version)
{
    response.headers.emplace_back("ETag", '"' + version.toUtf8() + '"');
}

} // namespace

ControlApi::ControlApi(Autoscaler &autoscaler, ProfileWriter &profiles, HostWatch &host, Secret controlToken)
    : m_autoscaler(autoscaler)
    , m_profiles(profiles)
    , m_host(host)
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
    route(server, "PUT", "limits",
          [this](const Command &what, const QJsonObject &body, const ServerRequest &) {
              return setLimits(what, body);
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
    ServiceState state{{}, m_host.look()};
    for (const PoolId &id : m_autoscaler.pools()) {
        if (const Result<Pool> known = m_autoscaler.pool(id))
            state.pools.push_back(*known);
    }
    ServerResponse response = jsonResponse(200, toJson(state));
    addEntityTag(response, m_autoscaler.version());
    reply->send(std::move(response));
}

void ControlApi::pool(const ServerRequest &request, const ReplyPtr &reply) const
{
    const Result<Pool> known = m_autoscaler.pool({QString::fromUtf8(request.parameter("pool"))});
    if (!known)
        return reply->send(problemOf(known.error()));
    ServerResponse response = jsonResponse(200, toJson(*known));
    addEntityTag(response, known->version);
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
        what.ifMatch = entityTags(request.header("If-Match"));
        what.dryRun = *dryRun;
        what.reason = body->value(QLatin1String("reason")).toString().left(maxReason);
        if (const Result<> current = m_autoscaler.check(what); !current)
            return reply->send(refusalOf(current.error()));
        const Result<Pool> after = action(what, *body, request);
        if (!after)
            return reply->send(problemOf(after.error()));
        ServerResponse response = jsonResponse(what.dryRun ? 200 : 202, toJson(*after));
        addEntityTag(response, after->version);
        reply->send(std::move(response));
    };
}

void ControlApi::enable(const ServerRequest &request, const ReplyPtr &reply)
{
    const Result<bool> dryRun = isDryRun(request);
    if (!dryRun)
        return reply->send(problemOf(dryRun.error()));
    const QStringList ifMatch = entityTags(request.header("If-Match"));
    if (!ifMatch.isEmpty() && !ifMatch.contains(m_autoscaler.version()))
        return reply->send(problem(412, QStringLiteral("the pools have changed since")));
    const auto write = [this, &dryRun](bool enabled) {
        return m_profiles.writeEnabled(enabled, *dryRun).map([this, enabled] {
            return m_autoscaler.statusIf(enabled);
        });
    };
    const Result<AutoscalerStatus> status = bodyObject(request).and_then(readEnabled).and_then(write);
    if (!status)
        return reply->send(problemOf(status.error()));
    ServerResponse response =
        jsonResponse(*dryRun ? 200 : 202, {{QStringLiteral("status"), toString(*status)}});
    addEntityTag(response, m_autoscaler.version());
    reply->send(std::move(response));
}

Result<Pool> ControlApi::setProfile(const Command &command, const QJsonObject &body)
{
    const PoolGovernor &governor = *m_autoscaler.governor(command.pool);
    return profileFromJson(withoutReason(body), governor.profile())
        .map_error(asInput)
        .and_then([&](const Profile &profile) {
            return m_profiles.writeProfile(command.pool, profile, command.dryRun).and_then([&] {
                return command.dryRun ? m_autoscaler.poolWith(command.pool, profile, governor.limits())
                                      : m_autoscaler.pool(command.pool);
            });
        });
}

Result<Pool> ControlApi::setLimits(const Command &command, const QJsonObject &body)
{
    const PoolGovernor &governor = *m_autoscaler.governor(command.pool);
    return limitsFromJson(withoutReason(body), governor.limits())
        .map_error(asInput)
        .and_then([&](const WorkerLimits &limits) {
            return m_profiles.writeLimits(command.pool, limits, command.dryRun).and_then([&] {
                return command.dryRun ? m_autoscaler.poolWith(command.pool, governor.profile(), limits)
                                      : m_autoscaler.pool(command.pool);
            });
        });
}

Result<Pool> ControlApi::setReplicas(const Command &command, const QJsonObject &body)
{
    JsonReader reader(body, QStringLiteral("request body"));
    const int replicas = reader.integer("replicas");
    const std::optional<int> hold = reader.optionalInteger("holdSeconds");
    return reader.result().map_error(asInput).and_then([&] {
        return m_autoscaler.scale(command, replicas, hold ? std::optional(Seconds(*hold)) : std::nullopt);
    });
}

Result<Pool> ControlApi::setStopped(const Command &command, const QJsonObject &body)
{
    JsonReader reader(body, QStringLiteral("request body"));
    const bool stopped = reader.boolean("stopped");
    return reader.result().map_error(asInput).and_then(
        [&] { return m_autoscaler.setStopped(command, stopped); });
}

} // namespace crescendo
