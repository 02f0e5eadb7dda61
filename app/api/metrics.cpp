#include "api/metrics.h"

#include "api/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace crescendo {
namespace {

using Member = std::pair<QByteArray, QByteArray>; // name and value, both JSON

/// QJsonObject would sort the members; people read this with curl and compare it with the guide.
QByteArray object(int depth, const std::vector<Member> &members)
{
    const QByteArray indent(qsizetype{2} * depth, ' ');
    QByteArray text = "{";
    for (const auto &[name, value] : members) {
        text += text.size() > 1 ? ",\n" : "\n";
        text += indent + "  " + name + ": " + value;
    }
    return text + '\n' + indent + '}';
}

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

QByteArray number(int value)
{
    return QByteArray::number(value);
}

QByteArray truth(bool value)
{
    return value ? "true" : "false";
}

QByteArray commonObject(const AutoscalingMetrics &metrics)
{
    const Profile &common = metrics.common;
    return object(1,
                  {{"\"enabled\"", truth(common.enabled)},
                   {"\"minWorkers\"", number(common.minWorkers)},
                   {"\"maxWorkers\"", number(common.maxWorkers)},
                   {"\"scaleUpThreshold\"", number(common.scaleUpThreshold)},
                   {"\"scaleDownThreshold\"", number(common.scaleDownThreshold)},
                   {"\"status\"", quoted(toString(metrics.status))}});
}

QByteArray poolObject(const AutoscalingMetrics::PoolMetrics &pool)
{
    const QByteArray queue = object(2,
                                    {{"\"pending\"", number(pool.queue.pending)},
                                     {"\"running\"", number(pool.queue.running)},
                                     {"\"total\"", number(pool.queue.load())}});
    const QByteArray metrics = object(2,
                                      {{"\"utilizationPercent\"", number(pool.utilizationPercent)},
                                       {"\"shouldScaleUp\"", truth(pool.shouldScaleUp)},
                                       {"\"shouldScaleDown\"", truth(pool.shouldScaleDown)}});
    return object(1, {{"\"queue\"", queue}, {"\"metrics\"", metrics}});
}

void readCommon(JsonReader &reader, AutoscalingMetrics &metrics)
{
    metrics.common.enabled = reader.boolean("enabled");
    metrics.common.minWorkers = reader.integer("minWorkers");
    metrics.common.maxWorkers = reader.integer("maxWorkers");
    metrics.common.scaleUpThreshold = reader.integer("scaleUpThreshold");
    metrics.common.scaleDownThreshold = reader.integer("scaleDownThreshold");
    metrics.status = autoscalerStatusFrom(reader.text("status"));
}

AutoscalingMetrics::PoolMetrics readPool(JsonReader &reader)
{
    AutoscalingMetrics::PoolMetrics pool;
    reader.object("queue", [&pool](JsonReader &queue) {
        pool.queue.pending = queue.integer("pending");
        pool.queue.running = queue.integer("running");
        if (pool.queue.pending < 0)
            queue.complain("pending", QStringLiteral("a count"));
        if (pool.queue.running < 0)
            queue.complain("running", QStringLiteral("a count"));
    });
    if (reader.has("metrics")) {
        reader.object("metrics", [&pool](JsonReader &inner) {
            pool.utilizationPercent = inner.integer("utilizationPercent");
            pool.shouldScaleUp = inner.boolean("shouldScaleUp");
            pool.shouldScaleDown = inner.boolean("shouldScaleDown");
        });
    }
    return pool;
}

} // namespace

QByteArray encode(const AutoscalingMetrics &metrics)
{
    std::vector<Member> members{{"\"autoscaling\"", commonObject(metrics)}};
    for (const auto &[pool, values] : metrics.pools)
        members.emplace_back(quoted(pool.value), poolObject(values));
    return object(0, members);
}

Result<AutoscalingMetrics> decodeAutoscalingMetrics(const QByteArray &bytes)
{
    const QString name = QStringLiteral("autoscaling metrics");
    return parseObject(bytes, name)
        .and_then([&name](const QJsonObject &document) -> Result<AutoscalingMetrics> {
            AutoscalingMetrics metrics;
            JsonReader reader(document, name);
            reader.object("autoscaling", [&metrics](JsonReader &common) { readCommon(common, metrics); });
            for (auto it = document.begin(); it != document.end(); ++it) {
                if (it.key() == QLatin1String("autoscaling")
                    || !it.value().toObject().contains(QLatin1String("queue")))
                    continue;
                reader.object(it.key(), [&metrics, &it](JsonReader &pool) {
                    metrics.pools.emplace(PoolId{it.key()}, readPool(pool));
                });
            }
            return reader.result().map([&metrics] { return std::move(metrics); });
        });
}

} // namespace crescendo
