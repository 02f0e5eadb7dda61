#pragma once

#include "domain/change.h"
#include "domain/snapshot.h"
#include "policy/whatif.h"
#include "ui/models/rowmodel.h"

namespace crescendo {

class Connections;
class LiveSeries;
class Platform;

/// A pool, and what an edited profile would mean to it.
struct ProfilePoolRow {
    ConnectionId connection;
    QString where; ///< the connection's name
    PoolId id;
    std::shared_ptr<const Pool> pool; ///< never null
    bool isChosen = false;
    bool scalesToZero = false;
    std::optional<Decision> decision; ///< of now, under the edited profile
    std::optional<std::vector<FieldDifference>> differences; ///< nothing: what is live is unknown
    ScaleActivity liveActivity;
    ScaleActivity editedActivity;

    QString key() const { return connection.value + QChar(0) + id.value; }
    bool operator==(const ProfilePoolRow &) const = default;
};

/// Every pool of every connection, to choose those that get a profile.
class ProfilePoolsModel final : public RowModel<ProfilePoolRow> {
    Q_OBJECT

public:
    enum Column { Name, Now, Difference, Activity, ColumnCount };
    enum Role { DetailRole = FirstFreeRole }; ///< QString: the second line of a cell; may be empty

    ProfilePoolsModel(Connections &connections, const LiveSeries &live, QObject *parent = nullptr);

    void setProfile(const Profile &profile);
    void setNow(TimePoint now);
    void setChosen(const ConnectionId &connection, const PoolId &pool, bool isChosen);
    std::vector<ProfilePoolRow> chosen() const;

    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void follow(Platform *platform);
    void refresh();
    ProfilePoolRow rowOf(const Platform &platform, const std::shared_ptr<const Pool> &pool) const;

    Connections &m_connections;
    const LiveSeries &m_live;
    Profile m_profile;
    TimePoint m_now;
    QSet<QString> m_chosen; // keys, also of pools that are gone for a while
};

} // namespace crescendo
