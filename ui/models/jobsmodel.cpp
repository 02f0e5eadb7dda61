#include "ui/models/jobsmodel.h"

#include "ui/presentation/jobtext.h"
#include "ui/presentation/units.h"

#include <array>

namespace crescendo {
namespace {

bool isNumber(int column)
{
    return column == JobsModel::Waited || column == JobsModel::Took;
}

int alignmentOf(int column)
{
    return static_cast<int>(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

void JobsModel::merge(const std::optional<JobId> &after, const JobPage &page)
{
    int row = after ? firstFrom(numberOf(*after) - 1) : 0;
    for (auto next = page.jobs.begin(); next != page.jobs.end();) {
        const qint64 number = numberOf(next->id);
        remove(row, std::max(row, firstFrom(number)));
        const auto end =
            isAt(row, number) ? update(row, next, page.jobs.end()) : insert(row, next, page.jobs.end());
        row += static_cast<int>(end - next);
        next = end;
    }
    if (!page.more)
        remove(row, rowCount());
    if (row == rowCount())
        m_hasMore = page.more;
}

void JobsModel::clear()
{
    remove(0, rowCount());
    m_hasMore = true;
}

void JobsModel::setNow(TimePoint now)
{
    m_now = now;
}

int JobsModel::rowOf(const JobId &job) const
{
    const int row = firstFrom(numberOf(job));
    return isAt(row, numberOf(job)) ? row : -1;
}

int JobsModel::firstFrom(qint64 number) const
{
    const auto found =
        std::ranges::partition_point(m_jobs, [number](const Job &job) { return numberOf(job.id) > number; });
    return static_cast<int>(found - m_jobs.begin());
}

bool JobsModel::isAt(int row, qint64 number) const
{
    return row < rowCount() && numberOf(job(row).id) == number;
}

void JobsModel::remove(int first, int end)
{
    if (first >= end)
        return;
    beginRemoveRows({}, first, end - 1);
    m_jobs.erase(m_jobs.begin() + first, m_jobs.begin() + end);
    endRemoveRows();
}

/// As many as belong before `row`.
template <typename Iterator> Iterator JobsModel::insert(int row, Iterator next, Iterator end)
{
    const qint64 below = row < rowCount() ? numberOf(job(row).id) : 0;
    const auto stop = std::find_if(next, end, [below](const Job &job) { return numberOf(job.id) <= below; });
    beginInsertRows({}, row, row + static_cast<int>(stop - next) - 1);
    m_jobs.insert(m_jobs.begin() + row, next, stop);
    endInsertRows();
    return stop;
}

/// As many as are there from `row` on; those that changed are told together.
template <typename Iterator> Iterator JobsModel::update(int row, Iterator next, Iterator end)
{
    int firstChanged = -1;
    int lastChanged = -1;
    for (; next != end && isAt(row, numberOf(next->id)); ++next, ++row) {
        Job &known = m_jobs[static_cast<std::size_t>(row)];
        if (known == *next)
            continue;
        known = *next;
        firstChanged = firstChanged < 0 ? row : firstChanged;
        lastChanged = row;
    }
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged, 0), index(lastChanged, ColumnCount - 1));
    return next;
}

int JobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job &shown = job(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::ToolTipRole:
        return shown.error.isEmpty() ? QVariant() : shown.error;
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(textOf(shown).tone)) : QVariant();
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Job"),    tr("State"),    tr("What"),   tr("Pool"),
                                                 tr("Worker"), tr("Accepted"), tr("Waited"), tr("Took")};
    return names.at(static_cast<std::size_t>(section));
}

bool JobsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && !m_jobs.empty();
}

void JobsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreWanted();
}

QString JobsModel::text(const Job &job, int column) const
{
    switch (column) {
    case Id:
        return job.id.value;
    case State:
        return textOf(job).text;
    case Subject:
        return subjectOf(job);
    case PoolColumn:
        return job.pool.value;
    case Worker:
        return job.worker.isEmpty() ? unknownText() : job.worker;
    case Accepted:
        return momentText(job.created, m_now);
    case Waited:
        return preciseText(waitingTime(job));
    case Took:
        return preciseText(processingTime(job));
    default:
        return {};
    }
}

} // namespace crescendo
