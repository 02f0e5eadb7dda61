#pragma once

#include "ui/charts/columns.h"

#include <optional>

namespace crescendo {

/// What a series did over a stretch of time.
struct Statistics {
    double min = 0;
    double mean = 0; ///< of all values that were recorded, whatever they were rolled up to
    double max = 0;
    double last = 0;

    bool operator==(const Statistics &) const = default;
};

/// Of the points that begin within [from, to); nothing where there are none.
std::optional<Statistics> statisticsOf(const std::vector<Point> &points, const Stretch &range);

} // namespace crescendo
