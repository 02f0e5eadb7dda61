#pragma once

#include "kubernetes/resource.h"
#include "net/http.h"

#include <QPointer>

namespace crescendo {

/// Speaks HTTP with a service of the cluster by way of the API server, which asks one of its pods. Does not
/// own the transport to the API server; everything ends in Cancelled after that one's end. That the service
/// is not there or not reached is an error of this transport, in the API server's words (of apiError()); what
/// the service itself answers is a value.
class ProxyTransport final : public HttpTransport {
    Q_OBJECT

public:
    /// `path` is the one of the proxy: serviceProxyPath().
    ProxyTransport(HttpTransport &apiServer, QByteArray path, QObject *parent = nullptr);

    Async<HttpResponse> send(HttpRequest request) override;
    /// Null after the end of the transport to the API server.
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

private:
    const QPointer<HttpTransport> m_apiServer;
    const QByteArray m_path;
};

/// "/api/v1/namespaces/music-platform/services/http:music-api:5000/proxy"
QByteArray serviceProxyPath(const QString &namespaceName, const QString &service, int port);

} // namespace crescendo
