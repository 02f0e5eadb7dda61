#pragma once

#include "domain/pool.h"

namespace crescendo {

/// Sets what workers use of the devices that their processes compute on, and pools of those of their workers.
/// A device whose processes nobody tells counts in whole for every pool, and for no worker.
void showGpus(std::vector<Pool> &pools, const GpuReading &reading);

} // namespace crescendo
