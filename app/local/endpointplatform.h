#pragma once

#include "local/metricsplatform.h"
#include "local/serviceplatform.h"
#include "net/tlsfiles.h"

namespace crescendo {

/// A service that runs somewhere, as the operator configured it.
struct EndpointConfig {
    ServiceEndpoint service;
    QString project; ///< Compose project of its workers
    QString
        dockerHost; ///< of the engine that runs them; empty: the default one for a service on this machine
    QString settingsFile; ///< that profiles of a foreign service are written to; empty: none is known
    bool readOnly = false;
    TlsFiles tls; ///< of an https service
    std::function<Secret()> clientKey; ///< of the client's certificate; asked for whenever it connects
};

/// How to reach the service, and the engine where one is known; each call connects anew.
struct EndpointConnectors {
    MakeTransport service;
    MakeTransport engine;
};

/// Whatever service answers at an endpoint: one with our own API in full, any other by its metrics. Which of
/// the two it is, is found out when connecting, and anew when another answers; until then there is nothing to
/// see.
class EndpointPlatform final : public Platform {
    Q_OBJECT

public:
    EndpointPlatform(EndpointConfig config, EndpointConnectors connect, const Clock &clock,
                     QObject *parent = nullptr);
    ~EndpointPlatform() override;

    ConnectionId id() const override { return m_config.service.id; }
    QString name() const override { return m_config.service.name; }
    Capabilities capabilities() const override;
    ConnectionState state() const override { return m_state; }
    SnapshotPtr snapshot() const override { return m_snapshot; }

    void start() override;
    void stop() override;

    Async<Preview> preview(const Change &change) override;
    Async<Receipt> apply(const Change &change) override;
    Async<Backfill> history(TimePoint from, TimePoint to) override;
    const LogSources *logs() const override { return m_inner ? m_inner->logs() : nullptr; }
    JobBoard *jobs() override { return m_inner ? m_inner->jobs() : nullptr; }
    std::unique_ptr<Load> makeLoad(const LoadPlan &plan) override;

private:
    enum class Kind { Unknown, Service, Metrics };

    void ask();
    void onAnswer(const Result<Kind> &kind);
    Result<> take(Kind kind);
    void become(Kind kind, std::unique_ptr<HttpTransport> transport);
    std::unique_ptr<Platform> make(Kind kind, std::unique_ptr<HttpTransport> transport) const;
    void onInnerState(ConnectionState state);
    void onInnerSnapshot(const SnapshotPtr &snapshot);
    void showUnreached(const Error &error);
    void setState(ConnectionState state);
    Result<> canChange() const;
    Result<> connectService();
    Async<Kind> kindOfAnswer();

    const EndpointConfig m_config;
    const EndpointConnectors m_connect;
    const Clock &m_clock;
    std::unique_ptr<HttpTransport> m_transport; // for finding out
    std::unique_ptr<ServiceClient> m_client;
    std::unique_ptr<Platform> m_inner;
    Kind m_kind = Kind::Unknown;
    SnapshotPtr m_snapshot;
    bool m_isSuccessor = false; // the inner platform's next snapshot follows one that it does not know
    ConnectionState m_state = ConnectionState::Stopped;
    Backoff m_backoff;
    QTimer m_timer;
    bool m_isAsking = false;
};

} // namespace crescendo
