#include "ui/shell/notifier.h"

#include "base/clock.h"
#include "control/connections.h"
#include "history/journal.h"

namespace crescendo {
namespace {

bool isScaling(const std::optional<Decision> &decision)
{
    return decision && decision->changes()
        && (decision->reason == DecisionReason::ScaledUp || decision->reason == DecisionReason::ScaledDown);
}

bool isDegraded(const Pool &pool)
{
    return pool.autoscaler == AutoscalerStatus::Degraded || pool.fault;
}

} // namespace

Notifier::Notifier(const Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    for (Platform *platform : services.connections.all())
        follow(platform);
    connect(&services.connections, &Connections::added, this, &Notifier::follow);
    connect(&services.connections, &Connections::removed, this, &Notifier::forget);
    connect(&services.journal, &Journal::entryChanged, this, &Notifier::onEntry);
}

void Notifier::follow(Platform *platform)
{
    if (platform->state() == ConnectionState::Live)
        m_live.insert(platform->id());
    connect(platform, &Platform::stateChanged, this,
            [this, platform](ConnectionState state) { onState(*platform, state); });
    connect(platform, &Platform::snapshotChanged, this,
            [this, platform](const SnapshotPtr &snapshot) { onSnapshot(*platform, snapshot); });
    connect(platform, &Platform::eventObserved, this,
            [this, platform](const PlatformEvent &event) { onEvent(*platform, event); });
}

void Notifier::onState(const Platform &platform, ConnectionState state)
{
    if (state == ConnectionState::Live)
        m_live.insert(platform.id());
    else if (m_live.erase(platform.id()) > 0 && state == ConnectionState::Lost)
        notify(Preference::NotifyLost, lostNotice(platform.name()));
}

void Notifier::onSnapshot(const Platform &platform, const SnapshotPtr &snapshot)
{
    for (const PoolId &id : snapshot->changed) {
        const Pool *pool = snapshot->pool(id);
        if (!pool) {
            m_degraded.erase({platform.id(), id});
            m_long.erase({platform.id(), id});
            continue;
        }
        checkTrouble(platform, *pool);
        checkQueue(platform, *pool);
    }
}

void Notifier::checkTrouble(const Platform &platform, const Pool &pool)
{
    const std::pair key(platform.id(), pool.id);
    if (!isDegraded(pool))
        m_degraded.erase(key);
    else if (m_degraded.insert(key).second)
        notify(Preference::NotifyDegraded, degradedNotice(pool, platform.name()));
}

void Notifier::checkQueue(const Platform &platform, const Pool &pool)
{
    if (!pool.queue)
        return;
    const std::pair key(platform.id(), pool.id);
    const int longQueue = m_services.preferences.get<int>(Preference::LongQueue);
    if (pool.queue->pending >= longQueue && m_long.insert(key).second)
        notify(Preference::NotifyQueue, longQueueNotice(pool, platform.name()));
    else if (pool.queue->pending <= longQueue / 2)
        m_long.erase(key);
}

void Notifier::onEvent(const Platform &platform, const PlatformEvent &event)
{
    if (isScaling(event.decision))
        notify(Preference::NotifyScaled, scaledNotice(*event.decision, platform.name()));
}

void Notifier::onEntry(const JournalEntry &entry)
{
    if (entry.state == ChangeState::Failed || entry.state == ChangeState::Interrupted)
        notify(Preference::NotifyFailed, failedNotice(entry, m_services.clock.now()));
}

void Notifier::forget(const ConnectionId &connection)
{
    m_live.erase(connection);
    for (auto *pools : {&m_degraded, &m_long})
        std::erase_if(*pools, [&connection](const auto &key) { return key.first == connection; });
}

void Notifier::notify(Preference preference, const NoticeText &notice)
{
    if (m_services.preferences.get<bool>(preference))
        Q_EMIT noticed(notice);
}

} // namespace crescendo
