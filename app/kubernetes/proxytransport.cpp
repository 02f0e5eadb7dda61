#include "kubernetes/proxytransport.h"

#include "kubernetes/apierror.h"
#include "net/jsonnode.h"

namespace crescendo {
namespace {

/// The API server's own answer, where it could not pass the question on.
bool isStatus(const HttpResponse &reply)
{
    const auto isKind = [](const JsonNode &body) {
        return body["kind"].text() == QLatin1String("Status")
            && body["apiVersion"].text() == QLatin1String("v1");
    };
    return parseJson(reply.body, QStringLiteral("status"), isKind).value_or(false);
}

} // namespace

ProxyTransport::ProxyTransport(HttpTransport &apiServer, QByteArray path, QObject *parent)
    : HttpTransport(parent)
    , m_apiServer(&apiServer)
    , m_path(std::move(path))
{
}

Async<HttpResponse> ProxyTransport::send(HttpRequest request)
{
    const QString operation = QStringLiteral("reach a service of the cluster");
    if (!m_apiServer)
        return ready<HttpResponse>(
            fail(ErrorKind::Cancelled, operation, QStringLiteral("the connection was closed")));
    request.target.prepend(m_path);
    const auto judge = [operation](const Result<HttpResponse> &reply) -> Result<HttpResponse> {
        if (reply && !reply->isSuccess() && isStatus(*reply))
            return fail(apiError(*reply, operation));
        return reply;
    };
    return m_apiServer->send(std::move(request)).then(QtFuture::Launch::Sync, judge);
}

std::unique_ptr<HttpStream> ProxyTransport::open(HttpRequest request)
{
    request.target.prepend(m_path);
    return m_apiServer ? m_apiServer->open(std::move(request)) : nullptr;
}

QByteArray serviceProxyPath(const QString &namespaceName, const QString &service, int port)
{
    const QString name = QStringLiteral("http:%1:%2").arg(service, QString::number(port));
    return ResourceKind{"v1", "services", namespaceName}.path() + '/' + name.toLatin1() + "/proxy";
}

} // namespace crescendo
