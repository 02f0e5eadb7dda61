#pragma once

#include "base/error.h"
#include "domain/decision.h"
#include "domain/hpa.h"
#include "domain/profile.h"
#include "domain/scaledobject.h"
#include "domain/worker.h"

#include <optional>
#include <vector>

namespace crescendo {

struct QueueDepth {
    int pending = 0; ///< waiting, also for a retry
    int running = 0;

    int load() const; ///< both together, or the most that an int holds
    bool operator==(const QueueDepth &) const = default;
};

/// A target that an operator fixed for a time.
struct Hold {
    int workers = 0;
    TimePoint until;
    QString reason;

    bool operator==(const Hold &) const = default;
};

/// How far a workload is with running its newest version everywhere.
struct Rollout {
    int desired = 0;
    int total = 0; ///< of all versions
    int updated = 0; ///< of the newest
    int available = 0; ///< of all versions
    bool isSeen = true; ///< the cluster has begun with the newest version
    std::optional<TimePoint> restarted; ///< when somebody last had all of it restarted

    bool isComplete() const
    {
        return isSeen && updated >= desired && total <= updated && available >= updated;
    }
    bool operator==(const Rollout &) const = default;
};

enum class AutoscalerStatus { Active, Disabled, Degraded, Unknown };

QString toString(AutoscalerStatus status); ///< "active", "disabled", "degraded", "unknown"
AutoscalerStatus autoscalerStatusFrom(const QString &name);

/// Everything that is known of one pool at one moment. What is not known is missing, never 0.
struct Pool {
    PoolId id;
    QString version; ///< of what operators change; a change based on an older one is refused
    std::optional<QueueDepth> queue;
    std::optional<int> desired;
    std::optional<int> ready;
    std::optional<int> busy;
    std::optional<Profile> profile;
    bool cooldownUnknown = false; ///< the source does not tell it: profile->cooldown means nothing
    std::optional<WorkerLimits> limits;
    std::optional<Hpa> hpa; ///< who scales it in Kubernetes
    std::optional<ScaledObject> scaledObject; ///< KEDA's, which made the HPA and scales from and to 0
    std::optional<Rollout> rollout; ///< of a workload in Kubernetes
    AutoscalerStatus autoscaler = AutoscalerStatus::Unknown;
    bool stopped = false;
    std::optional<Hold> hold;
    Limit limitedBy = Limit::None;
    Seconds cooldownLeft{0};
    std::optional<Error> fault; ///< why a target is not reached
    std::vector<Worker> workers;
    std::optional<GpuUse> gpu; ///< of its workers together
    std::vector<Decision> decisions; ///< newest first, bounded

    std::optional<Bytes> largestMemory() const; ///< of the worker that uses most; nothing: not measured
    bool operator==(const Pool &) const = default;
};

} // namespace crescendo
