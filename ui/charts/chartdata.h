#pragma once

#include "ui/charts/columns.h"
#include "ui/theme/colours.h"

#include <functional>
#include <optional>

namespace crescendo {

enum class SeriesShape {
    Area, // stacked upon the areas before it
    Line,
    DashedLine,
    Band, // from the series after it, a BandFloor, up to this one; drawn behind everything
    BandFloor,
    Threshold, // a dashed line that carries its name, in which %1 is the value
};

/// How one series is drawn and called.
struct SeriesStyle {
    QString name;
    Ink ink = Ink::Cpu;
    SeriesShape shape = SeriesShape::Line;
    Between between = Between::Interpolates;
};

struct SeriesData {
    std::vector<Point> points; ///< sorted by time
    Millis gapAfter = Seconds(30);
};

/// What one chart shows. The first series tells where there are gaps.
struct ChartSpec {
    QString name; ///< for objectName, and so for tests and layouts
    QString title; ///< with its unit: "CPU and memory, % of limit"
    std::vector<SeriesStyle> series;
    std::function<QString(double)> valueText;
    bool isWhole = false; ///< counts
    std::optional<double> top; ///< nothing: to suit the data
    bool tellsMarks = false; ///< its values at the crosshair include decisions and holds
    int stretch = 1; ///< share of the height
};

enum class MarkKind { Up, Down, Operator };

/// Something that happened, on every chart at its time.
struct ChartMark {
    TimePoint at;
    MarkKind kind = MarkKind::Up;
    QString text;

    bool operator==(const ChartMark &) const = default;
};

/// A stretch of time, and what is to be said of it.
struct ChartNote {
    Stretch stretch;
    QString text;

    bool operator==(const ChartNote &) const = default;
};

struct ChartMarks {
    std::vector<ChartMark> marks;
    std::vector<ChartNote> holds;
    std::vector<ChartNote> outages; ///< why there are gaps

    bool operator==(const ChartMarks &) const = default;
};

} // namespace crescendo
