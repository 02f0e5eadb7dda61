#pragma once

#include "ui/models/rowmodel.h"

#include "platform/platform.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace crescendo {

class Connections;
struct StateText;

/// The navigation's tree: connections, and below each its pools in the order of their names. Follows the
/// registry and its platforms' snapshots; of a snapshot only the pools that changed are looked at.
class ConnectionsModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        ConnectionRole = FirstFreeRole, ///< QString: the ConnectionId
        PoolRole, ///< QString: the PoolId; empty for a connection
        /// QString: a connection's latency and age, a pool's ready workers ("3", "1/3" while they differ)
        TrailingRole,
    };

    explicit ConnectionsModel(Connections &connections, QObject *parent = nullptr);
    ~ConnectionsModel() override;

    void setNow(TimePoint now); ///< for ages
    QModelIndex indexOf(const ConnectionId &connection, const PoolId &pool) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Node;

    void follow(Platform *platform);
    void drop(const Platform *platform);
    void apply(const SnapshotPtr &snapshot);
    void applyPool(Node &node, const PoolId &id);
    void removePool(Node &node, const PoolId &id);
    Node *nodeOf(const ConnectionId &connection) const;
    QModelIndex indexOf(const Node &node) const;
    QString toolTipOf(const Node &node, const StateText &state) const;
    QVariant connectionData(const Node &node, int role) const;
    static QVariant poolData(const Node &node, const PoolId &id, int role);

    std::vector<std::unique_ptr<Node>> m_nodes;
    TimePoint m_now;
};

} // namespace crescendo
