#include "ui/models/profilepoolsmodel.h"

#include "control/connections.h"
#include "ui/models/loadcourse.h"
#include "ui/presentation/poolname.h"
#include "ui/presentation/profiletext.h"
#include "ui/presentation/whatiftext.h"

#include <array>

namespace crescendo {
namespace {

/// A profile as a platform would run it.
Profile asRunOn(const Platform &platform, Profile profile)
{
    if (!platform.capabilities().scaleToZero)
        profile.minWorkers = std::max(1, profile.minWorkers);
    return profile;
}

WhatIfText nameCell(const ProfilePoolRow &row)
{
    const QString live = row.pool->profile ? profileNameText(*row.pool->profile) : QString();
    return {Tone::Plain, shortNameOf(row.id),
            live.isEmpty() ? row.where : QStringLiteral("%1 · %2").arg(row.where, live)};
}

WhatIfText cellOf(const ProfilePoolRow &row, int column)
{
    switch (column) {
    case ProfilePoolsModel::Name:
        return nameCell(row);
    case ProfilePoolsModel::Now:
        return textOf(row.decision);
    case ProfilePoolsModel::Difference:
        return textOf(row.differences);
    default:
        return comparisonText(row.liveActivity, row.editedActivity);
    }
}

} // namespace

ProfilePoolsModel::ProfilePoolsModel(Connections &connections, const LiveSeries &live, QObject *parent)
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
    connect(&connections, &Connections::aboutToRemove, this, &ProfilePoolsModel::refresh,
            Qt::QueuedConnection);
}

void ProfilePoolsModel::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &ProfilePoolsModel::refresh);
}

void ProfilePoolsModel::setProfile(const Profile &profile)
{
    m_profile = profile;
    refresh();
}

void ProfilePoolsModel::setNow(TimePoint now)
{
    m_now = now;
    refresh();
}

void ProfilePoolsModel::setChosen(const ConnectionId &connection, const PoolId &pool, bool isChosen)
{
    ProfilePoolRow row;
    row.connection = connection;
    row.id = pool;
    if (isChosen)
        m_chosen.insert(row.key());
    else
        m_chosen.remove(row.key());
    refresh();
}

std::vector<ProfilePoolRow> ProfilePoolsModel::chosen() const
{
    std::vector<ProfilePoolRow> rows;
    for (int i = 0; i < rowCount(); ++i) {
        if (row(i).isChosen)
            rows.push_back(row(i));
    }
    return rows;
}

void ProfilePoolsModel::refresh()
{
    std::vector<ProfilePoolRow> rows;
    for (const Platform *platform : m_connections.all()) {
        for (const auto &entry : platform->snapshot()->pools)
            rows.push_back(rowOf(*platform, entry.second));
    }
    setRows(std::move(rows));
}

ProfilePoolRow ProfilePoolsModel::rowOf(const Platform &platform,
                                        const std::shared_ptr<const Pool> &pool) const
{
    const Profile edited = asRunOn(platform, m_profile);
    ProfilePoolRow row{platform.id(), platform.name(), pool->id, pool};
    row.isChosen = m_chosen.contains(row.key());
    row.scalesToZero = platform.capabilities().scaleToZero;
    row.decision = decisionUnder(edited, *pool, m_now);
    if (!pool->profile)
        return row;
    row.differences = differencesBetween(*pool->profile, m_profile);
    const std::vector<LoadStep> course = loadCourseOf(m_live, platform.id(), pool->id, m_now);
    row.liveActivity = activityUnder(*pool->profile, course, m_now);
    row.editedActivity = activityUnder(edited, course, m_now);
    return row;
}

int ProfilePoolsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags ProfilePoolsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowModel::flags(index);
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant ProfilePoolsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProfilePoolRow &shown = row(index.row());
    const WhatIfText cell = cellOf(shown, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cell.detail.isEmpty() ? cell.text : QStringLiteral("%1\n%2").arg(cell.text, cell.detail);
    case DetailRole:
        return cell.detail;
    case ToneRole:
        return index.column() == Name ? QVariant() : QVariant(static_cast<int>(cell.tone));
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(shown.isChosen ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        return {};
    }
}

bool ProfilePoolsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name
        || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const ProfilePoolRow &changed = row(index.row());
    setChosen(changed.connection, changed.id, value.toInt() == Qt::Checked);
    return true;
}

QVariant ProfilePoolsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    if (role == Qt::ToolTipRole && section == Activity)
        return tr("What the last hour's queue would have done to the pool, with the profile that is live and "
                  "with this one");
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Apply to"), tr("Right now"), tr("Differs from live in"),
                                                 tr("Scale events an hour")};
    return names.at(static_cast<std::size_t>(section));
}

} // namespace crescendo
