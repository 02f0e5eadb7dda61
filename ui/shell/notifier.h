#pragma once

#include "platform/platform.h"
#include "settings/preferences.h"
#include "ui/interaction/services.h"
#include "ui/presentation/noticetext.h"

#include <set>

namespace crescendo {

/// Watches for what the operator wants to be told of wherever they look, each thing once: a connection is
/// lost again only after it was live, an autoscaler degraded only after it was not, a queue long only after
/// it was half as long as that.
class Notifier final : public QObject {
    Q_OBJECT

public:
    explicit Notifier(const Services &services, QObject *parent = nullptr);

Q_SIGNALS:
    void noticed(const crescendo::NoticeText &notice);

private:
    void follow(Platform *platform);
    void onState(const Platform &platform, ConnectionState state);
    void onSnapshot(const Platform &platform, const SnapshotPtr &snapshot);
    void checkTrouble(const Platform &platform, const Pool &pool);
    void checkQueue(const Platform &platform, const Pool &pool);
    void onEvent(const Platform &platform, const PlatformEvent &event);
    void onEntry(const JournalEntry &entry);
    void forget(const ConnectionId &connection);
    void notify(Preference preference, const NoticeText &notice);

    Services m_services;
    std::set<ConnectionId> m_live;
    std::set<std::pair<ConnectionId, PoolId>> m_degraded;
    std::set<std::pair<ConnectionId, PoolId>> m_long;
};

} // namespace crescendo
