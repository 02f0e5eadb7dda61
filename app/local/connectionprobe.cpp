#include "local/connectionprobe.h"

#include "api/serviceclient.h"
#include "compose/settled.h"
#include "docker/engineclient.h"

#include <QJsonObject>

namespace crescendo {
namespace {

using QCoro::Task;
using Probed = Result<ConnectionProbe>;

/// Asks for what is already so, and for that to be tried only.
Task<std::optional<Error>> askToken(ServiceClient &client, const Pool &pool)
{
    ControlCall call;
    call.method = "PUT";
    call.target = "/api/autoscaling/pools/" + pool.id.value.toUtf8().toPercentEncoding() + "/replicas";
    call.body.insert(QStringLiteral("replicas"), pool.desired.value_or(1));
    const Result<> answer = co_await settled(client.control(call, true));
    const bool isRefused = !answer
        && (answer.error().kind == ErrorKind::Unauthorized || answer.error().kind == ErrorKind::Forbidden);
    co_return isRefused ? std::optional(answer.error()) : std::nullopt;
}

Task<> askEngine(const MakeTransport &connect, ConnectionProbe &probe)
{
    const Result<std::unique_ptr<HttpTransport>> transport = connect();
    if (!transport) {
        probe.engineError = transport.error();
        co_return;
    }
    const EngineClient engine(**transport);
    const Result<EngineVersion> version = co_await settled(engine.version());
    if (version)
        probe.engine = version->version;
    else
        probe.engineError = version.error();
}

Task<Probed> askService(ServiceClient &client, const Clock &clock)
{
    ConnectionProbe probe;
    const SteadyPoint asked = clock.steadyNow();
    const Result<ServiceState> state = co_await settled(client.state());
    probe.latency = clock.steadyNow() - asked;
    if (state) {
        probe.isOurService = true;
        for (const Pool &pool : state->pools)
            probe.pools.push_back(pool.id);
        if (!state->pools.empty())
            probe.tokenError = co_await askToken(client, state->pools.front());
        co_return probe;
    }
    const Result<AutoscalingMetrics> metrics = co_await settled(client.metrics());
    if (!metrics)
        co_return fail(metrics.error());
    for (const auto &entry : metrics->pools)
        probe.pools.push_back(entry.first);
    co_return probe;
}

Task<Probed> ask(const EndpointConnectors &connect, const Secret &token, const Clock &clock)
{
    const Result<std::unique_ptr<HttpTransport>> transport = connect.service();
    if (!transport)
        co_return fail(transport.error());
    ServiceClient client(**transport, token);
    Probed probe = co_await askService(client, clock);
    if (probe && connect.engine)
        co_await askEngine(connect.engine, *probe);
    co_return probe;
}

Task<> finish(EndpointConnectors connect, Secret token, const Clock &clock,
              std::shared_ptr<QPromise<Probed>> promise)
{
    promise->addResult(co_await ask(connect, token, clock));
    promise->finish();
}

} // namespace

Async<ConnectionProbe> probeService(const EndpointConnectors &connect, const Secret &token,
                                    const Clock &clock)
{
    const auto promise = std::make_shared<QPromise<Probed>>();
    promise->start();
    finish(connect, token, clock, promise);
    return promise->future();
}

} // namespace crescendo
