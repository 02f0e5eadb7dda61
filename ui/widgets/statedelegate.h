#pragma once

#include <QStyledItemDelegate>

namespace crescendo {

/// A cell with a state's sign before its text. The model gives the Tone as an int under `toneRole`; without
/// one the text stands alone.
class StateDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit StateDelegate(int toneRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_toneRole;
};

} // namespace crescendo
