#include "local/detachedprocess.h"

#include "base/replacefile.h"
#include "system/listeningsocket.h"
#include "system/processreading.h"

#include <QFile>
#include <QProcess>

#include <csignal>

namespace crescendo {
namespace {

constexpr Millis lookInterval{500};

QString logOf(const QString &noteFile)
{
    return noteFile + QStringLiteral(".log");
}

} // namespace

DetachedProcess::DetachedProcess(QString noteFile, QObject *parent)
    : QObject(parent)
    , m_noteFile(std::move(noteFile))
{
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, &DetachedProcess::look);
}

std::optional<DetachedProcess::Identity> DetachedProcess::identityOf(qint64 pid)
{
    const Result<ProcessReading> reading = readProcess(pid);
    if (!reading || reading->hasEnded)
        return std::nullopt;
    return Identity{pid, reading->started};
}

std::optional<quint16> DetachedProcess::find()
{
    QFile note(m_noteFile);
    if (!note.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> words = note.readAll().simplified().split(' ');
    if (words.size() != 3)
        return std::nullopt;
    const Identity noted{words[0].toLongLong(), Millis(words[1].toLongLong())};
    if (identityOf(noted.pid) != noted)
        return std::nullopt;
    m_running = noted;
    m_look.start();
    return words[2].toUShort();
}

bool DetachedProcess::start(const QString &program, const QStringList &arguments, quint16 port)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(logOf(m_noteFile));
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return false;
    m_running = identityOf(pid).value_or(Identity{pid});
    const Identity &running = *m_running;
    const QString note = QStringLiteral("%1 %2 %3\n").arg(running.pid).arg(running.started.count()).arg(port);
    if (!replaceFile(m_noteFile, note.toLatin1())) {
        kill(); // nobody would find it again
        m_running.reset();
        return false;
    }
    m_look.start();
    return true;
}

bool DetachedProcess::isRunning() const
{
    return m_running && identityOf(m_running->pid) == m_running;
}

bool DetachedProcess::listensOn(quint16 port) const
{
    return isRunning() && crescendo::listensOn(m_running->pid, port);
}

void DetachedProcess::look()
{
    if (isRunning())
        return;
    m_look.stop();
    m_running.reset();
    Q_EMIT ended();
}

void DetachedProcess::terminate()
{
    send(SIGTERM);
}

void DetachedProcess::kill()
{
    send(SIGKILL);
}

void DetachedProcess::send(int signal) const
{
    if (isRunning())
        ::kill(static_cast<pid_t>(m_running->pid), signal);
}

QString DetachedProcess::lastWords() const
{
    QFile log(logOf(m_noteFile));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = log.readAll().trimmed().split('\n');
    return QString::fromUtf8(lines.constLast());
}

} // namespace crescendo
