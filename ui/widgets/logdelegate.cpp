#include "ui/widgets/logdelegate.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/statedot.h"

#include <QPainter>

namespace crescendo {
namespace {

constexpr int timeCharacters = 13; // "14:42:10.120"
constexpr int levelCharacters = 8; // "warning"
constexpr int dotWidth = 16;

int characters(const QStyleOptionViewItem &option, int count)
{
    return count * option.fontMetrics.horizontalAdvance(QLatin1Char('0'));
}

/// Where a text of one line begins; quicker than to have it aligned.
QPoint baseline(const QRect &area, const QStyleOptionViewItem &option)
{
    return {area.left(), area.top() + space::tight / 2 + option.fontMetrics.ascent()};
}

int textLeft(const QStyleOptionViewItem &option)
{
    return space::unit + characters(option, timeCharacters + levelCharacters) + dotWidth;
}

} // namespace

LogDelegate::LogDelegate(const Roles &roles, QObject *parent) : QStyledItemDelegate(parent), m_roles(roles)
{
}

void LogDelegate::setMarked(const QRegularExpression &pattern)
{
    m_marked = pattern;
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = coloursOf(option.palette);
    const bool isMark = index.data(m_roles.mark).toBool();
    painter->save();
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, c.accentSoft);
    else if (isMark)
        painter->fillRect(option.rect, c.raised);
    QRect area = option.rect.adjusted(space::unit, 0, 0, 0);
    painter->setPen(c.muted);
    painter->drawText(baseline(area, option), index.data(m_roles.time).toString());
    area.setLeft(area.left() + characters(option, timeCharacters));
    paintLevel(*painter, area, option, index);
    area.setLeft(option.rect.left() + textLeft(option));
    painter->setPen(isMark ? c.desired : c.text);
    paintText(*painter, area, option, index.data(m_roles.text).toString());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(c.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void LogDelegate::paintLevel(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const QString level = index.data(m_roles.level).toString();
    if (level.isEmpty())
        return;
    const Colours &c = coloursOf(option.palette);
    const auto tone = static_cast<Tone>(index.data(m_roles.tone).toInt());
    paintStateDot(painter, QRectF(area.left(), area.top(), dotWidth - space::tight, area.height()), tone, c);
    painter.setPen(c.of(tone));
    painter.drawText(baseline(area.adjusted(dotWidth, 0, 0, 0), option), level);
}

void LogDelegate::paintText(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option,
                            const QString &text) const
{
    if (!m_marked.pattern().isEmpty()) {
        QColor behind = coloursOf(option.palette).pending;
        behind.setAlphaF(0.45F);
        for (auto match = m_marked.globalMatch(text); match.hasNext();) {
            const QRegularExpressionMatch found = match.next();
            const int left = option.fontMetrics.horizontalAdvance(text.left(found.capturedStart()));
            const int width = option.fontMetrics.horizontalAdvance(found.captured());
            painter.fillRect(QRect(area.left() + left, area.top(), width, area.height()), behind);
        }
    }
    painter.drawText(baseline(area, option), text);
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Characters have one width here, and only a scroll bar depends on it.
    const auto count = static_cast<int>(index.data(m_roles.text).toString().size());
    return {textLeft(option) + characters(option, count) + space::unit,
            option.fontMetrics.height() + space::tight};
}

} // namespace crescendo
