#pragma once

#include <QRegularExpression>
#include <QStyledItemDelegate>

namespace crescendo {

/// One line of a log: when, its level with a sign, and its text, in which matches are marked.
class LogDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int text;
        int time;
        int level;
        int tone;
        int mark; ///< bool: the console says it
    };

    explicit LogDelegate(const Roles &roles, QObject *parent = nullptr);

    void setMarked(const QRegularExpression &pattern); ///< an empty one marks nothing

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintLevel(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option,
                    const QModelIndex &index) const;
    void paintText(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option,
                   const QString &text) const;

    Roles m_roles;
    QRegularExpression m_marked;
};

} // namespace crescendo
