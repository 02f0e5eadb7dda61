#pragma once

#include "base/units.h"

#include <optional>

namespace crescendo {

/// The machine that workers run on, as a whole.
struct Host {
    int cores = 0; ///< logical ones that are online
    std::optional<double> cpuPercent; ///< share of all cores that was busy of late, 0–100
    double load = 0; ///< mean number of runnable threads over the last minute
    Bytes memoryTotal;
    Bytes memoryAvailable; ///< for new work without swapping

    bool operator==(const Host &) const = default;
};

} // namespace crescendo
