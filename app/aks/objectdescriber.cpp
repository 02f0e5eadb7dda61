#include "aks/objectdescriber.h"

#include "kubernetes/eventresource.h"
#include "kubernetes/scaledobjectresource.h"
#include "kubernetes/yamltext.h"
#include "net/jsonnode.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace crescendo {
namespace {

const QByteArray mostEvents = "500";

struct Kind {
    QByteArray version;
    QByteArray plural;
    QByteArray name; ///< as events have it
};

Kind kindOf(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Node:
        return {"v1", "nodes", "Node"};
    case ObjectKind::Deployment:
        return {"apps/v1", "deployments", "Deployment"};
    case ObjectKind::Hpa:
        return {"autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"};
    case ObjectKind::ScaledObject:
        return {kedaVersion, "scaledobjects", "ScaledObject"};
    case ObjectKind::Pod:
        break;
    }
    return {"v1", "pods", "Pod"};
}

QJsonObject withoutSecret(QJsonObject variable)
{
    static const QRegularExpression secret(
        QStringLiteral(
            "passw|secret|token|credential|apikey|api_key|access_?key|private_?key|connection_?str"),
        QRegularExpression::CaseInsensitiveOption);
    const QString value = QStringLiteral("value");
    if (variable.contains(value) && variable[QLatin1String("name")].toString().contains(secret))
        variable.insert(value, QStringLiteral("(not shown)"));
    return variable;
}

/// Wherever containers are: a pod's own, and those of a template.
QJsonValue withoutSecrets(const QJsonValue &value, bool isEnvironment = false)
{
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue item : value.toArray())
            items.append(isEnvironment ? withoutSecret(item.toObject()) : withoutSecrets(item));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = withoutSecrets(*member, member.key() == QLatin1String("env") && member->isArray());
    return object;
}

std::vector<ObjectEvent> eventsIn(const JsonNode &list)
{
    std::vector<ObjectEvent> events;
    for (const JsonNode &item : list["items"].items()) {
        const ClusterEvent event = eventFrom(item);
        events.push_back(
            {event.last, event.type == QLatin1String("Warning"), event.reason, event.message, event.count});
    }
    std::ranges::stable_sort(events, std::greater(), &ObjectEvent::last);
    return events;
}

Result<QString> yamlIn(const QByteArray &body)
{
    return parseDocument(body, QStringLiteral("object")).map([](const QJsonValue &object) {
        return yamlText(shownObject(object.toObject()));
    });
}

/// Those of a node are in a namespace that is not told: all are looked through.
Async<std::vector<ObjectEvent>> eventsOf(const ApiClient &client, const ObjectRef &object)
{
    const ResourceKind events{"v1", "events", object.namespaceName};
    const QByteArray selector =
        "involvedObject.kind=" + kindOf(object.kind).name + ",involvedObject.name=" + object.name.toUtf8();
    const auto parse = [](const QByteArray &body) {
        return parseJson(body, QStringLiteral("events"), eventsIn);
    };
    return client
        .exchange({.path = events.path() + "?limit=" + mostEvents
                       + "&fieldSelector=" + QUrl::toPercentEncoding(QString::fromUtf8(selector)),
                   .operation = QStringLiteral("read the events of %1").arg(object.name)})
        .then(QtFuture::Launch::Sync,
              [parse](const Result<QByteArray> &body) { return body.and_then(parse); });
}

} // namespace

QJsonObject shownObject(QJsonObject object)
{
    QJsonObject metadata = object[QLatin1String("metadata")].toObject();
    QJsonObject annotations = metadata[QLatin1String("annotations")].toObject();
    annotations.remove(QStringLiteral("kubectl.kubernetes.io/last-applied-configuration"));
    metadata.remove(QStringLiteral("managedFields"));
    metadata.remove(QStringLiteral("annotations"));
    if (!annotations.isEmpty())
        metadata.insert(QStringLiteral("annotations"), annotations);
    object.insert(QStringLiteral("metadata"), metadata);
    return withoutSecrets(object).toObject();
}

ObjectDescriber::ObjectDescriber(ApiClient client) : m_client(std::move(client))
{
}

Async<ObjectDescription> ObjectDescriber::describe(const ObjectRef &object) const
{
    const Kind kind = kindOf(object.kind);
    const auto addEvents = [client = m_client, object](const QByteArray &body) {
        const Result<QString> yaml = yamlIn(body);
        const auto join =
            [yaml](const Result<std::vector<ObjectEvent>> &events) -> Result<ObjectDescription> {
            return yaml.map([&events](const QString &text) {
                return ObjectDescription{text, events.value_or(std::vector<ObjectEvent>()),
                                         events ? std::nullopt : std::optional(events.error())};
            });
        };
        return eventsOf(client, object).then(QtFuture::Launch::Sync, join);
    };
    return andThen(m_client.object({kind.version, kind.plural, object.namespaceName}, object.name),
                   addEvents);
}

} // namespace crescendo
