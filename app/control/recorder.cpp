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

/// What a source of the platform complains about; nothing where all is well.
std::optional<QString> troubleOf(const Snapshot &snapshot)
{
    const std::vector<Error> troubles = snapshot.troubles();
    return troubles.empty() ? std::nullopt : std::optional(describe(troubles.front()));
}

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
        m_lostBecause.remove(platform->id());
        std::erase_if(m_silences,
                      [platform](const auto &entry) { return entry.first.first == platform->id(); });
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
    connect(platform, &Platform::snapshotChanged, this, [this, platform](const SnapshotPtr &snapshot) {
        const auto lost = m_lostBecause.find(platform->id());
        if (lost != m_lostBecause.end())
            lost.value() = troubleOf(*snapshot).value_or(lost.value());
        if (platform->state() == ConnectionState::Live)
            noteSilences(*platform, *snapshot);
    });
    onStateChanged(platform, platform->state());
}

void Recorder::onStateChanged(Platform *platform, ConnectionState state)
{
    const ConnectionId id = platform->id();
    const bool wasLive = !m_seenUntil.contains(id);
    if (wasLive)
        m_seenUntil.insert(id, m_history.lastSeen(id)); // asked now, before there is anything newer
    if (state == ConnectionState::Lost && wasLive)
        m_lostBecause.insert(id,
                             troubleOf(*platform->snapshot()).value_or(QStringLiteral("connection lost")));
    if (state != ConnectionState::Live)
        return;
    const QString reason = m_lostBecause.contains(id) ? m_lostBecause.take(id) : QString();
    Async<std::optional<TimePoint>>(m_seenUntil.take(id))
        .then(this,
              [this, platform = QPointer<Platform>(platform),
               reason](const Result<std::optional<TimePoint>> &seen) {
                  if (!platform || !seen)
                      return;
                  if (seen->has_value())
                      recordOutage(*platform, **seen, reason);
                  if (platform->capabilities().history)
                      fetchMissed(*platform, seen->value_or(TimePoint()));
              });
}

void Recorder::noteSilences(const Platform &platform, const Snapshot &snapshot)
{
    for (const auto &[source, status] : snapshot.sources) {
        const std::pair key(platform.id(), source);
        if (status.error && status.lastSeen != TimePoint())
            m_silences.insert_or_assign(key, Silence{status.lastSeen, describe(*status.error)});
        else if (const auto over = m_silences.extract(key))
            recordOutage(platform, over.mapped().from, over.mapped().reason);
    }
}

void Recorder::recordOutage(const Platform &platform, TimePoint from, const QString &reason)
{
    const TimePoint now = m_clock.now();
    if (now - from < smallestGap)
        return;
    m_history.add(platform.id(), Outage{from, now, reason});
    Q_EMIT backfilled(platform.id());
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
