#pragma once

#include "base/clock.h"

#include <QString>

#include <vector>

namespace crescendo {

/// A value axis from 0: its upper end and the distance of its ticks.
struct ValueScale {
    double top = 1;
    double step = 1;

    int ticks() const; ///< 0 included
    bool operator==(const ValueScale &) const = default;
};

/// The smallest round scale that has room for `max` with at most `maxSteps` steps of 1, 2 or 5 times a power
/// of ten. `isWhole` for counts, which have no half.
ValueScale niceScale(double max, int maxSteps, bool isWhole);

struct TimeTick {
    TimePoint at;
    QString label;

    bool operator==(const TimeTick &) const = default;
};

/// Ticks at round local times within [from, to], at most `maxTicks`.
std::vector<TimeTick> timeTicks(TimePoint from, TimePoint to, int maxTicks);

} // namespace crescendo
