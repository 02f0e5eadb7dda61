#pragma once

#include "domain/change.h"

namespace crescendo {

// Turning a service's autoscaler on or off is of all its pools, each of which may have been switched by
// itself before: what it does, did and how it is undone is told pool by pool.

/// What it would do to these pools, which are all; `version` is that of all of them together.
Preview planSwitch(const Change &change, const std::vector<Pool> &pools, const QString &version);

/// What it did, from all pools as they were and as they are.
Receipt switchReceipt(const Change &change, const std::vector<Pool> &before, const std::vector<Pool> &now);

} // namespace crescendo
