#include "compose/containersteps.h"

#include "docker/engineerror.h"

namespace crescendo {

namespace {

using QCoro::Task;

/// The container is not as it was. Something else that is not there, as a network, is a real error.
bool isStale(const Error &error)
{
    return saysNoSuchContainer(error) || error.kind == ErrorKind::Conflict;
}

/// The engine itself said no, rather than being out of reach.
bool isRefusal(const Error &error)
{
    return error.httpStatus != 0;
}

Result<> ignoreStale(Result<> result)
{
    return !result && isStale(result.error()) ? Result<>() : result;
}

Step connectNetworks(EngineClient engine, QString container, std::vector<NetworkLink> links)
{
    for (const NetworkLink &link : links) {
        const auto connected =
            co_await settled(engine.connectNetwork(link.network, container, link.endpoint));
        if (!connected)
            co_return connected;
    }
    co_return Result<>();
}

Step completeNetworks(EngineClient engine, QString container, ContainerDetails original)
{
    const auto details = co_await settled(engine.inspect(container));
    if (!details)
        co_return fail(details.error());
    co_return co_await connectNetworks(engine, container, missingNetworks(original, *details));
}

} // namespace

Step stopReplica(EngineClient engine, Replica replica)
{
    const auto details = co_await settled(engine.inspect(replica.id));
    if (!details)
        co_return ignoreStale(fail(details.error()));
    // A frozen process hears no signal.
    if (details->state == ContainerState::Paused)
        (void)co_await resumeReplica(engine, replica);
    co_return ignoreStale(co_await settled(engine.stop(replica.id, details->stopTimeout)));
}

Step removeReplica(EngineClient engine, Replica replica)
{
    if (replica.hasProcess()) {
        if (const Result<> stopped = co_await stopReplica(engine, replica); !stopped)
            co_return stopped;
    }
    co_return ignoreStale(co_await settled(engine.remove(replica.id)));
}

Step resumeReplica(EngineClient engine, Replica replica)
{
    co_return ignoreStale(co_await settled(engine.unpause(replica.id)));
}

Task<Result<StartResult>> startContainer(EngineClient engine, Starter starter, ContainerDetails original,
                                         WithoutPort withoutPort)
{
    Result<> done;
    if (starter.wasNeverAlive && !starter.isClone)
        done = co_await completeNetworks(engine, starter.id, original);
    if (done)
        done = co_await settled(engine.start(starter.id));
    if (done || isStale(done.error()))
        co_return StartResult();
    const Error &error = done.error();
    if (saysPortsTaken(error) && withoutPort == WithoutPort::Kept)
        co_return StartResult{error};
    if (starter.wasNeverAlive && isRefusal(error))
        (void)co_await settled(engine.remove(starter.id));
    if (saysPortsTaken(error))
        co_return StartResult{error};
    if (starter.wasNeverAlive && !starter.isClone && isRefusal(error))
        co_return StartResult();
    co_return fail(error);
}

Task<Result<std::optional<Starter>>> createClone(EngineClient engine, Clone clone)
{
    const auto id = co_await settled(engine.create(clone.container));
    if (!id && id.error().kind == ErrorKind::Conflict)
        co_return std::optional<Starter>();
    if (!id)
        co_return fail(id.error());
    if (const Result<> connected = co_await connectNetworks(engine, *id, clone.laterNetworks); !connected) {
        if (isRefusal(connected.error()))
            (void)co_await settled(engine.remove(*id));
        co_return fail(connected.error());
    }
    co_return std::optional(Starter{*id, true, true});
}

Step discard(EngineClient engine, Starter clone)
{
    co_return co_await settled(engine.remove(clone.id));
}

Step all(std::vector<Step> steps)
{
    Result<> first;
    for (Step &step : steps) {
        const Result<> result = co_await step;
        if (!result && first)
            first = result;
    }
    co_return first;
}

} // namespace crescendo
