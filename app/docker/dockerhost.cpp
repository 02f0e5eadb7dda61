#include "docker/dockerhost.h"

#include "docker/dockercontext.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>

namespace crescendo {

namespace {

constexpr int plainPort = 2375;

const char *const operation = "find the Docker engine";

tl::unexpected<Error> refuse(ErrorKind kind, const QString &source, const QString &why)
{
    return fail(kind, QLatin1String(operation), source + QStringLiteral(": ") + why);
}

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

/// "//./pipe/docker_engine" as QLocalSocket wants it: "\\.\pipe\docker_engine".
QString pipeName(const QString &path)
{
    return QString(path).replace(QLatin1Char('/'), QLatin1Char('\\'));
}

QString defaultSocket(bool isWindows)
{
    return isWindows ? pipeName(QStringLiteral("//./pipe/docker_engine"))
                     : QStringLiteral("/var/run/docker.sock");
}

Result<DockerHost> tcpHost(const QString &address, const QString &source, std::optional<TlsSettings> tls)
{
    DockerHost host;
    host.source = source;
    host.url =
        QUrl((tls ? QStringLiteral("https://") : QStringLiteral("http://")) + address, QUrl::StrictMode);
    // Said without the address, which may hold a password.
    if (!host.url.userInfo().isEmpty())
        return refuse(ErrorKind::InvalidInput, source, QStringLiteral("user names are not supported here"));
    if (!host.url.isValid())
        return refuse(ErrorKind::InvalidInput, source,
                      QStringLiteral("\"%1\" is not host:port").arg(address));
    if (host.url.host().isEmpty())
        host.url.setHost(QStringLiteral("127.0.0.1"));
    if (host.url.port() < 0)
        host.url.setPort(plainPort);
    host.tls = std::move(tls);
    return host;
}

Result<DockerHost> socketHost(const QString &path, const QString &source)
{
    DockerHost host;
    host.socket = path;
    host.source = source;
    return host;
}

QString insteadOfSsh(const QUrl &url)
{
    const QString user = url.userName().isEmpty() ? QString() : url.userName() + QLatin1Char('@');
    return QStringLiteral(
               "ssh:// is not supported; forward the socket with \"ssh -N -L "
               "/tmp/docker.sock:/var/run/docker.sock %1%2\" and use unix:///tmp/docker.sock instead")
        .arg(user, url.host());
}

Result<DockerHost> parseHost(const QString &text, const QString &source,
                             const std::optional<TlsSettings> &tls)
{
    const qsizetype separator = text.indexOf(QLatin1String("://"));
    const QString scheme = separator < 0 ? QStringLiteral("tcp") : text.left(separator);
    const QString rest = separator < 0 ? text : text.mid(separator + 3);
    if (scheme == QLatin1String("unix"))
        return socketHost(rest.isEmpty() ? defaultSocket(false) : rest, source);
    if (scheme == QLatin1String("npipe"))
        return socketHost(rest.isEmpty() ? defaultSocket(true) : pipeName(rest), source);
    if (scheme == QLatin1String("tcp") || scheme == QLatin1String("http") || scheme == QLatin1String("https"))
        return tcpHost(rest, source, scheme == QLatin1String("https") && !tls ? TlsSettings{} : tls);
    if (scheme == QLatin1String("ssh"))
        return refuse(ErrorKind::Unsupported, source, insteadOfSsh(QUrl(text)));
    return refuse(
        ErrorKind::InvalidInput, source,
        QStringLiteral("unknown scheme \"%1\"; known are unix://, npipe:// and tcp://").arg(scheme));
}

/// The TLS settings of the environment: DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH.
Result<std::optional<TlsSettings>> environmentTls(const DockerEnvironment &environment)
{
    const bool verifies = !environment.variable("DOCKER_TLS_VERIFY").isEmpty();
    if (!verifies && environment.variable("DOCKER_TLS").isEmpty())
        return std::optional<TlsSettings>();
    QString folder = environment.variable("DOCKER_CERT_PATH");
    if (folder.isEmpty())
        folder = dockerConfigFolder(environment);
    auto tls = readTlsFiles(folder, environment);
    if (!tls)
        return fail(tls.error());
    tls->verifiesServer = verifies;
    return std::optional(std::move(*tls));
}

Result<DockerHost> hostOfEnvironment(const QString &url, const QString &source,
                                     const DockerEnvironment &environment)
{
    const auto tls = environmentTls(environment);
    if (!tls)
        return fail(tls.error());
    return parseHost(url, source, *tls);
}

Result<DockerHost> hostOfContext(const QString &name, const DockerEnvironment &environment)
{
    const auto context = readDockerContext(name, environment);
    if (!context)
        return fail(context.error());
    return parseHost(context->host, QStringLiteral("context ") + name, context->tls);
}

} // namespace

bool DockerHost::isUnsafe() const
{
    if (!socket.isEmpty())
        return false;
    return tls ? !tls->verifiesServer : !isLoopback(url.host());
}

DockerEnvironment systemDockerEnvironment()
{
    DockerEnvironment environment;
    environment.variable = [](const char *name) { return qEnvironmentVariable(name); };
    environment.readFile = [](const QString &path) -> Result<QByteArray> {
        QFile file(path);
        if (!file.exists())
            return fail(ErrorKind::NotFound, QStringLiteral("read ") + path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Io, QStringLiteral("read ") + path, file.errorString());
        return file.readAll();
    };
    environment.home = QDir::homePath();
#ifdef Q_OS_WIN
    environment.isWindows = true;
#endif
    return environment;
}

Result<DockerHost> findDockerHost(const QString &explicitUrl, const DockerEnvironment &environment)
{
    if (!explicitUrl.isEmpty())
        return hostOfEnvironment(explicitUrl, QStringLiteral("--docker-host"), environment);
    if (const QString url = environment.variable("DOCKER_HOST"); !url.isEmpty())
        return hostOfEnvironment(url, QStringLiteral("DOCKER_HOST"), environment);
    const auto context = currentDockerContext(environment);
    if (!context)
        return fail(context.error());
    if (*context != QLatin1String("default"))
        return hostOfContext(*context, environment);
    // With TLS variables set, `docker` would still take the local socket, which never uses TLS.
    return socketHost(defaultSocket(environment.isWindows), QStringLiteral("default"));
}

} // namespace crescendo
