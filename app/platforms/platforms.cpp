#include "platforms/platforms.h"

#include <QTimer>
#include <QtConcurrentRun>

namespace crescendo {

Platforms::Platforms(LocalPlatforms &local, const Clock &clock) : m_local(local), m_clock(clock)
{
}

Result<std::unique_ptr<Platform>> Platforms::make(const ConnectionConfig &config,
                                                  std::function<ConnectionSecrets()> secrets)
{
    if (config.kind != ConnectionKind::Cluster)
        return m_local.make(config, secrets);
    Result<std::unique_ptr<Platform>> platform = makeAksPlatform(config, m_clock);
    if (platform)
        QTimer::singleShot(0, platform->get(), &Platform::start);
    return platform;
}

Async<ConnectionProbe> Platforms::probe(const ConnectionConfig &config, const ConnectionSecrets &secrets)
{
    return config.kind == ConnectionKind::Cluster ? probeCluster(config, m_clock)
                                                  : m_local.probe(config, secrets);
}

Async<std::vector<DiscoveredProject>> Platforms::discover(const QString &dockerHost)
{
    return m_local.discover(dockerHost);
}

Async<std::vector<ClusterContext>> Platforms::contexts(const QString &kubeconfig)
{
    return QtConcurrent::run([kubeconfig] { return contextsOf(kubeconfig); });
}

Async<ClusterTerms> Platforms::terms(const ConnectionConfig &config)
{
    return QtConcurrent::run([config] { return termsOf(config); });
}

Async<> Platforms::checkDockerHost(const QString &dockerHost)
{
    return m_local.checkDockerHost(dockerHost);
}

Async<> Platforms::checkSettingsFile(const QString &path)
{
    return m_local.checkSettingsFile(path);
}

Async<> Platforms::checkCertificates(const QString &path)
{
    return m_local.checkCertificates(path);
}

Async<Secret> Platforms::readPrivateKey(const QString &path)
{
    return m_local.readPrivateKey(path);
}

} // namespace crescendo
