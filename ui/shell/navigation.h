#pragma once

#include "base/ids.h"

#include <QWidget>

class QTreeView;

namespace crescendo {

class ConnectionsModel;

/// The window's left side: connections and their pools, to choose what the page shows.
class Navigation final : public QWidget {
    Q_OBJECT

public:
    explicit Navigation(ConnectionsModel &model, QWidget *parent = nullptr);

    void select(const ConnectionId &connection, const PoolId &pool);

Q_SIGNALS:
    void chosen(const crescendo::ConnectionId &connection,
                const crescendo::PoolId &pool); ///< pool: may be empty

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setupViews();

    ConnectionsModel &m_model;
    QTreeView *m_tree;
};

} // namespace crescendo
