#include "ui/models/nodesmodel.h"

#include "ui/presentation/nodetext.h"
#include "ui/presentation/units.h"

#include <array>

namespace crescendo {
namespace {

bool isNumber(int column)
{
    return column >= NodesModel::Pods && column <= NodesModel::Gpu;
}

Qt::Alignment alignmentOf(int column)
{
    return Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

int NodesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NodesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NodeRow &at = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(at, index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>(alignmentOf(index.column()));
    case SortRole:
        return sortValue(at, index.column());
    case FilterRole:
        return filterText(at);
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(stateOf(at.node).tone)) : QVariant();
    default:
        return {};
    }
}

QVariant NodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(alignmentOf(section));
    if (role == Qt::ToolTipRole && section >= Cpu && section <= Gpu)
        return tr("What its pods request, of what it has for them");
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Node"), tr("Node pool"), tr("State"),
                                                 tr("Pods"), tr("CPU"),       tr("Memory"),
                                                 tr("GPUs"), tr("Taints"),    tr("Cluster")};
    return names.at(static_cast<std::size_t>(section));
}

QString NodesModel::text(const NodeRow &row, int column)
{
    const Node &node = row.node;
    switch (column) {
    case Name:
        return node.name;
    case Pool:
        return node.pool.isEmpty() ? unknownText() : node.pool;
    case State:
        return stateOf(node).text;
    case Pods:
        return countText(node.pods);
    case Cpu:
        return cpuText(node);
    case Memory:
        return memoryText(node);
    case Gpu:
        return gpuText(node);
    case Taints:
        return node.taints.join(QStringLiteral(", "));
    case Where:
        return row.where;
    default:
        return {};
    }
}

QVariant NodesModel::sortValue(const NodeRow &row, int column)
{
    const NodeResources requested = row.node.requested.value_or(NodeResources());
    switch (column) {
    case Pods:
        return row.node.pods.value_or(-1);
    case Cpu:
        return requested.cpu.value;
    case Memory:
        return requested.memory.value;
    case Gpu:
        return requested.gpus;
    default:
        return text(row, column);
    }
}

QString NodesModel::filterText(const NodeRow &row)
{
    QStringList words;
    for (int column = 0; column < ColumnCount; ++column)
        words += text(row, column);
    for (const auto &[key, value] : row.node.labels)
        words += key + QLatin1Char('=') + value;
    return words.join(QLatin1Char('\n'));
}

} // namespace crescendo
