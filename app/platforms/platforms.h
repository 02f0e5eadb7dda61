#pragma once

#include "aks/makeplatform.h"
#include "local/localplatforms.h"
#include "platform/platform.h"

namespace crescendo {

/// Every platform there is: the one that a connection's kind asks for.
class Platforms final : public PlatformFactory {
public:
    Platforms(LocalPlatforms &local, const Clock &clock);

    Result<std::unique_ptr<Platform>> make(const ConnectionConfig &config,
                                           std::function<ConnectionSecrets()> secrets) override;
    Async<ConnectionProbe> probe(const ConnectionConfig &config, const ConnectionSecrets &secrets) override;
    Async<std::vector<DiscoveredProject>> discover(const QString &dockerHost) override;
    Async<std::vector<ClusterContext>> contexts(const QString &kubeconfig) override;
    Async<ClusterTerms> terms(const ConnectionConfig &config) override;
    Async<> checkDockerHost(const QString &dockerHost) override;
    Async<> checkSettingsFile(const QString &path) override;
    Async<> checkCertificates(const QString &path) override;
    Async<Secret> readPrivateKey(const QString &path) override;

private:
    LocalPlatforms &m_local;
    const Clock &m_clock;
};

} // namespace crescendo
