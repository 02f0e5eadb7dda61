#pragma once

#include "local/embeddedservice.h"
#include "local/endpointplatform.h"
#include "platform/platformfactory.h"

#include <QPointer>

#include <map>

namespace crescendo {

/// What all connections of this console have in common.
struct LocalOptions {
    QString program; ///< path of crescendo-autoscaler
    QString dataDirectory; ///< of the embedded service
    QString dockerHost; ///< where a connection names none, of the embedded service
    QString project; ///< where a connection names none
    QString tokenFile; ///< that an endpoint's control token is in; empty: it is in none
    bool outlives = false; ///< the embedded service can go on without the console
};

/// The local platforms: the embedded service, which it starts and ends, and services that run somewhere.
class LocalPlatforms final : public QObject {
    Q_OBJECT

public:
    LocalPlatforms(LocalOptions options, const Clock &clock, QObject *parent = nullptr);
    ~LocalPlatforms() override;

    // As PlatformFactory has them, of everything but clusters.
    Result<std::unique_ptr<Platform>> make(const ConnectionConfig &config,
                                           const std::function<ConnectionSecrets()> &secrets);
    Async<ConnectionProbe> probe(const ConnectionConfig &config, const ConnectionSecrets &secrets);
    Async<std::vector<DiscoveredProject>> discover(const QString &dockerHost);
    Async<> checkDockerHost(const QString &dockerHost);
    Async<> checkSettingsFile(const QString &path);
    Async<> checkCertificates(const QString &path);
    Async<Secret> readPrivateKey(const QString &path);

    /// Where its service answers; empty for an embedded one that was not started.
    QUrl urlOf(const ConnectionConfig &config) const;
    /// Ends what it started, or leaves it running where it can; then stopped().
    void stop(bool leavesRunning);

Q_SIGNALS:
    void serviceReady(const QString &url); ///< the embedded service listens
    void serviceFailed(const QString &why); ///< it ended by itself; it is started again
    /// It answers at another address: who operates it is to be made anew.
    void serviceMoved(const crescendo::ConnectionId &id);
    void stopped();

private:
    /// An embedded service, and who operates it now.
    struct Embedded {
        std::unique_ptr<EmbeddedService> service;
        QStringList arguments;
        QPointer<ServicePlatform> platform;
        bool isReady = false;
    };

    Result<std::unique_ptr<Platform>> makeEmbedded(const ConnectionConfig &config);
    Result<> startService(Embedded &embedded);
    std::unique_ptr<ServicePlatform> makeServicePlatform(const ConnectionConfig &config,
                                                         const EmbeddedService &service) const;
    void operate(Embedded &embedded, ServicePlatform &platform);
    void onReady(EmbeddedService &service, const QString &url);
    void onFailed(EmbeddedService &service, const QString &why);
    void onMoved(const EmbeddedService &service);
    void endUnused();
    void onEnded();
    void end(Embedded embedded, void (EmbeddedService::*how)() = &EmbeddedService::stop);
    EndpointConfig endpointOf(const ConnectionConfig &config,
                              const std::function<ConnectionSecrets()> &secrets) const;
    QString dockerHostOf(const ConnectionConfig &config) const;
    QString projectOf(const ConnectionConfig &config) const;
    MakeTransport engineOf(const ConnectionConfig &config) const;
    QStringList argumentsOf(const ConnectionConfig &config) const;
    Embedded *embeddedOf(const EmbeddedService &service);

    const LocalOptions m_options;
    const Clock &m_clock;
    std::map<ConnectionId, Embedded> m_embedded;
    int m_ending = 0;
    bool m_isStopping = false;
};

} // namespace crescendo
