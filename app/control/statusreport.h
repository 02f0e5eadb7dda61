#pragma once

#include "control/connections.h"
#include "domain/indicators.h"
#include "history/journal.h"
#include "platform/jobboard.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace crescendo {

/// Watches the connections and tells in one JSON document what they showed: states, pools with their last
/// values (value, unit, source, age) and extremes, how many samples of each series came, jobs and their
/// indicators, changes and errors.
class StatusReport final : public QObject {
    Q_OBJECT

public:
    /// Least, most and last of what a series showed.
    struct Span {
        double first = 0; ///< the first that is not 0: a pool's workers begin when they are there
        double least = 0;
        double most = 0;
        double last = 0;
        double sum = 0;
        TimePoint lastAt;
        qint64 count = 0;
    };

    StatusReport(Connections &connections, const Clock &clock, QObject *parent = nullptr);

    /// What a pool's series showed so far; nothing when no sample came.
    std::optional<Span> span(const ConnectionId &connection, const PoolId &pool, Metric metric) const;
    /// Some pool's ready workers rose above what they began with and what always runs; and came down again
    /// after that.
    bool hasScaledUp() const;
    bool hasScaledDown() const;

    TimePoint began() const { return m_began; }
    /// Trouble that is no connection's: files of the console itself.
    void noteTrouble(const Error &error);
    /// Asks the platforms that tell them for the jobs of their pools; settled when all have answered, well or
    /// not.
    Async<> askForJobs();
    /// `changes` are the journal's entries of this run.
    QJsonObject document(const std::vector<JournalEntry> &changes) const;
    /// Writes the document. Error: Io.
    Result<> write(const QString &path, const std::vector<JournalEntry> &changes) const;
    /// One line a pool, for people at a terminal: "analysis: queue up to 10, workers 1 -> 4 -> 1".
    QStringList summary() const;

private:
    struct PoolJobs {
        std::optional<JobCounts> counts;
        std::optional<JobPage> ended; ///< the newest that ended since we began
    };

    bool anyPool(bool (*holds)(const Span &ready, double always)) const;
    void follow(Platform *platform);
    void note(const Samples &samples);
    void noteError(const ConnectionId &connection, const Error &error);
    QJsonObject describe(const Platform &platform) const;
    QJsonValue indicators(const ConnectionId &connection, const Pool &pool, const PoolJobs &jobs) const;
    std::vector<Point> course(const ConnectionId &connection, const PoolId &pool, Metric metric) const;
    QJsonObject values(const Snapshot &snapshot, const PoolId &pool) const;

    Connections &m_connections;
    const Clock &m_clock;
    const TimePoint m_began;
    QHash<SeriesKey, Span> m_spans;
    std::map<std::pair<ConnectionId, PoolId>, PoolJobs> m_jobs;
    using Errors = std::vector<std::pair<TimePoint, Error>>;
    QHash<ConnectionId, Errors> m_errors;
    Errors m_troubles;
};

} // namespace crescendo
