#pragma once

#include "api/serviceclient.h"
#include "local/gpuwatch.h"
#include "local/logfollower.h"
#include "local/metricschanger.h"
#include "local/projectlogs.h"
#include "local/projectwatch.h"
#include "platform/poolsamples.h"
#include "system/hostwatch.h"

namespace crescendo {

/// A service that answers nothing but the guide's `/api/metrics/autoscaling`, and what the console knows of
/// its surroundings.
struct MetricsEndpoint {
    ConnectionId id;
    QString name; ///< for people
    QUrl url; ///< "http://127.0.0.1:5000"
    QString project; ///< Compose project of its workers
    QString dockerHost; ///< as configured, for commands to copy
    MakeTransport engine; ///< of its workers; empty when none is known
    std::optional<SettingsFile> settings; ///< that profiles are written to
    ReadGpus gpus; ///< that its workers compute on; empty: nobody tells
};

/// Somebody else's service (the platform's own `music-api`): its queue and thresholds from the metrics
/// endpoint, its workers from the Docker engine, its decisions from its log, each with its own age and loss.
/// Asks every two seconds.
class MetricsPlatform final : public Platform {
    Q_OBJECT

public:
    MetricsPlatform(MetricsEndpoint endpoint, std::unique_ptr<HttpTransport> transport, const Clock &clock,
                    QObject *parent = nullptr);
    ~MetricsPlatform() override;

    ConnectionId id() const override { return m_endpoint.id; }
    QString name() const override { return m_endpoint.name; }
    Capabilities capabilities() const override;
    ConnectionState state() const override { return m_state; }
    SnapshotPtr snapshot() const override { return m_snapshot; }

    void start() override;
    void stop() override;

    Async<Preview> preview(const Change &change) override;
    Async<Receipt> apply(const Change &change) override;
    Async<Backfill> history(TimePoint from, TimePoint to) override;
    const LogSources *logs() const override { return m_logs.get(); }

private:
    void poll();
    void onMetrics(const Result<AutoscalingMetrics> &metrics, SteadyPoint asked);
    void onLost(const Error &error);
    void onProject();
    void onEvent(const PlatformEvent &event);
    void takeSettings(const Result<KnownSettings> &settings);
    void publish(Source fresh);
    Pool poolFrom(const PoolId &id, const AutoscalingMetrics::PoolMetrics &metrics) const;
    void showSettings(Pool &pool) const;
    void showEngine(Pool &pool) const;
    void showDecisions(Pool &pool) const;
    std::map<Source, SourceStatus> sources() const;
    Samples samplesOf(Pool pool, Source fresh) const;
    Result<Pool> poolFor(const Change &change) const;
    void setState(ConnectionState state);

    const MetricsEndpoint m_endpoint;
    std::unique_ptr<HttpTransport> m_transport;
    const Clock &m_clock;
    ServiceClient m_client;
    std::unique_ptr<ProjectWatch> m_watch; // null: no engine is known
    const std::unique_ptr<ProjectLogs> m_logs; // null without an engine
    MetricsChanger m_changer;
    LogFollower m_log;
    GpuWatch m_gpus;
    HostWatch m_host; ///< where the service runs on this machine
    std::optional<AutoscalingMetrics> m_metrics; // as last seen
    std::optional<Seconds> m_cooldown; // from the settings file
    std::map<PoolId, WorkerLimits> m_limits; // from there, too
    std::optional<Error> m_settingsFault; // why they are not known
    std::map<PoolId, std::vector<Decision>> m_decisions; // newest first
    SnapshotPtr m_snapshot;
    SourceStatus m_status;
    ConnectionState m_state = ConnectionState::Stopped;
    Backoff m_backoff;
    QTimer m_timer;
    bool m_isAsking = false;
};

} // namespace crescendo
