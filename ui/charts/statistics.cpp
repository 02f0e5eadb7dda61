#include "ui/charts/statistics.h"

#include <algorithm>

namespace crescendo {

std::optional<Statistics> statisticsOf(const std::vector<Point> &points, const Stretch &range)
{
    const auto begin = std::ranges::lower_bound(points, range.from, {}, &Point::at);
    const auto end = std::ranges::lower_bound(points, range.to, {}, &Point::at);
    if (begin == end)
        return std::nullopt;
    Statistics found{begin->min, 0, begin->max, std::prev(end)->last};
    double sum = 0;
    double count = 0;
    for (auto point = begin; point != end; ++point) {
        found.min = std::min(found.min, point->min);
        found.max = std::max(found.max, point->max);
        sum += point->mean * static_cast<double>(point->count);
        count += static_cast<double>(point->count);
    }
    found.mean = sum / count;
    return found;
}

} // namespace crescendo
