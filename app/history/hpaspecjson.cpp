#include "history/hpaspecjson.h"

#include "history/memberreader.h"

namespace crescendo {
namespace {

QJsonObject toJson(const HpaMetricSpec &metric)
{
    QJsonObject object{{QStringLiteral("type"), metric.type},
                       {QStringLiteral("name"), metric.name},
                       {QStringLiteral("targetType"), toString(metric.target.kind)},
                       {QStringLiteral("target"), metric.target.amount}};
    for (const auto &[name, value] : {std::pair("container", metric.container),
                                      {"object", metric.object},
                                      {"selector", metric.selector}}) {
        if (!value.isEmpty())
            object.insert(QLatin1String(name), value);
    }
    return object;
}

QJsonObject toJson(const ScalingPolicy &policy)
{
    return {{QStringLiteral("type"), toString(policy.type)},
            {QStringLiteral("value"), policy.value},
            {QStringLiteral("periodSeconds"), static_cast<qint64>(policy.period.count())}};
}

template <typename T> QJsonArray arrayOf(const std::vector<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
}

QJsonObject toJson(const ScalingRules &rules)
{
    QJsonObject object{
        {QStringLiteral("stabilizationWindowSeconds"), static_cast<qint64>(rules.window.count())},
        {QStringLiteral("selectPolicy"), toString(rules.select)},
        {QStringLiteral("policies"), arrayOf(rules.policies)}};
    if (rules.tolerancePermille)
        object.insert(QStringLiteral("tolerancePermille"), *rules.tolerancePermille);
    return object;
}

/// The value of the name; the fault says where none was.
template <typename T, typename From> Result<T> named(const QString &name, const QString &path, From from)
{
    if (const std::optional<T> value = from(name))
        return *value;
    return unreadable(path, QStringLiteral("a known name, not \"%1\"").arg(name));
}

Result<HpaMetricSpec> metricFrom(const QJsonObject &object, const QString &path)
{
    MemberReader reader(object, path);
    HpaMetricSpec metric;
    metric.type = reader.text("type");
    metric.name = reader.text("name");
    metric.target.amount = reader.text("target");
    metric.container = object.value(QLatin1String("container")).toString();
    metric.object = object.value(QLatin1String("object")).toString();
    metric.selector = object.value(QLatin1String("selector")).toString();
    const QString kind = reader.text("targetType");
    return reader.finish(metric).and_then([&](HpaMetricSpec read) {
        return named<MetricTargetKind>(kind, path + QStringLiteral("/targetType"), metricTargetKindFrom)
            .map([&read](MetricTargetKind known) {
                read.target.kind = known;
                return read;
            });
    });
}

Result<ScalingPolicy> policyFrom(const QJsonObject &object, const QString &path)
{
    MemberReader reader(object, path);
    ScalingPolicy policy;
    policy.value = static_cast<int>(reader.integer("value"));
    policy.period = Seconds(reader.integer("periodSeconds"));
    const QString type = reader.text("type");
    return reader.finish(policy).and_then([&](ScalingPolicy read) {
        return named<ScalingPolicyType>(type, path + QStringLiteral("/type"), scalingPolicyTypeFrom)
            .map([&read](ScalingPolicyType known) {
                read.type = known;
                return read;
            });
    });
}

template <typename T>
Result<std::vector<T>> listFrom(const QJsonArray &array, const QString &path,
                                Result<T> (*read)(const QJsonObject &, const QString &))
{
    std::vector<T> values;
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<T> value = read(array.at(i).toObject(), QStringLiteral("%1/%2").arg(path).arg(i));
        if (!value)
            return fail(value.error());
        values.push_back(std::move(*value));
    }
    return values;
}

Result<ScalingRules> rulesFrom(const QJsonObject &object, const QString &path)
{
    MemberReader reader(object, path);
    ScalingRules rules;
    rules.window = Seconds(reader.integer("stabilizationWindowSeconds"));
    if (reader.has("tolerancePermille"))
        rules.tolerancePermille = static_cast<int>(reader.integer("tolerancePermille"));
    const QString select = reader.text("selectPolicy");
    const QJsonArray policies = reader.array("policies");
    if (Result<ScalingRules> read = reader.finish(rules); !read)
        return read;
    const Result<SelectPolicy> known =
        named<SelectPolicy>(select, path + QStringLiteral("/selectPolicy"), selectPolicyFrom);
    if (!known)
        return fail(known.error());
    rules.select = *known;
    return listFrom(policies, path + QStringLiteral("/policies"), policyFrom)
        .map([&rules](std::vector<ScalingPolicy> read) {
            rules.policies = std::move(read);
            return rules;
        });
}

} // namespace

QJsonObject toJson(const HpaSpec &spec)
{
    return {{QStringLiteral("minReplicas"), spec.minReplicas.value_or(1)},
            {QStringLiteral("maxReplicas"), spec.maxReplicas},
            {QStringLiteral("metrics"), arrayOf(spec.metrics)},
            {QStringLiteral("scaleUp"), toJson(spec.scaleUp)},
            {QStringLiteral("scaleDown"), toJson(spec.scaleDown)}};
}

Result<HpaSpec> hpaSpecFromJson(const QJsonObject &object)
{
    MemberReader reader(object, QStringLiteral("/spec"));
    HpaSpec spec;
    spec.minReplicas = static_cast<int>(reader.integer("minReplicas"));
    spec.maxReplicas = static_cast<int>(reader.integer("maxReplicas"));
    const QJsonObject up = reader.object("scaleUp");
    const QJsonObject down = reader.object("scaleDown");
    const auto metrics = listFrom(reader.array("metrics"), QStringLiteral("/spec/metrics"), metricFrom);
    if (Result<HpaSpec> read = reader.finish(spec); !read)
        return read;
    const Result<ScalingRules> scaleUp = rulesFrom(up, QStringLiteral("/spec/scaleUp"));
    const Result<ScalingRules> scaleDown = rulesFrom(down, QStringLiteral("/spec/scaleDown"));
    if (!metrics || !scaleUp || !scaleDown)
        return fail(!metrics ? metrics.error() : (!scaleUp ? scaleUp.error() : scaleDown.error()));
    spec.metrics = *metrics;
    spec.scaleUp = *scaleUp;
    spec.scaleDown = *scaleDown;
    return spec;
}

} // namespace crescendo
