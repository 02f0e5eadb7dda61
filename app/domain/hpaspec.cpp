#include "domain/hpaspec.h"

#include "base/enumnames.h"
#include "base/quantity.h"

#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

constexpr EnumNames<MetricTargetKind, 3> targetKindNames{{
    {MetricTargetKind::Utilization, "Utilization"},
    {MetricTargetKind::AverageValue, "AverageValue"},
    {MetricTargetKind::Value, "Value"},
}};
constexpr EnumNames<ScalingPolicyType, 2> policyTypeNames{{
    {ScalingPolicyType::Pods, "Pods"},
    {ScalingPolicyType::Percent, "Percent"},
}};
constexpr EnumNames<SelectPolicy, 3> selectPolicyNames{{
    {SelectPolicy::Max, "Max"},
    {SelectPolicy::Min, "Min"},
    {SelectPolicy::Disabled, "Disabled"},
}};

constexpr int usualTolerancePermille = 100;

/// What the server takes of a type that is not known here the server knows.
bool isKnown(const HpaMetricSpec &metric)
{
    static const QStringList types{QStringLiteral("Resource"), QStringLiteral("ContainerResource"),
                                   QStringLiteral("Pods"), QStringLiteral("Object"),
                                   QStringLiteral("External")};
    return types.contains(metric.type);
}

bool isOfResource(const HpaMetricSpec &metric)
{
    return metric.type.endsWith(QLatin1String("Resource"));
}

/// Of something that is there without a pod, so that it can call the first one.
bool isOfNoPod(const HpaMetricSpec &metric)
{
    return metric.type == QLatin1String("Object") || metric.type == QLatin1String("External");
}

/// Collects the broken rules.
class Faults {
public:
    void check(bool good, const QString &field, const QString &rule, const char *against = "")
    {
        if (!good)
            m_faults.push_back({field, rule, QString::fromLatin1(against)});
    }
    std::vector<ProfileFault> take() { return std::move(m_faults); }

private:
    std::vector<ProfileFault> m_faults;
};

void checkReplicas(const HpaSpec &spec, Faults &faults)
{
    const int least = spec.minReplicas.value_or(1);
    const bool canBeNone = std::ranges::any_of(spec.metrics, isOfNoPod);
    faults.check(least >= (canBeNone ? 0 : 1), QStringLiteral("minReplicas"),
                 canBeNone ? QStringLiteral("must not be negative")
                           : QStringLiteral("must be at least 1: for none it needs a ScaledObject, or a "
                                            "metric of type Object or External"));
    faults.check(spec.maxReplicas >= 1, QStringLiteral("maxReplicas"), QStringLiteral("must be at least 1"));
    faults.check(least <= spec.maxReplicas, QStringLiteral("minReplicas"),
                 QStringLiteral("must not exceed maxReplicas (%1)").arg(spec.maxReplicas), "maxReplicas");
}

void checkTarget(const HpaMetricSpec &metric, const QString &field, Faults &faults)
{
    const bool isUtilization = metric.target.kind == MetricTargetKind::Utilization;
    const Result<Quantity> amount = Quantity::parse(metric.target.amount);
    bool isWhole = false;
    metric.target.amount.toInt(&isWhole);
    if (isUtilization && !isWhole)
        faults.check(false, field, QStringLiteral("must be a whole number of percent"));
    else if (!amount)
        faults.check(false, field, QStringLiteral("must be an amount, like 500m, 2 or 1Gi"));
    else
        faults.check(*amount > Quantity(), field, QStringLiteral("must be more than 0"));
    faults.check(!isUtilization || isOfResource(metric), field,
                 QStringLiteral("only of a resource there is a utilization"));
    faults.check(metric.target.kind != MetricTargetKind::Value || isOfNoPod(metric), field,
                 QStringLiteral("must be an average: each pod has one of its own"));
}

void checkRules(const ScalingRules &rules, const QString &field, Faults &faults)
{
    faults.check(rules.window >= Seconds(0) && rules.window <= longestStabilization,
                 field + QStringLiteral(".stabilizationWindowSeconds"),
                 QStringLiteral("must be from 0 to %1").arg(longestStabilization.count()));
    faults.check(!rules.policies.empty(), field + QStringLiteral(".policies"),
                 QStringLiteral("must have at least one"));
    faults.check(rules.tolerancePermille.value_or(0) >= 0, field + QStringLiteral(".tolerance"),
                 QStringLiteral("must not be negative"));
    for (std::size_t i = 0; i < rules.policies.size(); ++i) {
        const QString policy = QStringLiteral("%1.policies[%2]").arg(field).arg(i);
        faults.check(rules.policies[i].value > 0, policy + QStringLiteral(".value"),
                     QStringLiteral("must be more than 0"));
        faults.check(rules.policies[i].period > Seconds(0) && rules.policies[i].period <= longestPolicyPeriod,
                     policy + QStringLiteral(".periodSeconds"),
                     QStringLiteral("must be from 1 to %1").arg(longestPolicyPeriod.count()));
    }
}

} // namespace

QString toString(MetricTargetKind kind)
{
    return nameOf(targetKindNames, kind);
}

std::optional<MetricTargetKind> metricTargetKindFrom(const QString &name)
{
    return valueOf(targetKindNames, name);
}

QString toString(ScalingPolicyType type)
{
    return nameOf(policyTypeNames, type);
}

std::optional<ScalingPolicyType> scalingPolicyTypeFrom(const QString &name)
{
    return valueOf(policyTypeNames, name);
}

QString toString(SelectPolicy policy)
{
    return nameOf(selectPolicyNames, policy);
}

std::optional<SelectPolicy> selectPolicyFrom(const QString &name)
{
    return valueOf(selectPolicyNames, name);
}

QString textOf(const MetricTarget &target)
{
    return target.kind == MetricTargetKind::Utilization ? target.amount + QLatin1Char('%') : target.amount;
}

bool MetricTarget::operator==(const MetricTarget &other) const
{
    const Result<Quantity> own = Quantity::parse(amount);
    const Result<Quantity> others = Quantity::parse(other.amount);
    return kind == other.kind && (own && others ? *own == *others : amount == other.amount);
}

bool HpaMetricSpec::isSameMetric(const HpaMetricSpec &other) const
{
    return type == other.type && name == other.name && container == other.container && object == other.object
        && selector == other.selector;
}

double ScalingRules::tolerance() const
{
    return tolerancePermille.value_or(usualTolerancePermille) / 1000.0;
}

ScalingRules defaultRules(ScalingDirection direction)
{
    const ScalingPolicy twice{ScalingPolicyType::Percent, 100, Seconds(15)};
    if (direction == ScalingDirection::Down)
        return {Seconds(300), SelectPolicy::Max, {twice}, {}};
    return {Seconds(0), SelectPolicy::Max, {{ScalingPolicyType::Pods, 4, Seconds(15)}, twice}, {}};
}

const ScalingRules &HpaSpec::rules(ScalingDirection direction) const
{
    return direction == ScalingDirection::Up ? scaleUp : scaleDown;
}

HpaSpec withProfile(HpaSpec spec, const Profile &profile)
{
    spec.minReplicas = profile.minWorkers;
    spec.maxReplicas = profile.maxWorkers;
    spec.scaleDown.window = profile.cooldown;
    return spec;
}

std::vector<ProfileFault> faultsOf(const HpaSpec &spec)
{
    Faults faults;
    checkReplicas(spec, faults);
    for (std::size_t i = 0; i < spec.metrics.size(); ++i) {
        if (isKnown(spec.metrics[i]))
            checkTarget(spec.metrics[i], QStringLiteral("metrics[%1]").arg(i), faults);
    }
    checkRules(spec.scaleUp, QStringLiteral("behavior.scaleUp"), faults);
    checkRules(spec.scaleDown, QStringLiteral("behavior.scaleDown"), faults);
    return faults.take();
}

} // namespace crescendo
