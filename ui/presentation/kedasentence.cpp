#include "ui/presentation/kedasentence.h"

#include "ui/presentation/hpasentence.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

namespace crescendo {
namespace {

struct KedaTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::KedaTexts)
};

int present(const Pool &pool)
{
    return pool.desired.value_or(pool.ready.value_or(0));
}

Sentence paused(const Pool &pool)
{
    return {Tone::Limited,
            KedaTexts::tr("Paused by an operator: %1, whatever the load.").arg(workersText(present(pool))),
            KedaTexts::tr("Scale by hand, or resume ScaledObject %1.").arg(pool.scaledObject->name)};
}

/// Without its triggers KEDA knows nothing to scale by; with some of them it goes by the others.
Sentence unready(const ScaledObject &object, const ScaledObjectCondition &ready)
{
    const QString lever =
        KedaTexts::tr("See whether what its triggers ask answers: %1.").arg(triggersOf(object));
    if (ready.status == QLatin1String("False"))
        return {Tone::Broken,
                KedaTexts::tr("ScaledObject %1 cannot scale: %2.").arg(object.name, ready.message), lever};
    return {Tone::Limited,
            KedaTexts::tr("Not all of ScaledObject %1 works: %2.").arg(object.name, ready.message), lever};
}

Sentence fallenBack(const Pool &pool)
{
    const ScaledObject &object = *pool.scaledObject;
    return {Tone::Limited,
            KedaTexts::tr("Falling back to %1: the triggers of ScaledObject %2 fail.")
                .arg(workersText(present(pool)), object.name),
            KedaTexts::tr("See whether what its triggers ask answers: %1.").arg(triggersOf(object))};
}

Sentence asleep(const ScaledObject &object)
{
    return {Tone::Fine, KedaTexts::tr("No workers: nothing is to do."),
            KedaTexts::tr("ScaledObject %1 looks every %2 and starts the first one.")
                .arg(object.name, durationText(object.pollingInterval))};
}

Sentence withoutHpa(const ScaledObject &object)
{
    return {Tone::Muted, KedaTexts::tr("ScaledObject %1 has no HPA yet.").arg(object.name),
            KedaTexts::tr("KEDA makes it at its next look; else see whether KEDA runs.")};
}

} // namespace

Sentence kedaSentence(const Pool &pool)
{
    const ScaledObject &object = *pool.scaledObject;
    const ScaledObjectCondition *ready = object.condition(QStringLiteral("Ready"));
    if (object.pause.isWhole)
        return paused(pool);
    if (object.says(QStringLiteral("Fallback"), QStringLiteral("True")))
        return fallenBack(pool);
    if (ready && ready->status != QLatin1String("True") && !ready->reason.isEmpty())
        return unready(object, *ready);
    if (present(pool) == 0)
        return asleep(object);
    return pool.hpa ? hpaSentence(pool) : withoutHpa(object);
}

Evidence kedaEvidence(const Pool &pool)
{
    const ScaledObject &object = *pool.scaledObject;
    Evidence evidence{
        {KedaTexts::tr("ScaledObject"), object.name},
        {KedaTexts::tr("Triggers"), triggersOf(object)},
        {KedaTexts::tr("KEDA allows"), rangeText(object)},
        {KedaTexts::tr("Looks every"), durationText(object.pollingInterval)},
        {KedaTexts::tr("Cooldown before the last one goes"), durationText(object.cooldown)},
        {KedaTexts::tr("Paused"), pauseText(object.pause)},
    };
    for (const ScaledObjectCondition &condition : object.conditions) {
        if (!condition.reason.isEmpty()) // else KEDA has not looked at it
            evidence.emplace_back(QStringLiteral("%1 %2").arg(condition.type, condition.status),
                                  QStringLiteral("%1: %2").arg(condition.reason, condition.message));
    }
    return evidence;
}

QString rangeText(const ScaledObject &object)
{
    const QString range = KedaTexts::tr("%1 to %2").arg(object.minReplicas).arg(object.maxReplicas);
    return object.idleReplicas ? KedaTexts::tr("%1, %2 while idle").arg(range).arg(*object.idleReplicas)
                               : range;
}

QString pauseText(const ScalingPause &pause)
{
    if (pause.isWhole)
        return pause.replicas ? KedaTexts::tr("yes, at %1").arg(workersText(*pause.replicas))
                              : KedaTexts::tr("yes");
    QStringList directions;
    if (pause.isScaleOut)
        directions += KedaTexts::tr("scaling up");
    if (pause.isScaleIn)
        directions += KedaTexts::tr("scaling down");
    return directions.isEmpty() ? KedaTexts::tr("no") : directions.join(QStringLiteral(", "));
}

QString overrideText(const ScaledObject &object)
{
    if (object.pause.isWhole)
        return KedaTexts::tr("It stays: ScaledObject %1 is paused.").arg(object.name);
    return KedaTexts::tr("What is too low ScaledObject %1 raises within %2; what is too high it takes down "
                         "later.")
        .arg(object.name, durationText(object.pollingInterval));
}

} // namespace crescendo
