#include "api/history.h"

#include "api/jsonreader.h"
#include "api/poolstate.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

QJsonObject sampleObject(const ServiceSample &sample)
{
    return {
        {QStringLiteral("pool"), sample.pool.value},
        {QStringLiteral("at"), toIso(sample.at)},
        {QStringLiteral("pending"), sample.pending},
        {QStringLiteral("running"), sample.running},
        {QStringLiteral("target"), sample.target},
        {QStringLiteral("ready"), sample.ready},
        {QStringLiteral("busy"), sample.busy},
        {QStringLiteral("cpu"), sample.cpuCores ? QJsonValue(*sample.cpuCores) : QJsonValue()},
        {QStringLiteral("memory"), sample.memoryBytes ? QJsonValue(*sample.memoryBytes) : QJsonValue()},
    };
}

ServiceSample readSample(JsonReader &reader)
{
    ServiceSample sample;
    sample.pool = {reader.text("pool")};
    sample.at = reader.time("at");
    sample.pending = reader.integer("pending");
    sample.running = reader.integer("running");
    sample.target = reader.integer("target");
    sample.ready = reader.integer("ready");
    sample.busy = reader.integer("busy");
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
