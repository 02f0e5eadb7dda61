#include "control/recorder.h"

#include "control/connections.h"
#include "history/historystore.h"
#include "history/liveseries.h"

#include <QPointer>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Seconds longestMemory = std::chrono::hours(48); // what a service keeps
constexpr Seconds smallestGap{20}; // two columns of the finest history
constexpr Seconds askAgainAfter{60};

} // namespace

Recorder::Recorder(Connections &connections, HistoryStore &history, LiveSeries &live, const Clock &clock,
                   QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_live(live)
    , m_clock(clock)
{
    for (Platform *platform : connections.all())
        follow(platform);
    connect(&connections, &Connections::added, this, &Recorder::follow);
    connect(&connections, &Connections::aboutToRemove, this, [this](Platform *platform) {
        m_live.forget(platform->id());
        m_seenUntil.remove(platform->id());
        m_missed.remove(platform->id());
    });
}

void Recorder::follow(Platform *platform)
{
    connect(platform, &Platform::sampled, this, [this, platform](const Samples &samples) {
        m_live.add(samples);
        m_history.add(samples);
        fetchAgain(*platform);
    });
    connect(platform, &Platform::eventObserved, this,
            [this, id = platform->id()](const PlatformEvent &event) {
                if (event.decision)
                    m_history.add(id, {*event.decision});
            });
    connect(platform, &Platform::stateChanged, this,
            [this, platform](ConnectionState state) { onStateChanged(platform, state); });
    onStateChanged(platform, platform->state());
}

void Recorder::onStateChanged(Platform *platform, ConnectionState state)
{
    const ConnectionId id = platform->id();
    if (!m_seenUntil.contains(id))
        m_seenUntil.insert(id, m_history.lastSeen(id)); // asked now, before there is anything newer
    if (state != ConnectionState::Live)
        return;
    const auto seenUntil = m_seenUntil.take(id);
    if (!platform->capabilities().history)
        return;
    Async<std::optional<TimePoint>>(seenUntil).then(
        this, [this, platform = QPointer<Platform>(platform)](const Result<std::optional<TimePoint>> &seen) {
            if (platform && seen)
                fetchMissed(*platform, seen->value_or(TimePoint()));
        });
}

void Recorder::fetchMissed(Platform &platform, TimePoint seenUntil)
{
    const TimePoint now = m_clock.now();
    const TimePoint from = std::max<TimePoint>(seenUntil, now - longestMemory);
    if (now - from < smallestGap)
        return;
    const auto kept = [this, id = platform.id(), from](const Result<Backfill> &backfill) {
        if (!backfill) { // the gap stays visible as one meanwhile
            m_missed.insert(id, {from, m_clock.steadyNow() + askAgainAfter});
            return;
        }
        m_history.addBackfill(backfill->samples);
        m_history.add(id, backfill->decisions);
        Q_EMIT backfilled(id);
    };
    platform.history(from, now).then(this, kept);
}

void Recorder::fetchAgain(Platform &platform)
{
    const auto missed = m_missed.constFind(platform.id());
    if (missed == m_missed.constEnd() || m_clock.steadyNow() < missed->askAgain)
        return;
    fetchMissed(platform, m_missed.take(platform.id()).seenUntil);
}

} // namespace crescendo
