#pragma once

#include "compose/composescaler.h"

namespace crescendo {

struct ScaleRequest {
    ServiceRef service;
    int target = 0;
    WorkerUse use;
    CloneChanges changes;
};

/// Scales until what is read back is the target. See ComposeScaler::scale().
Async<ScaleOutcome> startScaling(const EngineClient &engine, const ScaleRequest &request);

/// Stops what runs. See ComposeScaler::stop().
Async<std::vector<Replica>> startStopping(const EngineClient &engine, const ServiceRef &service);

} // namespace crescendo
