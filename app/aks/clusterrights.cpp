#include "aks/clusterrights.h"

#include "aks/clusterreading.h"
#include "base/overloaded.h"
#include "net/jsonnode.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

constexpr Seconds patience{60}; // with what is refused or not known

using Rules = std::vector<AccessRule>;

AccessRule ofWorkload(const char *verb, const char *resource, const Pool &pool)
{
    const WorkloadName workload = workloadOf(pool.id);
    return {QLatin1String(verb), QStringLiteral("apps"), QLatin1String(resource), workload.namespaceName,
            workload.name};
}

Rules ofHpa(const Pool &pool)
{
    if (!pool.hpa)
        return {};
    return {{QStringLiteral("patch"), QStringLiteral("autoscaling"),
             QStringLiteral("horizontalpodautoscalers"), pool.hpa->namespaceName, pool.hpa->name}};
}

Rules ofScaledObject(const Pool &pool)
{
    if (!pool.scaledObject)
        return {};
    return {{QStringLiteral("patch"), QStringLiteral("keda.sh"), QStringLiteral("scaledobjects"),
             pool.scaledObject->namespaceName, pool.scaledObject->name}};
}

AccessRule ofNode(const QString &node)
{
    return {QStringLiteral("patch"), {}, QStringLiteral("nodes"), {}, node};
}

QByteArray reviewOf(const AccessRule &rule)
{
    QJsonObject attributes{{QStringLiteral("verb"), rule.verb},
                           {QStringLiteral("group"), rule.group},
                           {QStringLiteral("resource"), rule.resource.section(QLatin1Char('/'), 0, 0)},
                           {QStringLiteral("subresource"), rule.resource.section(QLatin1Char('/'), 1)},
                           {QStringLiteral("namespace"), rule.namespaceName},
                           {QStringLiteral("name"), rule.name}};
    return QJsonDocument(
               QJsonObject{
                   {QStringLiteral("apiVersion"), QStringLiteral("authorization.k8s.io/v1")},
                   {QStringLiteral("kind"), QStringLiteral("SelfSubjectAccessReview")},
                   {QStringLiteral("spec"), QJsonObject{{QStringLiteral("resourceAttributes"), attributes}}}})
        .toJson(QJsonDocument::Compact);
}

Result<bool> parseReview(const QByteArray &body)
{
    return parseJson(body, QStringLiteral("access review"),
                     [](const JsonNode &review) { return review["status"]["allowed"].boolean(); });
}

} // namespace

Rules rulesOf(const ChangeAction &action, const Pool &pool)
{
    return std::visit(
        Overloaded{
            [&](const SetReplicas &) { return Rules{ofWorkload("update", "deployments/scale", pool)}; },
            [&](const SetAutoscalerEnabled &) { return ofScaledObject(pool); },
            [&](const EditHpa &) { return ofHpa(pool); },
            [&](const DeletePod &) { // which have names that nobody knows beforehand
                return Rules{{QStringLiteral("delete"),
                              {},
                              QStringLiteral("pods"),
                              workloadOf(pool.id).namespaceName,
                              {}}};
            },
            [&](const RestartPool &) { return Rules{ofWorkload("patch", "deployments", pool)}; },
            [](const SetNodeCordoned &set) { return Rules{ofNode(set.node)}; },
            [](const DrainNode &drain) { // whatever namespaces its pods are in
                return Rules{ofNode(drain.node),
                             {QStringLiteral("list"), {}, QStringLiteral("pods"), {}, {}},
                             {QStringLiteral("create"), {}, QStringLiteral("pods/eviction"), {}, {}}};
            },
            [](const auto &) { return Rules(); },
        },
        action);
}

ClusterRights::ClusterRights(ApiClient client, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(std::move(client))
    , m_clock(clock)
{
}

std::optional<AccessRule> ClusterRights::missing(const Rules &rules)
{
    std::optional<AccessRule> refused;
    for (const AccessRule &rule : rules) {
        const auto known = m_answers.find(rule);
        const bool isKnown = known != m_answers.end();
        const bool isAllowed = isKnown && known->second.isAllowed.value_or(false);
        const bool isOld = isKnown && !isAllowed && m_clock.steadyNow() - known->second.asked >= patience;
        if (isKnown && known->second.isAllowed == false && !refused)
            refused = rule;
        if (!isKnown || isOld)
            ask(rule);
    }
    return refused;
}

void ClusterRights::forget(const Rules &rules)
{
    for (const AccessRule &rule : rules)
        m_answers.erase(rule);
    Q_EMIT changed();
}

void ClusterRights::ask(const AccessRule &rule)
{
    m_answers[rule].asked = m_clock.steadyNow(); // what was known holds until then
    m_client
        .exchange({.method = "POST",
                   .path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                   .operation = QStringLiteral("ask what is allowed"),
                   .body = reviewOf(rule)})
        .then(this, [this, rule](const Result<QByteArray> &body) { take(rule, body.and_then(parseReview)); });
}

/// Who cannot be asked allows it for all we know: the server decides when it comes to it.
void ClusterRights::take(const AccessRule &rule, const Result<bool> &isAllowed)
{
    Answer &answer = m_answers[rule];
    const bool wasRefused = answer.isAllowed == false;
    answer.isAllowed = isAllowed ? std::optional(*isAllowed) : std::nullopt;
    if ((answer.isAllowed == false) != wasRefused)
        Q_EMIT changed();
}

} // namespace crescendo
