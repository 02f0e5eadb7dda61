#pragma once

#include "base/clock.h"
#include "base/future.h"
#include "base/secret.h"
#include "domain/connectionconfig.h"
#include "platform/clustercontext.h"
#include "platform/clusterterms.h"
#include "platform/discoveredproject.h"

#include <functional>
#include <memory>

namespace crescendo {

class Platform;

/// What the keychain keeps of a connection; empty: nothing.
struct ConnectionSecrets {
    Secret token; ///< of control calls
    Secret clientKey; ///< PEM; of the client's certificate
};

/// What a look at a connection found, without operating it.
struct ConnectionProbe {
    bool isOurService = false; ///< with our own API; else only the metrics endpoint answers
    std::vector<PoolId> pools;
    Millis latency{0};
    QString engine; ///< "20.10.24"; empty where no engine belongs to it, or it has an error
    std::optional<Error> engineError;
    QString kubernetes; ///< "v1.36.3" of a cluster; empty of a service
    std::optional<Error> tokenError; ///< why the token will not do; also where there is none

    bool operator==(const ConnectionProbe &) const = default;
};

/// Makes the platforms that connections are configured for, and looks at what they would meet. Only who
/// implements it knows which platforms there are. Futures settle on the thread of the caller's context.
class PlatformFactory {
public:
    PlatformFactory() = default;
    PlatformFactory(const PlatformFactory &) = delete;
    PlatformFactory &operator=(const PlatformFactory &) = delete;
    virtual ~PlatformFactory() = default;

    /// It starts by itself, not before the next turn of the event loop. `secrets` is asked for whenever
    /// the platform connects. Errors: Io, Unavailable (the embedded service cannot be started).
    virtual Result<std::unique_ptr<Platform>> make(const ConnectionConfig &config,
                                                   std::function<ConnectionSecrets()> secrets) = 0;
    /// Errors: those of the service.
    virtual Async<ConnectionProbe> probe(const ConnectionConfig &config,
                                         const ConnectionSecrets &secrets) = 0;
    /// The Compose projects of an engine (empty: the default one). Errors: those of checkDockerHost() and of
    /// the engine.
    virtual Async<std::vector<DiscoveredProject>> discover(const QString &dockerHost) = 0;
    /// The contexts of a kubeconfig (empty: found as kubectl finds it), by name; no cluster is asked. Errors:
    /// NotFound, Io, InvalidInput.
    virtual Async<std::vector<ClusterContext>> contexts(const QString &kubeconfig) = 0;
    /// What has to be agreed to before a cluster is opened. Errors: those of contexts(), and why the context
    /// cannot be used.
    virtual Async<ClusterTerms> terms(const ConnectionConfig &config) = 0;
    /// Whether an engine could be there. Errors: InvalidInput, Unsupported, NotFound, Io.
    virtual Async<> checkDockerHost(const QString &dockerHost) = 0;
    /// Whether profiles could be written to a settings file. Errors: Io, LimitExceeded, InvalidInput.
    virtual Async<> checkSettingsFile(const QString &path) = 0;
    /// Whether a file holds certificates in PEM. Errors: Io, InvalidInput.
    virtual Async<> checkCertificates(const QString &path) = 0;
    /// The key of a client's certificate from a PEM file. Errors: Io, InvalidInput.
    virtual Async<Secret> readPrivateKey(const QString &path) = 0;
};

} // namespace crescendo
