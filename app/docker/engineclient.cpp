#include "docker/engineclient.h"

#include "docker/engineerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QUrl>

namespace crescendo {

namespace {

constexpr Millis queryTime{30'000};
// Creating and starting may wait for a slow disk, or for others who do the same.
constexpr Millis changeTime{120'000};

QByteArray containerPath(const QString &container, const char *rest)
{
    return "/containers/" + QUrl::toPercentEncoding(container) + rest;
}

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What a request that nobody will answer any more ends with.
Error gone(const QString &operation)
{
    return {ErrorKind::Cancelled, operation, QStringLiteral("the connection was closed"), 0, false};
}

} // namespace

struct EngineClient::Session {
    QPointer<HttpTransport> transport;
    std::optional<ApiVersion> version;
};

struct EngineClient::Call {
    QByteArray method = "GET";
    QByteArray path;
    QString operation; ///< "create container directai-analysis-worker-2"
    QByteArray body{};
    Millis timeout = queryTime;
};

EngineClient::EngineClient(HttpTransport &transport) : m_session(std::make_shared<Session>())
{
    m_session->transport = &transport;
}

Async<ApiVersion> EngineClient::apiVersion() const
{
    const QString operation = QStringLiteral("reach the Docker engine");
    if (m_session->version)
        return ready<ApiVersion>(*m_session->version);
    if (!m_session->transport)
        return ready<ApiVersion>(fail(gone(operation)));
    HttpRequest ping;
    ping.target = "/_ping";
    return m_session->transport->send(ping).then(
        QtFuture::Launch::Sync,
        [session = m_session, operation](const Result<HttpResponse> &reply) -> Result<ApiVersion> {
            if (!reply) {
                Error error = reply.error();
                error.operation = operation;
                return fail(error);
            }
            if (!reply->isSuccess())
                return fail(engineError(*reply, operation));
            auto version = parseApiVersion(headerValue(reply->headers, "Api-Version")).and_then(negotiate);
            if (version)
                session->version = *version;
            return version;
        });
}

Async<HttpResponse> EngineClient::exchange(const Call &call) const
{
    const auto again = [self = *this, call](const Result<HttpResponse> &reply) -> Async<HttpResponse> {
        if (reply || !saysVersionRefused(reply.error()))
            return ready<HttpResponse>(reply);
        // The engine was replaced by another one, and no call met the outage.
        self.m_session->version.reset();
        return self.exchangeOnce(call);
    };
    return exchangeOnce(call).then(QtFuture::Launch::Sync, again).unwrap();
}

Async<HttpResponse> EngineClient::exchangeOnce(const Call &call) const
{
    const auto send = [session = m_session, call](const Result<ApiVersion> &version) -> Async<HttpResponse> {
        if (!version)
            return ready<HttpResponse>(fail(version.error()));
        if (!session->transport)
            return ready<HttpResponse>(fail(gone(call.operation)));
        HttpRequest request;
        request.method = call.method;
        request.target = "/v" + toString(*version).toLatin1() + call.path;
        request.body = call.body;
        request.timeout = call.timeout;
        if (!call.body.isEmpty())
            request.headers.emplace_back("Content-Type", "application/json");
        return session->transport->send(std::move(request));
    };
    const auto check = [session = m_session,
                        call](const Result<HttpResponse> &reply) -> Result<HttpResponse> {
        constexpr int alreadySo = 304;
        if (reply && (reply->isSuccess() || reply->status == alreadySo))
            return reply;
        if (reply)
            return fail(engineError(*reply, call.operation));
        // Whoever answers next may be another engine: ask for its version again.
        session->version.reset();
        Error error = reply.error();
        error.operation = call.operation;
        return fail(error);
    };
    return apiVersion().then(QtFuture::Launch::Sync, send).unwrap().then(QtFuture::Launch::Sync, check);
}

Async<> EngineClient::act(const Call &call) const
{
    return exchange(call).then(QtFuture::Launch::Sync, [](const Result<HttpResponse> &reply) -> Result<> {
        return reply.map([](auto &&) {});
    });
}

template <typename Parse> auto EngineClient::read(const Call &call, Parse parse) const
{
    return exchange(call).then(QtFuture::Launch::Sync, [parse](const Result<HttpResponse> &reply) {
        return reply.and_then([parse](const HttpResponse &response) { return parse(response.body); });
    });
}

Async<EngineVersion> EngineClient::version() const
{
    return read({.path = "/version", .operation = QStringLiteral("ask the engine's version")},
                parseEngineVersion);
}

Async<EngineInfo> EngineClient::info() const
{
    return read({.path = "/info", .operation = QStringLiteral("ask the engine about its host")},
                parseEngineInfo);
}

Async<std::vector<ContainerSummary>> EngineClient::containers(const ContainerFilter &filter) const
{
    QByteArray path = filter.alsoStopped ? "/containers/json?all=1" : "/containers/json?all=0";
    if (!filter.labels.isEmpty()) {
        const QJsonObject filters{{QStringLiteral("label"), QJsonArray::fromStringList(filter.labels)}};
        path += "&filters=" + bytesOf(filters).toPercentEncoding();
    }
    return read({.path = path, .operation = QStringLiteral("list containers")}, parseContainerList);
}

Async<ContainerDetails> EngineClient::inspect(const QString &container) const
{
    return read({.path = containerPath(container, "/json"),
                 .operation = QStringLiteral("inspect container ") + container},
                parseContainerDetails);
}

Async<QString> EngineClient::create(const NewContainer &container) const
{
    const QString operation = QStringLiteral("create container ") + container.name;
    const Call call{.method = "POST",
                    .path = "/containers/create?name=" + QUrl::toPercentEncoding(container.name),
                    .operation = operation,
                    .body = bytesOf(container.body),
                    .timeout = changeTime};
    return read(call, [operation](const QByteArray &body) {
        return parseJson(body, QStringLiteral("reply to ") + operation,
                         [](const JsonNode &root) { return root["Id"].requiredText(); });
    });
}

Async<> EngineClient::start(const QString &container) const
{
    return act({.method = "POST",
                .path = containerPath(container, "/start"),
                .operation = QStringLiteral("start container ") + container,
                .timeout = changeTime});
}

Async<> EngineClient::stop(const QString &container, Seconds grace) const
{
    return act({.method = "POST",
                .path = containerPath(container, "/stop"),
                .operation = QStringLiteral("stop container ") + container,
                .timeout = grace + queryTime});
}

Async<> EngineClient::pause(const QString &container) const
{
    return act({.method = "POST",
                .path = containerPath(container, "/pause"),
                .operation = QStringLiteral("pause container ") + container});
}

Async<> EngineClient::unpause(const QString &container) const
{
    return act({.method = "POST",
                .path = containerPath(container, "/unpause"),
                .operation = QStringLiteral("unpause container ") + container});
}

Async<> EngineClient::remove(const QString &container) const
{
    const auto ignoreGone = [](const Result<> &result) -> Result<> {
        return !result && result.error().kind == ErrorKind::NotFound ? Result<>() : result;
    };
    return act({.method = "DELETE",
                .path = containerPath(container, "?force=1&v=0"),
                .operation = QStringLiteral("remove container ") + container,
                .timeout = changeTime})
        .then(QtFuture::Launch::Sync, ignoreGone);
}

Async<> EngineClient::connectNetwork(const QString &network, const QString &container,
                                     const QJsonObject &endpoint) const
{
    const QJsonObject body{{QStringLiteral("Container"), container},
                           {QStringLiteral("EndpointConfig"), endpoint}};
    const auto ignoreConnected = [](const Result<> &result) -> Result<> {
        return !result && saysAlreadyConnected(result.error()) ? Result<>() : result;
    };
    return act({.method = "POST",
                .path = "/networks/" + QUrl::toPercentEncoding(network) + "/connect",
                .operation = QStringLiteral("connect container %1 to network %2").arg(container, network),
                .body = bytesOf(body),
                .timeout = changeTime})
        .then(QtFuture::Launch::Sync, ignoreConnected);
}

Async<StatsSample> EngineClient::stats(const QString &container) const
{
    return read({.path = containerPath(container, "/stats?stream=0&one-shot=1"),
                 .operation = QStringLiteral("read stats of container ") + container},
                parseStats);
}

std::unique_ptr<HttpStream> EngineClient::open(ApiVersion version, const QByteArray &path) const
{
    if (!m_session->transport)
        return nullptr;
    HttpRequest request;
    request.target = "/v" + toString(version).toLatin1() + path;
    return m_session->transport->open(std::move(request));
}

} // namespace crescendo
