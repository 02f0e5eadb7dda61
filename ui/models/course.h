#pragma once

#include "base/clock.h"
#include "domain/sample.h"

#include <optional>
#include <vector>

namespace crescendo {

class LiveSeries;

/// How far back courses and latest values reach.
constexpr Millis courseSpan = std::chrono::minutes(30);

/// The last half hour of some metrics of a pool, summed: evenly spaced, oldest first, NaN where one is
/// missing. For sparklines. `series` names connection and pool.
std::vector<double> courseOf(const LiveSeries &live, SeriesKey series, const std::vector<Metric> &sum,
                             TimePoint now);

/// The last value of a series that is not older than that.
std::optional<double> latestOf(const LiveSeries &live, const SeriesKey &series, TimePoint now);

} // namespace crescendo
