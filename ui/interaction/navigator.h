#pragma once

#include "base/ids.h"

#include <QObject>

#include <array>
#include <optional>

namespace crescendo {

enum class PageId { Overview, Pool, Profiles, Workers, Nodes, Jobs, Logs, Activity, Settings };

constexpr std::array<PageId, 9> everyPage{PageId::Overview, PageId::Pool,     PageId::Profiles,
                                          PageId::Workers,  PageId::Nodes,    PageId::Jobs,
                                          PageId::Logs,     PageId::Activity, PageId::Settings};

QString nameOf(PageId page); ///< "overview": stable, for command lines, files and preferences
std::optional<PageId> pageFrom(const QString &name);
QString titleOf(PageId page); ///< for people

/// What the window shows: a page, and the pool that it is about. Pages about more than one pool begin with
/// it.
struct Place {
    PageId page = PageId::Overview;
    ConnectionId connection;
    PoolId pool;
    QString log; ///< source whose lines the logs page shows; empty: whichever it showed

    bool operator==(const Place &) const = default;
};

/// Where the window is. Pages read it, and lead elsewhere through it.
class Navigator final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const Place &place() const { return m_place; }

    void go(const Place &place);
    void goToPage(PageId page); ///< stays with the pool
    void goToPool(const ConnectionId &connection, const PoolId &pool);
    void goToLog(const ConnectionId &connection, const PoolId &pool, const QString &source);

Q_SIGNALS:
    void placeChanged(const crescendo::Place &place);

private:
    Place m_place;
};

} // namespace crescendo
