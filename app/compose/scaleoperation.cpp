#include "compose/scaleoperation.h"

#include "compose/containersteps.h"
#include "compose/labels.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace crescendo {

namespace {

using QCoro::Task;
template <typename T> using PromiseOf = std::shared_ptr<QPromise<Result<T>>>;
using Promise = PromiseOf<ScaleOutcome>;

/// Each round ends with a look at what is there. One is enough unless others interfere.
constexpr int maxRounds = 10;
/// Where several start containers at the same time, the engine sometimes finds no port although some are
/// free.
constexpr int portTries = 3;

/// What a round came upon.
struct Findings {
    int takenNumber = 0; ///< the highest whose name somebody else has
    std::optional<Error> limit; ///< no further container can start
};

/// What a round starts from.
struct Round {
    EngineClient engine;
    ServiceRef service;
    ScalePlan plan;
    ContainerDetails original; // to clone
    ApiVersion api;
    int nextNumber = 1;
    int present = 0; // replicas that stay
};

Error limitReached(const ServiceRef &service, const QString &why, ErrorKind kind = ErrorKind::LimitExceeded)
{
    return {kind, QStringLiteral("scale ") + service.service, why, 0, false};
}

/// The newest that runs has the newest configuration. One that was never alive may be half-made.
const Replica &bestOriginal(const std::vector<Replica> &replicas)
{
    return *std::ranges::max_element(replicas, {}, [](const Replica &replica) {
        return std::tuple(replica.isRunning(), replica.state != ContainerState::Created, replica.created);
    });
}

/// The error for a service that has no container: the engine knows nothing else of a project.
Task<Error> nothingToClone(EngineClient engine, ServiceRef service)
{
    const ContainerFilter ofProject{
        {QLatin1String(composelabels::project) + QLatin1Char('=') + service.project}};
    const auto containers = co_await settled(engine.containers(ofProject));
    if (!containers)
        co_return containers.error();
    std::set<QString> services;
    for (const ContainerSummary &container : *containers) {
        if (const auto found = container.labels.find(QLatin1String(composelabels::service));
            found != container.labels.end())
            services.insert(found->second);
    }
    const QStringList names(services.begin(), services.end());
    const QString why = names.isEmpty()
        ? QStringLiteral("project %1 has no containers to clone; bring it up with Compose first")
              .arg(service.project)
        : QStringLiteral("project %1 has no container of a service %2 to clone; it has %3")
              .arg(service.project, service.service, names.join(QStringLiteral(", ")));
    co_return Error{ErrorKind::NotFound, QStringLiteral("scale ") + service.service, why, 0, false};
}

struct Clones {
    std::vector<Starter> made;
    int takenNumber = 0; ///< the highest whose name somebody else has
};

/// Makes them in parallel. When some fail the others are still worth starting.
Task<Result<Clones>> createClones(Round round, int count)
{
    std::vector<Task<Result<std::optional<Starter>>>> tasks;
    for (int i = 0; i < count; ++i) {
        auto clone = cloneOf(round.original, round.service, round.nextNumber + i, round.api);
        if (!clone)
            co_return fail(clone.error());
        tasks.push_back(createClone(round.engine, std::move(*clone)));
    }
    Clones clones;
    std::optional<Error> error;
    for (int i = 0; i < count; ++i) {
        const auto created = co_await tasks[static_cast<std::size_t>(i)];
        if (!created)
            error = created.error();
        else if (*created)
            clones.made.push_back(**created);
        else
            clones.takenNumber = round.nextNumber + i;
    }
    if (error && clones.made.empty())
        co_return fail(*error);
    co_return clones;
}

Task<Result<StartResult>> startOneByOne(Round round, std::vector<Starter> starters)
{
    for (auto next = starters.begin(); next != starters.end();) {
        const auto started = co_await startContainer(round.engine, *next++, round.original);
        if (started && !started->portsTaken)
            continue;
        std::vector<Step> removals;
        for (; next != starters.end(); ++next) {
            if (next->isClone)
                removals.push_back(discard(round.engine, *next));
        }
        (void)co_await all(std::move(removals));
        co_return started;
    }
    co_return StartResult();
}

Task<Result<StartResult>> startAtOnce(Round round, std::vector<Starter> starters)
{
    std::vector<Task<Result<StartResult>>> tasks;
    tasks.reserve(starters.size());
    for (const Starter &starter : starters)
        tasks.push_back(startContainer(round.engine, starter, round.original));
    Result<StartResult> worst = StartResult();
    for (auto &task : tasks) {
        const auto started = co_await task;
        if (worst && (!started || started->portsTaken))
            worst = started;
    }
    co_return worst;
}

/// Where the engine hands out host ports, starts at the same time can get in each other's way: those that
/// found none then try again one by one.
Task<Result<StartResult>> startOnPorts(Round round, std::vector<Starter> starters)
{
    std::vector<Task<Result<StartResult>>> tasks;
    tasks.reserve(starters.size());
    for (const Starter &starter : starters)
        tasks.push_back(startContainer(round.engine, starter, round.original, WithoutPort::Kept));
    std::vector<Starter> portless;
    std::optional<Error> error;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto started = co_await tasks[i];
        if (!started)
            error = started.error();
        else if (started->portsTaken)
            portless.push_back(starters[i]);
    }
    const auto again = co_await startOneByOne(round, std::move(portless));
    if (error)
        co_return fail(*error);
    co_return again;
}

Task<Result<Findings>> grow(Round round)
{
    Findings findings;
    int count = round.plan.clones;
    if (const auto limit = limitOf(round.original, round.service);
        limit && round.present + count > limit->count) {
        findings.limit = limitReached(round.service, limit->why,
                                      limit->count == 1 ? ErrorKind::Unsupported : ErrorKind::LimitExceeded);
        count = std::max(limit->count - round.present, 0);
    }
    const auto clones = co_await createClones(round, count);
    if (!clones)
        co_return fail(clones.error());
    findings.takenNumber = clones->takenNumber;

    std::vector<Starter> starters;
    for (const Replica &replica : round.plan.start)
        starters.push_back({replica.id, false, replica.state == ContainerState::Created});
    starters.insert(starters.end(), clones->made.begin(), clones->made.end());
    auto starting = publishesHostPorts(round.original) ? startOnPorts(round, std::move(starters))
                                                       : startAtOnce(round, std::move(starters));
    const auto started = co_await starting;
    if (!started)
        co_return fail(started.error());
    if (started->portsTaken)
        findings.limit = limitReached(round.service, started->portsTaken->detail);
    co_return findings;
}

Step shrink(EngineClient engine, ScalePlan plan)
{
    std::vector<Step> steps;
    for (const Replica &replica : plan.remove)
        steps.push_back(removeReplica(engine, replica));
    for (const Replica &replica : plan.stop)
        steps.push_back(stopReplica(engine, replica));
    for (const Replica &replica : plan.resume)
        steps.push_back(resumeReplica(engine, replica));
    co_return co_await all(std::move(steps));
}

/// Removes before it adds: what goes may free a port. What is cloned is looked at first, because it may go.
Task<Result<Findings>> carryOut(EngineClient engine, ScaleRequest request, std::vector<Replica> replicas,
                                ScalePlan plan, int takenNumber)
{
    const bool grows = !plan.start.empty() || plan.clones > 0;
    Round round{engine, request.service, plan};
    if (grows) {
        const auto original = co_await settled(engine.inspect(bestOriginal(replicas).id));
        if (!original && original.error().kind == ErrorKind::NotFound)
            co_return Findings(); // somebody removed it just now
        const auto api = co_await settled(engine.apiVersion());
        if (!original || !api)
            co_return fail(original ? api.error() : original.error());
        round.original = changed(*original, request.changes);
        round.api = *api;
        round.nextNumber = std::max(replicas.back().number, takenNumber) + 1;
        round.present = request.target - plan.clones;
    }
    if (const Result<> shrunk = co_await shrink(engine, plan); !shrunk)
        co_return fail(shrunk.error());
    if (!grows)
        co_return Findings();
    co_return co_await grow(std::move(round));
}

Task<Result<ScaleOutcome>> scaleService(EngineClient engine, ScaleRequest request, Promise promise)
{
    int takenNumber = 0;
    int limitedRounds = 0;
    std::optional<Error> limit;
    for (int i = 0; i < maxRounds; ++i) {
        const auto replicas = co_await settled(ComposeScaler(engine).replicas(request.service));
        if (!replicas)
            co_return fail(replicas.error());
        if (replicas->empty() && request.target > 0) {
            Error error = co_await nothingToClone(engine, request.service);
            co_return fail(std::move(error));
        }
        const ScalePlan plan = planScale(*replicas, request.target, request.use);
        // A limit that was met on the way does not matter where others made what was missing.
        if (plan.isDone())
            co_return ScaleOutcome{*replicas, plan.drain, std::nullopt};
        if (limitedRounds == portTries)
            co_return ScaleOutcome{*replicas, plan.drain, limit};
        if (promise->isCanceled())
            co_return fail(ErrorKind::Cancelled, QStringLiteral("scale ") + request.service.service);
        const auto found = co_await carryOut(engine, request, *replicas, plan, takenNumber);
        if (!found)
            co_return fail(found.error());
        takenNumber = std::max(takenNumber, found->takenNumber);
        limit = found->limit;
        limitedRounds = limit ? limitedRounds + 1 : 0;
    }
    co_return fail(Error{ErrorKind::Conflict, QStringLiteral("scale ") + request.service.service,
                         QStringLiteral("others change the service all the time"), 0, true});
}

Task<> finish(EngineClient engine, ScaleRequest request, Promise promise)
{
    auto outcome = co_await scaleService(std::move(engine), std::move(request), promise);
    promise->addResult(std::move(outcome));
    promise->finish();
}

Task<Result<std::vector<Replica>>> stopAll(EngineClient engine, ServiceRef service)
{
    const auto replicas = co_await settled(ComposeScaler(engine).replicas(service));
    if (!replicas)
        co_return replicas;
    std::vector<Step> steps;
    for (const Replica &replica : *replicas) {
        if (replica.hasProcess())
            steps.push_back(stopReplica(engine, replica));
    }
    if (const Result<> stopped = co_await all(std::move(steps)); !stopped)
        co_return fail(stopped.error());
    co_return co_await settled(ComposeScaler(engine).replicas(service));
}

Task<> finishStopping(EngineClient engine, ServiceRef service, PromiseOf<std::vector<Replica>> promise)
{
    auto replicas = co_await stopAll(std::move(engine), std::move(service));
    promise->addResult(std::move(replicas));
    promise->finish();
}

} // namespace

Async<ScaleOutcome> startScaling(const EngineClient &engine, const ScaleRequest &request)
{
    const auto promise = std::make_shared<QPromise<Result<ScaleOutcome>>>();
    promise->start();
    finish(engine, request, promise);
    return promise->future();
}

Async<std::vector<Replica>> startStopping(const EngineClient &engine, const ServiceRef &service)
{
    const auto promise = std::make_shared<QPromise<Result<std::vector<Replica>>>>();
    promise->start();
    finishStopping(engine, service, promise);
    return promise->future();
}

} // namespace crescendo
