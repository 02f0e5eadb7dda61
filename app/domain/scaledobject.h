#pragma once

#include "domain/hpa.h"

namespace crescendo {

/// What a ScaledObject of KEDA goes by.
struct ScalingTrigger {
    QString type; ///< "metrics-api", "prometheus", "cpu"
    QString name; ///< may be empty
    QString threshold; ///< per worker, as it is written; empty where the type's default counts

    bool operator==(const ScalingTrigger &) const = default;
};

/// KEDA's conditions are an HPA's: "Ready", "Active", "Fallback", "Paused".
using ScaledObjectCondition = HpaCondition;

/// What keeps an operator's hands on a ScaledObject, by its annotations.
struct ScalingPause {
    bool isWhole = false; ///< nothing is scaled, and KEDA takes its HPA away
    std::optional<int> replicas; ///< that it was brought to when it was paused; only where that was asked
    bool isScaleIn = false; ///< none are taken away
    bool isScaleOut = false; ///< none are added

    bool operator==(const ScalingPause &) const = default;
};

/// A ScaledObject of KEDA: wakes a workload from no replicas, and makes an HPA that scales it from there.
struct ScaledObject {
    QString name;
    QString namespaceName;
    QString version; ///< of its spec and of what pauses it, whatever its status
    QString targetKind; ///< "Deployment"
    QString targetName;
    int minReplicas = 0;
    int maxReplicas = 100;
    std::optional<int> idleReplicas; ///< while no trigger is active; nothing: the least
    Seconds pollingInterval{30};
    Seconds cooldown{300}; ///< from the last active trigger to the least, or to idle
    std::vector<ScalingTrigger> triggers;
    ScalingPause pause;
    QString hpaName; ///< of the HPA that it made; empty: none yet
    std::optional<TimePoint> lastActive; ///< of any trigger
    std::vector<ScaledObjectCondition> conditions;

    const ScaledObjectCondition *condition(const QString &type) const; ///< null: it does not say
    bool says(const QString &type, const QString &status) const;
    bool operator==(const ScaledObject &) const = default;
};

/// "metrics-api queue (3)": triggers as one line.
QString triggersOf(const ScaledObject &object);

} // namespace crescendo
