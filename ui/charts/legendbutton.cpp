#include "ui/charts/legendbutton.h"

#include "ui/theme/metrics.h"

#include <QPainter>

namespace crescendo {
namespace {

constexpr int swatchWidth = 14;

} // namespace

LegendButton::LegendButton(const SeriesStyle &style, QWidget *parent)
    : QAbstractButton(parent)
    , m_style(style)
{
    setText(style.name);
    setFont(fontFor(TextRole::Caption, font()));
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Show %1").arg(style.name));
}

QSize LegendButton::sizeHint() const
{
    const QSize text = fontMetrics().size(Qt::TextSingleLine, this->text());
    return {swatchWidth + 3 * space::tight + text.width(), text.height() + space::tight};
}

void LegendButton::mouseDoubleClickEvent(QMouseEvent * /*event*/)
{
    Q_EMIT soloRequested();
}

void LegendButton::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, 1.4));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::tight, space::tight);
    }
    painter.setOpacity(isChecked() ? 1 : 0.4);
    paintSwatch(painter, QRectF(space::tight, 0, swatchWidth, height()));
    painter.setPen(underMouse() ? c.text : c.muted);
    QFont textFont = font();
    textFont.setStrikeOut(!isChecked());
    painter.setFont(textFont);
    painter.drawText(rect().adjusted(swatchWidth + 2 * space::tight, 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, text());
}

void LegendButton::paintSwatch(QPainter &painter, const QRectF &rect) const
{
    const QColor colour = coloursOf(palette()).of(m_style.ink);
    const QRectF box = QRectF(0, 0, 9, 9).translated(rect.center() - QPointF(4.5, 4.5));
    switch (m_style.shape) {
    case SeriesShape::Area:
    case SeriesShape::Band:
        painter.setPen(QPen(m_style.shape == SeriesShape::Band ? coloursOf(palette()).border : colour, 1));
        painter.setBrush(colour);
        painter.drawRoundedRect(box, 2, 2);
        break;
    default: {
        QPen pen(colour, 2);
        if (m_style.shape == SeriesShape::DashedLine)
            pen.setDashPattern({2, 1.4});
        painter.setPen(pen);
        painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
    }
    }
}

} // namespace crescendo
