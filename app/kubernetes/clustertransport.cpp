#include "kubernetes/clustertransport.h"

#include "kubernetes/credentialtransport.h"
#include "net/networktransport.h"
#include "net/tls.h"

#include <QFile>

namespace crescendo {
namespace {

/// What is in the kubeconfig itself, else what is in the file that it names; nothing where it names none.
Result<QByteArray> contentOf(const QByteArray &data, const QString &path)
{
    if (!data.isEmpty() || path.isEmpty())
        return data;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read ") + path, file.errorString());
    return file.readAll();
}

Result<TlsSettings> tlsOf(const ClusterAccess &access)
{
    const auto ca = contentOf(access.cluster.caData, access.cluster.caFile);
    if (!ca)
        return fail(ca.error());
    const auto certificate = contentOf(access.user.certificateData, access.user.certificateFile);
    if (!certificate)
        return fail(certificate.error());
    const auto key = contentOf(access.user.keyData.reveal(), access.user.keyFile);
    if (!key)
        return fail(key.error());
    return TlsSettings{*ca, *certificate, Secret(*key), !access.cluster.skipsTlsVerification,
                       access.cluster.tlsServerName};
}

std::unique_ptr<ExecPlugin> makePlugin(const KubeExec &exec, const KubeCluster &cluster, const Clock &clock,
                                       const std::function<void(const QString &)> &said)
{
    auto plugin = std::make_unique<ExecPlugin>(exec, execInfoOf(exec, cluster), clock);
    if (said)
        QObject::connect(plugin.get(), &ExecPlugin::said, plugin.get(), said);
    return plugin;
}

} // namespace

Result<std::unique_ptr<HttpTransport>> makeTransport(const ClusterAccess &access, const Clock &clock,
                                                     const std::function<void(const QString &)> &said)
{
    const bool isSecure = access.server.scheme() == QLatin1String("https");
    const Result<QSslConfiguration> tls = isSecure
        ? tlsOf(access).and_then(tlsConfiguration)
        : Result<QSslConfiguration>(QSslConfiguration::defaultConfiguration());
    if (!tls)
        return fail(tls.error());
    const Result<Proxy> proxy = proxyFrom(access.cluster.proxyUrl);
    if (!proxy)
        return fail(proxy.error());
    auto network =
        std::make_unique<NetworkTransport>(access.server, *tls, access.cluster.tlsServerName, *proxy);
    auto transport = std::make_unique<CredentialTransport>(std::move(network), access.user, isSecure, clock);
    if (const KubeExec *exec = access.user.loginProgram(); exec && isSecure)
        transport->usePlugin(makePlugin(*exec, access.cluster, clock, said));
    return transport;
}

} // namespace crescendo
