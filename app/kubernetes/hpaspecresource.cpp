#include "kubernetes/hpaspecresource.h"

#include "base/quantity.h"
#include "net/jsonnode.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

const char *amountMember(MetricTargetKind kind)
{
    switch (kind) {
    case MetricTargetKind::Utilization:
        return "averageUtilization";
    case MetricTargetKind::AverageValue:
        return "averageValue";
    case MetricTargetKind::Value:
        break;
    }
    return "value";
}

/// By the amount that is there: `type` says the same.
MetricTarget targetFrom(const JsonNode &target)
{
    for (const MetricTargetKind kind : {MetricTargetKind::AverageValue, MetricTargetKind::Value}) {
        if (const JsonNode amount = target[amountMember(kind)]; amount.exists())
            return {kind, amount.text()};
    }
    const JsonNode percent = target[amountMember(MetricTargetKind::Utilization)];
    return {MetricTargetKind::Utilization, percent.exists() ? QString::number(percent.integer()) : QString()};
}

QString objectFrom(const JsonNode &object)
{
    return object.exists()
        ? QStringList{object["apiVersion"].text(), object["kind"].text(), object["name"].text()}.join(
            QLatin1Char('/'))
        : QString();
}

QString jsonOf(const JsonNode &object)
{
    return object.exists()
        ? QString::fromUtf8(QJsonDocument(object.value().toObject()).toJson(QJsonDocument::Compact))
        : QString();
}

QJsonObject objectIn(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

HpaMetricSpec metricFrom(const JsonNode &metric)
{
    HpaMetricSpec spec;
    spec.type = metric["type"].text();
    const QByteArray member = memberOf(spec.type);
    if (member.isEmpty()) {
        spec.selector = jsonOf(metric);
        return spec;
    }
    const JsonNode source = metric[member.constData()];
    spec.name = source["name"].exists() ? source["name"].text() : source["metric"]["name"].text();
    spec.container = source["container"].text();
    spec.object = objectFrom(source["describedObject"]);
    spec.selector = jsonOf(source["metric"]["selector"]);
    spec.target = targetFrom(source["target"]);
    return spec;
}

ScalingRules rulesFrom(const JsonNode &behavior, ScalingRules rules)
{
    if (const JsonNode window = behavior["stabilizationWindowSeconds"]; window.exists())
        rules.window = Seconds(window.integer());
    rules.select = selectPolicyFrom(behavior["selectPolicy"].text()).value_or(SelectPolicy::Max);
    if (behavior["policies"].exists())
        rules.policies.clear();
    for (const JsonNode &policy : behavior["policies"].items())
        rules.policies.push_back(
            {scalingPolicyTypeFrom(policy["type"].text()).value_or(ScalingPolicyType::Percent),
             static_cast<int>(policy["value"].integer()), Seconds(policy["periodSeconds"].integer())});
    if (const Result<Quantity> tolerance = Quantity::parse(behavior["tolerance"].text()))
        rules.tolerancePermille = static_cast<int>(tolerance->milli());
    return rules;
}

QJsonObject targetObject(const MetricTarget &target)
{
    const bool isPercent = target.kind == MetricTargetKind::Utilization;
    return {{key("type"), toString(target.kind)},
            {key(amountMember(target.kind)),
             isPercent ? QJsonValue(target.amount.toInt()) : QJsonValue(target.amount)}};
}

QJsonObject describedObject(const QString &object)
{
    return {{key("apiVersion"), object.section(QLatin1Char('/'), 0, -3)},
            {key("kind"), object.section(QLatin1Char('/'), -2, -2)},
            {key("name"), object.section(QLatin1Char('/'), -1)}};
}

QJsonObject metricIdentity(const HpaMetricSpec &metric)
{
    QJsonObject identity{{key("name"), metric.name}};
    if (!metric.selector.isEmpty())
        identity.insert(key("selector"), objectIn(metric.selector));
    return identity;
}

QJsonObject newMetric(const HpaMetricSpec &metric)
{
    if (memberOf(metric.type).isEmpty())
        return objectIn(metric.selector);
    QJsonObject source{{key("target"), targetObject(metric.target)}};
    if (metric.type.endsWith(QLatin1String("Resource")))
        source.insert(key("name"), metric.name);
    else
        source.insert(key("metric"), metricIdentity(metric));
    if (!metric.container.isEmpty())
        source.insert(key("container"), metric.container);
    if (!metric.object.isEmpty())
        source.insert(key("describedObject"), describedObject(metric.object));
    return {{key("type"), metric.type}, {QString::fromLatin1(memberOf(metric.type)), source}};
}

QJsonObject withTarget(QJsonObject metric, const HpaMetricSpec &wanted)
{
    const QString member = QString::fromLatin1(memberOf(wanted.type));
    QJsonObject source = metric.value(member).toObject();
    source.insert(key("target"), targetObject(wanted.target));
    metric.insert(member, source);
    return metric;
}

/// A list is replaced as a whole: what is known neither of a metric nor of its fields is taken over.
QJsonArray metricsArray(const QJsonArray &there, const HpaSpec &now, const HpaSpec &wanted)
{
    QJsonArray metrics;
    for (const HpaMetricSpec &metric : wanted.metrics) {
        const auto same = std::ranges::find_if(
            now.metrics, [&metric](const HpaMetricSpec &one) { return one.isSameMetric(metric); });
        const auto at = static_cast<qsizetype>(same - now.metrics.begin());
        if (same == now.metrics.end())
            metrics.append(newMetric(metric));
        else if (same->target == metric.target || memberOf(metric.type).isEmpty())
            metrics.append(there.at(at));
        else
            metrics.append(withTarget(there.at(at).toObject(), metric));
    }
    return metrics;
}

QJsonArray policiesArray(const std::vector<ScalingPolicy> &policies)
{
    QJsonArray array;
    for (const ScalingPolicy &policy : policies)
        array.append(QJsonObject{{key("type"), toString(policy.type)},
                                 {key("value"), policy.value},
                                 {key("periodSeconds"), static_cast<qint64>(policy.period.count())}});
    return array;
}

QJsonValue toleranceValue(const std::optional<int> &permille)
{
    return permille ? QJsonValue(QStringLiteral("%1m").arg(*permille)) : QJsonValue();
}

QJsonObject rulesPatch(const ScalingRules &now, const ScalingRules &wanted)
{
    QJsonObject patch;
    if (now.window != wanted.window)
        patch.insert(key("stabilizationWindowSeconds"), static_cast<qint64>(wanted.window.count()));
    if (now.select != wanted.select)
        patch.insert(key("selectPolicy"), toString(wanted.select));
    if (now.policies != wanted.policies)
        patch.insert(key("policies"), policiesArray(wanted.policies));
    if (now.tolerancePermille != wanted.tolerancePermille)
        patch.insert(key("tolerance"), toleranceValue(wanted.tolerancePermille));
    return patch;
}

void insertUnlessEmpty(QJsonObject &object, const char *name, const QJsonObject &member)
{
    if (!member.isEmpty())
        object.insert(key(name), member);
}

} // namespace

QByteArray memberOf(const QString &metricType)
{
    for (const char *known : {"Resource", "ContainerResource", "Pods", "Object", "External"}) {
        if (metricType == QLatin1String(known))
            return QByteArray(known).replace(0, 1, QByteArray(1, known[0]).toLower());
    }
    return {};
}

HpaSpec hpaSpecFrom(const JsonNode &spec)
{
    HpaSpec read;
    if (const JsonNode least = spec["minReplicas"]; least.exists())
        read.minReplicas = static_cast<int>(least.integer());
    read.maxReplicas = static_cast<int>(spec["maxReplicas"].integer());
    for (const JsonNode &metric : spec["metrics"].items())
        read.metrics.push_back(metricFrom(metric));
    read.scaleUp = rulesFrom(spec["behavior"]["scaleUp"], read.scaleUp);
    read.scaleDown = rulesFrom(spec["behavior"]["scaleDown"], read.scaleDown);
    return read;
}

QJsonObject hpaSpecPatch(const QJsonObject &spec, const HpaSpec &now, const HpaSpec &wanted)
{
    QJsonObject patch;
    if (now.minReplicas.value_or(1) != wanted.minReplicas.value_or(1))
        patch.insert(key("minReplicas"), wanted.minReplicas.value_or(1));
    if (now.maxReplicas != wanted.maxReplicas)
        patch.insert(key("maxReplicas"), wanted.maxReplicas);
    if (now.metrics != wanted.metrics)
        patch.insert(key("metrics"), metricsArray(spec.value(key("metrics")).toArray(), now, wanted));
    QJsonObject behavior;
    insertUnlessEmpty(behavior, "scaleUp", rulesPatch(now.scaleUp, wanted.scaleUp));
    insertUnlessEmpty(behavior, "scaleDown", rulesPatch(now.scaleDown, wanted.scaleDown));
    insertUnlessEmpty(patch, "behavior", behavior);
    return patch;
}

} // namespace crescendo
