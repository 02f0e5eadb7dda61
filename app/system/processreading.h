#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"

#include <QByteArray>

#include <optional>

namespace crescendo {

struct ProcUnits;

/// One look at a process. Its id is used again after its end; id and start together are not.
struct ProcessReading {
    qint64 pid = 0;
    Millis started{0}; ///< since boot
    Millis at{0}; ///< when this was read, since boot
    Millis cpuTime{0}; ///< user and system, of all its threads
    Bytes resident; ///< nothing also in the middle of a start
    bool hasEnded = false; ///< its parent has not taken notice yet

    Millis age() const { return at - started; }
    bool operator==(const ProcessReading &) const = default;
};

/// Errors: NotFound (no such process), Unsupported (not on Linux), Protocol.
Result<ProcessReading> readProcess(qint64 pid);

/// Reads the text of /proc/PID/stat and /proc/uptime.
Result<ProcessReading> parseProcess(const QByteArray &stat, const QByteArray &uptime, const ProcUnits &units);

/// Mean use of cores between two readings; nothing when they are of different processes or no time passed.
std::optional<MilliCores> cpuBetween(const ProcessReading &earlier, const ProcessReading &later);

} // namespace crescendo
