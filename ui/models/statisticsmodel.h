#pragma once

#include "ui/models/rowmodel.h"

namespace crescendo {

/// What one series did over the range that is shown, in the words of its chart; empty where nothing is known.
struct StatisticsRow {
    QString chart;
    QString series;
    QStringList values; ///< lowest, mean, highest, last

    QString key() const { return chart + QLatin1Char('/') + series; }
    bool operator==(const StatisticsRow &) const = default;
};

/// Statistics of the charts' series.
class StatisticsModel final : public RowModel<StatisticsRow> {
    Q_OBJECT

public:
    enum Column { Chart, Series, Lowest, Mean, Highest, Last, ColumnCount };

    using RowModel::RowModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace crescendo
