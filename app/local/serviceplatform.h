#pragma once

#include "api/serviceclient.h"
#include "local/gpuwatch.h"
#include "local/hostcommands.h"
#include "local/serviceevents.h"
#include "local/servicejobs.h"
#include "local/servicelogs.h"

#include <functional>

namespace crescendo {

/// One service to operate.
struct ServiceEndpoint {
    ConnectionId id;
    QString name; ///< for people
    QString url; ///< "http://127.0.0.1:5000"
    std::function<Secret()> controlToken; ///< read anew at each connect; an empty one makes it read-only
    QString tokenFile; ///< that holds it, for commands to copy; empty: not known
    ComposeAddress compose; ///< of its workers, where they are containers; for commands to copy, too
    QString configFolder; ///< of its settings files, where that is on this machine
    QString logFile; ///< that it writes, where that is on this machine
    MakeTransport engine; ///< of its workers; empty when none is known
    ReadGpus gpus; ///< that its workers compute on; empty: nobody tells
};

/// A service with our own API, in full: per-worker state, live events, holds, history. Asks for the state
/// every two seconds, and a moment after an event said that something happened; what it answers is read on
/// another thread.
class ServicePlatform final : public Platform {
    Q_OBJECT

public:
    ServicePlatform(ServiceEndpoint endpoint, std::unique_ptr<HttpTransport> transport, const Clock &clock,
                    QObject *parent = nullptr);
    ~ServicePlatform() override;

    ConnectionId id() const override { return m_endpoint.id; }
    QString name() const override { return m_endpoint.name; }
    Capabilities capabilities() const override;
    ConnectionState state() const override { return m_state; }
    SnapshotPtr snapshot() const override { return m_snapshot; }

    void start() override;
    void stop() override;
    /// Somebody knows that the service cannot answer, and why: it is shown, and nobody asks until start().
    void suspend(const Error &why);

    Async<Preview> preview(const Change &change) override;
    Async<Receipt> apply(const Change &change) override;
    Async<Backfill> history(TimePoint from, TimePoint to) override;
    const LogSources *logs() const override { return &m_logs; }
    JobBoard *jobs() override { return m_jobs.get(); }
    std::unique_ptr<Load> makeLoad(const LoadPlan &plan) override;

private:
    bool isAsking() const { return m_state != ConnectionState::Stopped && !m_isSuspended; }
    void poll();
    void pollSoon();
    void takeToken();
    void onState(const Result<ServiceState> &state, SteadyPoint asked);
    void onLost(const Error &error);
    void publish(ServiceState state);
    void onEvent(const SseEvent &event);
    void setState(ConnectionState state);
    Result<> canChange() const;
    Result<std::vector<Pool>> poolsFor(const Change &change) const;
    Async<Preview> planned(const Change &change);
    Async<Preview> withCommands(const Preview &plan);
    Async<Receipt> readBack(const Change &change, const std::vector<Pool> &before);
    Async<Receipt> readBackAll(const Change &change, const std::vector<Pool> &before);
    Receipt receiptFrom(const Change &change, const Pool &before, const Pool &now) const;

    ServiceEndpoint m_endpoint;
    std::unique_ptr<HttpTransport> m_transport;
    const Clock &m_clock;
    const std::unique_ptr<ProjectContainers> m_containers; // null where none are known
    const ServiceLogs m_logs;
    std::unique_ptr<ServiceJobs> m_jobs;
    GpuWatch m_gpus;
    std::shared_ptr<ServiceClient> m_client; // shared with changes that are under way
    ServiceEvents m_events;
    SnapshotPtr m_snapshot;
    QString m_version; // of all its pools together
    SourceStatus m_status;
    ConnectionState m_state = ConnectionState::Stopped;
    Backoff m_backoff;
    QTimer m_timer;
    bool m_isSuspended = false;
    bool m_asking = false;
    bool m_askAgain = false;
    bool m_readOnly = false;
};

} // namespace crescendo
