#pragma once

#include <QAbstractItemView>

namespace crescendo {

/// A list of lines of one height, of which only those in sight cost anything, however many there are. Follows
/// its end while that is in sight: new lines move it up; else it stays where it is, also when the first lines
/// go.
class LineView final : public QAbstractItemView {
    Q_OBJECT

public:
    explicit LineView(QAbstractItemModel &model, QWidget *parent = nullptr);

    void setEmptyText(const QString &text); ///< shown while there are no lines
    bool isFollowing() const { return m_isFollowing; }
    void followEnd();
    int topRow() const;
    int bottomRow() const; ///< the last that is in sight

    void reset() override;
    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;

Q_SIGNALS:
    void followingChanged(bool isFollowing);

protected:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;

private:
    int rowCount() const;
    int rowHeight() const;
    int rowsInSight() const;
    int widthInSight() const;
    void onFirstRowsRemoved(int last);
    void moveTo(int topRow);
    void onScrolled();
    void setFollowing(bool isFollowing);

    QString m_emptyText;
    int m_width = 0; // of the widest line that was in sight
    bool m_isFollowing = true;
    bool m_isAdjusting = false; // what moves is not the operator
};

} // namespace crescendo
