#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"

#include <QByteArray>

#include <optional>

namespace crescendo {

struct ProcUnits;

/// One look at this machine.
struct HostReading {
    int cores = 0; ///< logical ones that are online
    Bytes memoryTotal;
    Bytes memoryAvailable; ///< for new work without swapping
    double load = 0; ///< mean number of runnable threads over the last minute
    Millis busy{0}; ///< CPU time of all cores since boot
    Millis idle{0}; ///< also while waiting for disks

    bool operator==(const HostReading &) const = default;
};

/// Errors: Unsupported (not on Linux), Protocol.
Result<HostReading> readHost();

/// The texts of /proc/stat, /proc/meminfo and /proc/loadavg.
struct HostFiles {
    QByteArray stat;
    QByteArray memory;
    QByteArray load;
};
Result<HostReading> parseHost(const HostFiles &files, const ProcUnits &units);

/// Share of all cores that was busy between two readings, 0–100; nothing when no time passed.
std::optional<double> cpuPercentBetween(const HostReading &earlier, const HostReading &later);

} // namespace crescendo
