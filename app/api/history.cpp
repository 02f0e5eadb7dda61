#include "api/history.h"

#include "api/jsonreader.h"
#include "api/poolstate.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

QJsonValue orNull(const auto &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject sampleObject(const ServiceSample &sample)
{
    return {
        {QStringLiteral("pool"), sample.pool.value},
        {QStringLiteral("at"), toIso(sample.at)},
        {QStringLiteral("pending"), orNull(sample.pending)},
        {QStringLiteral("running"), orNull(sample.running)},
        {QStringLiteral("target"), orNull(sample.target)},
        {QStringLiteral("ready"), orNull(sample.ready)},
        {QStringLiteral("busy"), orNull(sample.busy)},
        {QStringLiteral("cpu"), orNull(sample.cpuCores)},
        {QStringLiteral("memory"), orNull(sample.memoryBytes)},
    };
}

ServiceSample readSample(JsonReader &reader)
{
    ServiceSample sample;
    sample.pool = {reader.text("pool")};
    sample.at = reader.time("at");
    sample.pending = reader.optionalInteger("pending");
    sample.running = reader.optionalInteger("running");
    sample.target = reader.optionalInteger("target");
    sample.ready = reader.optionalInteger("ready");
    sample.busy = reader.optionalInteger("busy");
    sample.cpuCores = reader.optionalNumber("cpu");
    if (reader.has("memory"))
        sample.memoryBytes = reader.integer64("memory");
    return sample;
}

} // namespace

QByteArray encode(const ServiceHistory &history)
{
    QJsonArray samples;
    for (const ServiceSample &sample : history.samples)
        samples.append(sampleObject(sample));
    QJsonArray decisions;
    for (const Decision &decision : history.decisions)
        decisions.append(toJson(decision));
    const QJsonObject document{{QStringLiteral("samples"), samples},
                               {QStringLiteral("decisions"), decisions}};
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

Result<ServiceHistory> decodeServiceHistory(const QByteArray &bytes)
{
    const QString name = QStringLiteral("autoscaling history");
    return parseObject(bytes, name).and_then([&name](const QJsonObject &document) -> Result<ServiceHistory> {
        JsonReader reader(document, name);
        ServiceHistory history;
        reader.array("samples",
                     [&history](JsonReader &inner) { history.samples.push_back(readSample(inner)); });
        reader.array("decisions",
                     [&history](JsonReader &inner) { history.decisions.push_back(readDecision(inner)); });
        return reader.result().map([&history] { return std::move(history); });
    });
}

} // namespace crescendo
