#pragma once

#include "ui/charts/columns.h"

#include <QColor>
#include <QImage>

namespace crescendo {

/// How a line is drawn; lengths in device pixels.
struct LineShape {
    double thickness = 1;
    double dash = 0; ///< 0: without gaps
    double gap = 0;
};

/// Series as pixels. Each column of a series is one device pixel wide, so a line is one upright span a
/// column: it costs the same whatever it does. A general stroker takes ten times as long for what looks the
/// same.
class SeriesRaster {
public:
    /// An image of `plot` device pixels and a margin above and below it, for lines along its edges. `top` is
    /// the value at the plot's upper edge, 0 is at its lower one.
    SeriesRaster(const QSize &plot, int margin, double top);

    void addLine(const std::vector<Column> &columns, const QColor &colour, const LineShape &shape);
    /// From the last value of each column in `lower` (0 where there is none) up to that in `upper`.
    void addArea(const std::vector<Column> &lower, const std::vector<Column> &upper, const QColor &fill);

    const QImage &image() const { return m_image; }

private:
    double y(double value) const;

    QImage m_image;
    int m_height = 0;
    int m_margin = 0;
    double m_top = 1;
};

} // namespace crescendo
