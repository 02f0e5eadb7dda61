#pragma once

#include "ui/charts/frame.h"

#include <QImage>

class QPainter;

namespace crescendo {

// The layers of a chart, from back to front. Pure functions of what they are given.

/// Below the grid: holds, bands, gaps.
void paintBackground(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                     const std::vector<PaintedSeries> &series, const std::vector<Stretch> &gaps,
                     const ChartMarks &marks);
/// Why there are gaps, at the top of those that have room for it.
void paintReasons(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                  const std::vector<Stretch> &gaps, const std::vector<ChartNote> &outages);
/// A dotted line at the bottom where the data was fetched afterwards.
void paintBackfilled(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                     const std::vector<Stretch> &stretches);
/// Areas, lines and thresholds, ready to be painted many times. `ratio`: device pixels for each pixel.
QImage seriesImage(const ChartFrame &frame, double ratio, const Colours &colours,
                   const std::vector<PaintedSeries> &series);
/// That image, and the thresholds' names.
void paintSeries(QPainter &painter, const ChartFrame &frame, const Colours &colours, const QImage &image,
                 const std::vector<PaintedSeries> &series);
/// A line through the chart for each mark; with its sign where `hasSigns`.
void paintMarks(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                const std::vector<ChartMark> &marks, bool hasSigns);

/// The stretch that is being drawn with the mouse.
void paintSelection(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                    const Stretch &selection);

struct CrosshairPaint {
    TimePoint at;
    bool isPinned = false;
    QString text; ///< the values there; in a box beside the line
};
void paintCrosshair(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                    const CrosshairPaint &crosshair);

} // namespace crescendo
