#include "ui/models/connectionsmodel.h"

#include "control/connections.h"
#include "ui/presentation/poolname.h"
#include "ui/presentation/statetext.h"
#include "ui/presentation/units.h"

namespace crescendo {
namespace {

Tone toneOf(const Pool &pool)
{
    if (pool.fault)
        return Tone::Broken;
    const bool isHeldBack = pool.limitedBy == Limit::MaxWorkers || pool.limitedBy == Limit::Ports;
    return isHeldBack ? Tone::Limited : pool.stopped ? Tone::Muted : Tone::Fine;
}

QString workersText(const Pool &pool)
{
    if (!pool.desired || pool.desired == pool.ready)
        return countText(pool.ready);
    return QStringLiteral("%1/%2").arg(countText(pool.ready), countText(pool.desired));
}

const std::vector<Source> &everySource()
{
    static const std::vector<Source> sources{Source::Metrics, Source::State, Source::Events, Source::Docker,
                                             Source::Host,    Source::Queue, Source::Gpu};
    return sources;
}

} // namespace

struct ConnectionsModel::Node {
    Platform *platform;
    SnapshotPtr snapshot;
    std::vector<PoolId> pools; // sorted
    QString age; // with the latency; as views know it
};

ConnectionsModel::ConnectionsModel(Connections &connections, QObject *parent) : QAbstractItemModel(parent)
{
    for (Platform *platform : connections.all())
        follow(platform);
    connect(&connections, &Connections::added, this, &ConnectionsModel::follow);
    connect(&connections, &Connections::aboutToRemove, this, &ConnectionsModel::drop);
}

ConnectionsModel::~ConnectionsModel() = default;

void ConnectionsModel::setNow(TimePoint now)
{
    m_now = now;
    for (const auto &node : m_nodes) {
        const Freshness fresh = freshnessOf(*node->snapshot, everySource(), now);
        const QString age =
            fresh.latency.isEmpty() ? fresh.age : QStringLiteral("%1 · %2").arg(fresh.latency, fresh.age);
        if (age == node->age)
            continue;
        node->age = age;
        const QModelIndex changed = indexOf(*node);
        Q_EMIT dataChanged(changed, changed, {TrailingRole, ToneRole, Qt::ToolTipRole});
    }
}

QModelIndex ConnectionsModel::indexOf(const ConnectionId &connection, const PoolId &pool) const
{
    const Node *node = nodeOf(connection);
    if (!node)
        return {};
    const QModelIndex parent = indexOf(*node);
    const auto found = std::ranges::find(node->pools, pool);
    if (pool.isEmpty() || found == node->pools.end())
        return pool.isEmpty() ? parent : QModelIndex();
    return index(static_cast<int>(found - node->pools.begin()), 0, parent);
}

QModelIndex ConnectionsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // A connection's index points nowhere, a pool's at its connection's node.
    const Node *owner = parent.isValid() ? m_nodes[static_cast<std::size_t>(parent.row())].get() : nullptr;
    return createIndex(row, column, owner);
}

QModelIndex ConnectionsModel::parent(const QModelIndex &child) const
{
    const auto *owner = static_cast<const Node *>(child.constInternalPointer());
    return owner ? indexOf(*owner) : QModelIndex();
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_nodes.size());
    if (parent.internalPointer())
        return 0;
    return static_cast<int>(m_nodes[static_cast<std::size_t>(parent.row())]->pools.size());
}

int ConnectionsModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const auto *owner = static_cast<const Node *>(index.constInternalPointer()))
        return poolData(*owner, owner->pools[static_cast<std::size_t>(index.row())], role);
    return connectionData(*m_nodes[static_cast<std::size_t>(index.row())], role);
}

void ConnectionsModel::follow(Platform *platform)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    auto node = std::make_unique<Node>();
    node->platform = platform;
    node->snapshot = platform->snapshot();
    for (const auto &entry : node->snapshot->pools)
        node->pools.push_back(entry.first);
    m_nodes.push_back(std::move(node));
    endInsertRows();
    connect(platform, &Platform::snapshotChanged, this, &ConnectionsModel::apply);
    connect(platform, &Platform::stateChanged, this, [this, platform] {
        if (const Node *changed = nodeOf(platform->id()))
            Q_EMIT dataChanged(indexOf(*changed), indexOf(*changed));
    });
}

void ConnectionsModel::drop(const Platform *platform)
{
    const auto found = std::ranges::find(m_nodes, platform, [](const auto &node) { return node->platform; });
    if (found == m_nodes.end())
        return;
    const int row = static_cast<int>(found - m_nodes.begin());
    beginRemoveRows({}, row, row);
    m_nodes.erase(found);
    endRemoveRows();
}

void ConnectionsModel::apply(const SnapshotPtr &snapshot)
{
    Node *node = nodeOf(snapshot->connection);
    if (!node)
        return;
    node->snapshot = snapshot;
    for (const PoolId &id : snapshot->removed)
        removePool(*node, id);
    for (const PoolId &id : snapshot->changed)
        applyPool(*node, id);
}

void ConnectionsModel::applyPool(Node &node, const PoolId &id)
{
    const auto place = std::lower_bound(node.pools.begin(), node.pools.end(), id);
    const int row = static_cast<int>(place - node.pools.begin());
    const QModelIndex parent = indexOf(node);
    if (place != node.pools.end() && *place == id) {
        const QModelIndex changed = index(row, 0, parent);
        Q_EMIT dataChanged(changed, changed);
        return;
    }
    beginInsertRows(parent, row, row);
    node.pools.insert(place, id);
    endInsertRows();
}

void ConnectionsModel::removePool(Node &node, const PoolId &id)
{
    const auto found = std::ranges::find(node.pools, id);
    if (found == node.pools.end())
        return;
    const int row = static_cast<int>(found - node.pools.begin());
    beginRemoveRows(indexOf(node), row, row);
    node.pools.erase(found);
    endRemoveRows();
}

ConnectionsModel::Node *ConnectionsModel::nodeOf(const ConnectionId &connection) const
{
    const auto found =
        std::ranges::find_if(m_nodes, [&](const auto &node) { return node->platform->id() == connection; });
    return found == m_nodes.end() ? nullptr : found->get();
}

QModelIndex ConnectionsModel::indexOf(const Node &node) const
{
    const auto found = std::ranges::find(m_nodes, &node, [](const auto &one) { return one.get(); });
    return createIndex(static_cast<int>(found - m_nodes.begin()), 0, nullptr);
}

QString ConnectionsModel::toolTipOf(const Node &node, const StateText &state) const
{
    const Freshness fresh = freshnessOf(*node.snapshot, everySource(), m_now);
    QStringList parts{node.platform->name(), state.text};
    if (node.platform->state() != ConnectionState::Live)
        parts << tr("last heard: %1").arg(fresh.age);
    if (!fresh.latency.isEmpty())
        parts << tr("answers in %1").arg(fresh.latency);
    if (const QString trouble = troubleTextOf(*node.platform); !trouble.isEmpty())
        parts << trouble;
    else if (!fresh.because.isEmpty())
        parts << fresh.because;
    return parts.join(QStringLiteral(" · "));
}

QVariant ConnectionsModel::connectionData(const Node &node, int role) const
{
    const StateText state = stateOf(*node.platform);
    const bool isLive = node.platform->state() == ConnectionState::Live;
    const bool isUnsafe = node.platform->isUnsafe();
    switch (role) {
    case Qt::DisplayRole:
        return node.platform->name();
    case Qt::ToolTipRole:
        return toolTipOf(node, state);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(node.platform->name(), state.text);
    case SortRole:
        return node.platform->name();
    case ToneRole: {
        const bool isStale = isLive && freshnessOf(*node.snapshot, everySource(), m_now).isStale;
        return static_cast<int>(isStale && !isUnsafe ? Tone::Limited : state.tone);
    }
    case ConnectionRole:
        return node.platform->id().value;
    case PoolRole:
        return QString();
    case TrailingRole:
        return isLive && !isUnsafe ? node.age : state.text.toLower();
    default:
        return {};
    }
}

QVariant ConnectionsModel::poolData(const Node &node, const PoolId &id, int role)
{
    const Pool *pool = node.snapshot->pool(id);
    switch (role) {
    case Qt::DisplayRole:
        return shortNameOf(id);
    case SortRole:
    case PoolRole:
    case Qt::ToolTipRole:
        return id.value;
    case Qt::AccessibleTextRole:
        return pool ? tr("Pool %1, %2 workers").arg(id.value, workersText(*pool)) : id.value;
    case ToneRole:
        return static_cast<int>(pool ? toneOf(*pool) : Tone::Muted);
    case ConnectionRole:
        return node.platform->id().value;
    case TrailingRole:
        return pool ? workersText(*pool) : QString();
    default:
        return {};
    }
}

} // namespace crescendo
