#pragma once

#include "domain/sample.h"

#include <vector>

namespace crescendo {

/// How a value between two points is to be read.
enum class Between { Holds, Interpolates };

/// What a series does within one pixel column.
struct Column {
    double first = 0;
    double last = 0;
    double min = 0;
    double max = 0;
    bool isKnown = false;

    bool operator==(const Column &) const = default;
};

struct ColumnRequest {
    TimePoint from;
    TimePoint to;
    int width = 0; ///< columns that share [from, to) evenly
    Millis gapAfter{0}; ///< points that are farther apart have a gap between them
    Between between = Between::Interpolates;
};

/// A series as columns, whatever its resolution. `points` is sorted by time and may begin before `from` and
/// end after `to`: what lies beyond is used to enter and leave the first and last column. A held value holds
/// for `gapAfter` after the last point. Linear in points and width.
std::vector<Column> prepareColumns(const std::vector<Point> &points, const ColumnRequest &request);

struct Stretch {
    TimePoint from;
    TimePoint to;

    bool operator==(const Stretch &) const = default;
};

/// The stretch of `count` columns around `range` that begin at whole multiples of their length.
Stretch wholeColumns(const Stretch &range, int count);

/// Where within [from, to) nothing was heard for longer than `gapAfter`, between two points or since the last
/// one. What lies before the first point was never recorded, and is no silence, but where one of `outages`
/// that were over by then is known to cover it: the range may begin within one.
std::vector<Stretch> silencesOf(const std::vector<Point> &points, const Stretch &range, Millis gapAfter,
                                const std::vector<Stretch> &outages = {});

/// Where within [from, to) the points were fetched afterwards, each holding until the next, for `gapAfter` at
/// most.
std::vector<Stretch> backfilledIn(const std::vector<Point> &points, const Stretch &range, Millis gapAfter);

} // namespace crescendo
