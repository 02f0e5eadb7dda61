#include "docker/engineinfo.h"

#include "base/oneline.h"

#include "net/jsonnode.h"

namespace crescendo {

QString toString(ApiVersion version)
{
    return QStringLiteral("%1.%2").arg(version.major).arg(version.minor);
}

Result<ApiVersion> parseApiVersion(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('.');
    bool majorOk = false;
    bool minorOk = false;
    const ApiVersion version{parts.value(0).toInt(&majorOk), parts.value(1).toInt(&minorOk)};
    if (parts.size() != 2 || !majorOk || !minorOk) {
        return fail(ErrorKind::Protocol, QStringLiteral("read the engine's API version"),
                    QStringLiteral("expected a version, got \"%1\"").arg(oneLine(QString::fromUtf8(text))));
    }
    return version;
}

Result<ApiVersion> negotiate(ApiVersion server)
{
    if (server < oldestApi) {
        return fail(ErrorKind::Unsupported, QStringLiteral("negotiate the engine's API version"),
                    QStringLiteral("the engine offers API %1, needed is %2 (Docker 20.10) or newer")
                        .arg(toString(server), toString(oldestApi)));
    }
    return std::min(server, newestApi);
}

Result<EngineVersion> parseEngineVersion(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("engine version"), [](const JsonNode &root) {
        EngineVersion version;
        version.version = root["Version"].requiredText();
        if (const auto api = parseApiVersion(root["ApiVersion"].text().toUtf8()))
            version.api = *api;
        else
            root["ApiVersion"].complain(QStringLiteral("a version"));
        version.operatingSystem = root["Os"].text();
        version.architecture = root["Arch"].text();
        return version;
    });
}

Result<EngineInfo> parseEngineInfo(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("engine info"), [](const JsonNode &root) {
        EngineInfo info;
        info.name = root["Name"].text();
        info.serverVersion = root["ServerVersion"].text();
        info.osType = root["OSType"].text();
        info.processors = static_cast<int>(root["NCPU"].integer());
        info.memory = {root["MemTotal"].integer()};
        info.containersRunning = static_cast<int>(root["ContainersRunning"].integer());
        info.hasNvidiaRuntime = root["Runtimes"]["nvidia"].exists();
        return info;
    });
}

} // namespace crescendo
