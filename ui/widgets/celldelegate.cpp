#include "ui/widgets/celldelegate.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/statedot.h"

#include <QApplication>
#include <QIcon>
#include <QMouseEvent>
#include <QPainter>

namespace crescendo {
namespace {

constexpr int dotWidth = 16;
constexpr int courseWidth = 72;
constexpr int padding = space::unit;
constexpr int signSize = 16; // of a box or an icon
constexpr int longestWord = 5 * space::unit;

void drawLine(QPainter &painter, const QRect &area, const QString &text, Qt::TextElideMode mode)
{
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, mode, area.width()));
}

/// A detail may take two lines; a word that does not fit leaves some of the first one empty.
int widthOfDetail(const QFontMetrics &metrics, const QString &text)
{
    const int whole = metrics.horizontalAdvance(text);
    return std::min(whole, whole / 2 + longestWord);
}

int heightOfDetail(const QFontMetrics &metrics, const QString &text, int width)
{
    if (text.isEmpty())
        return 0;
    return metrics.horizontalAdvance(text) > width ? 2 * metrics.height() : metrics.height();
}

void drawDetail(QPainter &painter, const QRect &area, const QString &text)
{
    const int room = 2 * (area.width() - longestWord);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, std::max(area.width(), room)));
}

} // namespace

CellDelegate::CellDelegate(const Roles &roles, QObject *parent) : QStyledItemDelegate(parent), m_roles(roles)
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Colours &c = coloursOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, c.accentSoft);
    QRect area = paintCheck(*painter, option, option.rect.adjusted(padding, 0, -padding, 0), index);
    area = paintIcon(*painter, area, index);
    area = paintCourse(*painter, area, index, c.pending);
    const QString detail = index.data(m_roles.detail).toString();
    const QFont caption = fontFor(TextRole::Caption, option.font);
    const QVariant tone = index.data(m_roles.tone);
    const QRect texts = tone.isValid() ? area.adjusted(dotWidth, 0, 0, 0) : area;
    const int textHeight = option.fontMetrics.height();
    const int detailHeight = heightOfDetail(QFontMetrics(caption), detail, texts.width());
    const int top = area.top() + (area.height() - textHeight - detailHeight) / 2;
    const QRect line(texts.left(), top, texts.width(), textHeight);
    if (tone.isValid())
        paintStateDot(*painter, QRectF(area.left(), top, dotWidth - space::tight, textHeight),
                      static_cast<Tone>(tone.toInt()), c);
    painter->setPen(c.text);
    painter->setFont(index.column() == 0 ? fontFor(TextRole::Section, option.font) : option.font);
    // Names differ at their end, sentences begin with what counts.
    drawLine(*painter, line, index.data().toString(), index.column() == 0 ? Qt::ElideMiddle : Qt::ElideRight);
    painter->setPen(c.muted);
    painter->setFont(caption);
    drawDetail(*painter, QRect(line.left(), line.bottom() + 1, line.width(), detailHeight), detail);
    painter->restore();
}

QRect CellDelegate::paintCheck(QPainter &painter, const QStyleOptionViewItem &option, QRect area,
                               const QModelIndex &index) const
{
    const QVariant state = index.data(Qt::CheckStateRole);
    if (!state.isValid())
        return area;
    QStyleOptionButton box;
    box.palette = option.palette;
    box.rect = QRect(area.left(), area.center().y() - signSize / 2, signSize, signSize);
    box.state = QStyle::State_Enabled | (state.toInt() == Qt::Checked ? QStyle::State_On : QStyle::State_Off);
    QApplication::style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, option.widget);
    return area.adjusted(signSize + padding, 0, 0, 0);
}

QRect CellDelegate::paintIcon(QPainter &painter, QRect area, const QModelIndex &index) const
{
    const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
    if (icon.isNull())
        return area;
    icon.paint(&painter,
               QRect(area.right() - signSize, area.center().y() - signSize / 2, signSize, signSize));
    return area.adjusted(0, 0, -signSize - padding, 0);
}

/// A click or the space bar anywhere in a cell with a box changes it.
bool CellDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                               const QStyleOptionViewItem & /*option*/, const QModelIndex &index)
{
    const QVariant state = index.data(Qt::CheckStateRole);
    const bool isClick = event->type() == QEvent::MouseButtonRelease
        && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
    const bool isKey =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    if (!state.isValid() || !index.flags().testFlag(Qt::ItemIsUserCheckable) || !(isClick || isKey))
        return false;
    return model->setData(index, state.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                          Qt::CheckStateRole);
}

QRect CellDelegate::paintCourse(QPainter &painter, QRect area, const QModelIndex &index,
                                const QColor &ink) const
{
    const QVariantList course = index.data(m_roles.course).toList();
    if (course.isEmpty())
        return area;
    std::vector<double> values;
    for (const QVariant &value : course)
        values.push_back(value.toDouble());
    const QRectF place(area.right() - courseWidth, area.center().y() - 12, courseWidth, 24);
    painter.setPen(QPen(ink, 1.4));
    paintSparkline(painter, place, values, 0);
    return area.adjusted(0, 0, -courseWidth - padding, 0);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString());
    const int detail = widthOfDetail(QFontMetrics(fontFor(TextRole::Caption, option.font)),
                                     index.data(m_roles.detail).toString());
    const int dot = index.data(m_roles.tone).isValid() ? dotWidth : 0;
    const int course = index.data(m_roles.course).toList().isEmpty() ? 0 : courseWidth + padding;
    const int check = index.data(Qt::CheckStateRole).isValid() ? signSize + padding : 0;
    const int icon = index.data(Qt::DecorationRole).isValid() ? signSize + padding : 0;
    return {std::max(text, detail) + dot + course + check + icon + 2 * padding + 2,
            2 * option.fontMetrics.height() + 2 * padding};
}

} // namespace crescendo
