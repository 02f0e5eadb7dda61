#pragma once

#include "base/clock.h"
#include "base/future.h"
#include "base/ids.h"
#include "platform/platform.h"

#include <QHash>
#include <QObject>

#include <map>
#include <optional>
#include <utility>

namespace crescendo {

class Connections;
class HistoryStore;
class LiveSeries;

/// Keeps what the platforms report: samples in the live series and the history, decisions in the history.
/// When a platform that remembers becomes live, fetches what was missed since the connection was last seen;
/// what it cannot tell then is asked for again every minute. Why nothing was heard for a while is kept as
/// well.
class Recorder final : public QObject {
    Q_OBJECT

public:
    Recorder(Connections &connections, HistoryStore &history, LiveSeries &live, const Clock &clock,
             QObject *parent = nullptr);

Q_SIGNALS:
    void backfilled(const crescendo::ConnectionId &connection); ///< charts of the past have more to show

private:
    void follow(Platform *platform);
    void onStateChanged(Platform *platform, ConnectionState state);
    void fetchMissed(Platform &platform, TimePoint seenUntil);
    void fetchAgain(Platform &platform);

    void noteSilences(const Platform &platform, const Snapshot &snapshot);
    void recordOutage(const Platform &platform, TimePoint from, const QString &reason);

    /// A gap that could not be fetched.
    struct Missed {
        TimePoint seenUntil;
        SteadyPoint askAgain;
    };

    struct Silence {
        TimePoint from;
        QString reason;
    };

    HistoryStore &m_history;
    LiveSeries &m_live;
    const Clock &m_clock;
    /// When connections were last seen, of those that are not live.
    QHash<ConnectionId, Async<std::optional<TimePoint>>> m_seenUntil;
    QHash<ConnectionId, Missed> m_missed;
    QHash<ConnectionId, QString> m_lostBecause; ///< of those that were live and are not
    /// Sources that are silent while their connection lives, such as the engine that tells CPU and memory.
    std::map<std::pair<ConnectionId, Source>, Silence> m_silences;
};

} // namespace crescendo
