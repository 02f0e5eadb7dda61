#include "ui/pages/scalingtest/markbar.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace crescendo {
namespace {

constexpr int dot = space::unit;

} // namespace

MarkBar::MarkBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MarkBar::setShare(double share)
{
    if (share == m_share)
        return;
    m_share = share;
    update();
}

QSize MarkBar::sizeHint() const
{
    return {20 * space::unit, 2 * space::unit};
}

void MarkBar::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    painter.setPen(QPen(colours.grid, 1));
    painter.drawLine(QPointF(0, middle), QPointF(width(), middle));
    if (m_share < 0)
        return;
    const double end = dot / 2.0 + m_share * (width() - dot);
    painter.setPen(QPen(colours.desired, 2));
    painter.drawLine(QPointF(0, middle), QPointF(end, middle));
    painter.setBrush(colours.desired);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(end, middle), dot / 2.0, dot / 2.0);
}

} // namespace crescendo
