#pragma once

#include "ui/interaction/navigator.h"

#include <QWidget>

class QListView;
class QTreeView;
class QVBoxLayout;

namespace crescendo {

class ConnectionsModel;
class TextLabel;

/// The window's left side: the pages, and between them the connections with their pools. Follows the
/// navigator, and leads it.
class Navigation final : public QWidget {
    Q_OBJECT

public:
    Navigation(ConnectionsModel &model, Navigator &navigator, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setupViews();
    void setupTree();
    TextLabel *heading(const QString &text);
    QListView *pageList(const char *name, const std::vector<PageId> &pages);
    void connectSignals();
    void show(const Place &place);

    ConnectionsModel &m_model;
    Navigator &m_navigator;
    QListView *m_first;
    QTreeView *m_tree;
    QListView *m_work;
    bool m_isFollowing = false; // the views are being made to show the place
};

} // namespace crescendo
