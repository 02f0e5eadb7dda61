#include "ui/models/decisionsmodel.h"

#include "ui/presentation/decisiontext.h"
#include "ui/presentation/units.h"

namespace crescendo {

DecisionsModel::DecisionsModel(QObject *parent) : RowModel(parent)
{
}

void DecisionsModel::show(const std::vector<Decision> &decisions)
{
    std::vector<DecisionRow> rows;
    for (const Decision &decision : decisions) {
        const bool isKnown = !rows.empty() && rows.back().key() == toMillis(decision.at);
        if (!isKnown && (rows.empty() || decision.changes()))
            rows.push_back({decision});
    }
    setRows(std::move(rows));
}

int DecisionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant DecisionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Decision &decision = row(index.row()).decision;
    const DecisionLine line = lineOf(decision);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2 %3, %4")
            .arg(clockText(decision.at), line.title, line.change, line.detail);
    case Qt::ToolTipRole:
        return line.detail;
    case SortRole:
        return toMillis(decision.at);
    case ToneRole:
        return static_cast<int>(line.tone);
    case TitleRole:
        return line.title;
    case ChangeRole:
        return line.change;
    case DetailRole:
        return line.detail;
    case TimeRole:
        return clockText(decision.at);
    default:
        return {};
    }
}

} // namespace crescendo
