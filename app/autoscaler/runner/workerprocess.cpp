#include "autoscaler/runner/workerprocess.h"

#include "autoscaler/runner/workerline.h"
#include "system/termination.h"

#include <QTimer>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace crescendo {
namespace {

constexpr qsizetype maxLine = 4096;

#ifdef Q_OS_UNIX
void limitMemory(Bytes memory)
{
    // Runs between fork and exec: nothing but async-signal-safe calls.
    const rlimit limit{static_cast<rlim_t>(memory.value), static_cast<rlim_t>(memory.value)};
    setrlimit(RLIMIT_DATA, &limit);
}
#endif

QStringList argumentsOf(const WorkerLaunch &launch)
{
    QStringList arguments{
        QStringLiteral("--service"),     launch.service,
        QStringLiteral("--token-file"),  launch.tokenFile,
        QStringLiteral("--pool"),        launch.pool.value,
        QStringLiteral("--id"),          launch.id.value,
        QStringLiteral("--port"),        QString::number(launch.port),
        QStringLiteral("--concurrency"), QString::number(launch.limits.maxConcurrentJobs),
        QStringLiteral("--with-parent"),
    };
    if (launch.sendsClearText)
        arguments << QStringLiteral("--allow-clear-text");
    return arguments;
}

} // namespace

WorkerProcess::WorkerProcess(WorkerLaunch launch, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_launch(std::move(launch))
    , m_clock(clock)
    , m_started(clock.now())
    , m_startedSteady(clock.steadyNow())
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyRead, this, &WorkerProcess::passOn);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(QStringLiteral("could not be started: ") + m_process.errorString());
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        passOn();
        if (status == QProcess::CrashExit)
            return finish(QStringLiteral("killed by signal %1").arg(code));
        if (code == 0)
            return finish(QStringLiteral("ended"));
        finish(QStringLiteral("exited with code %1: %2").arg(code).arg(m_lastLine));
    });
}

WorkerProcess::~WorkerProcess()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void WorkerProcess::start()
{
#ifdef Q_OS_UNIX
    m_process.setChildProcessModifier([service = getpid(), memory = m_launch.limits.memory] {
        setpgid(0, 0); // a Ctrl-C is for the service alone, which then ends its workers
        endWithParent(service);
        if (memory)
            limitMemory(*memory);
    });
#endif
    m_process.start(m_launch.program, argumentsOf(m_launch));
}

void WorkerProcess::end(Millis grace)
{
    if (m_ending)
        return;
    m_ending = true;
    m_process.terminate();
    QTimer::singleShot(grace, this, &WorkerProcess::kill);
}

void WorkerProcess::kill()
{
    m_process.kill();
}

std::optional<qint64> WorkerProcess::pid() const
{
    const qint64 pid = m_process.processId();
    return pid > 0 ? std::optional(pid) : std::nullopt;
}

Millis WorkerProcess::age() const
{
    return m_clock.steadyNow() - m_startedSteady;
}

void WorkerProcess::passOn()
{
    while (m_process.canReadLine() || m_process.bytesAvailable() > maxLine) {
        const QString text = QString::fromUtf8(m_process.readLine(maxLine)).trimmed();
        if (text.isEmpty())
            continue;
        m_lastLine = workerLineFrom(text).text;
        Q_EMIT line(text);
    }
}

void WorkerProcess::finish(const QString &how)
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT ended(how);
}

} // namespace crescendo
