#pragma once

#include "api/history.h"
#include "autoscaler/queue/sqlitewriter.h"
#include "base/future.h"

#include <memory>

namespace crescendo {

/// What the service remembers of the last 48 hours: samples of its pools and the decisions about them, in
/// history.db. A power failure may cost the last of them, never the file. Lives on one thread with an event
/// loop; there its futures settle. Errors: Io, Unsupported (written by a newer version).
class SampleStore {
public:
    /// Opens or creates history.db in an existing folder. A damaged one is kept aside and replaced.
    static Result<std::unique_ptr<SampleStore>> open(const QString &directory, const Clock &clock);

    /// What had to be repaired when opening, in one line; empty normally.
    QString recovered() const { return m_recovered; }
    /// What opening did with copies of damaged files that are too many, in a line each.
    QStringList removedCopies() const { return m_removedCopies; }
    /// Greater than in every earlier run on this folder.
    qint64 runNumber() const { return m_runNumber; }

    /// Settled when stored; nobody needs to wait for it.
    Async<> add(const std::vector<ServiceSample> &samples);
    Async<> add(const Decision &decision);
    /// Oldest first, `from` ≤ time ≤ `to`. With a step, each stretch of that length yields one sample: the
    /// last counts and mean readings, at the time of the stretch's last sample. The step is raised where
    /// there would be too many.
    Async<ServiceHistory> read(TimePoint from, TimePoint to, Seconds step);

    static const Schema &schema();

private:
    explicit SampleStore(const Clock &clock);
    Result<> prepare(SqliteConnection &connection);
    void prune();
    Async<> write(std::function<Result<>(SqliteConnection &)> work);

    const Clock &m_clock;
    QString m_recovered;
    QStringList m_removedCopies;
    qint64 m_runNumber = 0;
    std::unique_ptr<SqliteWriter> m_writer;
    SteadyPoint m_nextPruning;
};

} // namespace crescendo
