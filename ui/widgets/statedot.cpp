#include "ui/widgets/statedot.h"

#include <QPainter>

namespace crescendo {

void paintStateDot(QPainter &painter, const QRectF &rect, Tone tone, const Colours &colours)
{
    const QColor colour = colours.of(tone);
    const QRectF dot = QRectF(0, 0, 8, 8).translated(rect.center() - QPointF(4, 4));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (tone) {
    case Tone::Accent:
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1));
        break;
    case Tone::Limited:
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{{{dot.center().x(), dot.top() + 1},
                                       {dot.right() - 1, dot.bottom() - 1},
                                       {dot.left() + 1, dot.bottom() - 1}}});
        break;
    case Tone::Broken:
        painter.drawLine(dot.topLeft() + QPointF(1, 1), dot.bottomRight() - QPointF(1, 1));
        painter.drawLine(dot.topRight() + QPointF(-1, 1), dot.bottomLeft() + QPointF(1, -1));
        break;
    case Tone::Muted:
        painter.drawEllipse(dot.adjusted(2, 2, -2, -2));
        break;
    default:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(dot);
    }
    painter.restore();
}

} // namespace crescendo
