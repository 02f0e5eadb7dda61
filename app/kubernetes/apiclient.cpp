#include "kubernetes/apiclient.h"

#include "kubernetes/apierror.h"
#include "net/jsonnode.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace crescendo {
namespace {

// The server takes this for the name of who changed something.
const QByteArray agent = "crescendo/" CRESCENDO_VERSION;
const QByteArray fieldManager = "crescendo";

HttpRequest requestOf(const QByteArray &path)
{
    HttpRequest request;
    request.target = path;
    request.headers = {{"Accept", "application/json"}, {"User-Agent", agent}};
    return request;
}

QByteArray writeQuery(DryRun dryRun)
{
    return "?fieldManager=" + fieldManager + (dryRun == DryRun::All ? "&dryRun=All" : "");
}

int replicasIn(const JsonNode &node)
{
    return static_cast<int>(node["replicas"].integer()); // which is left out where it is 0
}

QByteArray scaleBody(const ResourceKind &kind, const QString &name, const Scale &based, int replicas)
{
    const QJsonObject metadata{{QStringLiteral("name"), name},
                               {QStringLiteral("namespace"), kind.namespaceName},
                               {QStringLiteral("resourceVersion"), based.resourceVersion}};
    const QJsonObject scale{{QStringLiteral("apiVersion"), QStringLiteral("autoscaling/v1")},
                            {QStringLiteral("kind"), QStringLiteral("Scale")},
                            {QStringLiteral("metadata"), metadata},
                            {QStringLiteral("spec"), QJsonObject{{QStringLiteral("replicas"), replicas}}}};
    return QJsonDocument(scale).toJson(QJsonDocument::Compact);
}

/// Dry runs are told in the body, too, which the server takes before the query.
QByteArray deleteBody(const QString &uid, DryRun dryRun)
{
    QJsonObject options{{QStringLiteral("apiVersion"), QStringLiteral("v1")},
                        {QStringLiteral("kind"), QStringLiteral("DeleteOptions")}};
    if (!uid.isEmpty())
        options.insert(QStringLiteral("preconditions"), QJsonObject{{QStringLiteral("uid"), uid}});
    if (dryRun == DryRun::All)
        options.insert(QStringLiteral("dryRun"), QJsonArray{QStringLiteral("All")});
    return QJsonDocument(options).toJson(QJsonDocument::Compact);
}

} // namespace

Result<Scale> parseScale(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("scale"), [](const JsonNode &scale) {
        return Scale{scale["metadata"]["resourceVersion"].text(), replicasIn(scale["spec"]),
                     replicasIn(scale["status"])};
    });
}

Async<QByteArray> ApiClient::exchange(const ApiCall &call) const
{
    if (!m_transport)
        return ready<QByteArray>(
            fail(ErrorKind::Cancelled, call.operation, QStringLiteral("the connection was closed")));
    HttpRequest request = requestOf(call.path);
    request.method = call.method;
    request.body = call.body;
    request.timeout = call.timeout;
    if (!call.body.isEmpty())
        request.headers.emplace_back("Content-Type", call.bodyType);
    const auto judge = [operation = call.operation](const Result<HttpResponse> &reply) -> Result<QByteArray> {
        if (reply && reply->isSuccess())
            return reply->body;
        Error error = reply ? apiError(*reply, operation) : reply.error();
        error.operation = operation;
        return fail(error);
    };
    return m_transport->send(std::move(request)).then(QtFuture::Launch::Sync, judge);
}

std::unique_ptr<HttpStream> ApiClient::open(const QByteArray &path, Millis begins) const
{
    HttpRequest request = requestOf(path);
    request.timeout = begins;
    return m_transport ? m_transport->open(std::move(request)) : nullptr;
}

Async<Scale> ApiClient::scale(const ResourceKind &kind, const QString &name) const
{
    const QString operation = QStringLiteral("read the scale of %1 in %2").arg(name, toString(kind));
    return exchange({.path = kind.pathOf(name, "scale"), .operation = operation})
        .then(QtFuture::Launch::Sync,
              [](const Result<QByteArray> &body) { return body.and_then(parseScale); });
}

Async<Scale> ApiClient::setScale(const ResourceKind &kind, const QString &name, const Scale &based,
                                 int replicas, DryRun dryRun) const
{
    return exchange({.method = "PUT",
                     .path = kind.pathOf(name, "scale") + writeQuery(dryRun),
                     .operation = QStringLiteral("scale %1 in %2").arg(name, toString(kind)),
                     .body = scaleBody(kind, name, based, replicas)})
        .then(QtFuture::Launch::Sync,
              [](const Result<QByteArray> &body) { return body.and_then(parseScale); });
}

Async<QByteArray> ApiClient::object(const ResourceKind &kind, const QString &name) const
{
    return exchange(
        {.path = kind.pathOf(name), .operation = QStringLiteral("read %1 in %2").arg(name, toString(kind))});
}

Async<QByteArray> ApiClient::patch(const ResourceKind &kind, const QString &name,
                                   const QString &resourceVersion, QJsonObject patch, DryRun dryRun) const
{
    QJsonObject metadata = patch[QLatin1String("metadata")].toObject();
    metadata.insert(QStringLiteral("resourceVersion"), resourceVersion);
    patch.insert(QStringLiteral("metadata"), metadata);
    return exchange({.method = "PATCH",
                     .path = kind.pathOf(name) + writeQuery(dryRun),
                     .operation = QStringLiteral("change %1 in %2").arg(name, toString(kind)),
                     .body = QJsonDocument(patch).toJson(QJsonDocument::Compact),
                     .bodyType = "application/merge-patch+json"});
}

Async<QByteArray> ApiClient::remove(const ResourceKind &kind, const QString &name, const QString &uid,
                                    DryRun dryRun) const
{
    return exchange({.method = "DELETE",
                     .path = kind.pathOf(name),
                     .operation = QStringLiteral("delete %1 in %2").arg(name, toString(kind)),
                     .body = deleteBody(uid, dryRun)});
}

} // namespace crescendo
