#include "ui/widgets/statedelegate.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/statedot.h"

#include <QPainter>

namespace crescendo {
namespace {

constexpr int dotWidth = 2 * space::unit;

} // namespace

StateDelegate::StateDelegate(int toneRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_toneRole(toneRole)
{
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QVariant tone = index.data(m_toneRole);
    if (!tone.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem text = option;
    text.rect.adjust(dotWidth, 0, 0, 0);
    QStyledItemDelegate::paint(painter, text, index);
    const QRectF dot(option.rect.left() + space::tight, option.rect.top(), dotWidth - space::tight,
                     option.rect.height());
    paintStateDot(*painter, dot, static_cast<Tone>(tone.toInt()), coloursOf(option.palette));
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(dotWidth, 0);
}

} // namespace crescendo
