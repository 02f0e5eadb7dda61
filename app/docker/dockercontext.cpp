#include "docker/dockercontext.h"

#include "net/jsonnode.h"

#include <QCryptographicHash>

namespace crescendo {

namespace {

/// The file's bytes; nothing when there is no such file.
Result<QByteArray> readOptional(const QString &path, const DockerEnvironment &environment)
{
    auto bytes = environment.readFile(path);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
        return QByteArray();
    return bytes;
}

/// The store names a context's folders by the SHA-256 of its name.
QString storeKey(const QString &name)
{
    return QString::fromLatin1(QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex());
}

struct Endpoint {
    QString host;
    bool skipsVerification = false;
};

Result<Endpoint> readEndpoint(const QByteArray &bytes, const QString &path)
{
    return parseJson(bytes, path, [](const JsonNode &root) {
        const JsonNode docker = root["Endpoints"]["docker"];
        return Endpoint{docker["Host"].requiredText(), docker["SkipTLSVerify"].boolean()};
    });
}

} // namespace

QString dockerConfigFolder(const DockerEnvironment &environment)
{
    const QString folder = environment.variable("DOCKER_CONFIG");
    return folder.isEmpty() ? environment.home + QStringLiteral("/.docker") : folder;
}

Result<QString> currentDockerContext(const DockerEnvironment &environment)
{
    QString name = environment.variable("DOCKER_CONTEXT");
    if (name.isEmpty()) {
        const QString path = dockerConfigFolder(environment) + QStringLiteral("/config.json");
        const auto bytes = readOptional(path, environment);
        if (!bytes)
            return fail(bytes.error());
        if (!bytes->isEmpty()) {
            const auto current =
                parseJson(*bytes, path, [](const JsonNode &root) { return root["currentContext"].text(); });
            if (!current)
                return fail(current.error());
            name = *current;
        }
    }
    return name.isEmpty() ? QStringLiteral("default") : name;
}

Result<DockerContext> readDockerContext(const QString &name, const DockerEnvironment &environment)
{
    const QString store = dockerConfigFolder(environment) + QStringLiteral("/contexts/");
    const QString path = store + QStringLiteral("meta/%1/meta.json").arg(storeKey(name));
    const auto bytes = environment.readFile(path);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
        return fail(ErrorKind::NotFound, QStringLiteral("find the Docker engine"),
                    QStringLiteral("there is no context \"%1\"").arg(name));
    if (!bytes)
        return fail(bytes.error());
    const auto endpoint = readEndpoint(*bytes, path);
    if (!endpoint)
        return fail(endpoint.error());
    auto tls = readTlsFiles(store + QStringLiteral("tls/%1/docker").arg(storeKey(name)), environment);
    if (!tls)
        return fail(tls.error());

    DockerContext context;
    context.host = endpoint->host;
    tls->verifiesServer = !endpoint->skipsVerification;
    if (endpoint->skipsVerification || !tls->ca.isEmpty() || !tls->certificate.isEmpty())
        context.tls = std::move(*tls);
    return context;
}

Result<TlsSettings> readTlsFiles(const QString &folder, const DockerEnvironment &environment)
{
    const auto ca = readOptional(folder + QStringLiteral("/ca.pem"), environment);
    const auto certificate = readOptional(folder + QStringLiteral("/cert.pem"), environment);
    const auto key = readOptional(folder + QStringLiteral("/key.pem"), environment);
    for (const auto &file : {std::cref(ca), std::cref(certificate), std::cref(key)}) {
        if (!file.get())
            return fail(file.get().error());
    }
    return TlsSettings{*ca, *certificate, Secret(*key)};
}

} // namespace crescendo
