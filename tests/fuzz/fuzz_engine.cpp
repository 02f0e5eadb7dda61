#include "compose/clone.h"
#include "docker/engineerror.h"
#include "docker/engineevent.h"
#include "tests/fuzz/properties.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace crescendo;

namespace {

const ServiceRef service{QStringLiteral("directai"), QStringLiteral("analysis-worker")};
constexpr int number = 7;
constexpr qsizetype longestDetail = 4000;

template <typename Value> void check(const Result<Value> &parsed)
{
    if (!parsed)
        requireReadable(parsed.error(), {ErrorKind::Protocol});
}

bool isPinned(const QString &volume)
{
    static const QRegularExpression id(QStringLiteral("^[0-9a-f]{64}$"));
    return id.match(volume).hasMatch();
}

void checkVolumes(const QJsonObject &hostConfig)
{
    for (const QJsonValue bind : hostConfig[QLatin1String("Binds")].toArray())
        require(!isPinned(bind.toString().section(QLatin1Char(':'), 0, 0)), "no bind pins a volume");
    for (const QJsonValue mount : hostConfig[QLatin1String("Mounts")].toArray())
        require(!isPinned(mount[QLatin1String("Source")].toString()), "no mount pins a volume");
}

void checkEndpoint(const QJsonObject &endpoint, const ContainerDetails &original)
{
    const QJsonObject addresses = endpoint[QLatin1String("IPAMConfig")].toObject();
    require(!addresses.contains(QLatin1String("IPv4Address"))
                && !addresses.contains(QLatin1String("IPv6Address")),
            "no address is fixed");
    require(!endpoint.contains(QLatin1String("MacAddress")), "no hardware address is fixed");
    for (const QJsonValue alias : endpoint[QLatin1String("Aliases")].toArray())
        require(alias.toString() != original.name, "no alias is the original's name");
}

void checkClone(const ContainerDetails &original, ApiVersion api)
{
    const Result<Clone> clone = cloneOf(original, service, number, api);
    if (!clone)
        return requireReadable(clone.error(), {ErrorKind::InvalidInput});
    const QJsonObject &body = clone->container.body;
    require(clone->container.name.endsWith(QString::number(number)), "a clone has a name of its own");
    require(clone->container.name != original.name || original.name.endsWith(QString::number(number)),
            "a clone is not called like its original");
    require(body[QLatin1String("Hostname")].toString() != original.id.left(12) || original.id.isEmpty(),
            "a host name that the engine chose is not taken over");
    require(!body.contains(QLatin1String("MacAddress")), "no hardware address is taken over");
    require(body[QLatin1String("Labels")][QLatin1String("com.docker.compose.container-number")]
                == QString::number(number),
            "the label tells the number");
    checkVolumes(body[QLatin1String("HostConfig")].toObject());
    const QJsonObject endpoints =
        body[QLatin1String("NetworkingConfig")][QLatin1String("EndpointsConfig")].toObject();
    for (const QJsonValue endpoint : endpoints)
        checkEndpoint(endpoint.toObject(), original);
    for (const NetworkLink &link : clone->laterNetworks)
        checkEndpoint(link.endpoint, original);
}

void checkDetails(const QByteArray &document)
{
    const Result<ContainerDetails> details = parseContainerDetails(document);
    check(details);
    if (!details)
        return;
    checkClone(*details, oldestApi);
    checkClone(*details, newestApi);
    (void)missingNetworks(*details, *details);
    const auto limit = limitOf(*details, service);
    require(!limit || limit->count >= 1, "a service may have one container");
    require(!limit || !limit->why.isEmpty(), "a limit has a reason");
}

void checkList(const QByteArray &document)
{
    const auto list = parseContainerList(document);
    check(list);
    if (list)
        check(replicasFrom(*list));
}

void checkVersion(const QByteArray &document)
{
    const Result<EngineVersion> version = parseEngineVersion(document);
    check(version);
    if (!version)
        return;
    const Result<ApiVersion> spoken = negotiate(version->api);
    if (spoken)
        require(*spoken >= oldestApi && *spoken <= newestApi, "the version is one that we know");
    else
        requireReadable(spoken.error(), {ErrorKind::Unsupported});
}

void checkStats(const QByteArray &document)
{
    const Result<StatsSample> sample = parseStats(document);
    check(sample);
    if (!sample)
        return;
    for (const Bytes bytes : {sample->received, sample->sent, sample->blockRead, sample->blockWritten,
                              sample->memory.value_or(Bytes()), sample->memoryLimit.value_or(Bytes())})
        require(bytes.value >= 0, "no count of bytes is negative");
    if (sample->cpu)
        require(cpuUse({}, *sample->cpu).value >= 0, "no use of CPU is negative");
}

void checkRefusal(const QByteArray &body)
{
    for (const int status : {400, 404, 409, 500}) {
        const Error error = engineError({status, {}, body}, QStringLiteral("test"));
        require(!error.detail.isEmpty(), "a refusal has a reason");
        require(error.detail.size() <= longestDetail, "a reason has an end");
        require(error.httpStatus == status, "a refusal keeps its status");
        (void)saysPortsTaken(error);
        (void)saysAlreadyConnected(error);
    }
}

} // namespace

/// One document, read as each that the engine answers with.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray document = bytesOf(data, size);
    checkList(document);
    checkDetails(document);
    checkVersion(document);
    check(parseEngineInfo(document));
    check(parseEngineEvent(document));
    checkStats(document);
    checkRefusal(document);
    return 0;
}
