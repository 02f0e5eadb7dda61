#include "ui/models/overviewmodel.h"

#include "control/connections.h"
#include "ui/models/course.h"
#include "ui/presentation/poolname.h"
#include "ui/presentation/profiletext.h"
#include "ui/presentation/reading.h"
#include "ui/presentation/units.h"

#include <array>

namespace crescendo {
namespace {

const std::vector<Source> sources{Source::State, Source::Metrics};

/// The cell's text, and the line below it.
struct Cell {
    QString text;
    QString detail;
    QVariant sort;
    std::optional<Tone> tone;
};

QString joined(const Reading &reading)
{
    return reading.denominator.isEmpty() ? reading.value
                                         : QStringLiteral("%1 %2").arg(reading.value, reading.denominator);
}

Cell queueCell(const Pool &pool)
{
    const Reading reading = queueReading(pool);
    return {joined(reading), reading.detail, pool.queue ? pool.queue->load() : -1, std::nullopt};
}

Cell workersCell(const Pool &pool)
{
    const Reading reading = workersReading(pool);
    const QString busy = pool.busy ? OverviewModel::tr("%1 busy").arg(*pool.busy) : QString();
    return {joined(reading), busy.isEmpty() ? reading.detail : busy, pool.ready.value_or(-1), std::nullopt};
}

Cell autoscalerCell(const Pool &pool)
{
    const StateText text = textOf(pool.autoscaler);
    return {text.text, pool.profile ? profileNameText(*pool.profile) : QString(), text.text, text.tone};
}

Cell nameCell(const OverviewRow &row)
{
    const QString age = row.state.tone == Tone::Fine
        ? row.freshness.age
        : QStringLiteral("%1, %2").arg(row.state.text.toLower(), row.freshness.age);
    return {shortNameOf(row.id), QStringLiteral("%1 · %2").arg(row.where, age), row.key(),
            row.freshness.isStale && !row.isUnsafe ? Tone::Limited : row.state.tone};
}

Cell cellOf(const OverviewRow &row, int column)
{
    switch (column) {
    case OverviewModel::Name:
        return nameCell(row);
    case OverviewModel::Doing:
        return {row.sentence.headline, row.sentence.lever, static_cast<int>(row.sentence.tone),
                row.sentence.tone};
    case OverviewModel::Queue:
        return queueCell(*row.pool);
    case OverviewModel::Workers:
        return workersCell(*row.pool);
    default:
        return autoscalerCell(*row.pool);
    }
}

} // namespace

OverviewModel::OverviewModel(Connections &connections, const LiveSeries &live, QObject *parent)
    : RowModel(parent)
    , m_connections(connections)
    , m_live(live)
{
    for (Platform *platform : connections.all())
        follow(platform);
    connect(&connections, &Connections::added, this, [this](Platform *platform) {
        follow(platform);
        refresh();
    });
    connect(&connections, &Connections::aboutToRemove, this, [this](Platform *platform) {
        std::vector<OverviewRow> rows;
        for (int i = 0; i < rowCount(); ++i) {
            if (row(i).connection != platform->id())
                rows.push_back(row(i));
        }
        setRows(std::move(rows));
    });
}

void OverviewModel::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &OverviewModel::refresh);
    connect(platform, &Platform::stateChanged, this, &OverviewModel::refresh);
}

void OverviewModel::setNow(TimePoint now)
{
    m_now = now;
    refresh();
}

void OverviewModel::refresh()
{
    std::vector<OverviewRow> rows;
    for (const Platform *platform : m_connections.all()) {
        std::vector<OverviewRow> own = rowsOf(*platform);
        std::move(own.begin(), own.end(), std::back_inserter(rows));
    }
    setRows(std::move(rows));
}

std::vector<OverviewRow> OverviewModel::rowsOf(const Platform &platform) const
{
    std::vector<OverviewRow> rows;
    const SnapshotPtr snapshot = platform.snapshot();
    for (const auto &[id, pool] : snapshot->pools) {
        const SeriesKey series{platform.id(), id, {}, Metric::QueuePending};
        rows.push_back({platform.id(), platform.name(), stateOf(platform), platform.isUnsafe(),
                        freshnessOf(*snapshot, sources, m_now), id, pool, sentenceFor(*pool, m_now),
                        courseOf(m_live, series, {Metric::QueuePending, Metric::QueueRunning}, m_now)});
    }
    return rows;
}

int OverviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OverviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OverviewRow &shown = row(index.row());
    if (role == CourseRole) {
        return index.column() == Queue
            ? QVariant(QVariantList(shown.queueCourse.begin(), shown.queueCourse.end()))
            : QVariant();
    }
    const Cell cell = cellOf(shown, index.column());
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

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Pool"), tr("What it does, and why"), tr("Queue"),
                                                 tr("Workers"), tr("Autoscaler")};
    return names.at(static_cast<std::size_t>(section));
}

} // namespace crescendo
