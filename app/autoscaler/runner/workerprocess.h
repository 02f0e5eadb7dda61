#pragma once

#include "base/clock.h"
#include "domain/pool.h"

#include <QObject>
#include <QProcess>

namespace crescendo {

/// How to start one worker process.
struct WorkerLaunch {
    QString program; ///< path of crescendo-worker
    QString service; ///< URL that the worker reaches the service at
    bool sendsClearText = false; ///< the URL is beyond loopback, yet this machine's own
    QString tokenFile;
    PoolId pool;
    WorkerId id;
    QString name;
    int number = 0;
    quint16 port = 0;
    WorkerLimits limits;
};

/// One worker child, from start to exit. It dies with this process; its lines of output are passed on.
class WorkerProcess final : public QObject {
    Q_OBJECT

public:
    WorkerProcess(WorkerLaunch launch, const Clock &clock, QObject *parent = nullptr);
    ~WorkerProcess() override;

    void start();
    /// SIGTERM, and SIGKILL once `grace` has passed.
    void end(Millis grace);
    void kill();

    const WorkerLaunch &launch() const { return m_launch; }
    std::optional<qint64> pid() const;
    TimePoint started() const { return m_started; }
    bool isEnding() const { return m_ending; }
    Millis age() const;

Q_SIGNALS:
    void line(const QString &text);
    /// The last signal. `how` says why in words: "exited with code 1: cannot read token", "killed by signal
    /// 9".
    void ended(const QString &how);

private:
    void passOn();
    void finish(const QString &how);

    WorkerLaunch m_launch;
    const Clock &m_clock;
    QProcess m_process;
    TimePoint m_started;
    SteadyPoint m_startedSteady;
    QString m_lastLine;
    bool m_ending = false;
    bool m_finished = false;
};

} // namespace crescendo
