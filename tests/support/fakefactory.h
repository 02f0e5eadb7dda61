#pragma once

#include "platform/platformfactory.h"
#include "tests/support/fakeplatform.h"

namespace crescendo {

/// Makes fake platforms, and answers at once what the test says. Remembers what it was asked for.
class FakeFactory final : public PlatformFactory {
public:
    Result<std::unique_ptr<Platform>> make(const ConnectionConfig &config,
                                           std::function<Secret()> token) override
    {
        made.push_back(config);
        tokens.push_back(std::move(token));
        if (makeError)
            return fail(*makeError);
        return std::make_unique<FakePlatform>(config.id, config.name);
    }
    Async<ConnectionProbe> probe(const ConnectionConfig &config, const Secret &token) override
    {
        probed.push_back(config);
        probedToken = token;
        return ready<ConnectionProbe>(probeAnswer);
    }
    Async<std::vector<DiscoveredProject>> discover(const QString & /*dockerHost*/) override
    {
        return ready<std::vector<DiscoveredProject>>(projects);
    }
    Async<> checkDockerHost(const QString & /*dockerHost*/) override { return ready<void>(dockerHost); }
    Async<> checkSettingsFile(const QString & /*path*/) override { return ready<void>(settingsFile); }

    std::optional<Error> makeError;
    Result<ConnectionProbe> probeAnswer;
    Result<std::vector<DiscoveredProject>> projects;
    Result<> dockerHost;
    Result<> settingsFile;

    std::vector<ConnectionConfig> made;
    std::vector<std::function<Secret()>> tokens; ///< of those that were made
    std::vector<ConnectionConfig> probed;
    Secret probedToken;
};

} // namespace crescendo
