#pragma once

#include "net/server/server.h"
#include "worker/workerstatus.h"

#include <functional>

namespace crescendo {

/// Answers GET /healthz (JSON) and GET /metrics (Prometheus text) of a worker. Same thread as the worker's
/// loop.
class StatusServer {
public:
    explicit StatusServer(const std::function<WorkerStatus()> &status);

    /// As HttpServer::listen().
    Result<quint16> listen(const QString &host, quint16 port) { return m_server.listen(host, port); }

private:
    HttpServer m_server;
};

} // namespace crescendo
