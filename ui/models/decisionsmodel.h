#pragma once

#include "domain/decision.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

struct DecisionRow {
    Decision decision;
    qint64 key() const { return toMillis(decision.at); }
    bool operator==(const DecisionRow &) const = default;
};

/// The last decisions of one pool, newest first.
class DecisionsModel final : public RowModel<DecisionRow> {
    Q_OBJECT

public:
    enum Role { TitleRole = FirstFreeRole, ChangeRole, DetailRole, TimeRole };

    explicit DecisionsModel(QObject *parent = nullptr);

    /// Newest first. Of decisions to do nothing only the newest is shown: the rest is on the chart.
    void show(const std::vector<Decision> &decisions);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace crescendo
