#pragma once

#include "base/future.h"
#include "domain/change.h"
#include "domain/sample.h"
#include "domain/snapshot.h"
#include "platform/load.h"

#include <QObject>

#include <memory>

namespace crescendo {

class ClusterObjects;
class LogSources;

/// What a platform can do. What it cannot is said where it is missed.
struct Capabilities {
    bool liveEvents = false; ///< tells decisions as they happen
    bool perWorkerState = false; ///< knows which worker is busy
    bool holds = false;
    bool profilesPerPool = false;
    bool scaleToZero = false; ///< a MinWorkers of 0 means none; else one stays
    bool drain = false;
    bool jobs = false; ///< tells single jobs: jobs() is there while connected
    bool history = false; ///< can tell what happened while we were not connected
    bool scaling = true; ///< can change the number of workers; false: no engine is known
    bool stopping = true; ///< can stop and start a pool
    bool profiles = true; ///< can change profiles; false: nobody said which file holds them
    bool cluster = false; ///< its workers are pods, which can be deleted, restarted and moved to other nodes
    bool logs = false; ///< can tell its logs, if only some
    std::optional<PoolId> uploads; ///< the pool that uploaded audio is work for; nothing: it takes none
    bool readOnly = false; ///< preview and apply are refused
};

/// Something that whoever is logged in may not do, as the platform's own rules name it.
struct MissingRight {
    QString verb; ///< "patch"
    QString resource; ///< "deployments/scale"
    QString namespaceName; ///< empty: of the whole cluster

    bool operator==(const MissingRight &) const = default;
};

enum class ConnectionState { Stopped, Connecting, Live, Lost };

QString toString(ConnectionState state); ///< "stopped", "connecting", …

/// Something that happened on the platform, for logs and chart marks.
struct PlatformEvent {
    TimePoint at;
    std::optional<Decision> decision;
    QString text; ///< one line in the platform's own words; empty for a decision
};

/// Samples that were fetched from the source's own history.
struct Backfill {
    Samples samples;
    std::vector<Decision> decisions;
};

class JobBoard;

/// One place to operate, as the console sees it. Lives on the thread that made it; every future settles
/// there. After start() it reports until stop(); it reconnects by itself with back-off and jitter.
class Platform : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ConnectionId id() const = 0;
    virtual QString name() const = 0; ///< for people: "Local platform"
    /// Nobody makes sure that it is the right one: to be shown wherever its state is.
    virtual bool isUnsafe() const { return false; }
    virtual Capabilities capabilities() const = 0;
    virtual ConnectionState state() const = 0;
    virtual SnapshotPtr snapshot() const = 0; ///< never null; without pools before the first answer

    virtual void start() = 0;
    virtual void stop() = 0;

    /// What the change would do now. Errors: InvalidInput (the rule is in detail), NotFound, Conflict
    /// (basedOn is old), Unsupported, Unavailable.
    virtual Async<Preview> preview(const Change &change) = 0;
    /// Does it and reads it back. Conflict when basedOn is old: nothing was changed then.
    virtual Async<Receipt> apply(const Change &change) = 0;
    /// What the operator would need for the change and may not; nothing where it may be tried, or that is not
    /// known yet. A snapshot follows once it is. Nothing is asked of a connection that only reads.
    virtual std::optional<MissingRight> missingRight(const Change & /*change*/) const { return std::nullopt; }
    /// What the source remembers of [from, to); Unsupported where it has no memory.
    virtual Async<Backfill> history(TimePoint from, TimePoint to) = 0;
    /// Null where it has none, or none now: to be asked for anew each time.
    virtual const LogSources *logs() const { return nullptr; }
    /// Null where it has none to look at; to be asked for anew each time.
    virtual const ClusterObjects *objects() const { return nullptr; }
    /// Null where single jobs are not told. Ask for it each time: it may go with its connection.
    virtual JobBoard *jobs() { return nullptr; }
    /// Work for the pool of Capabilities::uploads; null where none can be given now.
    virtual std::unique_ptr<Load> makeLoad(const LoadPlan & /*plan*/) { return nullptr; }

Q_SIGNALS:
    void snapshotChanged(const crescendo::SnapshotPtr &snapshot);
    void sampled(const crescendo::Samples &samples);
    void eventObserved(const crescendo::PlatformEvent &event);
    void stateChanged(crescendo::ConnectionState state);
};

} // namespace crescendo
