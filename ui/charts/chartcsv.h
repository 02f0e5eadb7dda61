#pragma once

#include "ui/charts/chartdata.h"

namespace crescendo {

/// One chart's series as they are exported.
struct CsvSeries {
    QString name; ///< "Queue depth: running"
    Between between = Between::Holds;
    const std::vector<Point> *points = nullptr;
};

/// Values over [from, to) as RFC 4180 text: a row for each time at which a series has a point, a column for
/// each series; empty where it has none. Times are UTC as in ISO 8601. A value that holds is the last one of
/// its point, any other the mean.
QString csvOf(const std::vector<CsvSeries> &series, const Stretch &range);

} // namespace crescendo
