#pragma once

#include "api/poolstate.h"
#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/unit/local/faultyreplies.h"

#include <QJsonDocument>

namespace crescendo {

/// The state of a service whose MaxWorkers is this.
inline QByteArray stateBody(int maxWorkers = 5)
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.version = QString::number(maxWorkers);
    pool.queue = QueueDepth{5, 2};
    pool.profile = Profile{true, 1, maxWorkers, 3, 1, Seconds(60)};
    Worker worker;
    worker.id = {QStringLiteral("w")};
    pool.workers = {worker};
    return QJsonDocument(toJson(ServiceState{{pool}, {}, {}})).toJson(QJsonDocument::Compact);
}

/// Events that the service goes on with when these were sent.
inline ScriptedServer::Script events(const QByteArray &bytes)
{
    return {ScriptedServer::send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + bytes)};
}

/// A service of our own on a real socket, or what answers in its place, as scripted. The last state is told
/// for ever; streams and calls that nobody scripted hang.
class FaultyService {
public:
    using Script = ScriptedServer::Script;

    FaultyService()
    {
        server.setAnswer([this](const QByteArray &request) { return answer(request); });
    }

    std::unique_ptr<ServicePlatform> connect() const
    {
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("ours")};
        endpoint.url = server.url().toString();
        auto platform = std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<NetworkTransport>(server.url()), clock);
        platform->start();
        return platform;
    }

    QByteArray lastEventsRequest() const
    {
        QByteArray last;
        for (const QByteArray &request : server.requests()) {
            if (isOfEvents(request))
                last = request;
        }
        return last;
    }

    FakeClock clock;
    std::deque<Script> states{body(stateBody())};
    std::deque<Script> streams;
    std::deque<Script> calls; ///< for all that is neither
    ScriptedServer server;

private:
    static bool isOfEvents(const QByteArray &request)
    {
        return request.startsWith("GET /api/autoscaling/events");
    }
    Script answer(const QByteArray &request)
    {
        if (request.startsWith("GET /api/autoscaling/state"))
            return states.size() > 1 ? next(states) : states.front();
        return next(isOfEvents(request) ? streams : calls);
    }
    static Script next(std::deque<Script> &scripts)
    {
        if (scripts.empty())
            return {};
        Script script = std::move(scripts.front());
        scripts.pop_front();
        return script;
    }
};

} // namespace crescendo
