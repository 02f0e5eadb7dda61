#pragma once

#include <QGraphicsItem>

#include <functional>

namespace crescendo {

/// One layer of a chart: covers all of it and paints what its function paints.
class Layer final : public QGraphicsItem {
public:
    using Paint = std::function<void(QPainter &)>;

    /// `z` against Qt Charts' own: its grid is 2, its axes are 3.
    Layer(QGraphicsItem *chart, double z, Paint paint);

    void setSize(const QSizeF &size);
    QRectF boundingRect() const override { return {QPointF(), m_size}; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    Paint m_paint;
    QSizeF m_size;
};

} // namespace crescendo
