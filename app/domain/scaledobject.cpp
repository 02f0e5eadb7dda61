#include "domain/scaledobject.h"

#include <algorithm>

namespace crescendo {
namespace {

QString textOf(const ScalingTrigger &trigger)
{
    QString text = trigger.type;
    if (!trigger.name.isEmpty())
        text += QLatin1Char(' ') + trigger.name;
    return trigger.threshold.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(trigger.threshold);
}

} // namespace

const ScaledObjectCondition *ScaledObject::condition(const QString &type) const
{
    const auto found = std::ranges::find(conditions, type, &ScaledObjectCondition::type);
    return found == conditions.end() ? nullptr : &*found;
}

bool ScaledObject::says(const QString &type, const QString &status) const
{
    const ScaledObjectCondition *found = condition(type);
    return found && found->status == status;
}

QString triggersOf(const ScaledObject &object)
{
    QStringList texts;
    for (const ScalingTrigger &trigger : object.triggers)
        texts += textOf(trigger);
    return texts.join(QStringLiteral(", "));
}

} // namespace crescendo
