#include "tests/support/consoleprocess.h"

#include "tests/support/serviceprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <unistd.h>

namespace crescendo {

ConsoleProcess::ConsoleProcess() : m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    writeConfig(quickConfig());
}

ConsoleProcess::~ConsoleProcess()
{
    kill();
    (void)QTest::qWaitFor([this] { return children().isEmpty(); }, 15'000); // they write into the folder
}

void ConsoleProcess::writeConfig(const QByteArray &json)
{
    QDir(m_folder.path()).mkpath(QStringLiteral("service"));
    QFile out(file(QStringLiteral("service/appsettings.json")));
    if (!out.open(QIODevice::WriteOnly) || out.write(json) != json.size())
        qFatal("cannot write %s", qPrintable(out.fileName()));
}

void ConsoleProcess::setEnvironment(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

void ConsoleProcess::unsetEnvironment(const QString &name)
{
    m_environment.remove(name);
}

QStringList ConsoleProcess::headless(int seconds, const QStringList &more) const
{
    return QStringList{QStringLiteral("--headless"),
                       QStringLiteral("--seconds"),
                       QString::number(seconds),
                       QStringLiteral("--report"),
                       file(QStringLiteral("report.json")),
                       QStringLiteral("--screenshots"),
                       file(QStringLiteral("pictures"))}
    + more;
}

void ConsoleProcess::start(const QStringList &arguments)
{
    m_output.clear();
    m_process.setProcessEnvironment(m_environment);
    m_process.setChildProcessModifier([] { setpgid(0, 0); }); // as a terminal does
    m_process.start(programPath(QStringLiteral("crescendo")),
                    arguments + QStringList{QStringLiteral("--data"), m_folder.path()});
    if (!m_process.waitForStarted())
        qFatal("%s: %s", qPrintable(m_process.program()), qPrintable(m_process.errorString()));
}

void ConsoleProcess::kill()
{
    m_process.kill();
    waitForEnd();
}

bool ConsoleProcess::waitForEnd(int milliseconds)
{
    return QTest::qWaitFor([this] { return !isRunning(); }, milliseconds);
}

QString ConsoleProcess::serviceLog() const
{
    QFile log(file(QStringLiteral("service/autoscaler.log")));
    return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString();
}

QString ConsoleProcess::output()
{
    m_output += m_process.readAll();
    return QString::fromUtf8(m_output);
}

QJsonObject ConsoleProcess::report() const
{
    QFile report(file(QStringLiteral("report.json")));
    return report.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(report.readAll()).object()
                                            : QJsonObject();
}

QJsonObject ConsoleProcess::values(const QString &pool) const
{
    const QJsonValue connection = report()[QLatin1String("connections")][0];
    const QJsonArray pools = connection[QLatin1String("pools")].toArray();
    for (const auto &each : pools) {
        if (each[QLatin1String("pool")].toString() == pool)
            return each[QLatin1String("values")].toObject();
    }
    return {};
}

QStringList ConsoleProcess::children() const
{
    QStringList found;
    const QStringList pids = QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    for (const QString &pid : pids) {
        QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (pid.toLongLong() == this->pid() || !commandLine.open(QIODevice::ReadOnly))
            continue;
        const QByteArray words = commandLine.readAll().replace('\0', ' ');
        if (words.contains(m_folder.path().toUtf8()))
            found << QString::fromUtf8(words);
    }
    return found;
}

} // namespace crescendo
