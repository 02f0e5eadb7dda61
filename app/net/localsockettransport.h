#pragma once

#include "net/http.h"

namespace crescendo {

/// HTTP/1.1 over a Unix socket or a Windows named pipe. Requests run in parallel, each on a connection of its
/// own from a small pool of kept ones.
class LocalSocketTransport final : public HttpTransport {
    Q_OBJECT

public:
    /// `path` is a socket file ("/var/run/docker.sock") or a pipe ("\\.\pipe\docker_engine").
    explicit LocalSocketTransport(const QString &path, QObject *parent = nullptr);
    ~LocalSocketTransport() override;

    Async<HttpResponse> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace crescendo
