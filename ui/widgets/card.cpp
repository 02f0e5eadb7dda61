#include "ui/widgets/card.h"

#include "ui/theme/metrics.h"

#include <QPainter>
#include <QPainterPath>

namespace crescendo {

Card::Card(QWidget *parent) : QFrame(parent)
{
}

void Card::setEdge(std::optional<Tone> tone)
{
    if (tone == m_edge)
        return;
    m_edge = tone;
    update();
}

void Card::paintEvent(QPaintEvent * /*event*/)
{
    constexpr int edgeWidth = 4;
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
    painter.fillPath(shape, c.surface);
    if (m_edge) {
        painter.setClipPath(shape);
        painter.fillRect(0, 0, edgeWidth, height(), c.of(*m_edge));
        painter.setClipping(false);
    }
    painter.strokePath(shape, QPen(c.border, 1));
}

} // namespace crescendo
