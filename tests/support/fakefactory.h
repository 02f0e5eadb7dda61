#pragma once

#include "platform/platformfactory.h"
#include "tests/support/fakeplatform.h"

namespace crescendo {

/// Makes fake platforms, and answers at once what the test says. Remembers what it was asked for.
class FakeFactory final : public PlatformFactory {
public:
    Result<std::unique_ptr<Platform>> make(const ConnectionConfig &config,
                                           std::function<ConnectionSecrets()> given) override
    {
        made.push_back(config);
        secrets.push_back(std::move(given));
        if (makeError)
            return fail(*makeError);
        return std::make_unique<FakePlatform>(config.id, config.name);
    }
    Async<ConnectionProbe> probe(const ConnectionConfig &config, const ConnectionSecrets &given) override
    {
        probed.push_back(config);
        probedSecrets = given;
        return ready<ConnectionProbe>(probeAnswer);
    }
    Async<std::vector<DiscoveredProject>> discover(const QString & /*dockerHost*/) override
    {
        return ready<std::vector<DiscoveredProject>>(projects);
    }
    Async<std::vector<ClusterContext>> contexts(const QString &kubeconfig) override
    {
        kubeconfigs << kubeconfig;
        return ready<std::vector<ClusterContext>>(clusterContexts);
    }
    Async<ClusterTerms> terms(const ConnectionConfig & /*config*/) override
    {
        return ready<ClusterTerms>(clusterTerms);
    }
    Async<> checkDockerHost(const QString & /*dockerHost*/) override { return ready<void>(dockerHost); }
    Async<> checkSettingsFile(const QString & /*path*/) override { return ready<void>(settingsFile); }
    Async<> checkCertificates(const QString & /*path*/) override { return ready<void>(certificates); }
    Async<Secret> readPrivateKey(const QString &path) override
    {
        keyFiles << path;
        return ready<Secret>(privateKey);
    }

    std::optional<Error> makeError;
    Result<ConnectionProbe> probeAnswer;
    Result<std::vector<DiscoveredProject>> projects;
    Result<std::vector<ClusterContext>> clusterContexts;
    Result<ClusterTerms> clusterTerms;
    Result<> dockerHost;
    Result<> settingsFile;
    Result<> certificates;
    Result<Secret> privateKey;

    std::vector<ConnectionConfig> made;
    std::vector<std::function<ConnectionSecrets()>> secrets; ///< of those that were made
    std::vector<ConnectionConfig> probed;
    QStringList keyFiles; ///< that were read
    QStringList kubeconfigs; ///< whose contexts were read
    ConnectionSecrets probedSecrets;
};

} // namespace crescendo
