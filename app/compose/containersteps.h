#pragma once

#include "compose/clone.h"
#include "compose/settled.h"

namespace crescendo {

// The steps of scaling that concern one container. They are coroutines because each depends on the engine's
// answer to the one before, and take everything by value, so that they live as long as they need to, whatever
// becomes of who started them. They run from the call on; awaiting several one after the other is how they
// run in parallel.
//
// Others may change the same service: a container that is gone or in another state than it was is no error,
// because a look at what is there follows.

using Step = QCoro::Task<Result<>>;

/// Stops it with its own signal and grace period.
Step stopReplica(EngineClient engine, Replica replica);
/// Stops it if need be and removes it, but not its anonymous volumes.
Step removeReplica(EngineClient engine, Replica replica);
Step resumeReplica(EngineClient engine, Replica replica);

/// A container to be started.
struct Starter {
    QString id;
    bool isClone = false; ///< made just now
    bool wasNeverAlive = false; ///< the state "created"
};

/// What becomes of one that was never alive when there is no host port for it.
enum class WithoutPort { Removed, Kept };

/// How a start went: it runs, or there is no free host port.
struct StartResult {
    std::optional<Error> portsTaken;
};

/// A container that was never alive may be half-made by an outage: it is connected to the networks of
/// `original` that it lacks, and removed if it does not start all the same.
QCoro::Task<Result<StartResult>> startContainer(EngineClient engine, Starter starter,
                                                ContainerDetails original,
                                                WithoutPort withoutPort = WithoutPort::Removed);

/// Creates a clone with all its networks, without starting it. Nothing when its name is in use.
QCoro::Task<Result<std::optional<Starter>>> createClone(EngineClient engine, Clone clone);

/// Removes a clone that is not wanted after all.
Step discard(EngineClient engine, Starter clone);

/// Waits for all; the first error counts.
Step all(std::vector<Step> steps);

} // namespace crescendo
