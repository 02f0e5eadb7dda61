#include "ui/models/workersmodel.h"

#include "ui/presentation/statetext.h"
#include "ui/presentation/units.h"

#include <array>

namespace crescendo {
namespace {

bool isNumber(int column)
{
    return column == WorkersModel::Cpu || column == WorkersModel::Memory || column == WorkersModel::Gpu
        || column == WorkersModel::Port || column == WorkersModel::Uptime;
}

QString gpuText(const std::optional<GpuUse> &gpu)
{
    return gpu ? QStringLiteral("%1 · %2").arg(percentText(gpu->utilization), bytesText(gpu->memory))
               : unknownText();
}

} // namespace

WorkersModel::WorkersModel(QObject *parent) : RowModel(parent)
{
}

void WorkersModel::show(const std::vector<Worker> &workers, TimePoint now, const QString &gpuAbsence)
{
    std::vector<WorkerRow> rows;
    rows.reserve(workers.size());
    for (const Worker &worker : workers)
        rows.push_back({worker, {}, {}, gpuAbsence});
    show(std::move(rows), now);
}

void WorkersModel::show(std::vector<WorkerRow> rows, TimePoint now)
{
    m_now = now;
    setRows(std::move(rows));
}

void WorkersModel::setNow(TimePoint now)
{
    m_now = now;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Uptime), index(rowCount() - 1, Uptime), {Qt::DisplayRole});
}

int WorkersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WorkersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Worker &worker = row(index.row()).worker;
    switch (role) {
    case Qt::DisplayRole:
        return text(row(index.row()), index.column());
    case Qt::ToolTipRole:
        return toolTip(row(index.row()), index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter
                                | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        return sortValue(row(index.row()), index.column());
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(stateOf(worker).tone)) : QVariant();
    default:
        return {};
    }
}

QVariant WorkersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Worker"), tr("State"),  tr("Job"),
                                                 tr("CPU"),    tr("Memory"), tr("GPU"),
                                                 tr("Port"),   tr("Up for"), tr("Pool")};
    return names.at(static_cast<std::size_t>(section));
}

QString WorkersModel::toolTip(const WorkerRow &row, int column)
{
    if (column == Name)
        return row.worker.container;
    if (column == State && row.worker.trouble)
        return row.worker.trouble->detail;
    return column == Gpu && !row.worker.gpu ? row.gpuAbsence : QString();
}

QString WorkersModel::text(const WorkerRow &row, int column) const
{
    const Worker &worker = row.worker;
    switch (column) {
    case Name:
        return worker.shownName();
    case State:
        return stateOf(worker).text;
    case Job:
        if (!worker.job)
            return unknownText();
        return worker.progress
            ? QStringLiteral("%1 · %2").arg(worker.job->value, percentText(100 * *worker.progress))
            : worker.job->value;
    case Cpu:
        return coresText(worker.cpu);
    case Memory:
        return bytesText(worker.memory);
    case Gpu:
        return gpuText(worker.gpu);
    case Port:
        return worker.port ? QString::number(*worker.port) : unknownText();
    case Uptime:
        return worker.started ? shortAgeText(m_now - *worker.started) : unknownText();
    case PoolColumn:
        return row.pool.value;
    default:
        return {};
    }
}

QVariant WorkersModel::sortValue(const WorkerRow &row, int column)
{
    const Worker &worker = row.worker;
    switch (column) {
    case Name:
        return worker.name;
    case State:
        return static_cast<int>(worker.state);
    case Job:
        return worker.job ? worker.job->value : QString();
    case Cpu:
        return worker.cpu ? worker.cpu->value : -1;
    case Memory:
        return worker.memory ? worker.memory->value : -1;
    case Gpu:
        return worker.gpu ? worker.gpu->utilization.value_or(0) : -1;
    case Port:
        return worker.port ? *worker.port : -1;
    case Uptime:
        return worker.started ? -toMillis(*worker.started) : 0;
    case PoolColumn:
        return row.pool.value;
    default:
        return {};
    }
}

} // namespace crescendo
