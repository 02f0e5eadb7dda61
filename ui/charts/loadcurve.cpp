#include "ui/charts/loadcurve.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr double lineWidth = 2;
constexpr double markRadius = 5;
constexpr int widestTick = 56; // px that a tick of the load axis has at least
constexpr int highestTick = 32;
constexpr int mostLoad = 1000; // beyond it steps are thinner than a pixel
constexpr int margin = 2; // loads beyond what is to be seen

QPen dashed(const QColor &colour, double width)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
    pen.setDashPattern({4, 3});
    return pen;
}

QPen solid(const QColor &colour)
{
    return {colour, lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin};
}

} // namespace

LoadCurve::LoadCurve(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFont(fontFor(TextRole::Caption, font()));
    setAccessibleName(tr("Workers by load"));
}

void LoadCurve::setProfile(const std::optional<Profile> &profile)
{
    m_profile = profile;
    prepare();
}

void LoadCurve::setLive(const std::optional<Profile> &live)
{
    m_live = live;
    prepare();
}

void LoadCurve::setMark(const std::optional<LoadMark> &mark)
{
    m_mark = mark;
    prepare();
}

QSize LoadCurve::sizeHint() const
{
    return {480, 280};
}

QSize LoadCurve::minimumSizeHint() const
{
    return {280, 200};
}

QString LoadCurve::textAt(int load) const
{
    if (load < 0 || load >= static_cast<int>(m_curve.size()))
        return {};
    const CurvePoint &point = m_curve[static_cast<std::size_t>(load)];
    if (point.rising == point.falling)
        return tr("Load %1: workers %2").arg(load).arg(point.rising);
    return tr("Load %1: workers %2 while it rises, %3 while it falls")
        .arg(load)
        .arg(point.rising)
        .arg(point.falling);
}

void LoadCurve::prepare()
{
    m_curve.clear();
    m_liveCurve.clear();
    update();
    if (!m_profile)
        return;
    int last = saturationOf(*m_profile);
    int top = m_profile->maxWorkers;
    if (m_live && *m_live != *m_profile) {
        last = std::max(last, saturationOf(*m_live));
        top = std::max(top, m_live->maxWorkers);
    }
    if (m_mark) {
        last = std::max(last, m_mark->load);
        top = std::max(top, m_mark->workers);
    }
    last = std::min(last, mostLoad) + margin;
    m_curve = curveOf(*m_profile, last);
    if (m_live && *m_live != *m_profile)
        m_liveCurve = curveOf(*m_live, last);
    m_loads = {static_cast<double>(last), niceScale(last, std::max(1, width() / widestTick), true).step};
    m_workers = niceScale(top + 1, std::max(1, height() / highestTick), true);
    setAccessibleDescription(textAt(m_profile->scaleUpThreshold));
}

QRectF LoadCurve::plot() const
{
    const int line = fontMetrics().height();
    const int left = fontMetrics().horizontalAdvance(QString::number(m_workers.top, 'f', 0)) + space::unit;
    return QRectF(rect()).adjusted(left, line + 2 * space::unit, -space::unit, -2 * line - space::unit);
}

double LoadCurve::x(double load) const
{
    const QRectF area = plot();
    return area.left() + area.width() * (load + 0.5) / (m_loads.top + 1); // each load has a step of its own
}

double LoadCurve::y(double workers) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * workers / m_workers.top;
}

QPolygonF LoadCurve::steps(const std::vector<CurvePoint> &curve, int CurvePoint::*branch) const
{
    QPolygonF line;
    for (const CurvePoint &point : curve)
        line << QPointF(x(point.load - 0.5), y(point.*branch))
             << QPointF(x(point.load + 0.5), y(point.*branch));
    return line;
}

bool LoadCurve::event(QEvent *event)
{
    if (event->type() == QEvent::Resize)
        prepare();
    if (event->type() != QEvent::ToolTip || m_curve.empty())
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const QRectF area = plot();
    const double load = (help->pos().x() - area.left()) / area.width() * (m_loads.top + 1);
    QToolTip::showText(help->globalPos(), textAt(static_cast<int>(std::floor(load))), this);
    return true;
}

void LoadCurve::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    if (m_curve.empty()) {
        painter.setPen(coloursOf(palette()).muted);
        painter.drawText(rect(), Qt::AlignCenter, tr("The curve appears once the values agree."));
        return;
    }
    paintAxes(painter);
    paintCurves(painter);
    paintMark(painter);
    paintLegend(painter);
}

void LoadCurve::paintAxes(QPainter &painter) const
{
    const Colours &c = coloursOf(palette());
    const QRectF area = plot();
    const int line = fontMetrics().height();
    for (int i = 0; i < m_workers.ticks(); ++i) {
        const double workers = i * m_workers.step;
        const double at = std::round(y(workers)) + 0.5;
        painter.setPen(c.grid);
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(c.muted);
        painter.drawText(QRectF(0, at - line / 2.0, area.left() - space::unit, line), Qt::AlignRight,
                         QString::number(workers, 'f', 0));
    }
    for (int i = 0; i < m_loads.ticks(); ++i) {
        const double load = i * m_loads.step;
        painter.drawText(QRectF(x(load) - widestTick / 2.0, area.bottom() + space::tight, widestTick, line),
                         Qt::AlignHCenter, QString::number(load, 'f', 0));
    }
    painter.drawText(QRectF(area.left(), area.bottom() + line + space::tight, area.width(), line),
                     Qt::AlignRight, tr("load: jobs pending and running"));
}

void LoadCurve::paintCurves(QPainter &painter) const
{
    const Colours &c = coloursOf(palette());
    const QPolygonF rising = steps(m_curve, &CurvePoint::rising);
    const QPolygonF falling = steps(m_curve, &CurvePoint::falling);
    QPolygonF between = rising;
    std::for_each(falling.rbegin(), falling.rend(), [&](const QPointF &point) { between << point; });
    QColor tint = c.desired;
    tint.setAlphaF(0.10F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    painter.drawPolygon(between);
    painter.setBrush(Qt::NoBrush);
    if (!m_liveCurve.empty()) {
        painter.setPen(dashed(c.muted, 1.4));
        painter.drawPolyline(steps(m_liveCurve, &CurvePoint::rising));
        painter.drawPolyline(steps(m_liveCurve, &CurvePoint::falling));
    }
    painter.setPen(solid(c.of(Ink::ScaleDown)));
    painter.drawPolyline(falling);
    painter.setPen(solid(c.of(Ink::ScaleUp)));
    painter.drawPolyline(rising);
}

void LoadCurve::paintMark(QPainter &painter) const
{
    if (!m_mark)
        return;
    const Colours &c = coloursOf(palette());
    const QPointF at(x(std::min<double>(m_mark->load, m_loads.top)), y(m_mark->workers));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.surface, 2));
    painter.setBrush(c.accent);
    painter.drawEllipse(at, markRadius, markRadius);
    painter.setBrush(Qt::NoBrush);
    const QString text =
        tr("%1 now: load %2, workers %3").arg(m_mark->name).arg(m_mark->load).arg(m_mark->workers);
    QRectF place(QPointF(), fontMetrics().size(Qt::TextSingleLine, text));
    place.moveCenter(at - QPointF(0, place.height()));
    place.moveLeft(
        std::clamp(place.left(), plot().left(), std::max(plot().left(), plot().right() - place.width())));
    QColor backdrop = c.surface;
    backdrop.setAlphaF(0.8F);
    painter.fillRect(place, backdrop);
    painter.setPen(c.text);
    painter.drawText(place, Qt::AlignCenter, text);
}

void LoadCurve::paintLegend(QPainter &painter) const
{
    const Colours &c = coloursOf(palette());
    double left = plot().left();
    const double middle = space::tight + fontMetrics().height() / 2.0;
    const auto name = [&](const QPen &pen, const QString &text) {
        constexpr double sample = 2.0 * space::unit;
        painter.setPen(pen);
        painter.drawLine(QPointF(left, middle), QPointF(left + sample, middle));
        painter.setPen(c.muted);
        const double wide = fontMetrics().horizontalAdvance(text);
        painter.drawText(QPointF(left + sample + space::tight, middle + fontMetrics().ascent() / 2.0 - 1),
                         text);
        left += sample + wide + 3.0 * space::unit;
    };
    name(solid(c.of(Ink::ScaleUp)), tr("while load rises (from %1)").arg(m_profile->scaleUpThreshold));
    name(solid(c.of(Ink::ScaleDown)), tr("while it falls (down to %1)").arg(m_profile->scaleDownThreshold));
    if (!m_liveCurve.empty())
        name(dashed(c.muted, 1.4), tr("live"));
}

} // namespace crescendo
