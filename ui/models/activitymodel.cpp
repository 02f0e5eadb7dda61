#include "ui/models/activitymodel.h"

#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/statetext.h"
#include "ui/presentation/units.h"

#include <array>

namespace crescendo {
namespace {

struct Cell {
    QString text;
    QString detail;
    QVariant sort;
    std::optional<Tone> tone;
};

QString whyText(const JournalEntry &entry)
{
    return entry.change.reason.isEmpty() ? unknownText() : entry.change.reason;
}

Cell resultCell(const JournalEntry &entry)
{
    const StateText text = textOf(entry.state);
    return {text.text, entry.error ? sentenceOf(*entry.error) : QString(), static_cast<int>(entry.state),
            text.tone};
}

Cell cellOf(const ActivityRow &row, int column, TimePoint now)
{
    const JournalEntry &entry = row.entry;
    switch (column) {
    case ActivityModel::When:
        return {momentText(entry.at, now), ageText(now - entry.at), toMillis(entry.at), std::nullopt};
    case ActivityModel::Where:
        return {entry.change.pool.isEmpty() ? ActivityModel::tr("all pools") : entry.change.pool.value,
                row.where, row.where + entry.change.pool.value, std::nullopt};
    case ActivityModel::What:
        return {titleOf(entry.change), summaryOf(entry.change, entry.differences, entry.at),
                kindOf(entry.change.action), std::nullopt};
    case ActivityModel::Why:
        return {whyText(entry), entry.who, entry.change.reason, std::nullopt};
    default:
        return resultCell(entry);
    }
}

} // namespace

ActivityModel::ActivityModel(QObject *parent) : RowModel(parent)
{
}

void ActivityModel::show(std::vector<ActivityRow> rows, TimePoint now)
{
    m_now = now;
    setRows(std::move(rows));
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActivityRow &shown = row(index.row());
    if (role == CanUndoRole)
        return shown.entry.isDone() && shown.entry.receipt && shown.entry.receipt->undo;
    const Cell cell = cellOf(shown, index.column(), m_now);
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cell.detail.isEmpty() ? cell.text : QStringLiteral("%1\n%2").arg(cell.text, cell.detail);
    case DetailRole:
        return cell.detail;
    case SortRole:
        return cell.sort;
    case ToneRole:
        return cell.tone ? QVariant(static_cast<int>(*cell.tone)) : QVariant();
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("When"), tr("Where"), tr("What"), tr("Why, and who"),
                                                 tr("Result")};
    return names.at(static_cast<std::size_t>(section));
}

} // namespace crescendo
