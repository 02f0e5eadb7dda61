#include "ui/widgets/lineview.h"

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace crescendo {

LineView::LineView(QAbstractItemModel &model, QWidget *parent) : QAbstractItemView(parent)
{
    setModel(&model);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LineView::onScrolled);
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex & /*parent*/, int first, int last) {
                if (first == 0)
                    onFirstRowsRemoved(last);
            });
}

void LineView::setEmptyText(const QString &text)
{
    if (std::exchange(m_emptyText, text) != text)
        viewport()->update();
}

void LineView::followEnd()
{
    moveTo(verticalScrollBar()->maximum());
    setFollowing(true);
}

int LineView::topRow() const
{
    return verticalScrollBar()->value();
}

int LineView::bottomRow() const
{
    return std::min(topRow() + rowsInSight(), rowCount()) - 1;
}

void LineView::reset()
{
    QAbstractItemView::reset();
    m_width = 0;
    updateGeometries();
    viewport()->update();
}

void LineView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    updateGeometries();
    viewport()->update();
}

/// The text in sight stays in its place.
void LineView::onFirstRowsRemoved(int last)
{
    moveTo(topRow() - last - 1);
    updateGeometries();
    viewport()->update();
}

void LineView::moveTo(int topRow)
{
    const QScopedValueRollback adjusting(m_isAdjusting, true);
    verticalScrollBar()->setValue(topRow);
}

void LineView::onScrolled()
{
    if (!m_isAdjusting)
        setFollowing(topRow() == verticalScrollBar()->maximum());
    updateGeometries(); // other lines may be wider
}

void LineView::setFollowing(bool isFollowing)
{
    if (std::exchange(m_isFollowing, isFollowing) != isFollowing)
        Q_EMIT followingChanged(isFollowing);
}

int LineView::rowCount() const
{
    return model() ? model()->rowCount() : 0;
}

int LineView::rowHeight() const
{
    return fontMetrics().height() + space::tight;
}

int LineView::rowsInSight() const
{
    return std::max(1, viewport()->height() / rowHeight());
}

int LineView::widthInSight() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int width = 0;
    for (int row = topRow(); row <= bottomRow(); ++row)
        width = std::max(width, itemDelegate()->sizeHint(option, model()->index(row, 0)).width());
    return width;
}

void LineView::updateGeometries()
{
    const QScopedValueRollback adjusting(m_isAdjusting, true);
    QScrollBar &rows = *verticalScrollBar();
    rows.setPageStep(rowsInSight());
    rows.setRange(0, std::max(0, rowCount() - rowsInSight()));
    if (m_isFollowing)
        rows.setValue(rows.maximum());
    m_width = std::max(m_width, widthInSight());
    QScrollBar &columns = *horizontalScrollBar();
    columns.setSingleStep(2 * fontMetrics().averageCharWidth());
    columns.setPageStep(viewport()->width());
    columns.setRange(0, std::max(0, m_width - viewport()->width()));
    QAbstractItemView::updateGeometries();
}

QRect LineView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return {-horizontalOffset(), (index.row() - topRow()) * rowHeight(),
            std::max(m_width, viewport()->width()), rowHeight()};
}

void LineView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int row = index.row();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(row - rowsInSight() / 2);
    else if (row < topRow() || hint == PositionAtTop)
        verticalScrollBar()->setValue(row);
    else if (row > bottomRow() || hint == PositionAtBottom)
        verticalScrollBar()->setValue(row - rowsInSight() + 1);
}

QModelIndex LineView::indexAt(const QPoint &point) const
{
    const int row = topRow() + point.y() / rowHeight();
    return point.y() >= 0 && row < rowCount() ? model()->index(row, 0) : QModelIndex();
}

QModelIndex LineView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    const int row = currentIndex().isValid() ? currentIndex().row() : bottomRow();
    const auto at = [this](int wanted) {
        return model()->index(std::clamp(wanted, 0, std::max(0, rowCount() - 1)), 0);
    };
    switch (action) {
    case MoveUp:
    case MovePrevious:
        return at(row - 1);
    case MoveDown:
    case MoveNext:
        return at(row + 1);
    case MovePageUp:
        return at(row - rowsInSight());
    case MovePageDown:
        return at(row + rowsInSight());
    case MoveHome:
        return at(0);
    case MoveEnd:
        return at(rowCount() - 1);
    default:
        return at(row);
    }
}

int LineView::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

int LineView::verticalOffset() const
{
    return topRow() * rowHeight();
}

bool LineView::isIndexHidden(const QModelIndex & /*index*/) const
{
    return false;
}

void LineView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const int first = std::max(0, topRow() + area.top() / rowHeight());
    const int last = std::min(rowCount() - 1, topRow() + area.bottom() / rowHeight());
    if (first <= last)
        selectionModel()->select({model()->index(first, 0), model()->index(last, 0)}, command);
}

QRegion LineView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int first = std::max(range.top(), topRow());
        const int last = std::min(range.bottom(), bottomRow() + 1);
        if (first <= last)
            region += visualRect(model()->index(first, 0)).united(visualRect(model()->index(last, 0)));
    }
    return region;
}

void LineView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (rowCount() == 0) {
        painter.setPen(coloursOf(palette()).muted);
        painter.drawText(viewport()->rect().adjusted(space::page, 0, -space::page, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State plain = option.state;
    for (int row = topRow(); row <= std::min(bottomRow() + 1, rowCount() - 1); ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        if (!event->rect().intersects(option.rect))
            continue;
        option.state = plain;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}

} // namespace crescendo
