#include "ui/widgets/card.h"

#include "ui/widgets/textlabel.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

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

QVBoxLayout *rowsOf(Card &card, const QString &title)
{
    auto *rows = new QVBoxLayout(&card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    auto *heading = new TextLabel(TextRole::Section, Tone::Plain, &card);
    heading->setText(title);
    rows->addWidget(heading);
    return rows;
}

} // namespace crescendo
