#include "ui/presentation/hpasentence.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

struct HpaTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::HpaTexts)
};

int present(const Pool &pool)
{
    return pool.desired.value_or(pool.hpa->currentReplicas);
}

bool says(const Hpa &hpa, const char *type, const char *status)
{
    const HpaCondition *condition = hpa.condition(QLatin1String(type));
    return condition && condition->status == QLatin1String(status);
}

QString reasonOf(const Hpa &hpa, const char *type)
{
    const HpaCondition *condition = hpa.condition(QLatin1String(type));
    return condition ? condition->reason : QString();
}

QString messageOf(const Hpa &hpa, const char *type)
{
    const HpaCondition *condition = hpa.condition(QLatin1String(type));
    return condition ? condition->message : QString();
}

/// "cpu at 90%, target 60%"
QString readingOf(const HpaMetric &metric)
{
    return metric.current.isEmpty()
        ? HpaTexts::tr("%1 unknown, target %2").arg(metric.name, metric.target)
        : HpaTexts::tr("%1 at %2, target %3").arg(metric.name, metric.current, metric.target);
}

QString leadingText(const Hpa &hpa)
{
    const HpaMetric *leading = hpa.leadingMetric();
    return leading ? readingOf(*leading) : HpaTexts::tr("no metric known");
}

Sentence switchedOff(const Hpa &hpa)
{
    return {Tone::Muted,
            HpaTexts::tr("No workers: HPA %1 does nothing until somebody scales up.").arg(hpa.name),
            HpaTexts::tr("Scale to one or more by hand: the HPA takes over from there.")};
}

Sentence unable(const Hpa &hpa)
{
    return {Tone::Broken,
            HpaTexts::tr("HPA %1 cannot scale: %2.").arg(hpa.name, messageOf(hpa, "AbleToScale")),
            HpaTexts::tr("See whether what it scales is there.")};
}

/// New workers have no metrics for a while, so this is usual after a start.
Sentence withoutMetrics(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    if (!reasonOf(hpa, "ScalingActive").startsWith(QLatin1String("FailedGet")))
        return {Tone::Broken,
                HpaTexts::tr("HPA %1 is not active: %2.").arg(hpa.name, messageOf(hpa, "ScalingActive")),
                {}};
    return {Tone::Limited,
            HpaTexts::tr("No metrics: HPA %1 keeps %2.").arg(hpa.name, workersText(present(pool))),
            HpaTexts::tr("New workers are measured after a minute; else see whether the metrics server and "
                         "the workers' requests are there.")};
}

Sentence onTheWay(const Pool &pool)
{
    const int ready = *pool.ready;
    const int desired = *pool.desired;
    if (ready < desired)
        return {Tone::Accent, HpaTexts::tr("Starting: %1 of %2 ready.").arg(ready).arg(workersText(desired)),
                HpaTexts::tr("Until they are, the HPA does not count on their metrics.")};
    return {Tone::Accent,
            HpaTexts::tr("Scaling down to %1: %2 still there.").arg(workersText(desired)).arg(ready),
            leadingText(*pool.hpa)};
}

Sentence limited(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    const QString reason = reasonOf(hpa, "ScalingLimited");
    const QString metrics = leadingText(hpa);
    if (reason == QLatin1String("TooManyReplicas"))
        return {Tone::Limited,
                HpaTexts::tr("At the maximum: %1 of %2, %3.")
                    .arg(QString::number(present(pool)), workersText(hpa.spec.maxReplicas), metrics),
                pool.scaledObject
                    ? HpaTexts::tr("Raise the ScaledObject's maximum, or wait for the load to fall.")
                    : HpaTexts::tr("Raise the HPA's maximum, or wait for the load to fall.")};
    if (reason == QLatin1String("TooFewReplicas"))
        return {Tone::Fine, HpaTexts::tr("At the minimum: %1, %2.").arg(workersText(present(pool)), metrics),
                HpaTexts::tr("Fewer would do; the HPA's minimum keeps them.")};
    return {Tone::Limited,
            HpaTexts::tr("Scaling as fast as the HPA's behaviour allows: %1, %2.")
                .arg(workersText(present(pool)), metrics),
            messageOf(hpa, "ScalingLimited")};
}

/// How much of the window is left nobody tells.
Sentence stabilized(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    if (reasonOf(hpa, "AbleToScale") == QLatin1String("ScaleUpStabilized"))
        return {
            Tone::Accent,
            HpaTexts::tr("Holding at %1: more are wanted, within the scale-up window.").arg(present(pool)),
            leadingText(hpa)};
    return {Tone::Accent,
            HpaTexts::tr("Holding at %1: fewer would do, but the scale-down window of %2 is not over.")
                .arg(QString::number(present(pool)), durationText(hpa.spec.scaleDown.window)),
            leadingText(hpa)};
}

Sentence partlyUnknown(const Pool &pool, const HpaMetric &unknown)
{
    return {Tone::Limited,
            HpaTexts::tr("Steady at %1: %2 is unknown.").arg(workersText(present(pool)), unknown.name),
            HpaTexts::tr("Until it is known the HPA takes no workers away.")};
}

bool isWithinTolerance(const Hpa &hpa, double ratio)
{
    return ratio >= 1 - hpa.spec.scaleDown.tolerance() && ratio <= 1 + hpa.spec.scaleUp.tolerance();
}

Sentence steady(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    const QString workers = workersText(present(pool));
    const HpaMetric *leading = hpa.leadingMetric();
    if (!leading)
        return {Tone::Muted, HpaTexts::tr("No decision yet: %1.").arg(workers), {}};
    const QString headline = HpaTexts::tr("Steady at %1: %2.").arg(workers, readingOf(*leading));
    if (isWithinTolerance(hpa, *leading->ratio))
        return {Tone::Fine, headline,
                HpaTexts::tr("Within the tolerance of %1 the HPA does nothing.")
                    .arg(percentText(100
                                     * (*leading->ratio > 1 ? hpa.spec.scaleUp.tolerance()
                                                            : hpa.spec.scaleDown.tolerance())))};
    return {Tone::Fine, headline,
            *leading->ratio > 1 ? HpaTexts::tr("Above the target: more follow at its next sync.")
                                : HpaTexts::tr("Below the target, but one fewer would be too few.")};
}

Sentence ofMetrics(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    const auto unknown =
        std::ranges::find_if(hpa.metrics, [](const HpaMetric &metric) { return metric.current.isEmpty(); });
    return unknown != hpa.metrics.end() && hpa.leadingMetric() ? partlyUnknown(pool, *unknown) : steady(pool);
}

QString rangeText(const HpaSpec &spec)
{
    return HpaTexts::tr("%1 to %2").arg(spec.minReplicas.value_or(1)).arg(spec.maxReplicas);
}

} // namespace

Sentence hpaSentence(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    if (present(pool) == 0)
        return switchedOff(hpa);
    if (says(hpa, "AbleToScale", "False"))
        return unable(hpa);
    if (pool.ready && pool.desired && *pool.ready != *pool.desired)
        return onTheWay(pool);
    if (says(hpa, "ScalingActive", "False"))
        return withoutMetrics(pool);
    if (says(hpa, "ScalingLimited", "True"))
        return limited(pool);
    if (reasonOf(hpa, "AbleToScale").endsWith(QLatin1String("Stabilized")))
        return stabilized(pool);
    return ofMetrics(pool);
}

Evidence hpaEvidence(const Pool &pool)
{
    const Hpa &hpa = *pool.hpa;
    Evidence evidence{
        {HpaTexts::tr("HPA"), hpa.name},
        {HpaTexts::tr("Metrics"), targetsOf(hpa)},
        {HpaTexts::tr("Workers allowed"), rangeText(hpa.spec)},
        {HpaTexts::tr("It wants"), workersText(hpa.desiredReplicas)},
        {HpaTexts::tr("Scale-down window"), durationText(hpa.spec.scaleDown.window)},
    };
    for (const HpaCondition &condition : hpa.conditions)
        evidence.emplace_back(QStringLiteral("%1 %2").arg(condition.type, condition.status),
                              QStringLiteral("%1: %2").arg(condition.reason, condition.message));
    return evidence;
}

std::vector<Fact> hpaFacts(const Hpa &hpa)
{
    return {
        {HpaTexts::tr("Workers allowed"), rangeText(hpa.spec)},
        {HpaTexts::tr("Metrics"), targetsOf(hpa)},
        {HpaTexts::tr("Scale-up window"), durationText(hpa.spec.scaleUp.window)},
        {HpaTexts::tr("Scale-down window"), durationText(hpa.spec.scaleDown.window)},
    };
}

QString overrideText(const Hpa &hpa, int replicas)
{
    if (replicas == 0)
        return HpaTexts::tr("With no workers HPA %1 does nothing until somebody scales up.").arg(hpa.name);
    return HpaTexts::tr("What is too low HPA %1 raises at its next sync; what is too high it takes down only "
                        "after its scale-down window of %2.")
        .arg(hpa.name, durationText(hpa.spec.scaleDown.window));
}

} // namespace crescendo
