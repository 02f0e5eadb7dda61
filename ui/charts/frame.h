#pragma once

#include "ui/charts/chartdata.h"

#include <QRectF>

namespace crescendo {

/// Where values and times lie on a chart.
struct ChartFrame {
    QRectF plot;
    Stretch range;
    double top = 1;

    double x(TimePoint at) const
    {
        const auto span = static_cast<double>((range.to - range.from).count());
        return plot.left() + plot.width() * static_cast<double>((at - range.from).count()) / span;
    }
    double y(double value) const { return plot.bottom() - plot.height() * value / top; }
    TimePoint timeAt(double x) const
    {
        const auto span = static_cast<double>((range.to - range.from).count());
        return range.from + Millis(static_cast<qint64>(span * (x - plot.left()) / plot.width()));
    }
    bool contains(TimePoint at) const { return at >= range.from && at <= range.to; }
};

/// A series that is ready to be painted.
struct PaintedSeries {
    SeriesStyle style;
    std::vector<Column> columns; ///< share the plot's width
    bool isVisible = true;
};

} // namespace crescendo
