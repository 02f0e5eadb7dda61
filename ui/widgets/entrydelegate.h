#pragma once

#include <QStyledItemDelegate>

namespace crescendo {

/// An entry of two lines: a title with its time, below it the evidence behind a coloured lead. The model
/// gives four texts under the roles it is made with.
class EntryDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int title;
        int time;
        int lead;
        int detail;
    };

    explicit EntryDelegate(const Roles &roles, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Roles m_roles;
};

} // namespace crescendo
