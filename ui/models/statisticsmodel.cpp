#include "ui/models/statisticsmodel.h"

namespace crescendo {

int StatisticsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StatisticsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() >= Lowest)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const StatisticsRow &shown = row(index.row());
    if (index.column() == Chart)
        return shown.chart;
    return index.column() == Series ? shown.series : shown.values.value(index.column() - Lowest, tr("–"));
}

QVariant StatisticsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section >= Lowest ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Chart"), tr("Series"), tr("Lowest"), tr("Mean"), tr("Highest"), tr("Last")};
    return names.value(section);
}

} // namespace crescendo
