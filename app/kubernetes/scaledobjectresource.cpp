#include "kubernetes/scaledobjectresource.h"

#include "kubernetes/hparesource.h"
#include "kubernetes/resource.h"
#include "net/jsonnode.h"

#include <QStringList>

namespace crescendo {
namespace {

int numberOr(int otherwise, const JsonNode &node)
{
    return node.exists() ? static_cast<int>(node.integer()) : otherwise;
}

/// KEDA takes whatever is no clear "no" for a "yes".
bool isSet(const std::map<QString, QString> &annotations, const QString &name)
{
    static const QStringList no{QStringLiteral("0"),     QStringLiteral("f"),     QStringLiteral("F"),
                                QStringLiteral("false"), QStringLiteral("False"), QStringLiteral("FALSE")};
    const auto found = annotations.find(name);
    return found != annotations.end() && !no.contains(found->second);
}

ScalingPause pauseFrom(const std::map<QString, QString> &annotations)
{
    ScalingPause pause;
    const auto replicas = annotations.find(kedaAnnotation::pausedReplicas);
    bool isNumber = false;
    if (replicas != annotations.end()) {
        const int number = replicas->second.toInt(&isNumber);
        pause.replicas = isNumber ? std::optional(number) : std::nullopt;
    }
    pause.isWhole = replicas != annotations.end() || isSet(annotations, kedaAnnotation::paused);
    pause.isScaleIn = isSet(annotations, kedaAnnotation::pausedScaleIn);
    pause.isScaleOut = isSet(annotations, kedaAnnotation::pausedScaleOut);
    return pause;
}

/// Each type of trigger calls it by a name of its own.
QString thresholdIn(const std::map<QString, QString> &metadata)
{
    for (const char *name : {"threshold", "targetValue", "value", "queueLength", "lagThreshold"}) {
        const auto found = metadata.find(QLatin1String(name));
        if (found != metadata.end())
            return found->second;
    }
    return {};
}

std::vector<ScalingTrigger> triggersFrom(const JsonNode &spec)
{
    std::vector<ScalingTrigger> triggers;
    for (const JsonNode &trigger : spec["triggers"].items())
        triggers.push_back(
            {trigger["type"].text(), trigger["name"].text(), thresholdIn(trigger["metadata"].texts())});
    return triggers;
}

/// The object's resourceVersion would change with each look at its triggers; annotations do not count for its
/// generation.
QString versionOf(const ObjectMeta &meta, const std::map<QString, QString> &annotations)
{
    QStringList parts{QString::number(meta.generation)};
    for (const auto &[name, value] : annotations) {
        if (name.startsWith(kedaAnnotation::paused))
            parts += name + QLatin1Char('=') + value;
    }
    return parts.join(QLatin1Char(' '));
}

void readSpec(const JsonNode &spec, ScaledObject &object)
{
    const JsonNode target = spec["scaleTargetRef"];
    object.targetKind = target["kind"].exists() ? target["kind"].text() : QStringLiteral("Deployment");
    object.targetName = target["name"].text();
    object.minReplicas = numberOr(object.minReplicas, spec["minReplicaCount"]);
    object.maxReplicas = numberOr(object.maxReplicas, spec["maxReplicaCount"]);
    if (const JsonNode idle = spec["idleReplicaCount"]; idle.exists())
        object.idleReplicas = static_cast<int>(idle.integer());
    if (const JsonNode interval = spec["pollingInterval"]; interval.exists())
        object.pollingInterval = Seconds(interval.integer());
    if (const JsonNode cooldown = spec["cooldownPeriod"]; cooldown.exists())
        object.cooldown = Seconds(cooldown.integer());
    object.triggers = triggersFrom(spec);
}

} // namespace

ScaledObject scaledObjectFrom(const JsonNode &object)
{
    const ObjectMeta meta = metaFrom(object["metadata"]);
    const std::map<QString, QString> annotations = object["metadata"]["annotations"].texts();
    const JsonNode status = object["status"];
    ScaledObject scaled;
    scaled.name = meta.name;
    scaled.namespaceName = meta.namespaceName;
    scaled.version = versionOf(meta, annotations);
    scaled.pause = pauseFrom(annotations);
    readSpec(object["spec"], scaled);
    scaled.hpaName = status["hpaName"].text();
    scaled.lastActive = status["lastActiveTime"].time();
    scaled.conditions = conditionsFrom(status);
    return scaled;
}

} // namespace crescendo
