#pragma once

#include <QStyledItemDelegate>

namespace crescendo {

/// A cell of two lines: a box to check, a state's sign with its text, what is behind it below, and at its
/// right a course or an icon. The model gives them under the roles that it is made with, and under Qt's own;
/// what is missing takes no room.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int detail; ///< QString
        int tone; ///< int(Tone)
        int course; ///< QVariantList of double, NaN for a gap
    };

    explicit CellDelegate(const Roles &roles, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    QRect paintCheck(QPainter &painter, const QStyleOptionViewItem &option, QRect area,
                     const QModelIndex &index) const;
    QRect paintIcon(QPainter &painter, QRect area, const QModelIndex &index) const;
    QRect paintCourse(QPainter &painter, QRect area, const QModelIndex &index, const QColor &ink) const;

    Roles m_roles;
};

} // namespace crescendo
