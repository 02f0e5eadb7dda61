#include "worker/statusserver.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

ServerLimits statusLimits()
{
    ServerLimits limits;
    limits.maxBodyBytes = 1024; // nobody has anything to send here
    limits.maxConnections = 50;
    limits.maxConnectionsPerAddress = 50;
    return limits;
}

} // namespace

StatusServer::StatusServer(const std::function<WorkerStatus()> &status) : m_server(statusLimits())
{
    m_server.route("GET", "/healthz", [status](const ServerRequest & /*request*/, const ReplyPtr &reply) {
        reply->send({200,
                     "application/json",
                     QJsonDocument(toJson(status())).toJson(QJsonDocument::Compact),
                     {},
                     {}});
    });
    m_server.route("GET", "/metrics", [status](const ServerRequest & /*request*/, const ReplyPtr &reply) {
        reply->send({200, "text/plain; version=0.0.4; charset=utf-8", prometheusText(status()), {}, {}});
    });
}

} // namespace crescendo
