#include "ui/widgets/entrydelegate.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace crescendo {

EntryDelegate::EntryDelegate(const Roles &roles, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_roles(roles)
{
}

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Colours &c = coloursOf(option.palette);
    const auto text = [&index](int role) { return index.data(role).toString(); };
    const QRect area = option.rect.adjusted(0, space::tight, 0, -space::tight);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_HasFocus))
        painter->fillRect(option.rect, c.accentSoft);
    const QFont plain = option.font;
    const QFont strong = fontFor(TextRole::Section, plain);
    const int lineHeight = QFontMetrics(strong).height();
    const QRect upper(area.left(), area.top(), area.width(), lineHeight);
    const QRect lower(area.left(), area.top() + lineHeight, area.width(), lineHeight);

    painter->setFont(fontFor(TextRole::Caption, plain));
    painter->setPen(c.muted);
    const int timeWidth = painter->fontMetrics().horizontalAdvance(text(m_roles.time));
    painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, text(m_roles.time));

    painter->setFont(strong);
    painter->setPen(c.text);
    const QRect titleRect = upper.adjusted(0, 0, -timeWidth - space::unit, 0);
    painter->drawText(
        titleRect, Qt::AlignVCenter,
        painter->fontMetrics().elidedText(text(m_roles.title), Qt::ElideRight, titleRect.width()));

    painter->setPen(c.desired);
    painter->drawText(lower, Qt::AlignVCenter, text(m_roles.lead));
    const int leadWidth = painter->fontMetrics().horizontalAdvance(text(m_roles.lead)) + space::unit;
    painter->setFont(plain);
    painter->setPen(c.muted);
    const QRect detailRect = lower.adjusted(leadWidth, 0, 0, 0);
    painter->drawText(
        detailRect, Qt::AlignVCenter,
        painter->fontMetrics().elidedText(text(m_roles.detail), Qt::ElideRight, detailRect.width()));
    painter->setPen(c.grid);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    const int lineHeight = QFontMetrics(fontFor(TextRole::Section, option.font)).height();
    return {12 * space::unit, 2 * lineHeight + 2 * space::tight + 1};
}

} // namespace crescendo
