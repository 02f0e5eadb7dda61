#pragma once

#include "base/result.h"
#include "domain/indicators.h"
#include "domain/jobfilter.h"

#include <QObject>

#include <map>

namespace crescendo {

class Connections;
class DecisionsFeed;
class HistoryStore;
class JobBoard;
class LiveSeries;
class SeriesFeed;

/// The key indicators of some pools of one connection over a stretch of time: asks for the jobs that ended in
/// it, once, and from then on for those that ended since; takes decisions and workers from the history. They
/// are worked out on another thread. Has no timer: whoever owns it says when to look again.
class IndicatorsFeed final : public QObject {
    Q_OBJECT

public:
    /// Of how many stretches course() consists.
    static constexpr int stretches = 48;

    IndicatorsFeed(const Connections &connections, HistoryStore &history, const LiveSeries &live,
                   QObject *parent = nullptr);

    /// `chosen`: the only pool that counts; nothing: all of `pools`.
    void setTarget(const ConnectionId &connection, std::vector<PoolId> pools,
                   const std::optional<PoolId> &chosen);
    void setRange(TimePoint from, TimePoint to);
    /// Looks for what ended since; not more often than every five seconds.
    void refresh(TimePoint now);
    void reload(); ///< the stored past has grown

    /// Where jobs of the beginning are not known (there are too many, or they are still being read), from
    /// when on they are.
    const Indicators &whole() const { return m_whole; }
    const std::vector<Indicators> &course() const { return m_course; } ///< of the whole range

Q_SIGNALS:
    void changed();

private:
    JobBoard *board() const;
    void restart();
    void ask(const std::optional<JobId> &after);
    void onPage(const JobPage &page);
    void take(const std::vector<Job> &jobs);
    void showRecentDecisions();
    void forgetOld();
    TimePoint knownFrom() const;
    Observations observations() const;
    void workOut();

    const Connections &m_connections;
    HistoryStore &m_history;
    SeriesFeed *m_workers;
    std::vector<DecisionsFeed *> m_decisions; // of each pool
    ConnectionId m_connection;
    std::vector<PoolId> m_pools; // that count
    std::optional<PoolId> m_chosen;
    TimePoint m_from;
    TimePoint m_to;
    TimePoint m_loadedFrom;
    TimePoint m_loadedTo;
    std::map<qint64, JobEnd> m_ends;
    std::optional<TimePoint> m_asked;
    std::optional<TimePoint> m_lastEnd; // nothing: nothing was read yet
    int m_pages = 0; // read of the present list
    bool m_isFollowing = false; // the first list was read: only what ended since is asked for
    bool m_hasOlder = false; // of this range there are ends that were not read
    bool m_isAsking = false;
    bool m_isWorking = false;
    bool m_workAgain = false;
    int m_list = 0; // answers to earlier lists are dropped
    Indicators m_whole;
    std::vector<Indicators> m_course;
};

} // namespace crescendo
