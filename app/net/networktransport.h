#pragma once

#include "net/http.h"
#include "net/origin.h"
#include "net/proxy.h"

#include <QSslConfiguration>
#include <QUrl>

namespace crescendo {

/// HTTP/1.1 and HTTPS over TCP; requests run in parallel, each on a connection of its own from a small pool
/// of kept ones. Certificates are verified; `tls` may add a private CA and a client certificate. A request
/// that carries a secret (Authorization, Cookie) in clear text beyond loopback is refused, unless somebody
/// vouches for the network. Not by Qt's network access manager: that takes a cut chunked body for a whole
/// one, repeats a POST that was not answered, and has six connections for all streams.
class NetworkTransport final : public HttpTransport {
    Q_OBJECT

public:
    /// `base` gives scheme, host, port and an optional path prefix.
    explicit NetworkTransport(const QUrl &base,
                              const QSslConfiguration &tls = QSslConfiguration::defaultConfiguration(),
                              ClearText clearText = ClearText::Loopback, QObject *parent = nullptr);
    /// The server's certificate must have `serverName` instead of the URL's host, where that is not empty.
    NetworkTransport(const QUrl &base, const QSslConfiguration &tls, const QString &serverName,
                     const Proxy &proxy = {}, QObject *parent = nullptr);
    ~NetworkTransport() override;

    Async<HttpResponse> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace crescendo
