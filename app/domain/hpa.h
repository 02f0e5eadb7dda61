#pragma once

#include "domain/hpaspec.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace crescendo {

/// One metric of a horizontal pod autoscaler. Amounts are as the API writes them: "60%" of the request,
/// "250m".
struct HpaMetric {
    QString type; ///< "Resource", "External", …
    QString name; ///< "cpu", "queue_depth"
    QString current; ///< empty: not known
    QString target; ///< empty: of no kind that is known
    std::optional<double> ratio; ///< of current to target; nothing where either is not known
    bool isAverage = false; ///< of an Object or External metric: divided by the pods

    bool operator==(const HpaMetric &) const = default;
};

/// What the autoscaler says about itself.
struct HpaCondition {
    QString type; ///< "AbleToScale", "ScalingActive", "ScalingLimited"
    QString status; ///< "True", "False", "Unknown"
    QString reason; ///< "DesiredWithinRange"
    QString message;

    bool operator==(const HpaCondition &) const = default;
};

/// A horizontal pod autoscaler of Kubernetes, and what it does now.
struct Hpa {
    QString name;
    QString namespaceName;
    QString targetKind; ///< "Deployment"
    QString targetName;
    QString version; ///< of its spec, which has no generation; other words than before mean another spec
    QString scaledObject; ///< of KEDA, which made it and puts back what others change; empty: none
    HpaSpec spec;
    int currentReplicas = 0;
    int desiredReplicas = 0;
    std::vector<HpaMetric> metrics;
    std::vector<HpaCondition> conditions;
    std::optional<TimePoint> created;

    const HpaCondition *condition(const QString &type) const; ///< null: it does not say
    const HpaMetric *leadingMetric() const; ///< that asks for most; null: none is known
    bool operator==(const Hpa &) const = default;
};

/// "cpu: 30%/60%, memory: <unknown>/70%", as `kubectl get hpa` prints it.
QString targetsOf(const Hpa &hpa);
/// All that `kubectl get hpa` prints: name, reference, targets, least and most pods, replicas, age.
QStringList cellsOf(const Hpa &hpa, TimePoint now);
/// "45s", "3m20s", "2d3h": as kubectl prints ages.
QString kubernetesAge(Seconds age);

} // namespace crescendo
