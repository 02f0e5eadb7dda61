#pragma once

#include "base/ids.h"
#include "domain/node.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

struct NodeRow {
    Node node;
    QString where; ///< its connection
    ConnectionId connection{};

    QString key() const { return where + QLatin1Char('/') + node.name; }
    bool operator==(const NodeRow &) const = default;
};

/// The nodes of clusters, with what is requested of what each can give.
class NodesModel final : public RowModel<NodeRow> {
    Q_OBJECT

public:
    enum Column { Name, Pool, State, Pods, Cpu, Memory, Gpu, Taints, Where, ColumnCount };
    enum Role {
        FilterRole = FirstFreeRole
    }; ///< all that is shown of a row, and its labels: "accelerator=nvidia"

    using RowModel::RowModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const NodeRow &row, int column);
    static QVariant sortValue(const NodeRow &row, int column);
    static QString filterText(const NodeRow &row);
};

} // namespace crescendo
