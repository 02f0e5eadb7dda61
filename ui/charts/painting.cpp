#include "ui/charts/painting.h"

#include "ui/charts/seriesraster.h"
#include "ui/theme/metrics.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr double lineWidth = 1.6;
constexpr double signSize = 4.5;
constexpr double leastReasonWidth = 96; // a few words
constexpr double backfilledWidth = 2;
constexpr double edgeMargin = 2; // above and below the plot, for lines along its edges

double columnX(const ChartFrame &frame, std::size_t index, std::size_t count)
{
    return frame.plot.left() + frame.plot.width() * static_cast<double>(index) / static_cast<double>(count);
}

/// The series' columns on top of what is stacked already, joined to the column before; of several values in
/// one column the highest counts, so that a short peak is not lost in a long range.
std::vector<Column> stacked(const std::vector<Column> &below, const std::vector<Column> &columns)
{
    std::vector<Column> sum(columns.size());
    for (std::size_t i = 0; i < sum.size(); ++i) {
        if (!columns[i].isKnown)
            continue;
        const double base = i < below.size() && below[i].isKnown ? below[i].last : 0;
        const double top = base + columns[i].max;
        const double before = i > 0 && sum[i - 1].isKnown ? sum[i - 1].last : top;
        sum[i] = {before, top, std::min(before, top), std::max(before, top), true};
    }
    return sum;
}

/// The upper edge of an area, where it is above what is below it.
std::vector<Column> edgeOf(std::vector<Column> top, const std::vector<Column> &columns)
{
    for (std::size_t i = 0; i < top.size(); ++i)
        top[i].isKnown = top[i].isKnown && (columns[i].max > 0 || top[i].min < top[i].max);
    return top;
}

/// Areas one upon the other, then lines.
void rasterise(SeriesRaster &raster, double ratio, const Colours &colours, const PaintedSeries &series,
               std::vector<Column> &below)
{
    const QColor colour = colours.of(series.style.ink);
    switch (series.style.shape) {
    case SeriesShape::Area: {
        QColor fill = colour;
        fill.setAlphaF(0.55F);
        std::vector<Column> top = stacked(below, series.columns);
        raster.addArea(below, top, fill);
        raster.addLine(edgeOf(top, series.columns), colour, {ratio, 0, 0});
        below = std::move(top);
        return;
    }
    case SeriesShape::Line:
        raster.addLine(series.columns, colour, {lineWidth * ratio, 0, 0});
        return;
    case SeriesShape::DashedLine:
        raster.addLine(series.columns, colour, {lineWidth * ratio, 5 * ratio, 3 * ratio});
        return;
    case SeriesShape::Threshold:
        raster.addLine(series.columns, colour, {ratio, 4 * ratio, 3 * ratio});
        return;
    case SeriesShape::Band:
    case SeriesShape::BandFloor:
        return; // in the background
    }
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

/// What is said of most of a gap; empty where nothing is.
QString reasonOf(const Stretch &gap, const std::vector<ChartNote> &outages)
{
    const TimePoint middle = gap.from + (gap.to - gap.from) / 2;
    for (const ChartNote &outage : outages) {
        if (middle >= outage.stretch.from && middle < outage.stretch.to)
            return outage.text;
    }
    return {};
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
    for (const ChartNote &hold : marks.holds) {
        painter.setBrush(colours.hold);
        painter.drawRect(QRectF(QPointF(frame.x(hold.stretch.from), frame.plot.top()),
                                QPointF(frame.x(hold.stretch.to), frame.plot.bottom())));
    }
    for (const Stretch &gap : gaps)
        paintGap(painter, frame, colours, gap);
}

void paintReasons(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                  const std::vector<Stretch> &gaps, const std::vector<ChartNote> &outages)
{
    painter.setPen(colours.muted);
    for (const Stretch &gap : gaps) {
        const QRectF place(frame.x(gap.from) + space::tight, frame.plot.top() + space::tight,
                           frame.x(gap.to) - frame.x(gap.from) - 2 * space::tight,
                           painter.fontMetrics().height());
        if (place.width() < leastReasonWidth)
            continue; // the crosshair tells it
        const QString text = painter.fontMetrics().elidedText(reasonOf(gap, outages), Qt::ElideRight,
                                                              static_cast<int>(place.width()));
        QColor backdrop = colours.surface;
        backdrop.setAlphaF(0.75F);
        if (!text.isEmpty())
            painter.fillRect(QRectF(place.topLeft(), painter.fontMetrics().size(Qt::TextSingleLine, text)),
                             backdrop);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void paintBackfilled(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                     const std::vector<Stretch> &stretches)
{
    painter.setPen(QPen(colours.muted, backfilledWidth, Qt::DotLine));
    const double y = frame.plot.bottom() + backfilledWidth;
    for (const Stretch &stretch : stretches)
        painter.drawLine(QPointF(frame.x(stretch.from), y), QPointF(frame.x(stretch.to), y));
}

QImage seriesImage(const ChartFrame &frame, double ratio, const Colours &colours,
                   const std::vector<PaintedSeries> &series)
{
    const QSize pixels = (frame.plot.size() * ratio).toSize();
    SeriesRaster raster(pixels, static_cast<int>(std::ceil(edgeMargin * ratio)), frame.top);
    std::vector<Column> below;
    for (const PaintedSeries &one : series) {
        if (one.isVisible)
            rasterise(raster, ratio, colours, one, below);
    }
    QImage image = raster.image();
    image.setDevicePixelRatio(ratio);
    return image;
}

void paintSeries(QPainter &painter, const ChartFrame &frame, const Colours &colours, const QImage &image,
                 const std::vector<PaintedSeries> &series)
{
    painter.drawImage(frame.plot.topLeft() - QPointF(0, edgeMargin), image);
    std::vector<QRectF> names;
    for (const PaintedSeries &one : series) {
        if (!one.isVisible || one.style.shape != SeriesShape::Threshold)
            continue;
        painter.setPen(colours.of(one.style.ink));
        paintThresholdName(painter, frame, one, colours.surface, names);
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

void paintSelection(QPainter &painter, const ChartFrame &frame, const Colours &colours,
                    const Stretch &selection)
{
    QColor fill = colours.accent;
    fill.setAlphaF(0.2F);
    painter.fillRect(QRectF(QPointF(frame.x(selection.from), frame.plot.top()),
                            QPointF(frame.x(selection.to), frame.plot.bottom())),
                     fill);
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
