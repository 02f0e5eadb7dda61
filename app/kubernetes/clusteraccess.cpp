#include "kubernetes/clusteraccess.h"

#include "domain/connectionconfig.h"
#include "net/proxy.h"

#include <QFile>

#include <algorithm>

namespace crescendo {
namespace {

const QString operation = QStringLiteral("use kubeconfig");

/// In one line, whatever names a kubeconfig has.
tl::unexpected<Error> refuse(const QString &why, ErrorKind kind = ErrorKind::InvalidInput)
{
    return fail(kind, operation, why.simplified());
}

Result<> both(bool first, bool second, const char *data, const char *file, const QString &of)
{
    if (!first || !second)
        return {};
    return refuse(QStringLiteral("%1 and %2 are both specified for %3")
                      .arg(QLatin1String(data), QLatin1String(file), of));
}

Result<> checkCluster(const KubeCluster &cluster, const QString &name)
{
    if (cluster.server.isEmpty())
        return refuse(QStringLiteral("no server found for cluster \"%1\"").arg(name));
    const bool hasCa = !cluster.caData.isEmpty() || !cluster.caFile.isEmpty();
    if (cluster.skipsTlsVerification && hasCa)
        return refuse(
            QStringLiteral("specifying a root certificates file with the insecure flag is not allowed"));
    if (const Result<Proxy> proxy = proxyFrom(cluster.proxyUrl); !proxy)
        return refuse(
            QStringLiteral("the proxy-url of cluster \"%1\" is wrong: %2").arg(name, proxy.error().detail));
    return both(!cluster.caData.isEmpty(), !cluster.caFile.isEmpty(), "certificate-authority-data",
                "certificate-authority", name);
}

Result<> checkCertificate(const KubeUser &user, const QString &name)
{
    const bool hasCertificate = !user.certificateData.isEmpty() || !user.certificateFile.isEmpty();
    const bool hasKey = !user.keyData.isEmpty() || !user.keyFile.isEmpty();
    if (hasCertificate && !hasKey)
        return refuse(
            QStringLiteral("client-key-data or client-key must be specified for %1 to use the clientCert "
                           "authentication method")
                .arg(name));
    const Result<> certificate = both(!user.certificateData.isEmpty(), !user.certificateFile.isEmpty(),
                                      "client-cert-data", "client-cert", name);
    return certificate
        ? both(!user.keyData.isEmpty(), !user.keyFile.isEmpty(), "client-key-data", "client-key", name)
        : certificate;
}

Result<> checkImpersonation(const KubeUser &user, const QString &name)
{
    const bool hasMore = !user.impersonatedUid.isEmpty() || !user.impersonatedGroups.isEmpty()
        || !user.impersonatedExtra.empty();
    if (user.impersonated.isEmpty() && hasMore)
        return refuse(
            QStringLiteral("requesting uid, groups or user-extra for %1 without impersonating a user")
                .arg(name));
    return {};
}

Result<> checkExec(const KubeExec &exec, const QString &name)
{
    const auto missing = [&name](const char *what) {
        return refuse(QStringLiteral("%1 must be specified for %2 to use exec authentication plugin")
                          .arg(QLatin1String(what), name));
    };
    if (exec.command.isEmpty())
        return missing("command");
    if (exec.apiVersion.isEmpty())
        return missing("apiVersion");
    if (std::ranges::any_of(exec.environment, [](const auto &variable) { return variable.first.isEmpty(); }))
        return missing("env variable name");
    const bool isFinal = exec.apiVersion == QLatin1String("client.authentication.k8s.io/v1");
    if (!isFinal && exec.apiVersion != QLatin1String("client.authentication.k8s.io/v1beta1"))
        return refuse(QStringLiteral("exec plugin: invalid apiVersion \"%1\"").arg(exec.apiVersion));
    if (isFinal && exec.interactiveMode.isEmpty())
        return missing("interactiveMode");
    if (exec.interactiveMode == QLatin1String("Always"))
        return refuse(
            QStringLiteral("the program %1 of %2 asks its questions on a terminal, and there is none")
                .arg(exec.command, name),
            ErrorKind::Unsupported);
    return {};
}

/// What takes more than the kubeconfig to log in.
Result<> checkPlugins(const KubeUser &user, const QString &name)
{
    if (!user.authProvider.isEmpty() && user.exec)
        return refuse(
            QStringLiteral("authProvider cannot be provided in combination with an exec plugin for %1")
                .arg(name));
    if (!user.authProvider.isEmpty())
        return refuse(
            QStringLiteral("user \"%1\" has the auth provider \"%2\", which Kubernetes no longer has; run "
                           "'kubelogin convert-kubeconfig'")
                .arg(name, user.authProvider),
            ErrorKind::Unsupported);
    return user.exec ? checkExec(*user.exec, name) : Result<>();
}

Result<> checkUser(const KubeUser &user, const QString &name)
{
    const bool hasToken = !user.token.isEmpty() || !user.tokenFile.isEmpty();
    if (hasToken && !user.userName.isEmpty())
        return refuse(
            QStringLiteral(
                "more than one authentication method found for %1; found [token basicAuth], only one "
                "is allowed")
                .arg(name));
    if (!user.userName.isEmpty())
        return refuse(
            QStringLiteral("user \"%1\" has a password, which API servers no longer take").arg(name),
            ErrorKind::Unsupported);
    return checkCertificate(user, name)
        .and_then([&] { return checkImpersonation(user, name); })
        .and_then([&] { return checkPlugins(user, name); });
}

Result<> checkNamespace(const QString &name)
{
    return name.isEmpty() || isNamespaceName(name)
        ? Result<>()
        : refuse(QStringLiteral("namespace \"%1\" is no name that a namespace may have").arg(name));
}

/// A server without a scheme is one of https where anything asks for TLS.
Result<QUrl> serverOf(const KubeCluster &cluster, const KubeUser &user)
{
    const bool wantsTls = !cluster.caData.isEmpty() || !cluster.caFile.isEmpty()
        || cluster.skipsTlsVerification || !user.certificateData.isEmpty() || !user.certificateFile.isEmpty();
    QString text = cluster.server;
    if (!text.contains(QLatin1String("://"))) {
        if (text.contains(QLatin1Char('/')))
            return refuse(QStringLiteral("host must be a URL or a host:port pair: \"%1\"").arg(text));
        text.prepend(wantsTls ? QStringLiteral("https://") : QStringLiteral("http://"));
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return refuse(QStringLiteral("\"%1\" is no server that can be reached").arg(cluster.server));
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment
                        | QUrl::StripTrailingSlash);
}

Result<> check(const ClusterAccess &access, const KubeContext &names)
{
    return checkNamespace(names.namespaceName)
        .and_then([&] { return checkUser(access.user, names.user); })
        .and_then([&] { return checkCluster(access.cluster, names.cluster); });
}

/// What stands in the kubeconfig itself counts first.
Result<> readInto(QByteArray &data, const QString &path)
{
    if (!data.isEmpty() || path.isEmpty())
        return {};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read ") + path, file.errorString());
    data = file.readAll();
    return {};
}

} // namespace

QStringList filesOf(const ClusterAccess &access)
{
    QStringList files{access.cluster.caFile, access.user.certificateFile, access.user.keyFile};
    files.removeAll(QString());
    return files;
}

Result<ClusterAccess> withFiles(ClusterAccess access)
{
    if (!access.isSecure())
        return access;
    QByteArray key = access.user.keyData.reveal();
    return readInto(access.cluster.caData, access.cluster.caFile)
        .and_then([&access] { return readInto(access.user.certificateData, access.user.certificateFile); })
        .and_then([&access, &key] { return readInto(key, access.user.keyFile); })
        .map([&access, &key] {
            access.user.keyData = Secret(key);
            return access;
        });
}

Result<ClusterAccess> accessOf(const Kubeconfig &config, const QString &context)
{
    ClusterAccess access;
    access.context = context.isEmpty() ? config.currentContext : context;
    if (access.context.isEmpty())
        return refuse(QStringLiteral("current-context is not set"), ErrorKind::NotFound);
    const auto names = config.contexts.find(access.context);
    if (names == config.contexts.end())
        return refuse(QStringLiteral("context \"%1\" does not exist").arg(access.context),
                      ErrorKind::NotFound);
    const auto cluster = config.clusters.find(names->second.cluster);
    if (cluster == config.clusters.end())
        return refuse(QStringLiteral("cluster \"%1\" does not exist").arg(names->second.cluster));
    const auto user = config.users.find(names->second.user);
    if (user == config.users.end() && !names->second.user.isEmpty())
        return refuse(QStringLiteral("auth info \"%1\" does not exist").arg(names->second.user));
    access.namespaceName = names->second.namespaceName;
    access.cluster = cluster->second;
    access.user = user == config.users.end() ? KubeUser() : user->second;
    if (const Result<> good = check(access, names->second); !good)
        return fail(good.error());
    return serverOf(access.cluster, access.user).map([&access](const QUrl &server) {
        access.server = server;
        return access;
    });
}

} // namespace crescendo
