#include "kubernetes/hparesource.h"

#include "base/quantity.h"
#include "kubernetes/hpaspecresource.h"
#include "kubernetes/resource.h"
#include "net/jsonnode.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace crescendo {
namespace {

QString percentOf(const JsonNode &utilization)
{
    return utilization.exists() ? QString::number(utilization.integer()) + QLatin1Char('%') : QString();
}

std::optional<double> ratioOf(double current, double target)
{
    return target > 0 ? std::optional(current / target) : std::nullopt;
}

/// Of what the server took; nothing where there is none.
std::optional<double> amountIn(const QString &text)
{
    const Result<Quantity> quantity = Quantity::parse(text);
    return quantity ? std::optional(static_cast<double>(quantity->milli()) / 1000) : std::nullopt;
}

/// Of a share of what is requested.
void readUtilization(const JsonNode &target, const JsonNode &current, HpaMetric &metric)
{
    const QString share = percentOf(target["averageUtilization"]);
    metric.target = share.isEmpty() ? QStringLiteral("<auto>") : share;
    metric.current = percentOf(current["averageUtilization"]);
    if (!share.isEmpty() && !metric.current.isEmpty())
        metric.ratio = ratioOf(static_cast<double>(current["averageUtilization"].integer()),
                               static_cast<double>(target["averageUtilization"].integer()));
}

void readAmounts(const JsonNode &target, const JsonNode &current, HpaMetric &metric)
{
    const bool isOfResource = metric.type.endsWith(QLatin1String("Resource"));
    const bool isAverage = target["averageValue"].exists();
    if (isOfResource && !isAverage)
        return readUtilization(target, current, metric);
    const char *member = isAverage ? "averageValue" : "value";
    metric.target = target[member].text();
    metric.current = current[member].text();
    const std::optional<double> wanted = amountIn(metric.target);
    if (const std::optional<double> present = amountIn(metric.current); present && wanted)
        metric.ratio = ratioOf(*present, *wanted);
    metric.isAverage = isAverage && !isOfResource && metric.type != QLatin1String("Pods");
}

/// `status` is the entry of the same place, or nothing: a metric that failed has an empty one.
HpaMetric metricFrom(const JsonNode &spec, const std::optional<JsonNode> &status)
{
    HpaMetric metric;
    metric.type = spec["type"].text();
    const QByteArray member = memberOf(metric.type);
    if (member.isEmpty())
        return metric;
    const JsonNode source = spec[member.constData()];
    metric.name = source["name"].exists() ? source["name"].text() : source["metric"]["name"].text();
    const JsonNode nothing = spec["none"];
    readAmounts(source["target"], status ? (*status)[member.constData()]["current"] : nothing, metric);
    return metric;
}

std::vector<HpaMetric> metricsFrom(const JsonNode &object)
{
    const std::vector<JsonNode> specs = object["spec"]["metrics"].items();
    const std::vector<JsonNode> statuses = object["status"]["currentMetrics"].items();
    std::vector<HpaMetric> metrics;
    for (std::size_t i = 0; i < specs.size(); ++i)
        metrics.push_back(
            metricFrom(specs[i], i < statuses.size() ? std::optional(statuses[i]) : std::nullopt));
    return metrics;
}

QString scaledObjectOf(const JsonNode &metadata)
{
    for (const JsonNode &owner : metadata["ownerReferences"].items()) {
        if (owner["kind"].text() == QLatin1String("ScaledObject"))
            return owner["name"].text();
    }
    return {};
}

/// The object's resourceVersion would change with each look at its metrics.
QString versionOf(const JsonNode &spec)
{
    constexpr qsizetype enoughDigits = 12;
    const QByteArray text = QJsonDocument(spec.value().toObject()).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(enoughDigits));
}

} // namespace

std::vector<HpaCondition> conditionsFrom(const JsonNode &status)
{
    std::vector<HpaCondition> conditions;
    for (const JsonNode &condition : status["conditions"].items())
        conditions.push_back({condition["type"].text(), condition["status"].text(),
                              condition["reason"].text(), condition["message"].text()});
    return conditions;
}

Hpa hpaFrom(const JsonNode &object)
{
    const ObjectMeta meta = metaFrom(object["metadata"]);
    const JsonNode spec = object["spec"];
    const JsonNode status = object["status"];
    Hpa hpa;
    hpa.name = meta.name;
    hpa.namespaceName = meta.namespaceName;
    hpa.created = meta.created;
    hpa.targetKind = spec["scaleTargetRef"]["kind"].text();
    hpa.targetName = spec["scaleTargetRef"]["name"].text();
    hpa.version = versionOf(spec);
    hpa.scaledObject = scaledObjectOf(object["metadata"]);
    hpa.spec = hpaSpecFrom(spec);
    hpa.currentReplicas = static_cast<int>(status["currentReplicas"].integer());
    hpa.desiredReplicas = static_cast<int>(status["desiredReplicas"].integer());
    hpa.metrics = metricsFrom(object);
    hpa.conditions = conditionsFrom(status);
    return hpa;
}

} // namespace crescendo
