#include "kubernetes/clustertransport.h"

#include "kubernetes/credentialtransport.h"
#include "net/networktransport.h"
#include "net/tls.h"

namespace crescendo {
namespace {

TlsSettings tlsOf(const ClusterAccess &access)
{
    return {access.cluster.caData, access.user.certificateData, access.user.keyData,
            !access.cluster.skipsTlsVerification, access.cluster.tlsServerName};
}

/// To the server, whoever asks.
Result<std::unique_ptr<HttpTransport>> makeNetwork(const ClusterAccess &access, const TlsSettings &settings)
{
    const Result<Proxy> proxy = proxyFrom(access.cluster.proxyUrl);
    if (!proxy)
        return fail(proxy.error());
    const Result<QSslConfiguration> tls = access.isSecure()
        ? tlsConfiguration(settings)
        : Result<QSslConfiguration>(QSslConfiguration::defaultConfiguration());
    if (!tls)
        return fail(tls.error());
    return std::make_unique<NetworkTransport>(access.server, *tls, settings.serverName, *proxy);
}

/// With the certificate that a plugin gave.
CredentialTransport::Certify certifying(const ClusterAccess &access)
{
    return [access](const ExecCredential &credential) {
        TlsSettings settings = tlsOf(access);
        settings.certificate = credential.certificate;
        settings.key = credential.key;
        return makeNetwork(access, settings);
    };
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

Result<std::unique_ptr<HttpTransport>> makeTransport(const ClusterAccess &named, const Clock &clock,
                                                     const std::function<void(const QString &)> &said)
{
    const Result<ClusterAccess> access = withFiles(named);
    if (!access)
        return fail(access.error());
    auto network = makeNetwork(*access, tlsOf(*access));
    if (!network)
        return network;
    auto transport =
        std::make_unique<CredentialTransport>(std::move(*network), access->user, access->isSecure(), clock);
    if (const KubeExec *exec = access->user.loginProgram(); exec && access->isSecure())
        transport->usePlugin(makePlugin(*exec, access->cluster, clock, said), certifying(*access));
    return transport;
}

} // namespace crescendo
