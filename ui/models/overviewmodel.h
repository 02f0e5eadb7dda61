#pragma once

#include "domain/snapshot.h"
#include "ui/models/rowmodel.h"
#include "ui/presentation/sentence.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

class Connections;
class LiveSeries;
class Platform;

/// A pool of a connection, as the overview shows it.
struct OverviewRow {
    ConnectionId connection;
    QString where; ///< the connection's name
    StateText state; ///< of the connection
    bool isUnsafe = false; ///< the connection
    Freshness freshness;
    PoolId id;
    std::shared_ptr<const Pool> pool; ///< never null
    Sentence sentence;
    std::vector<double> queueCourse;

    QString key() const { return connection.value + QChar(0) + id.value; }
    bool operator==(const OverviewRow &) const = default;
};

/// Every pool of every connection. Takes up snapshots as they come, and the present when it is told.
class OverviewModel final : public RowModel<OverviewRow> {
    Q_OBJECT

public:
    enum Column { Name, Doing, Queue, Workers, Autoscaler, ColumnCount };
    enum Role {
        DetailRole = FirstFreeRole, ///< QString: the second line of a cell; may be empty
        CourseRole, ///< QVariantList: of the queue, NaN for a gap
    };

    OverviewModel(Connections &connections, const LiveSeries &live, QObject *parent = nullptr);

    void setNow(TimePoint now);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void follow(Platform *platform);
    void refresh();
    std::vector<OverviewRow> rowsOf(const Platform &platform) const;

    Connections &m_connections;
    const LiveSeries &m_live;
    TimePoint m_now;
};

} // namespace crescendo
