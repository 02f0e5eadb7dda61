#include "ui/charts/plotview.h"

#include <QApplication>
#include <QMouseEvent>

#include <cmath>

namespace crescendo {
namespace {

constexpr double zoomOfANotch = 0.8;
constexpr double panOfANotch = 60; // pixels
constexpr double notch = 120; // as QWheelEvent counts

} // namespace

PlotView::PlotView(QChart *chart, QWidget *parent) : QChartView(chart, parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    Q_EMIT pointedAt(x);
    if (m_drag == Drag::Click && std::abs(x - m_from) >= QApplication::startDragDistance())
        m_drag = Drag::Select;
    if (m_drag == Drag::Select)
        Q_EMIT selecting(m_from, x);
    if (m_drag == Drag::Pan) {
        Q_EMIT panned(x - m_from);
        m_from = x;
    }
    event->ignore();
}

void PlotView::mousePressEvent(QMouseEvent *event)
{
    const bool isLeft = event->button() == Qt::LeftButton;
    const bool pans =
        event->button() == Qt::MiddleButton || (isLeft && event->modifiers().testFlag(Qt::ShiftModifier));
    m_drag = pans ? Drag::Pan : isLeft ? Drag::Click : Drag::None;
    m_from = event->position().x();
    event->ignore(); // the page gives the focus and shows its menu
}

void PlotView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_drag == Drag::Click)
        Q_EMIT clickedAt(m_from);
    if (m_drag == Drag::Select)
        Q_EMIT selected(m_from, event->position().x());
    m_drag = Drag::None;
    event->ignore();
}

void PlotView::leaveEvent(QEvent *event)
{
    Q_EMIT left();
    QChartView::leaveEvent(event);
}

void PlotView::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    const double notches = (turn.y() != 0 ? turn.y() : turn.x()) / notch;
    const bool pans = turn.y() == 0 || event->modifiers().testFlag(Qt::ShiftModifier);
    event->setAccepted(pans || event->modifiers().testFlag(Qt::ControlModifier));
    if (!event->isAccepted() || notches == 0)
        return;
    if (pans)
        Q_EMIT panned(notches * panOfANotch);
    else
        Q_EMIT zoomed(event->position().x(), std::pow(zoomOfANotch, notches));
}

void PlotView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    Q_EMIT resized();
}

} // namespace crescendo
