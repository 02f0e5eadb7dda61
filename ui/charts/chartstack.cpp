#include "ui/charts/chartstack.h"

#include "ui/charts/crosshair.h"
#include "ui/charts/legendbutton.h"
#include "ui/charts/timechart.h"
#include "ui/charts/timerange.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int fineSteps = 180; // of the crosshair from end to end
constexpr int coarseSteps = 12;
constexpr double zoomOfAKey = 2;

} // namespace

ChartStack::ChartStack(TimeRange &range, Crosshair &crosshair, QWidget *parent)
    : QWidget(parent)
    , m_range(range)
    , m_crosshair(crosshair)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Charts"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, space::unit, 0, space::tight);
    rows->setSpacing(space::tight);
    connect(&m_crosshair, &Crosshair::changed, this, &ChartStack::updateDescription);
}

TimeChart &ChartStack::add(const ChartSpec &spec)
{
    auto *chart = new TimeChart(spec, m_range, m_crosshair, this);
    static_cast<QVBoxLayout *>(layout())->addWidget(chart, spec.stretch);
    m_charts.push_back(chart);
    for (LegendButton *entry : chart->legend()) {
        m_legend.push_back(entry);
        entry->setToolTip(tr("Hide or show (%1); alone: double click (Alt+%1)").arg(m_legend.size()));
    }
    placeCharts();
    return *chart;
}

void ChartStack::setShown(TimeChart &chart, bool isShown)
{
    if (chart.isHidden() != isShown)
        return;
    chart.setVisible(isShown);
    placeCharts();
    updateDescription();
}

void ChartStack::placeCharts()
{
    std::vector<TimeChart *> shown;
    std::ranges::copy_if(m_charts, std::back_inserter(shown),
                         [](const TimeChart *chart) { return !chart->isHidden(); });
    for (TimeChart *chart : shown)
        chart->setPlace(chart == shown.front(), chart == shown.back());
}

void ChartStack::setMarks(const ChartMarks &marks)
{
    for (TimeChart *chart : m_charts)
        chart->setMarks(marks);
}

void ChartStack::keyPressEvent(QKeyEvent *event)
{
    if (moveByKey(*event) || zoomByKey(event->key()) || toggleSeries(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Space:
        if (!m_crosshair.at())
            m_crosshair.moveTo(m_range.to());
        m_crosshair.setPinned(!m_crosshair.isPinned());
        return;
    case Qt::Key_Escape:
        if (m_crosshair.at()) {
            m_crosshair.clear();
            return;
        }
        break;
    case Qt::Key_0:
        m_range.goLive();
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

bool ChartStack::moveByKey(const QKeyEvent &event)
{
    const int direction = event.key() == Qt::Key_Left ? -1 : event.key() == Qt::Key_Right ? 1 : 0;
    if (event.key() == Qt::Key_Home || event.key() == Qt::Key_End) {
        m_crosshair.moveTo(event.key() == Qt::Key_Home ? m_range.from() : m_range.to());
        return true;
    }
    if (direction == 0)
        return false;
    if (event.modifiers().testFlag(Qt::ShiftModifier)) {
        m_range.moveBy(direction * m_range.span() / 4);
        return true;
    }
    const int steps = event.modifiers().testFlag(Qt::ControlModifier) ? coarseSteps : fineSteps;
    const TimePoint start = m_crosshair.at().value_or(m_range.to());
    m_crosshair.moveTo(std::clamp(start + direction * m_range.span() / steps, m_range.from(), m_range.to()));
    return true;
}

bool ChartStack::zoomByKey(int key)
{
    const bool isCloser = key == Qt::Key_Plus || key == Qt::Key_Equal; // where plus is typed with Shift
    if (!isCloser && key != Qt::Key_Minus)
        return false;
    m_range.zoom(m_crosshair.at().value_or(m_range.to()), isCloser ? 1 / zoomOfAKey : zoomOfAKey);
    return true;
}

bool ChartStack::toggleSeries(const QKeyEvent &event)
{
    const int digit = event.key() - Qt::Key_0;
    const auto index = static_cast<std::size_t>(digit - 1);
    if (event.modifiers().testFlag(Qt::ControlModifier))
        return false; // it leads to a page
    if (digit < 1 || digit > 9 || index >= m_legend.size() || !m_legend[index]->isVisibleTo(this))
        return false;
    if (event.modifiers().testFlag(Qt::AltModifier))
        Q_EMIT m_legend[index]->soloRequested();
    else
        m_legend[index]->toggle();
    return true;
}

void ChartStack::focusInEvent(QFocusEvent *event)
{
    // The mouse shows where it is; the keyboard's focus must be shown.
    m_showsFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void ChartStack::focusOutEvent(QFocusEvent *event)
{
    m_showsFocus = false;
    QWidget::focusOutEvent(event);
    update();
}

void ChartStack::paintEvent(QPaintEvent * /*event*/)
{
    if (!m_showsFocus)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(coloursOf(palette()).accent, 1.6));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::radius, space::radius);
}

void ChartStack::updateDescription()
{
    QStringList values;
    if (const std::optional<TimePoint> at = m_crosshair.at()) {
        for (const TimeChart *chart : m_charts) {
            if (!chart->isHidden())
                values << chart->valuesText(*at);
        }
    }
    setAccessibleDescription(values.join(QStringLiteral("; ")));
}

} // namespace crescendo
