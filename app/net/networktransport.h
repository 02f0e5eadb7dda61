#pragma once

#include "net/http.h"

#include <QSslConfiguration>
#include <QUrl>

namespace crescendo {

/// HTTP and HTTPS over TCP, by Qt's network access manager; one per connection, so that neither a certificate nor a
/// cookie reaches another host. Certificates are verified; `tls` may add a private CA and a client certificate.
class NetworkTransport final : public HttpTransport {
    Q_OBJECT

public:
    /// `base` gives scheme, host, port and an optional path prefix.
    explicit NetworkTransport(QUrl base, const QSslConfiguration &tls = QSslConfiguration::defaultConfiguration(),
                              QObject *parent = nullptr);
    ~NetworkTransport() override;

    Async<HttpResponse> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace crescendo
