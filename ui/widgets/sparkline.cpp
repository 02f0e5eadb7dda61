#include "ui/widgets/sparkline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace crescendo {

Sparkline::Sparkline(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void Sparkline::setValues(std::vector<double> values, double top)
{
    if (values == m_values && top == m_top)
        return;
    m_values = std::move(values);
    m_top = top;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {64, 24};
}

void Sparkline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(coloursOf(palette()).of(m_ink), 1.4));
    paintSparkline(painter, QRectF(rect()).adjusted(0, 1, 0, -1), m_values, m_top);
}

void paintSparkline(QPainter &painter, const QRectF &area, const std::vector<double> &values, double top)
{
    for (const double value : values)
        top = std::isnan(value) ? top : std::max(top, value);
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) {
            painter.drawPolyline(line);
            line.clear();
            continue;
        }
        const double share = static_cast<double>(i) / static_cast<double>(values.size() - 1);
        const double height = top > 0 ? values[i] / top : 0;
        line << QPointF(area.left() + share * area.width(), area.bottom() - height * area.height());
    }
    painter.drawPolyline(line);
}

} // namespace crescendo
