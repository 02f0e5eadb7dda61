#pragma once

#include <QStyledItemDelegate>

namespace crescendo {

/// A row of the navigation: the state's sign, the name, and at the end a connection's age or a pool's
/// workers.
class NavigationDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace crescendo
