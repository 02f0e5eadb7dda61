#include "ui/charts/scalingcourse.h"

#include "ui/presentation/units.h"
#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace crescendo {
namespace {

constexpr double lineWidth = 2;
constexpr int mostWorkerTicks = 4;
constexpr Seconds horizon = std::chrono::hours(1);
constexpr int timeSteps = 5; // each of the spans has that many round ones
/// Spans that are round in minutes or hours; the first that has room is drawn.
constexpr std::array<Seconds, 6> spans{Seconds(60),  Seconds(300),  Seconds(600),
                                       Seconds(900), Seconds(1800), Seconds(3600)};

Ink inkOf(ScalingDirection direction)
{
    return direction == ScalingDirection::Up ? Ink::ScaleUp : Ink::ScaleDown;
}

QPen penOf(const Colours &colours, ScalingDirection direction)
{
    return {colours.of(inkOf(direction)), lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin};
}

} // namespace

ScalingCourse::ScalingCourse(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFont(fontFor(TextRole::Caption, font()));
    setAccessibleName(tr("How fast it may scale"));
}

void ScalingCourse::setSpec(const std::optional<HpaSpec> &spec, int present)
{
    m_spec = spec;
    m_up.clear();
    m_down.clear();
    if (spec) {
        const int least = spec->minReplicas.value_or(1);
        m_up = allowedCourse(*spec, ScalingDirection::Up, present < spec->maxReplicas ? present : least,
                             horizon);
        m_down = allowedCourse(*spec, ScalingDirection::Down, present > least ? present : spec->maxReplicas,
                               horizon);
        const Seconds last = std::max(m_up.back().at, m_down.back().at);
        const auto room = std::ranges::find_if(spans, [last](Seconds span) { return span > last; });
        m_span = room == spans.end() ? spans.back() : *room;
        m_workers = niceScale(std::max({spec->maxReplicas, m_up.front().replicas, m_down.front().replicas}),
                              mostWorkerTicks, true);
    }
    setAccessibleDescription(textOf(ScalingDirection::Up) + QStringLiteral("; ")
                             + textOf(ScalingDirection::Down));
    update();
}

QSize ScalingCourse::sizeHint() const
{
    return {480, 180};
}

QSize ScalingCourse::minimumSizeHint() const
{
    return {280, 140};
}

QString ScalingCourse::textOf(ScalingDirection direction) const
{
    if (!m_spec)
        return {};
    const bool isUp = direction == ScalingDirection::Up;
    const std::vector<CourseStep> &steps = course(direction);
    const int from = steps.front().replicas;
    const CourseStep &last = steps.back();
    if (last.replicas == from && steps.size() == 1)
        return isUp ? tr("not up from %1").arg(from) : tr("not down from %1").arg(from);
    const QString when = last.at == Seconds(0) ? tr("at once") : tr("after %1").arg(durationText(last.at));
    return isUp ? tr("up from %1: %2 %3").arg(from).arg(last.replicas).arg(when)
                : tr("down from %1: %2 %3").arg(from).arg(last.replicas).arg(when);
}

const std::vector<CourseStep> &ScalingCourse::course(ScalingDirection direction) const
{
    return direction == ScalingDirection::Up ? m_up : m_down;
}

QRectF ScalingCourse::plot() const
{
    const int line = fontMetrics().height();
    const int left =
        fontMetrics().horizontalAdvance(QString::number(m_workers.top, 'f', 0)) + 2 * space::unit;
    return QRectF(rect()).adjusted(left, line + 2 * space::unit, -3 * space::unit, -line - space::unit);
}

double ScalingCourse::x(Seconds at) const
{
    const QRectF area = plot();
    return area.left() + area.width() * static_cast<double>(at.count()) / static_cast<double>(m_span.count());
}

double ScalingCourse::y(int replicas) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * replicas / m_workers.top;
}

void ScalingCourse::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    if (!m_spec) {
        painter.setPen(coloursOf(palette()).muted);
        painter.drawText(rect(), Qt::AlignCenter, tr("The course appears once the values agree."));
        return;
    }
    paintAxes(painter);
    paintCourse(painter, ScalingDirection::Down);
    paintCourse(painter, ScalingDirection::Up);
    paintLegend(painter);
}

void ScalingCourse::paintAxes(QPainter &painter) const
{
    const Colours &c = coloursOf(palette());
    const QRectF area = plot();
    const int line = fontMetrics().height();
    for (int i = 0; i < m_workers.ticks(); ++i) {
        const int count = static_cast<int>(i * m_workers.step);
        const double at = std::round(y(count)) + 0.5;
        painter.setPen(c.grid);
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(c.muted);
        painter.drawText(QRectF(0, at - line / 2.0, area.left() - space::unit, line), Qt::AlignRight,
                         QString::number(count));
    }
    for (int i = 0; i <= timeSteps; ++i) {
        const Seconds at = m_span * i / timeSteps;
        const double half = 5.0 * space::unit;
        painter.drawText(QRectF(x(at) - half, area.bottom() + space::tight, 2 * half, line), Qt::AlignHCenter,
                         durationText(at));
    }
}

void ScalingCourse::paintCourse(QPainter &painter, ScalingDirection direction) const
{
    const std::vector<CourseStep> &steps = course(direction);
    QPolygonF line{{x(Seconds(0)), y(steps.front().replicas)}};
    for (const CourseStep &step : steps)
        line << QPointF(x(step.at), line.back().y()) << QPointF(x(step.at), y(step.replicas));
    line << QPointF(x(m_span), line.back().y());
    painter.setPen(penOf(coloursOf(palette()), direction));
    painter.drawPolyline(line);
}

void ScalingCourse::paintLegend(QPainter &painter) const
{
    const Colours &c = coloursOf(palette());
    double left = plot().left();
    const double middle = space::tight + fontMetrics().height() / 2.0;
    for (const ScalingDirection direction : {ScalingDirection::Up, ScalingDirection::Down}) {
        constexpr double sample = 2.0 * space::unit;
        painter.setPen(penOf(c, direction));
        painter.drawLine(QPointF(left, middle), QPointF(left + sample, middle));
        painter.setPen(c.muted);
        painter.drawText(QPointF(left + sample + space::tight, middle + fontMetrics().ascent() / 2.0 - 1),
                         textOf(direction));
        left += sample + fontMetrics().horizontalAdvance(textOf(direction)) + 3.0 * space::unit;
    }
}

} // namespace crescendo
