#pragma once

#include "compose/clone.h"
#include "domain/profile.h"

#include <vector>

namespace crescendo {

/// Whether a container runs with other limits than the configuration asks for. Without a memory limit there
/// the Compose file's own holds.
bool isOutdated(const ContainerDetails &container, const WorkerLimits &limits);

/// What a further container beside these has to have otherwise than they, so that it has the limits.
CloneChanges changesFor(const std::vector<ContainerDetails> &containers, const WorkerLimits &limits);

} // namespace crescendo
