#include "local/embeddedservice.h"

#include "base/replacefile.h"
#include "system/privatefolder.h"
#include "system/termination.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

#include <initializer_list>
#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace crescendo {
namespace {

constexpr Millis firstRestart{1'000};
constexpr Millis laterRestarts = Seconds(15);
constexpr Millis listeningInterval{200};
constexpr Millis stopGrace{12'000}; // more than the service gives to running jobs

/// One of these, the first that is free, or any; 0 where there is none.
quint16 freePort(std::initializer_list<quint16> preferred)
{
    QTcpServer probe;
    for (const quint16 port : preferred) {
        if (probe.listen(QHostAddress::LocalHost, port))
            return probe.serverPort();
    }
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

// The guide's own example, so that what the operator reads there is what the file says.
const char firstConfiguration[] = R"({
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1,
    "MaxWorkers": 5,
    "ScaleUpThreshold": 3,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 60
  }
}
)";

} // namespace

EmbeddedService::EmbeddedService(EmbeddedServiceOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_detached(QDir(m_options.dataDirectory).filePath(QStringLiteral("left-running")))
    , m_backoff(firstRestart, laterRestarts)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &EmbeddedService::relaunch);
    connect(&m_process, &QProcess::readyRead, this, &EmbeddedService::readOutput);
    connect(&m_process, &QProcess::finished, this, &EmbeddedService::onEnded);
    connect(&m_detached, &DetachedProcess::ended, this, &EmbeddedService::onDetachedEnded);
    m_listening.setInterval(listeningInterval);
    connect(&m_listening, &QTimer::timeout, this, &EmbeddedService::awaitListening);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            startAgain(m_options.program + QStringLiteral(": ") + m_process.errorString());
    });
#ifdef Q_OS_UNIX
    m_process.setChildProcessModifier([console = getpid()] {
        // Ctrl-C in a terminal is for the console, which then ends the service in its own time.
        setpgid(0, 0);
        endWithParent(console);
    });
#endif
}

EmbeddedService::~EmbeddedService()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(static_cast<int>(stopGrace.count()))) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

Result<> EmbeddedService::start()
{
    const QString operation = QStringLiteral("start the local service");
    if (!makePrivateFolder(m_options.dataDirectory))
        return fail(ErrorKind::Io, operation,
                    QStringLiteral("cannot make folder ") + m_options.dataDirectory);
    if (!QFile::exists(configFile())) {
        if (Result<> written = replaceFile(configFile(), firstConfiguration); !written)
            return written;
    }
    if (const std::optional<quint16> port = m_detached.find()) {
        m_port = *port;
        m_listening.start();
        return {};
    }
    m_port = freePort({m_options.preferredPort});
    if (m_port == 0)
        return fail(ErrorKind::Unavailable, operation, QStringLiteral("no free port on loopback"));
    launch();
    return {};
}

void EmbeddedService::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_restart.stop();
    m_listening.stop();
    if (m_process.state() == QProcess::NotRunning && !m_detached.isRunning()) {
        Q_EMIT stopped();
        return;
    }
    terminate();
    QTimer::singleShot(stopGrace, this, &EmbeddedService::kill);
}

void EmbeddedService::leave()
{
    if (!m_detached.isRunning())
        return stop();
    m_stopping = true;
    m_detached.disconnect(this);
    m_listening.stop();
    Q_EMIT stopped();
}

void EmbeddedService::terminate()
{
    m_process.terminate();
    m_detached.terminate();
}

void EmbeddedService::kill()
{
    m_process.kill();
    m_detached.kill();
}

QString EmbeddedService::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_port);
}

QString EmbeddedService::configFile() const
{
    return QDir(m_options.dataDirectory).filePath(QStringLiteral("appsettings.json"));
}

QString EmbeddedService::controlTokenFile() const
{
    return QDir(m_options.dataDirectory).filePath(QStringLiteral("control-token"));
}

Secret EmbeddedService::controlToken() const
{
    QFile file(controlTokenFile());
    return file.open(QIODevice::ReadOnly) ? Secret(file.readAll().trimmed()) : Secret();
}

void EmbeddedService::launch()
{
    m_lastLine.clear();
    const QString folder = QDir(m_options.dataDirectory).absolutePath();
    const QStringList arguments =
        QStringList{QStringLiteral("--config"), folder,
                    QStringLiteral("--data"),   folder,
                    QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port)}
        + m_options.extraArguments;
    if (m_options.outlives)
        launchDetached(arguments);
    else
        m_process.start(m_options.program, arguments + QStringList{QStringLiteral("--with-parent")});
}

/// On its port, unless that was taken while it was down.
void EmbeddedService::relaunch()
{
    const quint16 port = freePort({m_port, m_options.preferredPort});
    const bool isOther = port != 0 && port != m_port;
    if (isOther)
        m_port = port;
    launch();
    if (isOther)
        Q_EMIT moved();
}

void EmbeddedService::launchDetached(const QStringList &arguments)
{
    if (m_detached.start(m_options.program, arguments, m_port))
        m_listening.start();
    else
        startAgain(m_options.program + QStringLiteral(": cannot be started"));
}

/// Its output is not for us, and its port would answer also where somebody else has taken it.
void EmbeddedService::awaitListening()
{
    if (!m_detached.listensOn(m_port))
        return;
    m_listening.stop();
    m_backoff.reset();
    Q_EMIT ready(url());
}

void EmbeddedService::readOutput()
{
    while (m_process.canReadLine()) {
        const QString text = QString::fromUtf8(m_process.readLine()).trimmed();
        if (text.isEmpty())
            continue;
        m_lastLine = text;
        if (text.startsWith(QLatin1String("Listening on "))) {
            m_backoff.reset();
            Q_EMIT ready(url());
        }
        Q_EMIT line(text);
    }
}

void EmbeddedService::onEnded()
{
    readOutput();
    if (m_stopping) {
        Q_EMIT stopped();
        return;
    }
    startAgain(m_lastLine);
}

void EmbeddedService::onDetachedEnded()
{
    m_listening.stop();
    if (m_stopping)
        Q_EMIT stopped();
    else
        startAgain(m_detached.lastWords());
}

void EmbeddedService::startAgain(const QString &why)
{
    m_restart.start(m_backoff.next());
    Q_EMIT failed(why);
}

} // namespace crescendo
