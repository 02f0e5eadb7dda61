#pragma once

#include "base/future.h"
#include "docker/container.h"
#include "docker/containerstats.h"
#include "docker/engineinfo.h"
#include "net/http.h"

namespace crescendo {

/// Which containers to list: all labels must match ("com.docker.compose.project=directai" or only a key).
struct ContainerFilter {
    QStringList labels;
    bool alsoStopped = true;
};

struct NewContainer {
    QString name;
    QJsonObject body; ///< as the Engine API wants it: Config with HostConfig and NetworkingConfig
};

/// A Docker engine, spoken to over a transport. A light handle: copies share the negotiated API version, and
/// may outlive the transport, after whose end every call ends in Cancelled. Used on the transport's thread.
/// Calls run in parallel. Errors: of the transport, and those of engineError().
class EngineClient {
public:
    explicit EngineClient(HttpTransport &transport);

    Async<EngineVersion> version() const;
    Async<EngineInfo> info() const;

    Async<std::vector<ContainerSummary>> containers(const ContainerFilter &filter) const;
    Async<ContainerDetails> inspect(const QString &container) const;
    /// Yields the id. Conflict when the name is in use, NotFound when the image is not there.
    Async<QString> create(const NewContainer &container) const;
    /// Succeeds also when it runs already. See saysPortsTaken().
    Async<> start(const QString &container) const;
    /// Sends the container's own stop signal and kills it after its own grace period, which is `grace`;
    /// succeeds also when it does not run.
    Async<> stop(const QString &container, Seconds grace) const;
    Async<> pause(const QString &container) const;
    Async<> unpause(const QString &container) const;
    /// Kills it if need be. Its anonymous volumes stay. Succeeds also when it is gone.
    Async<> remove(const QString &container) const;
    /// Succeeds also when it is connected already. `endpoint`: the Engine API's EndpointConfig.
    Async<> connectNetwork(const QString &network, const QString &container,
                           const QJsonObject &endpoint) const;

    /// One sample, at once; see CpuHistory.
    Async<StatsSample> stats(const QString &container) const;

    /// The version that is spoken; asks the engine the first time and again after it was out of reach or
    /// refused the version.
    Async<ApiVersion> apiVersion() const;
    /// Opens a stream once the version is known: `path` as in "/events?…". For EngineStream.
    std::unique_ptr<HttpStream> open(ApiVersion version, const QByteArray &path) const;

private:
    struct Session;
    struct Call;
    Async<HttpResponse> exchange(const Call &call) const;
    Async<HttpResponse> exchangeOnce(const Call &call) const;
    Async<> act(const Call &call) const;
    template <typename Parse> auto read(const Call &call, Parse parse) const;

    std::shared_ptr<Session> m_session;
};

} // namespace crescendo
