#include "ui/charts/timechart.h"

#include "ui/charts/crosshair.h"
#include "ui/charts/layer.h"
#include "ui/charts/legendbutton.h"
#include "ui/charts/painting.h"
#include "ui/charts/plotview.h"
#include "ui/charts/scale.h"
#include "ui/charts/timerange.h"
#include "ui/presentation/units.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr double leftMargin = 44; // room for "1,000" so that the plots of a stack line up
constexpr double rightMargin = 12;
constexpr double topMargin = 12; // half a label, so that none is hidden
constexpr double bottomMargin = 12;
constexpr double timeAxisHeight = 24;
constexpr int leastHeight = 112;
constexpr double pixelsPerTimeTick = 88;
constexpr double pixelsPerValueTick = 28;
constexpr double headroom = 1.05; // the highest value does not touch the marks
constexpr double markReach = 4; // pixels around the crosshair in which a mark is told

constexpr double backgroundLayer = 1.5; // below the grid
constexpr double dataLayer = 5;
constexpr double overlayLayer = 6;

bool isInLegend(const SeriesStyle &style)
{
    return style.shape != SeriesShape::BandFloor && style.shape != SeriesShape::Threshold;
}

int columnCount(const ChartFrame &frame, double ratio)
{
    return static_cast<int>(std::lround(frame.plot.width() * ratio));
}

} // namespace

/// What Qt Charts and the graphics view own.
struct TimeChart::Parts {
    QChart *chart = nullptr;
    PlotView *view = nullptr;
    QValueAxis *values = nullptr;
    QCategoryAxis *times = nullptr;
    Layer *background = nullptr;
    Layer *data = nullptr;
    Layer *overlay = nullptr;
    ValueScale scale{0, 0};
    std::vector<TimeTick> ticks;
};

TimeChart::TimeChart(const ChartSpec &spec, TimeRange &range, Crosshair &crosshair, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_range(range)
    , m_crosshair(crosshair)
    , m_parts(std::make_unique<Parts>())
    , m_data(spec.series.size())
{
    for (const SeriesStyle &style : spec.series)
        m_painted.push_back({style, {}, true});
    setObjectName(spec.name);
    setAccessibleName(spec.title);
    setupViews();
    applyColours();
    connectSignals();
}

TimeChart::~TimeChart() = default;

void TimeChart::setupViews()
{
    Parts &p = *m_parts;
    p.chart = new QChart;
    p.chart->setBackgroundVisible(false);
    p.chart->setMargins(QMargins());
    p.chart->layout()->setContentsMargins(0, 0, 0, 0);
    p.chart->legend()->hide();
    p.values = new QValueAxis(p.chart);
    p.values->setLineVisible(false);
    p.times = new QCategoryAxis(p.chart);
    p.times->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    p.times->setGridLineVisible(false);
    p.chart->addAxis(p.values, Qt::AlignLeft);
    p.chart->addAxis(p.times, Qt::AlignBottom);
    auto *carrier = new QLineSeries(p.chart); // axes without a series are not laid out
    p.chart->addSeries(carrier);
    carrier->attachAxis(p.values);
    carrier->attachAxis(p.times);
    p.view = new PlotView(p.chart, this);
    p.view->setMinimumHeight(leastHeight);
    p.background = new Layer(p.chart, backgroundLayer, [this](QPainter &painter) {
        painter.setFont(fontFor(TextRole::Caption, font()));
        paintBackground(painter, m_frame, coloursOf(palette()), m_painted, m_gaps, m_marks);
        paintBackfilled(painter, m_frame, coloursOf(palette()), m_backfilled);
        if (m_isFirst)
            paintReasons(painter, m_frame, coloursOf(palette()), m_gaps, m_marks.outages);
    });
    p.data = new Layer(p.chart, dataLayer, [this](QPainter &painter) { paintData(painter); });
    p.overlay = new Layer(p.chart, overlayLayer, [this](QPainter &painter) { paintOverlay(painter); });

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(makeHeader());
    rows->addWidget(p.view, 1);
}

QHBoxLayout *TimeChart::makeHeader()
{
    auto *title = new TextLabel(TextRole::Section, Tone::Plain, this);
    title->setText(m_spec.title);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(space::card, 0, static_cast<int>(rightMargin) - space::tight, 0);
    header->setSpacing(space::tight);
    header->addWidget(title, 1);
    for (std::size_t i = 0; i < m_spec.series.size(); ++i) {
        if (!isInLegend(m_spec.series[i]))
            continue;
        auto *entry = new LegendButton(m_spec.series[i], this);
        entry->setObjectName(QStringLiteral("%1Legend%2").arg(m_spec.name).arg(m_legend.size()));
        connect(entry, &QAbstractButton::toggled, this, [this, i](bool isChecked) {
            m_painted[i].isVisible = isChecked;
            setStale();
        });
        connect(entry, &LegendButton::soloRequested, this, [this, entry] { showAlone(*entry); });
        header->addWidget(entry);
        m_legend.push_back(entry);
    }
    return header;
}

/// Alone, or with all others when it is alone already.
void TimeChart::showAlone(const LegendButton &entry)
{
    const bool isAlone =
        entry.isChecked() && std::ranges::none_of(m_legend, [&entry](const LegendButton *other) {
            return other != &entry && other->isChecked();
        });
    for (LegendButton *one : m_legend)
        one->setChecked(isAlone || one == &entry);
}

void TimeChart::connectSignals()
{
    connect(&m_range, &TimeRange::moved, this, &TimeChart::scheduleRefresh);
    connect(&m_range, &TimeRange::spanChanged, this, &TimeChart::scheduleRefresh);
    connect(&m_crosshair, &Crosshair::changed, this, [this] { m_parts->overlay->update(); });
    connect(m_parts->view, &PlotView::resized, this, &TimeChart::refresh);
    connect(m_parts->view, &PlotView::left, this, [this] { m_crosshair.hover(std::nullopt); });
    connect(m_parts->view, &PlotView::pointedAt, this, [this](double x) {
        const TimePoint at = m_frame.timeAt(x);
        m_crosshair.hover(m_frame.contains(at) ? std::optional(at) : std::nullopt);
    });
    connect(m_parts->view, &PlotView::clickedAt, this, &TimeChart::pinAt);
    connect(m_parts->view, &PlotView::selecting, this,
            [this](double from, double to) { m_crosshair.select(stretchOf(from, to)); });
    connect(m_parts->view, &PlotView::selected, this, [this](double from, double to) {
        const Stretch stretch = stretchOf(from, to);
        m_crosshair.select(std::nullopt);
        m_range.setRange(stretch.from, stretch.to);
    });
    connect(m_parts->view, &PlotView::panned, this,
            [this](double distance) { m_range.moveBy(m_frame.timeAt(0) - m_frame.timeAt(distance)); });
    connect(m_parts->view, &PlotView::zoomed, this,
            [this](double around, double factor) { m_range.zoom(m_frame.timeAt(around), factor); });
}

void TimeChart::pinAt(double x)
{
    const TimePoint at = m_frame.timeAt(x);
    if (!m_frame.contains(at))
        return;
    const bool unpins = m_crosshair.isPinned();
    m_crosshair.moveTo(at);
    m_crosshair.setPinned(!unpins);
}

/// What lies between two places of the plot, in any order.
Stretch TimeChart::stretchOf(double from, double to) const
{
    const double left = std::clamp(std::min(from, to), m_frame.plot.left(), m_frame.plot.right());
    const double right = std::clamp(std::max(from, to), m_frame.plot.left(), m_frame.plot.right());
    return {m_frame.timeAt(left), m_frame.timeAt(right)};
}

void TimeChart::setData(std::size_t series, SeriesData data)
{
    m_data.at(series) = std::move(data);
    setStale();
}

void TimeChart::setMarks(const ChartMarks &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    setStale();
}

void TimeChart::setPlace(bool isFirst, bool isLast)
{
    m_isFirst = isFirst;
    m_isLast = isLast;
    m_parts->times->setVisible(isLast);
    m_parts->view->setMinimumHeight(leastHeight
                                    + static_cast<int>(isLast ? timeAxisHeight - bottomMargin : 0));
    m_isStale = true;
    refresh();
}

void TimeChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

void TimeChart::applyColours()
{
    const Colours &c = coloursOf(palette());
    Parts &p = *m_parts;
    const QFont labels = fontFor(TextRole::Caption, font());
    p.values->setLabelsFont(labels);
    p.values->setLabelsColor(c.muted);
    p.values->setGridLineColor(c.grid);
    p.times->setLabelsFont(labels);
    p.times->setLabelsColor(c.muted);
    p.times->setLinePen(QPen(c.border, 1));
    setStale();
}

void TimeChart::scheduleRefresh()
{
    if (m_isRefreshPending)
        return;
    // Ranges, points and marks arrive together: one refresh is enough for all of them.
    m_isRefreshPending = true;
    QMetaObject::invokeMethod(this, &TimeChart::refresh, Qt::QueuedConnection);
}

void TimeChart::setStale()
{
    m_isStale = true;
    scheduleRefresh();
}

void TimeChart::refresh()
{
    m_isRefreshPending = false;
    const bool isMoved = layOut();
    if (m_frame.plot.isEmpty() || (!isMoved && !m_isStale))
        return;
    m_isStale = false;
    prepare();
    const int maxSteps = std::max(1, static_cast<int>(m_frame.plot.height() / pixelsPerValueTick));
    const ValueScale scale = niceScale(m_spec.top.value_or(highest() * headroom), maxSteps, m_spec.isWhole);
    updateValueAxis(scale);
    m_frame.top = scale.top;
    m_image = seriesImage(m_frame, devicePixelRatioF(), coloursOf(palette()), m_painted);
    updateTimeAxis();
    m_parts->view->viewport()->update();
}

/// Whether anything has moved since.
bool TimeChart::layOut()
{
    const QSizeF size = m_parts->view->viewport()->size();
    const double bottom = m_isLast ? timeAxisHeight : bottomMargin;
    const QRectF plot = QRectF(QPointF(), size).adjusted(leftMargin, topMargin, -rightMargin, -bottom);
    const ChartFrame before = m_frame;
    m_frame.plot = plot.isValid() ? plot : QRectF();
    m_frame.range = wholeColumns({m_range.from(), m_range.to()}, columnCount(m_frame, devicePixelRatioF()));
    if (m_frame.plot == before.plot)
        return m_frame.range != before.range;
    m_parts->chart->setPlotArea(m_frame.plot);
    m_parts->scale = {0, 0}; // its axis is laid out again when it is told its range
    for (Layer *layer : {m_parts->background, m_parts->data, m_parts->overlay})
        layer->setSize(size);
    return true;
}

void TimeChart::prepare()
{
    const int width = columnCount(m_frame, devicePixelRatioF());
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        const SeriesData &data = m_data[i];
        m_painted[i].columns = prepareColumns(
            data.points,
            {m_frame.range.from, m_frame.range.to, width, data.gapAfter, m_spec.series[i].between});
    }
    if (m_data.empty())
        return;
    const SeriesData &first = m_data.front();
    std::vector<Stretch> outages;
    std::ranges::transform(m_marks.outages, std::back_inserter(outages), &ChartNote::stretch);
    m_gaps = silencesOf(first.points, m_frame.range, first.gapAfter, outages);
    m_backfilled = backfilledIn(first.points, m_frame.range, first.gapAfter);
}

double TimeChart::highest() const
{
    double highest = 0;
    double stack = 0;
    for (const PaintedSeries &series : m_painted) {
        if (!series.isVisible)
            continue;
        double most = 0;
        for (const Column &column : series.columns)
            most = column.isKnown ? std::max(most, column.max) : most;
        if (series.style.shape == SeriesShape::Area)
            stack += most;
        highest = std::max({highest, most, stack});
    }
    return highest;
}

void TimeChart::updateValueAxis(const ValueScale &scale)
{
    if (scale == m_parts->scale)
        return; // laying out its labels costs more than painting the data
    m_parts->scale = scale;
    m_parts->values->setRange(0, scale.top);
    m_parts->values->setTickCount(scale.ticks());
    m_parts->values->setLabelFormat(scale.step < 1 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
}

void TimeChart::updateTimeAxis()
{
    if (!m_isLast)
        return;
    QCategoryAxis &axis = *m_parts->times;
    const int maxTicks = static_cast<int>(m_frame.plot.width() / pixelsPerTimeTick);
    const std::vector<TimeTick> ticks = timeTicks(m_frame.range.from, m_frame.range.to, maxTicks);
    axis.setRange(static_cast<double>(toMillis(m_frame.range.from)),
                  static_cast<double>(toMillis(m_frame.range.to)));
    if (ticks == m_parts->ticks)
        return;
    m_parts->ticks = ticks;
    const QStringList old = axis.categoriesLabels();
    for (const QString &label : old)
        axis.remove(label);
    for (const TimeTick &tick : ticks)
        axis.append(tick.label, static_cast<double>(toMillis(tick.at)));
}

void TimeChart::paintData(QPainter &painter) const
{
    const Colours &c = coloursOf(palette());
    painter.setFont(fontFor(TextRole::Caption, font()));
    paintSeries(painter, m_frame, c, m_image, m_painted);
    paintMarks(painter, m_frame, c, m_marks.marks, m_isFirst);
}

void TimeChart::paintOverlay(QPainter &painter) const
{
    if (const std::optional<Stretch> selection = m_crosshair.selection())
        paintSelection(painter, m_frame, coloursOf(palette()), *selection);
    const std::optional<TimePoint> at = m_crosshair.at();
    if (!at || !m_frame.contains(*at))
        return;
    painter.setFont(fontFor(TextRole::Caption, font()));
    paintCrosshair(painter, m_frame, coloursOf(palette()), {*at, m_crosshair.isPinned(), valuesText(*at)});
}

QString TimeChart::valuesText(TimePoint at) const
{
    QStringList values;
    for (const PaintedSeries &series : m_painted) {
        if (!series.isVisible || !isInLegend(series.style) || series.style.shape == SeriesShape::Band
            || series.columns.empty())
            continue;
        const double share = (m_frame.x(at) - m_frame.plot.left()) / m_frame.plot.width();
        const auto last = static_cast<double>(series.columns.size() - 1);
        const Column &column = series.columns[static_cast<std::size_t>(std::clamp(share * last, 0.0, last))];
        if (column.isKnown)
            values << QStringLiteral("%1 %2").arg(series.style.name, m_spec.valueText(column.last));
    }
    QString text = values.isEmpty() ? silenceText(at) : values.join(QStringLiteral(", "));
    if (m_isFirst && std::ranges::any_of(m_backfilled, [at](const Stretch &stretch) {
            return at >= stretch.from && at < stretch.to;
        }))
        text += QStringLiteral(" · ") + tr("fetched afterwards");
    if (m_isFirst)
        text.prepend(clockText(at) + QStringLiteral("  "));
    const QString marks = m_spec.tellsMarks ? marksText(at) : QString();
    return marks.isEmpty() ? text : text + QStringLiteral(" · ") + marks;
}

/// Why nothing is known at a time.
QString TimeChart::silenceText(TimePoint at) const
{
    for (const ChartNote &outage : m_marks.outages) {
        if (at >= outage.stretch.from && at < outage.stretch.to)
            return tr("no data: %1").arg(outage.text);
    }
    return tr("no data");
}

QString TimeChart::marksText(TimePoint at) const
{
    QStringList texts;
    for (const ChartMark &mark : m_marks.marks) {
        if (std::abs(m_frame.x(mark.at) - m_frame.x(at)) <= markReach)
            texts << mark.text;
    }
    for (const ChartNote &hold : m_marks.holds) {
        if (at >= hold.stretch.from && at < hold.stretch.to)
            texts << hold.text;
    }
    return texts.join(QStringLiteral(" · "));
}

} // namespace crescendo
