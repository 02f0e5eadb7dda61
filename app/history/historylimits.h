#pragma once

#include "base/clock.h"
#include "base/units.h"

namespace crescendo {

/// How much of the past is kept. Where the file reaches its bound, the finest and oldest columns go first.
struct HistoryLimits {
    Seconds raw = std::chrono::hours(48); ///< columns of 10 s
    Seconds minutes = std::chrono::days(30); ///< columns of 1 min
    Seconds quarters = std::chrono::days(365); ///< columns of 15 min
    Bytes size = gibibytes(1); ///< of the file, without its write-ahead log of a few MiB
};

} // namespace crescendo
