#pragma once

#include "base/future.h"
#include "compose/clone.h"
#include "compose/scaleplan.h"
#include "docker/engineclient.h"

namespace crescendo {

/// How far scaling came.
struct ScaleOutcome {
    std::vector<Replica> replicas; ///< as read back, by number; with those that drain
    std::vector<Replica> draining; ///< busy ones that are to go: call again when they are idle
    /// Why there are not more: no free host port (LimitExceeded), or a service that cannot be scaled at all
    /// for a fixed host port or container name (Unsupported). Else the target is reached but for those that
    /// drain.
    std::optional<Error> limit;
};

/// Makes Compose services bigger and smaller through the engine, leaving what Compose itself would have left.
/// It keeps no state of its own: every call looks at what is there and goes on from it, so that it may be
/// repeated at any time, after failures, and beside others who scale. Used on the engine's thread.
class ComposeScaler {
public:
    explicit ComposeScaler(EngineClient engine);

    Async<std::vector<Replica>> replicas(const ServiceRef &service) const;

    /// Cancelling the future ends it after the step under way. Errors: NotFound (no replica to clone: the
    /// service is unknown or was never brought up), InvalidInput, Unavailable and what else the engine says,
    /// Conflict (retryable: others changed the service all the time).
    Async<ScaleOutcome> scale(const ServiceRef &service, int target, const WorkerUse &use,
                              const CloneChanges &changes = {}) const;

    /// Stops all replicas and keeps them, as `docker compose stop` does; yields them as read back. Errors of
    /// the engine.
    Async<std::vector<Replica>> stop(const ServiceRef &service) const;

private:
    EngineClient m_engine;
};

} // namespace crescendo
