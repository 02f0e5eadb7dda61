#pragma once

#include "base/clock.h"
#include "domain/profile.h"

#include <QString>

#include <optional>
#include <vector>

namespace crescendo {

enum class MetricTargetKind { Utilization, AverageValue, Value };

QString toString(MetricTargetKind kind); ///< as the API writes it
std::optional<MetricTargetKind> metricTargetKindFrom(const QString &name);

/// How much of a metric is as it should be.
struct MetricTarget {
    MetricTargetKind kind = MetricTargetKind::Utilization;
    QString amount; ///< "60" percent of what is requested, else as the API writes amounts: "250m"

    bool operator==(const MetricTarget &other) const; ///< 1500m is 1.5
};

/// "60%", "250m"
QString textOf(const MetricTarget &target);

/// A metric that an HPA goes by. All but the target tells which one it is.
struct HpaMetricSpec {
    QString type; ///< "Resource", "ContainerResource", "Pods", "Object", "External"; or one of tomorrow
    QString name; ///< "cpu", "queue_depth"
    QString container; ///< of a ContainerResource
    QString object; ///< of an Object: "networking.k8s.io/v1/Ingress/shop"
    QString selector; ///< in JSON, as the API has it; of a type that is not known here the whole metric
    MetricTarget target;

    bool isSameMetric(const HpaMetricSpec &other) const; ///< whatever its target
    bool operator==(const HpaMetricSpec &) const = default;
};

enum class ScalingPolicyType { Pods, Percent };

QString toString(ScalingPolicyType type); ///< as the API writes it
std::optional<ScalingPolicyType> scalingPolicyTypeFrom(const QString &name);

/// At most so many pods, or percent of them, in a period.
struct ScalingPolicy {
    ScalingPolicyType type = ScalingPolicyType::Percent;
    int value = 100;
    Seconds period{15};

    bool operator==(const ScalingPolicy &) const = default;
};

/// Which of several policies counts.
enum class SelectPolicy {
    Max, // that allows most
    Min, // that allows least
    Disabled, // none: no scaling in this direction
};

QString toString(SelectPolicy policy); ///< as the API writes it
std::optional<SelectPolicy> selectPolicyFrom(const QString &name);

enum class ScalingDirection { Up, Down };

/// How an HPA may scale in one direction.
struct ScalingRules {
    Seconds window{0}; ///< it goes by what was wanted least (most, to go down) within it
    SelectPolicy select = SelectPolicy::Max;
    std::vector<ScalingPolicy> policies;
    std::optional<int> tolerancePermille; ///< off the target by less is near enough; nothing: the cluster's

    double tolerance() const; ///< 0.1 where the cluster's counts, as it is unless an administrator set it
    bool operator==(const ScalingRules &) const = default;
};

/// What Kubernetes takes for what is left out.
ScalingRules defaultRules(ScalingDirection direction);

/// What a horizontal pod autoscaler is asked to do; with Kubernetes' defaults for what is left out.
struct HpaSpec {
    std::optional<int> minReplicas; ///< nothing: 1
    int maxReplicas = 0;
    std::vector<HpaMetricSpec> metrics;
    ScalingRules scaleUp = defaultRules(ScalingDirection::Up);
    ScalingRules scaleDown = defaultRules(ScalingDirection::Down);

    const ScalingRules &rules(ScalingDirection direction) const;
    bool operator==(const HpaSpec &) const = default;
};

constexpr Seconds longestStabilization = std::chrono::hours(1);
constexpr Seconds longestPolicyPeriod = std::chrono::minutes(30);

/// The HPA with what a profile says that HPAs know: least and most workers, and its cooldown as the window
/// before they scale down.
HpaSpec withProfile(HpaSpec spec, const Profile &profile);

/// All broken rules. `field` is the API's name: "minReplicas", "behavior.scaleUp.policies[0].value",
/// "metrics[0]".
std::vector<ProfileFault> faultsOf(const HpaSpec &spec);

} // namespace crescendo
