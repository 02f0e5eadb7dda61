#include "local/embeddedservice.h"

#include "base/replacefile.h"
#include "system/privatefolder.h"
#include "system/termination.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace crescendo {
namespace {

constexpr Millis firstRestart{1'000};
constexpr Millis laterRestarts = Seconds(15);
constexpr Millis stopGrace{12'000}; // more than the service gives to running jobs

quint16 freePort(quint16 preferred)
{
    QTcpServer probe;
    if (probe.listen(QHostAddress::LocalHost, preferred) || probe.listen(QHostAddress::LocalHost, 0))
        return probe.serverPort();
    return 0;
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
    , m_backoff(firstRestart, laterRestarts)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &EmbeddedService::launch);
    connect(&m_process, &QProcess::readyRead, this, &EmbeddedService::readOutput);
    connect(&m_process, &QProcess::finished, this, &EmbeddedService::onEnded);
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
    m_port = freePort(m_options.preferredPort);
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
    if (m_process.state() == QProcess::NotRunning) {
        Q_EMIT stopped();
        return;
    }
    m_process.terminate();
    QTimer::singleShot(stopGrace, &m_process, &QProcess::kill);
}

QString EmbeddedService::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_port);
}

QString EmbeddedService::configFile() const
{
    return QDir(m_options.dataDirectory).filePath(QStringLiteral("appsettings.json"));
}

Secret EmbeddedService::controlToken() const
{
    QFile file(QDir(m_options.dataDirectory).filePath(QStringLiteral("control-token")));
    return file.open(QIODevice::ReadOnly) ? Secret(file.readAll().trimmed()) : Secret();
}

void EmbeddedService::launch()
{
    m_lastLine.clear();
    const QString folder = QDir(m_options.dataDirectory).absolutePath();
    m_process.start(m_options.program,
                    QStringList{QStringLiteral("--config"), folder, QStringLiteral("--data"), folder,
                                QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port),
                                QStringLiteral("--with-parent")}
                        + m_options.extraArguments);
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

void EmbeddedService::startAgain(const QString &why)
{
    m_restart.start(m_backoff.next());
    Q_EMIT failed(why);
}

} // namespace crescendo
