#include "compose/clone.h"

#include "base/oneline.h"
#include "compose/labels.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace crescendo {

namespace {

constexpr qsizetype shortIdLength = 12;
constexpr const char *memoryLabel = "crescendo.compose-memory"; ///< what the Compose file made of it
/// From this version on a container can be made with all its networks at once.
constexpr ApiVersion manyEndpoints{1, 44};

QJsonObject objectAt(const QJsonObject &parent, const char *key)
{
    return parent.value(QLatin1String(key)).toObject();
}

QJsonObject configOf(const ContainerDetails &details)
{
    return objectAt(details.document, "Config");
}

QJsonObject hostConfigOf(const ContainerDetails &details)
{
    return objectAt(details.document, "HostConfig");
}

QJsonObject networksOf(const ContainerDetails &details)
{
    return objectAt(objectAt(details.document, "NetworkSettings"), "Networks");
}

QString shortId(const ContainerDetails &details)
{
    return details.id.left(shortIdLength);
}

QString nameOf(const ServiceRef &service, int number, QChar separator)
{
    return service.project + separator + service.service + separator + QString::number(number);
}

/// Compose names with '-', before version 2 and in its compatibility mode with '_'; nothing for a name of its
/// own.
std::optional<QChar> separatorOf(const ContainerDetails &original, const ServiceRef &service)
{
    // While it recreates a container Compose puts twelve hex digits before the name.
    static const QRegularExpression recreated(QStringLiteral("^[0-9a-f]{12}_"));
    const QString plain = QString(original.name).remove(recreated);
    const int number =
        objectAt(configOf(original), "Labels").value(QLatin1String(composelabels::number)).toString().toInt();
    for (const QChar separator : {QLatin1Char('-'), QLatin1Char('_')}) {
        const QString regular = nameOf(service, number, separator);
        if (original.name == regular || plain == regular)
            return separator;
    }
    return std::nullopt;
}

/// The engine names anonymous volumes by 64 hex digits.
bool isAnonymous(const QString &volume)
{
    static const QRegularExpression id(QStringLiteral("^[0-9a-f]{64}$"));
    return id.match(volume).hasMatch();
}

/// Binds that pin an anonymous volume of the original become volumes to be made anew.
void freeBinds(QJsonObject &hostConfig, QJsonObject &config)
{
    QJsonArray kept;
    QJsonObject volumes = objectAt(config, "Volumes");
    for (const QJsonValue bind : hostConfig.value(QLatin1String("Binds")).toArray()) {
        const QString text = bind.toString();
        if (isAnonymous(text.section(QLatin1Char(':'), 0, 0)))
            volumes.insert(text.section(QLatin1Char(':'), 1, 1), QJsonObject());
        else
            kept.append(bind);
    }
    if (hostConfig.value(QLatin1String("Binds")).isArray())
        hostConfig.insert(QLatin1String("Binds"), kept);
    if (!volumes.isEmpty())
        config.insert(QLatin1String("Volumes"), volumes);
}

void freeMounts(QJsonObject &hostConfig)
{
    if (!hostConfig.value(QLatin1String("Mounts")).isArray())
        return;
    QJsonArray mounts;
    for (const QJsonValue value : hostConfig.value(QLatin1String("Mounts")).toArray()) {
        QJsonObject mount = value.toObject();
        if (isAnonymous(mount.value(QLatin1String("Source")).toString()))
            mount.remove(QLatin1String("Source"));
        mounts.append(mount);
    }
    hostConfig.insert(QLatin1String("Mounts"), mounts);
}

/// The aliases that were asked for, with `name` in the place of the original's. The engine added the short
/// id, and behind it a host name that was asked for; it will do so again.
QJsonArray aliasesFor(const ContainerDetails &original, const QJsonObject &endpoint, const QString &name)
{
    const QString hostName = configOf(original).value(QLatin1String("Hostname")).toString();
    QJsonArray aliases;
    for (const QJsonValue alias : endpoint.value(QLatin1String("Aliases")).toArray()) {
        if (alias.toString() != shortId(original))
            aliases.append(alias.toString() == original.name ? QJsonValue(name) : alias);
    }
    if (!aliases.isEmpty() && hostName != shortId(original) && aliases.last().toString() == hostName)
        aliases.removeLast();
    return aliases;
}

QJsonObject endpointFor(const ContainerDetails &original, const QJsonObject &endpoint, const QString &name)
{
    QJsonObject copy;
    for (const char *key : {"Links", "DriverOpts", "GwPriority"}) {
        if (const QJsonValue value = endpoint.value(QLatin1String(key));
            !value.isNull() && !value.isUndefined())
            copy.insert(QLatin1String(key), value);
    }
    if (endpoint.value(QLatin1String("IPAMConfig")).isObject()) {
        QJsonObject addresses = objectAt(endpoint, "IPAMConfig");
        addresses.remove(QLatin1String("IPv4Address"));
        addresses.remove(QLatin1String("IPv6Address"));
        copy.insert(QLatin1String("IPAMConfig"), addresses);
    }
    copy.insert(QLatin1String("Aliases"), aliasesFor(original, endpoint, name));
    return copy;
}

/// The original's networks, the one of the network mode first; none for host, none, bridge and other
/// containers'.
std::vector<NetworkLink> linksOf(const ContainerDetails &original, const QString &name)
{
    const QString mode = hostConfigOf(original).value(QLatin1String("NetworkMode")).toString();
    const QJsonObject networks = networksOf(original);
    std::vector<NetworkLink> links;
    for (auto it = networks.begin(); it != networks.end(); ++it) {
        const QJsonObject endpoint = it.value().toObject();
        const bool isBuiltIn =
            QStringList{QStringLiteral("bridge"), QStringLiteral("host"), QStringLiteral("none")}.contains(
                it.key());
        if (!isBuiltIn)
            links.push_back({it.key(), endpointFor(original, endpoint, name)});
    }
    std::stable_partition(links.begin(), links.end(),
                          [&](const NetworkLink &link) { return link.network == mode; });
    return links;
}

/// Puts into the body what can be told at creation and returns the rest.
std::vector<NetworkLink> addNetworks(QJsonObject &body, std::vector<NetworkLink> links, ApiVersion api)
{
    const std::size_t atOnce = api >= manyEndpoints ? links.size() : std::min<std::size_t>(links.size(), 1);
    QJsonObject endpoints;
    for (std::size_t i = 0; i < atOnce; ++i)
        endpoints.insert(links[i].network, links[i].endpoint);
    if (!endpoints.isEmpty())
        body.insert(QLatin1String("NetworkingConfig"),
                    QJsonObject{{QStringLiteral("EndpointsConfig"), endpoints}});
    links.erase(links.begin(), links.begin() + static_cast<std::ptrdiff_t>(atOnce));
    return links;
}

void makeOwn(QJsonObject &config, const ContainerDetails &original, const QString &networkMode, int number)
{
    const bool sharesName =
        networkMode == QLatin1String("host") || networkMode.startsWith(QLatin1String("container:"));
    if (sharesName || config.value(QLatin1String("Hostname")).toString() == shortId(original))
        config.remove(QLatin1String("Hostname"));
    config.remove(QLatin1String("MacAddress"));
    QJsonObject labels = objectAt(config, "Labels");
    labels.insert(QLatin1String(composelabels::number), QString::number(number));
    labels.remove(QLatin1String(composelabels::replace));
    config.insert(QLatin1String("Labels"), labels);
}

/// "8001-8005" has room for five, "8001" for one, "" (any port) for all that there are.
std::optional<int> portsIn(const QString &hostPort)
{
    if (hostPort.isEmpty() || hostPort == QLatin1String("0"))
        return std::nullopt;
    const int first = hostPort.section(QLatin1Char('-'), 0, 0).toUShort();
    const int last = hostPort.section(QLatin1Char('-'), -1).toUShort();
    return std::max(last - first + 1, 1);
}

QStringList hostPortsOf(const ContainerDetails &original)
{
    QStringList ports;
    const QJsonObject bindings = objectAt(hostConfigOf(original), "PortBindings");
    for (const QJsonValue binding : bindings) {
        for (const QJsonValue entry : binding.toArray())
            ports.append(entry.toObject().value(QLatin1String("HostPort")).toString());
    }
    return ports;
}

/// Limits of swap keep their ratio to the memory's; a reservation above the limit is refused by the engine.
QJsonObject withMemory(QJsonObject hostConfig, qint64 memory)
{
    const QString limitKey = QStringLiteral("Memory");
    const QString swapKey = QStringLiteral("MemorySwap");
    const QString reservationKey = QStringLiteral("MemoryReservation");
    const qint64 limit = hostConfig.value(limitKey).toInteger();
    const qint64 swap = hostConfig.value(swapKey).toInteger();
    if (limit > 0 && swap > 0)
        hostConfig.insert(swapKey, static_cast<qint64>(double(swap) / double(limit) * double(memory)));
    hostConfig.insert(reservationKey, std::min(hostConfig.value(reservationKey).toInteger(), memory));
    hostConfig.insert(limitKey, memory);
    return hostConfig;
}

constexpr std::array<const char *, 3> memoryKeys{"Memory", "MemorySwap", "MemoryReservation"};

QString memoryNoteOf(const QJsonObject &hostConfig)
{
    QJsonObject note;
    for (const char *key : memoryKeys)
        note.insert(QLatin1String(key), hostConfig.value(QLatin1String(key)).toInteger());
    return QString::fromUtf8(QJsonDocument(note).toJson(QJsonDocument::Compact));
}

/// As the container was before its memory was changed.
QJsonObject withNotedMemory(QJsonObject hostConfig, const QString &note)
{
    const QJsonObject noted = QJsonDocument::fromJson(note.toUtf8()).object();
    for (const char *key : memoryKeys) {
        if (noted.contains(QLatin1String(key)))
            hostConfig.insert(QLatin1String(key), noted.value(QLatin1String(key)));
    }
    return hostConfig;
}

QJsonArray withVariable(const QJsonArray &environment, const QString &name, const QString &value)
{
    const QString start = name + QLatin1Char('=');
    QJsonArray result;
    for (const QJsonValue variable : environment) {
        if (!variable.toString().startsWith(start))
            result.append(variable);
    }
    result.append(start + value);
    return result;
}

} // namespace

ContainerDetails changed(ContainerDetails original, const CloneChanges &changes)
{
    QJsonObject config = configOf(original);
    QJsonObject labels = objectAt(config, "Labels");
    QJsonObject hostConfig =
        withNotedMemory(hostConfigOf(original), labels.take(QLatin1String(memoryLabel)).toString());
    if (changes.memory) {
        labels.insert(QLatin1String(memoryLabel), memoryNoteOf(hostConfig));
        hostConfig = withMemory(hostConfig, changes.memory->value);
    }
    if (labels != objectAt(config, "Labels"))
        config.insert(QStringLiteral("Labels"), labels);
    original.document.insert(QStringLiteral("HostConfig"), hostConfig);
    const QString key = QStringLiteral("Env");
    for (const auto &[name, value] : changes.environment)
        config.insert(key, withVariable(config.value(key).toArray(), name, value));
    original.document.insert(QStringLiteral("Config"), config);
    return original;
}

bool hasChangedMemory(const ContainerDetails &container)
{
    return objectAt(configOf(container), "Labels").contains(QLatin1String(memoryLabel));
}

Result<Clone> cloneOf(const ContainerDetails &original, const ServiceRef &service, int number, ApiVersion api)
{
    QJsonObject config = configOf(original);
    QJsonObject hostConfig = hostConfigOf(original);
    const auto separator = separatorOf(original, service);
    if (config.isEmpty() || hostConfig.isEmpty() || !separator) {
        return fail(ErrorKind::InvalidInput, QStringLiteral("clone container ") + oneLine(original.name),
                    QStringLiteral("it is not a replica of %1").arg(service.service));
    }
    Clone clone;
    clone.container.name = nameOf(service, number, *separator);
    makeOwn(config, original, hostConfig.value(QLatin1String("NetworkMode")).toString(), number);
    freeBinds(hostConfig, config);
    freeMounts(hostConfig);
    clone.container.body = config;
    clone.container.body.insert(QLatin1String("HostConfig"), hostConfig);
    clone.laterNetworks = addNetworks(clone.container.body, linksOf(original, clone.container.name), api);
    return clone;
}

std::vector<NetworkLink> missingNetworks(const ContainerDetails &original, const ContainerDetails &other)
{
    std::vector<NetworkLink> links = linksOf(original, other.name);
    const QJsonObject present = networksOf(other);
    std::erase_if(links, [&](const NetworkLink &link) { return present.contains(link.network); });
    return links;
}

std::optional<ServiceLimit> limitOf(const ContainerDetails &original, const ServiceRef &service)
{
    if (!separatorOf(original, service)) {
        return ServiceLimit{
            1,
            QStringLiteral("service %1 has the fixed container name \"%2\"; Compose cannot scale it "
                           "(remove container_name from the Compose file)")
                .arg(service.service, original.name)};
    }
    std::optional<ServiceLimit> limit;
    for (const QString &hostPort : hostPortsOf(original)) {
        const auto room = portsIn(hostPort);
        if (!room || (limit && limit->count <= *room))
            continue;
        const QString why = *room == 1
            ? QStringLiteral("service %1 publishes the fixed host port %2, which only one container can have "
                             "(give it a range)")
            : QStringLiteral("service %1 publishes the host ports %2, which have room for %3 containers");
        limit = ServiceLimit{*room,
                             *room == 1 ? why.arg(service.service, hostPort)
                                        : why.arg(service.service, hostPort).arg(*room)};
    }
    return limit;
}

bool publishesHostPorts(const ContainerDetails &original)
{
    return std::ranges::any_of(hostPortsOf(original),
                               [](const QString &port) { return portsIn(port).has_value(); });
}

} // namespace crescendo
