#pragma once

#include "domain/pool.h"
#include "kubernetes/eventresource.h"

#include <map>
#include <memory>
#include <vector>

namespace crescendo {

/// The events that tell what HPAs decided.
struct ScalingEvents {
    std::vector<std::shared_ptr<const ClusterEvent>> rescales; ///< SuccessfulRescale, of HPAs
    std::vector<std::shared_ptr<const ClusterEvent>> steps; ///< ScalingReplicaSet, of Deployments
};

/// What the HPAs of a namespace decided. Their events say to what, not from what: that is told by the event
/// of the Deployment, which follows at once. Where none does, `from` equals `to`. The cluster counts what
/// happens again and keeps the first and the last time alone: those between are kept here once they were
/// seen.
class HpaDecisions {
public:
    /// Takes what the cluster remembers now. Yields those that are new, oldest first; the first time none.
    std::vector<Decision> take(const ScalingEvents &events,
                               const std::vector<std::shared_ptr<const Hpa>> &hpas, TimePoint now);
    void show(std::vector<Pool> &pools) const;

    static constexpr std::size_t kept = 50; ///< of each pool
    static constexpr Millis settleTime{3'000}; ///< how long a Deployment may take to follow

private:
    struct Entry {
        Decision decision;
        TimePoint seen;
        bool isTold = false;
    };
    using Entries = std::map<TimePoint, Entry>; // by when it was

    void note(const Decision &decision, TimePoint now);
    static void tell(Entry &entry, const ScalingEvents &events, TimePoint now, std::vector<Decision> &to);

    std::map<PoolId, Entries> m_pools;
    bool m_hasBegun = false;
};

} // namespace crescendo
