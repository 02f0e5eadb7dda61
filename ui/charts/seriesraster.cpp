#include "ui/charts/seriesraster.h"

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

/// What a series covers of one pixel column.
struct Span {
    double top = 0;
    double bottom = 0;

    bool isEmpty() const { return bottom <= top; }
    /// The share of the pixel in this row that is covered.
    double cover(int row) const
    {
        return std::clamp(std::min(bottom, row + 1.0) - std::max(top, static_cast<double>(row)), 0.0, 1.0);
    }
};

/// Whole rows of pixels.
struct Rows {
    int first = 0;
    int end = 0;
};

/// Those that are covered whole.
Rows coreOf(const Span &span)
{
    const int first = static_cast<int>(std::ceil(span.top));
    return {first, std::max(first, static_cast<int>(std::floor(span.bottom)))};
}

/// Which pixels of a dashed line are there: counted along both axes, so that rises are dashed as well.
class Dashes {
public:
    explicit Dashes(const LineShape &shape)
        : m_on(std::max(1, static_cast<int>(std::lround(shape.dash))))
        , m_period(shape.dash > 0 ? m_on + std::max(1, static_cast<int>(std::lround(shape.gap))) : m_on)
    {
    }

    bool isOn(std::size_t x, int row) const { return phase(x, row) < m_on; }

    /// Each run of pixels that are there, in a column.
    template <typename Visit> void forEachRun(std::size_t x, const Rows &rows, Visit visit) const
    {
        if (m_on == m_period)
            return visit(rows);
        for (int row = rows.first; row < rows.end;) {
            const int at = phase(x, row);
            const int next = std::min(rows.end, row + (at < m_on ? m_on : m_period) - at);
            if (at < m_on)
                visit(Rows{row, next});
            row = next;
        }
    }

private:
    int phase(std::size_t x, int row) const { return (static_cast<int>(x) + row) % m_period; }

    int m_on;
    int m_period;
};

/// Lays `colour` over one column of an image.
class ColumnPainter {
public:
    ColumnPainter(QImage &image, const QColor &colour)
        : m_bits(reinterpret_cast<QRgb *>(image.bits()))
        , m_stride(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)))
        , m_rows(image.height())
        , m_colour(colour.rgb())
        , m_opacity(255 * static_cast<double>(colour.alphaF()))
    {
    }

    /// `cover(row)` of the pixels that `span` touches.
    template <typename Cover> void paint(std::size_t x, const Span &span, Cover cover)
    {
        const int first = std::max(0, static_cast<int>(std::floor(span.top)));
        const int end = std::min(m_rows, static_cast<int>(std::ceil(span.bottom)));
        for (int row = first; row < end; ++row)
            blend(m_bits[row * m_stride + static_cast<qsizetype>(x)], cover(row));
    }

    /// All of these pixels.
    void fill(std::size_t x, const Rows &rows)
    {
        const int end = std::min(m_rows, rows.end);
        for (int row = std::max(0, rows.first); row < end; ++row)
            blend(m_bits[row * m_stride + static_cast<qsizetype>(x)], 1);
    }

private:
    void blend(QRgb &pixel, double cover) const
    {
        const auto alpha = static_cast<uint>(qRound(m_opacity * cover));
        if (alpha == 255) {
            pixel = m_colour;
            return;
        }
        const uint rest = 255 - alpha;
        const auto mixed = [&](int over, int below) {
            return (static_cast<uint>(over) * alpha + static_cast<uint>(below) * rest + 127) / 255;
        };
        pixel = (mixed(255, qAlpha(pixel)) << 24) | (mixed(qRed(m_colour), qRed(pixel)) << 16)
            | (mixed(qGreen(m_colour), qGreen(pixel)) << 8) | mixed(qBlue(m_colour), qBlue(pixel));
    }

    QRgb *m_bits;
    qsizetype m_stride;
    int m_rows;
    QRgb m_colour;
    double m_opacity;
};

/// An upright stretch would be a pixel wide: what is missing to its thickness covers its neighbours.
double coverBeside(double thickness, std::size_t distance)
{
    return std::clamp((thickness - 1) / 2 - static_cast<double>(distance - 1), 0.0, 1.0);
}

/// The spans of a line, and how far its upright stretches reach to their sides.
class LineSpans {
public:
    LineSpans(std::vector<Span> spans, double thickness)
        : m_spans(std::move(spans))
        , m_thickness(thickness)
        , m_reach(static_cast<std::size_t>(std::ceil((thickness - 1) / 2)))
    {
    }

    const Span &own(std::size_t x) const { return m_spans[x]; }

    Span reached(std::size_t x) const
    {
        Span all = m_spans[x];
        forEachBeside(x, [&all](const Span &beside, double /*cover*/) {
            all = all.isEmpty() ? beside
                                : Span{std::min(all.top, beside.top), std::max(all.bottom, beside.bottom)};
        });
        return all;
    }

    double cover(std::size_t x, int row) const
    {
        double most = m_spans[x].cover(row);
        forEachBeside(x, [&most, row](const Span &beside, double cover) {
            most = std::max(most, cover * beside.cover(row));
        });
        return most;
    }

private:
    bool isUpright(const Span &span) const { return span.bottom - span.top > 2 * m_thickness; }

    template <typename Visit> void forEachBeside(std::size_t x, Visit visit) const
    {
        for (std::size_t distance = 1; distance <= m_reach; ++distance) {
            const double cover = coverBeside(m_thickness, distance);
            if (x >= distance && isUpright(m_spans[x - distance]))
                visit(m_spans[x - distance], cover);
            if (x + distance < m_spans.size() && isUpright(m_spans[x + distance]))
                visit(m_spans[x + distance], cover);
        }
    }

    std::vector<Span> m_spans;
    double m_thickness;
    std::size_t m_reach;
};

} // namespace

SeriesRaster::SeriesRaster(const QSize &plot, int margin, double top)
    : m_image(plot.width(), plot.height() + 2 * margin, QImage::Format_ARGB32_Premultiplied)
    , m_height(plot.height())
    , m_margin(margin)
    , m_top(top)
{
    m_image.fill(Qt::transparent);
}

double SeriesRaster::y(double value) const
{
    return m_margin + m_height * (1 - value / m_top);
}

void SeriesRaster::addLine(const std::vector<Column> &columns, const QColor &colour, const LineShape &shape)
{
    std::vector<Span> spans(std::min(columns.size(), static_cast<std::size_t>(m_image.width())));
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (columns[i].isKnown)
            spans[i] = {y(columns[i].max) - shape.thickness / 2, y(columns[i].min) + shape.thickness / 2};
    }
    const std::size_t count = spans.size();
    const LineSpans line(std::move(spans), shape.thickness);
    const Dashes dashes(shape);
    ColumnPainter painter(m_image, colour);
    for (std::size_t x = 0; x < count; ++x) {
        const auto cover = [&](int row) { return dashes.isOn(x, row) ? line.cover(x, row) : 0; };
        const Span reached = line.reached(x);
        const Rows core = coreOf(line.own(x)); // most pixels of a line that is up and down
        painter.paint(x, {reached.top, static_cast<double>(core.first)}, cover);
        dashes.forEachRun(x, core, [&](const Rows &run) { painter.fill(x, run); });
        painter.paint(x, {static_cast<double>(core.end), reached.bottom}, cover);
    }
}

void SeriesRaster::addArea(const std::vector<Column> &lower, const std::vector<Column> &upper,
                           const QColor &fill)
{
    ColumnPainter painter(m_image, fill);
    for (std::size_t x = 0; x < std::min(upper.size(), static_cast<std::size_t>(m_image.width())); ++x) {
        if (!upper[x].isKnown)
            continue;
        const double base = x < lower.size() && lower[x].isKnown ? lower[x].last : 0;
        const Span span{y(upper[x].last), y(base)};
        painter.paint(x, span, [&span](int row) { return span.cover(row); });
    }
}

} // namespace crescendo
