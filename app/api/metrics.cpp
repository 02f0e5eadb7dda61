#include "api/metrics.h"

#include "api/jsonreader.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

QJsonObject poolObject(const AutoscalingMetrics::PoolMetrics &pool)
{
    return {
        {QStringLiteral("queue"),
         QJsonObject{
             {QStringLiteral("pending"), pool.queue.pending},
             {QStringLiteral("running"), pool.queue.running},
             {QStringLiteral("total"), pool.queue.load()},
         }},
        {QStringLiteral("metrics"),
         QJsonObject{
             {QStringLiteral("utilizationPercent"), pool.utilizationPercent},
             {QStringLiteral("shouldScaleUp"), pool.shouldScaleUp},
             {QStringLiteral("shouldScaleDown"), pool.shouldScaleDown},
         }},
    };
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
    QJsonObject document{{
        QStringLiteral("autoscaling"),
        QJsonObject{
            {QStringLiteral("enabled"), metrics.common.enabled},
            {QStringLiteral("minWorkers"), metrics.common.minWorkers},
            {QStringLiteral("maxWorkers"), metrics.common.maxWorkers},
            {QStringLiteral("scaleUpThreshold"), metrics.common.scaleUpThreshold},
            {QStringLiteral("scaleDownThreshold"), metrics.common.scaleDownThreshold},
            {QStringLiteral("status"), toString(metrics.status)},
        },
    }};
    for (const auto &[pool, values] : metrics.pools)
        document.insert(pool.value, poolObject(values));
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
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
                if (!it.value().toObject().contains(QLatin1String("queue")))
                    continue;
                reader.object(it.key().toUtf8().constData(), [&metrics, &it](JsonReader &pool) {
                    metrics.pools.emplace(PoolId{it.key()}, readPool(pool));
                });
            }
            return reader.result().map([&metrics] { return std::move(metrics); });
        });
}

} // namespace crescendo
