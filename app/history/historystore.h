#pragma once

#include "base/clock.h"
#include "base/future.h"
#include "domain/decision.h"
#include "domain/sample.h"
#include "history/historylimits.h"
#include "history/outage.h"

#include <QObject>

#include <memory>

class QTimer;

namespace crescendo {

class DatabaseThread;

/// The console's memory of samples and decisions: one SQLite file, read and written by one thread of its own.
/// Each sample goes into a column of 10 s, of 1 min and of 15 min (min, max, mean, last, count), each kept
/// for its own time. Series of single workers are not kept. What is added is written in batches; reading sees
/// all of it. Lives on the thread that made it; every future settles on any thread, so consume with
/// `.then(context, …)`. A damaged file is set aside as PATH.corrupt-<time> and a fresh one begun; a full disk
/// loses samples and nothing else. Both are said by troubled(), once until writing works again.
class HistoryStore final : public QObject {
    Q_OBJECT

public:
    /// Opens or creates the file and brings its schema up to date. Errors: Io (cannot be opened or written),
    /// Unsupported (written by a newer version).
    static Result<std::unique_ptr<HistoryStore>> open(const QString &path, const Clock &clock,
                                                      const HistoryLimits &limits = {});
    ~HistoryStore() override; ///< writes what waits

    const HistoryLimits &limits() const { return m_limits; }
    /// What is beyond them goes with the next samples that are written.
    void setLimits(const HistoryLimits &limits) { m_limits = limits; }

    void add(const Samples &samples);
    /// Fetched from a source's own history: fills columns that are empty and leaves the others alone.
    void addBackfill(const Samples &samples);
    /// The same decision added twice is kept once.
    void add(const ConnectionId &connection, const std::vector<Decision> &decisions);
    /// Why nothing was heard. One that begins when another did takes its place.
    void add(const ConnectionId &connection, const Outage &outage);

    /// [from, to) in columns of at least `step`, from the coarsest roll-up that shows them and reaches back
    /// to `from`; empty columns are left out. Times are multiples of the column's width since the epoch.
    Async<std::vector<Point>> read(const SeriesKey &series, TimePoint from, TimePoint to, Millis step);
    Async<std::vector<SeriesKey>> series(const ConnectionId &connection);
    /// When the connection was last seen to the column's width; nothing where it never was.
    Async<std::optional<TimePoint>> lastSeen(const ConnectionId &connection);
    /// Oldest first. Those that changed nothing are kept as long as raw samples, the others a year.
    Async<std::vector<Decision>> decisions(const ConnectionId &connection, const PoolId &pool, TimePoint from,
                                           TimePoint to);

    /// Those that reach into [from, to), oldest first. Kept for a year.
    Async<std::vector<Outage>> outages(const ConnectionId &connection, TimePoint from, TimePoint to);

    /// Writes what waits; settled when it is on disk.
    Async<> flush();

Q_SIGNALS:
    void troubled(const crescendo::Error &error);

private:
    struct Batch;

    HistoryStore(std::unique_ptr<DatabaseThread> thread, const Clock &clock, const HistoryLimits &limits);
    void scheduleFlush();
    Async<> write();

    const Clock &m_clock;
    HistoryLimits m_limits;
    std::unique_ptr<Batch> m_waiting;
    std::unique_ptr<DatabaseThread> m_thread;
    QTimer *m_flushTimer;
    bool m_inTrouble = false; // the last batch could not be written
};

} // namespace crescendo
