#include "docker/container.h"

#include "base/enumnames.h"

#include <limits>

namespace crescendo {

namespace {

constexpr EnumNames<ContainerState, 7> stateNames{{
    {ContainerState::Created, "created"},
    {ContainerState::Running, "running"},
    {ContainerState::Paused, "paused"},
    {ContainerState::Restarting, "restarting"},
    {ContainerState::Removing, "removing"},
    {ContainerState::Exited, "exited"},
    {ContainerState::Dead, "dead"},
}};

constexpr EnumNames<Health, 4> healthNames{{
    {Health::None, "none"},
    {Health::Starting, "starting"},
    {Health::Healthy, "healthy"},
    {Health::Unhealthy, "unhealthy"},
}};

ContainerState readState(const JsonNode &node)
{
    const auto state = valueOf(stateNames, node.requiredText());
    if (!state)
        node.complain(QStringLiteral("a container's state"));
    return state.value_or(ContainerState::Dead);
}

QString withoutSlash(const QString &name)
{
    return name.startsWith(QLatin1Char('/')) ? name.mid(1) : name;
}

quint16 readPort(const JsonNode &node)
{
    const qint64 port = node.integer();
    if (port < 0 || port > std::numeric_limits<quint16>::max())
        node.complain(QStringLiteral("a port"));
    return static_cast<quint16>(port);
}

TimePoint readSeconds(const JsonNode &node)
{
    constexpr qint64 endOfTime = 253'402'300'800; // the year 10000
    const qint64 seconds = node.integer();
    if (seconds > -endOfTime && seconds < endOfTime)
        return TimePoint(std::chrono::seconds(seconds));
    node.complain(QStringLiteral("a time"));
    return {};
}

PortMapping readPortMapping(const JsonNode &node)
{
    PortMapping port;
    port.containerPort = readPort(node["PrivatePort"]);
    if (const quint16 published = readPort(node["PublicPort"]); published != 0)
        port.hostPort = published;
    port.hostAddress = node["IP"].text();
    port.protocol = node["Type"].text();
    return port;
}

ContainerSummary readSummary(const JsonNode &node)
{
    ContainerSummary summary;
    summary.id = node["Id"].requiredText();
    // A container that others link to has several names; its own is the one without a further slash.
    for (const JsonNode &alias : node["Names"].items()) {
        const QString name = withoutSlash(alias.text());
        if (!name.contains(QLatin1Char('/')))
            summary.name = name;
    }
    summary.image = node["Image"].text();
    summary.status = node["Status"].text();
    summary.state = readState(node["State"]);
    summary.created = readSeconds(node["Created"]);
    summary.labels = node["Labels"].texts();
    for (const JsonNode &port : node["Ports"].items())
        summary.ports.push_back(readPortMapping(port));
    return summary;
}

Health readHealth(const JsonNode &node)
{
    const QString name = node.text();
    const auto health = name.isEmpty() ? std::optional(Health::None) : valueOf(healthNames, name);
    if (!health)
        node.complain(QStringLiteral("a health status"));
    return health.value_or(Health::None);
}

ContainerDetails readDetails(const JsonNode &node)
{
    ContainerDetails details;
    details.id = node["Id"].requiredText();
    details.name = withoutSlash(node["Name"].requiredText());
    const JsonNode state = node["State"];
    details.state = readState(state["Status"]);
    details.exitCode = static_cast<int>(state["ExitCode"].integer());
    details.outOfMemory = state["OOMKilled"].boolean();
    details.health = readHealth(state["Health"]["Status"]);
    details.started = state["StartedAt"].time();
    details.hasTerminal = node["Config"]["Tty"].boolean();
    if (const JsonNode timeout = node["Config"]["StopTimeout"]; timeout.exists())
        details.stopTimeout = std::chrono::seconds(timeout.integer());
    details.document = node.value().toObject();
    return details;
}

} // namespace

QString toString(ContainerState state)
{
    return nameOf(stateNames, state);
}

Result<std::vector<ContainerSummary>> parseContainerList(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("container list"), [](const JsonNode &list) {
        std::vector<ContainerSummary> summaries;
        for (const JsonNode &node : list.items())
            summaries.push_back(readSummary(node));
        return summaries;
    });
}

Result<ContainerDetails> parseContainerDetails(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("container"), readDetails);
}

} // namespace crescendo
