#pragma once

#include "domain/host.h"
#include "domain/node.h"
#include "domain/pool.h"

#include <map>
#include <memory>

namespace crescendo {

/// A place that observations come from, with its own clock of freshness.
enum class Source { Metrics, State, Events, Docker, Host, Gpu, Queue };

QString toString(Source source); ///< "metrics", "state", …

struct SourceStatus {
    TimePoint lastSeen; ///< of the last good answer; epoch when there was none
    Millis interval{0}; ///< how often it is asked; silence beyond three of these is a gap
    std::optional<Millis> latency; ///< of the last good answer
    std::optional<Error> error; ///< of the last attempt, when it failed

    bool operator==(const SourceStatus &) const = default;
};

/// What is true of one connection at one moment. Replaced whole, never edited: pools that did not change are
/// shared with the predecessor, and `changed` and `removed` name those that did, so that models apply only
/// these.
struct Snapshot {
    ConnectionId connection;
    TimePoint at;
    std::map<PoolId, std::shared_ptr<const Pool>> pools;
    std::map<Source, SourceStatus> sources;
    std::optional<Host> host; ///< that the workers run on, where it is one and known
    std::vector<Node> nodes; ///< of a cluster, by name; none where they may not be seen
    std::vector<PoolId> changed; ///< new or different since the predecessor
    std::vector<PoolId> removed;

    const Pool *pool(const PoolId &id) const;
    /// Why sources were not heard. That there is no GPU is none: most machines have none.
    std::vector<Error> troubles() const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Builds the successor of `previous` (which may be null) from what is true now; unchanged pools are shared.
SnapshotPtr succeed(const SnapshotPtr &previous, ConnectionId connection, TimePoint at,
                    std::vector<Pool> pools, std::map<Source, SourceStatus> sources,
                    std::optional<Host> host = {}, std::vector<Node> nodes = {});

} // namespace crescendo
