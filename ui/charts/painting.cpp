#include "ui/charts/painting.h"

#include "ui/theme/metrics.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr double lineWidth = 1.6;
constexpr double signSize = 4.5;
constexpr double busyHeight = 4;

double columnX(const ChartFrame &frame, std::size_t index, std::size_t count)
{
    return frame.plot.left() + frame.plot.width() * static_cast<double>(index) / static_cast<double>(count);
}

/// Calls `draw(begin, end)` for each run of indices below `count` that `belongs`.
template <typename Belongs, typename Draw> void forEachRun(std::size_t count, Belongs belongs, Draw draw)
{
    for (std::size_t begin = 0; begin < count; ++begin) {
        if (!belongs(begin))
            continue;
        std::size_t end = begin + 1;
        while (end < count && belongs(end))
            ++end;
        draw(begin, end);
        begin = end;
    }
}

/// The upper edge of a run, from left to right. Columns without change are passed over: a long flat stretch
/// is two points.
QPolygonF outline(const ChartFrame &frame, const std::vector<Column> &columns, std::size_t begin,
                  std::size_t end)
{
    QPolygonF line;
    for (std::size_t i = begin; i < end; ++i) {
        const Column &c = columns[i];
        const double left = columnX(frame, i, columns.size());
        const double right = columnX(frame, i + 1, columns.size());
        const double middle = (left + right) / 2;
        const bool isFlat = c.min == c.max;
        if (isFlat && i > begin && i + 1 < end && columns[i - 1].last == c.first
            && columns[i + 1].first == c.last)
            continue;
        line << QPointF(left, frame.y(c.first));
        if (!isFlat) {
            const bool rises = c.last >= c.first;
            line << QPointF(middle, frame.y(rises ? c.min : c.max))
                 << QPointF(middle, frame.y(rises ? c.max : c.min));
        }
        line << QPointF(right, frame.y(c.last));
    }
    return line;
}

/// From its lowest to its highest value in each column.
QList<QLineF> bars(const ChartFrame &frame, const std::vector<Column> &columns, std::size_t begin,
                   std::size_t end)
{
    QList<QLineF> lines;
    for (std::size_t i = begin; i < end; ++i) {
        const double x = (columnX(frame, i, columns.size()) + columnX(frame, i + 1, columns.size())) / 2;
        lines << QLineF(x, frame.y(columns[i].max), x, frame.y(columns[i].min));
    }
    return lines;
}

/// Which columns are full of ups and downs. As an outline, dashed even, these cost a hundred times as much as
/// the rest of the chart, and look like bars all the same.
std::vector<bool> findBusy(const ChartFrame &frame, const std::vector<Column> &columns)
{
    const auto isTall = [&](std::size_t i) {
        return i < columns.size() && columns[i].isKnown
            && frame.y(columns[i].min) - frame.y(columns[i].max) > busyHeight;
    };
    std::vector<bool> busy(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
        busy[i] = isTall(i) && (isTall(i + 1) || (i > 0 && isTall(i - 1)));
    return busy;
}

void drawKnown(QPainter &painter, const ChartFrame &frame, const std::vector<Column> &columns,
               const QPen &pen)
{
    const std::vector<bool> busy = findBusy(frame, columns);
    const auto isCalm = [&](std::size_t i) { return columns[i].isKnown && !busy[i]; };
    painter.setPen(pen);
    forEachRun(columns.size(), isCalm, [&](std::size_t begin, std::size_t end) {
        painter.drawPolyline(outline(frame, columns, begin, end));
    });
    painter.setPen(QPen(pen.color(), pen.widthF(), Qt::SolidLine, Qt::FlatCap));
    const auto isBusy = [&busy](std::size_t i) { return busy[i]; };
    forEachRun(columns.size(), isBusy, [&](std::size_t begin, std::size_t end) {
        painter.drawLines(bars(frame, columns, begin, end));
    });
}

void paintLine(QPainter &painter, const ChartFrame &frame, const QColor &colour, const PaintedSeries &series)
{
    QPen pen(colour, lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    if (series.style.shape == SeriesShape::DashedLine)
        pen.setDashPattern({3, 2});
    drawKnown(painter, frame, series.columns, pen);
}

/// The series' columns on top of what is stacked already; of several values in one column the highest counts,
/// so that a short peak is not lost in a long range.
std::vector<Column> stacked(const std::vector<Column> &below, const std::vector<Column> &columns)
{
    std::vector<Column> sum = columns;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        const double base = i < below.size() && below[i].isKnown ? below[i].max : 0;
        const double top = base + columns[i].max;
        sum[i] = {top, top, top, top, columns[i].isKnown};
    }
    return sum;
}

void paintArea(QPainter &painter, const ChartFrame &frame, const QColor &colour,
               const std::vector<Column> &below, const std::vector<Column> &top)
{
    QColor fill = colour;
    fill.setAlphaF(0.55F);
    const auto hasHeight = [&](std::size_t i) {
        return top[i].isKnown && top[i].max > (below.empty() ? 0 : below[i].max);
    };
    forEachRun(top.size(), hasHeight, [&](std::size_t begin, std::size_t end) {
        const QPolygonF upper = outline(frame, top, begin, end);
        QPolygonF area = upper;
        if (below.empty()) {
            area << QPointF(upper.last().x(), frame.y(0)) << QPointF(upper.first().x(), frame.y(0));
        } else {
            const QPolygonF lower = outline(frame, below, begin, end);
            std::for_each(lower.rbegin(), lower.rend(), [&](const QPointF &point) { area << point; });
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(area);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1));
        painter.drawPolyline(upper);
    });
}

void paintBand(QPainter &painter, const ChartFrame &frame, const QColor &colour,
               const std::vector<Column> &upper, const std::vector<Column> &lower)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const std::size_t count = std::min(upper.size(), lower.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (!upper[i].isKnown || !lower[i].isKnown)
            continue;
        std::size_t end = i + 1;
        while (end < count && upper[end] == upper[i] && lower[end] == lower[i])
            ++end;
        painter.drawRect(QRectF(QPointF(columnX(frame, i, count), frame.y(upper[i].max)),
                                QPointF(columnX(frame, end, count), frame.y(lower[i].min))));
        i = end - 1;
    }
}

/// Where a threshold stands now: its last known column.
std::optional<double> latestOf(const PaintedSeries &series)
{
    const auto known = std::find_if(series.columns.rbegin(), series.columns.rend(),
                                    [](const Column &column) { return column.isKnown; });
    return known == series.columns.rend() ? std::nullopt : std::optional(known->last);
}

/// Names its line at the right end, left of the names that are there already.
void paintThresholdName(QPainter &painter, const ChartFrame &frame, const PaintedSeries &series,
                        const QColor &surface, std::vector<QRectF> &taken)
{
    const std::optional<double> value = latestOf(series);
    if (!value)
        return;
    const QString label = series.style.name.arg(*value);
    const QSizeF size = painter.fontMetrics().size(Qt::TextSingleLine, label);
    QRectF place(
        QPointF(frame.plot.right() - size.width() - space::tight, frame.y(*value) - size.height() - 1), size);
    for (const QRectF &other : taken) {
        if (place.intersects(other))
            place.moveRight(other.left() - space::unit);
    }
    taken.push_back(place);
    QColor backdrop = surface;
    backdrop.setAlphaF(0.75F); // readable over areas
    painter.fillRect(place.adjusted(-2, 0, 2, 0), backdrop);
    painter.drawText(place, Qt::AlignCenter, label);
}

QPolygonF triangle(const QPointF &tip, bool pointsUp)
{
    const double rise = pointsUp ? signSize * 1.7 : -signSize * 1.7;
    return {{tip, tip + QPointF(-signSize, rise), tip + QPointF(signSize, rise)}};
}

void paintSign(QPainter &painter, const ChartFrame &frame, const Colours &colours, const ChartMark &mark)
{
    const QPointF top(frame.x(mark.at), frame.plot.top());
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark.kind == MarkKind::Operator ? colours.accent : colours.desired);
    if (mark.kind == MarkKind::Operator)
        painter.drawEllipse(top + QPointF(0, signSize), signSize, signSize);
    else if (mark.kind == MarkKind::Up)
        painter.drawPolygon(triangle(top, true));
    else
        painter.drawPolygon(triangle(top + QPointF(0, signSize * 1.7), false));
}

void paintGap(QPainter &painter, const ChartFrame &frame, const Colours &colours, const Stretch &gap)
{
    const QRectF rect(QPointF(frame.x(gap.from), frame.plot.top()),
                      QPointF(frame.x(gap.to), frame.plot.bottom()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(colours.hatch, Qt::BDiagPattern));
    painter.drawRect(rect);
}

} // namespace

void paintBackground(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                     const std::vector<PaintedSeries> &series, const std::vector<Stretch> &gaps,
                     const ChartMarks &marks)
{
    painter.setClipRect(frame.plot);
    for (std::size_t i = 0; i + 1 < series.size(); ++i) {
        if (series[i].isVisible && series[i].style.shape == SeriesShape::Band)
            paintBand(painter, frame, colours.of(series[i].style.ink), series[i].columns,
                      series[i + 1].columns);
    }
    painter.setPen(Qt::NoPen);
    for (const ChartHold &hold : marks.holds) {
        painter.setBrush(colours.hold);
        painter.drawRect(QRectF(QPointF(frame.x(hold.stretch.from), frame.plot.top()),
                                QPointF(frame.x(hold.stretch.to), frame.plot.bottom())));
    }
    for (const Stretch &gap : gaps)
        paintGap(painter, frame, colours, gap);
}

void paintSeries(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                 const std::vector<PaintedSeries> &series)
{
    painter.setRenderHint(QPainter::Antialiasing);
    std::vector<Column> below;
    std::vector<QRectF> names;
    for (const PaintedSeries &one : series) {
        if (!one.isVisible || one.columns.empty())
            continue;
        const QColor colour = colours.of(one.style.ink);
        if (one.style.shape == SeriesShape::Area) {
            const std::vector<Column> top = stacked(below, one.columns);
            paintArea(painter, frame, colour, below, top);
            below = top;
        } else if (one.style.shape == SeriesShape::Threshold) {
            QPen pen(colour, 1, Qt::CustomDashLine);
            pen.setDashPattern({4, 3});
            drawKnown(painter, frame, one.columns, pen);
            paintThresholdName(painter, frame, one, colours.surface, names);
        } else if (one.style.shape == SeriesShape::Line || one.style.shape == SeriesShape::DashedLine) {
            paintLine(painter, frame, colour, one);
        }
    }
}

void paintMarks(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                const std::vector<ChartMark> &marks, bool hasSigns)
{
    for (const ChartMark &mark : marks) {
        if (!frame.contains(mark.at))
            continue;
        QColor line = mark.kind == MarkKind::Operator ? colours.accent : colours.desired;
        line.setAlphaF(0.45F);
        const double x = std::round(frame.x(mark.at)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(line, 1));
        painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
        painter.setRenderHint(QPainter::Antialiasing);
        if (hasSigns)
            paintSign(painter, frame, colours, mark);
    }
}

void paintCrosshair(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                    const CrosshairPaint &crosshair)
{
    const double x = std::round(frame.x(crosshair.at)) + 0.5;
    painter.setPen(QPen(colours.crosshair, crosshair.isPinned ? 1.6 : 1));
    painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
    if (crosshair.text.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const QSizeF text = painter.fontMetrics().size(Qt::TextSingleLine, crosshair.text);
    QRectF box(QPointF(x + space::unit, frame.plot.top() + space::tight),
               text + QSizeF(2 * space::unit, space::tight));
    if (box.right() > frame.plot.right())
        box.moveRight(std::max(x - space::unit, frame.plot.left() + box.width()));
    painter.setPen(QPen(colours.border, 1));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(box, space::tight, space::tight);
    painter.setPen(colours.text);
    painter.drawText(box, Qt::AlignCenter, crosshair.text);
}

} // namespace crescendo
