#pragma once

#include "domain/snapshot.h"
#include "local/projectreading.h"
#include "net/backoff.h"

#include <QTimer>

#include <set>

namespace crescendo {

/// Connects to an engine, anew after each loss: a Docker context may point elsewhere by then.
using MakeTransport = std::function<Result<std::unique_ptr<HttpTransport>>()>;

/// Keeps looking at a Compose project on an engine, every two seconds, and comes back by itself with back-off
/// when the engine was lost. What is known is then nothing, not what was.
class ProjectWatch final : public QObject {
    Q_OBJECT

public:
    ProjectWatch(MakeTransport connect, QString project, const Clock &clock, QObject *parent = nullptr);
    ~ProjectWatch() override;

    /// Looks from now on; `pools` are those whose workers' resources are wanted.
    void watch(std::set<PoolId> pools);
    void stop();
    /// Looks at once; also while a look is under way, which may have missed what was just done.
    void refresh();

    const QString &project() const { return m_project; }
    const SourceStatus &status() const { return m_status; }
    const ProjectReading *reading() const { return m_reading ? &*m_reading : nullptr; } ///< null while lost
    const EngineClient *engine() const { return m_engine ? &*m_engine : nullptr; } ///< null while lost
    const HostCapacity &host() const { return m_host; }

Q_SIGNALS:
    void changed();

private:
    void look();
    Result<> connectEngine();
    void onReading(const Result<ProjectReading> &reading, SteadyPoint asked);
    void forgetGone(const ProjectReading &now);
    void onLost(const Error &error);

    const MakeTransport m_connect;
    const QString m_project;
    const Clock &m_clock;
    std::set<PoolId> m_pools;
    std::unique_ptr<HttpTransport> m_transport;
    std::optional<EngineClient> m_engine;
    std::shared_ptr<CpuHistory> m_cpu;
    std::optional<ProjectReading> m_reading;
    HostCapacity m_host;
    SourceStatus m_status;
    Backoff m_backoff;
    QTimer m_timer;
    bool m_isRunning = false;
    bool m_isLooking = false;
    bool m_looksAgain = false;
};

} // namespace crescendo
