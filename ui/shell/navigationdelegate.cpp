#include "ui/shell/navigationdelegate.h"

#include "ui/models/connectionsmodel.h"
#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/statedot.h"

#include <QIcon>
#include <QPainter>

namespace crescendo {
namespace {

constexpr int rowHeight = 30;
constexpr int dotWidth = 18;
constexpr int iconSize = 16;
constexpr int poolIndent = 18;

/// Of the row that is chosen, or that the mouse is on.
void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const Colours &c)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (!isSelected && !option.state.testFlag(QStyle::State_MouseOver))
        return;
    const bool isFocused = isSelected && option.state.testFlag(QStyle::State_HasFocus);
    painter.setPen(isFocused ? QPen(c.accent, 1.4) : QPen(Qt::NoPen));
    painter.setBrush(isSelected ? c.accentSoft : c.raised);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), space::radius, space::radius);
}

} // namespace

void NavigationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Colours &c = coloursOf(option.palette);
    const bool isPool = index.parent().isValid();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBackground(*painter, option, c);
    QRect area = option.rect.adjusted(space::unit + (isPool ? poolIndent : 0), 0, -space::unit, 0);
    const QVariant tone = index.data(ToneRole);
    const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
    // A pool that is fine needs no sign.
    if (tone.isValid() && (!isPool || tone.toInt() != static_cast<int>(Tone::Fine)))
        paintStateDot(
            *painter,
            QRectF(area.left() - (isPool ? dotWidth - 2 : 0), area.top(), dotWidth - 6, area.height()),
            static_cast<Tone>(tone.toInt()), c);
    else if (!icon.isNull())
        icon.paint(painter, QRect(area.left(), area.center().y() - iconSize / 2 + 1, iconSize, iconSize));
    if (!isPool && (tone.isValid() || !icon.isNull()))
        area.adjust(icon.isNull() ? dotWidth : iconSize + space::unit, 0, 0, 0);

    const QString trailing = index.data(ConnectionsModel::TrailingRole).toString();
    painter->setFont(fontFor(TextRole::Caption, option.font));
    const bool isBroken = !isPool && tone.isValid() && tone.toInt() == static_cast<int>(Tone::Broken);
    painter->setPen(isBroken ? c.broken : c.muted);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, trailing);
    area.adjust(0, 0, -painter->fontMetrics().horizontalAdvance(trailing) - space::unit, 0);
    painter->setFont(isSelected ? fontFor(TextRole::Section, option.font) : option.font);
    painter->setPen(c.text);
    painter->drawText(area, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(
                          index.data().toString(), isPool ? Qt::ElideMiddle : Qt::ElideRight, area.width()));
    painter->restore();
}

QSize NavigationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {80, std::max(rowHeight, option.fontMetrics.height() + space::unit)};
}

} // namespace crescendo
