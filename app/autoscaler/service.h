#pragma once

#include "autoscaler/api/controlapi.h"
#include "autoscaler/loop/servicelog.h"
#include "autoscaler/options.h"
#include "config/configchange.h"
#include "config/watcher.h"

#include <QTimer>

namespace crescendo {

class ControlApi;
class EventLog;
class HttpTransport;
class EventsApi;
class HistoryApi;
class JobQueue;
class JobsApi;
class MetricsApi;
class SampleStore;
class WorkerApi;

/// The whole service: queue, loop, runner and API wired together. Made, opened, run and shut down once.
class Service final : public QObject, private ProfileWriter {
    Q_OBJECT

public:
    Service(ServiceOptions options, const Clock &clock);
    ~Service() override;

    /// Reads the configuration, opens the data folder, listens. The error is one line for stderr.
    Result<> open();
    /// "http://127.0.0.1:5000"
    QString url() const { return m_url; }
    /// No new leases; running jobs get up to 8 s, the rest go back; then finished().
    void shutDown();

Q_SIGNALS:
    void finished();

private:
    Result<> openFolder();
    Result<Secret> token(const QString &name) const;
    Result<> openStores(const AutoscalerSettings &settings);
    void tellRepair(const QString &recovered, const QStringList &removedCopies);
    Result<> readCompose(const AutoscalerSettings &settings);
    Result<> makeRunner();
    Result<> makeDockerRunner();
    Result<> listen();
    void makeApi(const AutoscalerSettings &settings);
    void apply(const AutoscalerSettings &settings);
    void reload();
    void tellEvents();
    void logWorkerLine(const QString &worker, const QString &text);
    Result<> writeChange(const Result<ConfigChange> &change, bool dryRun);
    Result<> writeProfile(const PoolId &pool, const Profile &profile, bool dryRun) override;
    Result<> writeLimits(const PoolId &pool, const WorkerLimits &limits, bool dryRun) override;
    Result<> writeEnabled(bool enabled, bool dryRun) override;
    bool isWorking() const;
    void finishShutdown();

    const ServiceOptions m_options;
    const Clock &m_clock;
    ConfigSource m_source;
    QString m_project; // of Compose
    QString m_url;
    QString m_workerUrl; ///< the same for workers on this machine
    std::vector<ConfigWarning> m_saidWarnings;
    std::unique_ptr<ServiceLog> m_log;
    std::unique_ptr<ConfigWatcher> m_watcher;
    std::unique_ptr<HttpServer> m_server;
    Secret m_controlToken;
    Secret m_workerToken;
    std::unique_ptr<JobQueue> m_queue;
    std::unique_ptr<SampleStore> m_samples;
    std::unique_ptr<EventLog> m_events;
    std::unique_ptr<HttpTransport> m_engine; // Docker's
    std::unique_ptr<Runner> m_runner;
    std::unique_ptr<Autoscaler> m_autoscaler;
    std::unique_ptr<MetricsApi> m_metricsApi;
    std::unique_ptr<JobsApi> m_jobsApi;
    std::unique_ptr<WorkerApi> m_workerApi;
    HostWatch m_host;
    std::unique_ptr<ControlApi> m_controlApi;
    std::unique_ptr<HistoryApi> m_historyApi;
    std::unique_ptr<EventsApi> m_eventsApi;
    bool m_shuttingDown = false;
    bool m_runnerShutDown = false;
    QTimer m_farewell; ///< how long running jobs may go on
};

} // namespace crescendo
