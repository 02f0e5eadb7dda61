#include "ui/charts/layer.h"

#include <QPainter>

namespace crescendo {

Layer::Layer(QGraphicsItem *chart, double z, Paint paint) : QGraphicsItem(chart), m_paint(std::move(paint))
{
    setZValue(z);
    setAcceptedMouseButtons(Qt::NoButton);
}

void Layer::setSize(const QSizeF &size)
{
    prepareGeometryChange();
    m_size = size;
}

void Layer::paint(QPainter *painter, const QStyleOptionGraphicsItem * /*option*/, QWidget * /*widget*/)
{
    painter->save();
    m_paint(*painter);
    painter->restore();
}

} // namespace crescendo
