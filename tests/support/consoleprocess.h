#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace crescendo {

/// The real console without a display, as a child process with a data folder of its own, for tests. Its local
/// platform is the quick one of ServiceProcess.
class ConsoleProcess {
public:
    ConsoleProcess();
    ~ConsoleProcess(); ///< kills it if it still runs

    /// What its local platform begins with.
    void writeConfig(const QByteArray &json);
    void setEnvironment(const QString &name, const QString &value);
    void unsetEnvironment(const QString &name);

    /// The arguments of a run that leaves report.json and pictures.
    QStringList headless(int seconds, const QStringList &more = {}) const;
    void start(const QStringList &arguments);
    void terminate() { m_process.terminate(); } ///< SIGTERM, waits for nothing
    void kill(); ///< SIGKILL, waits for its end
    bool waitForEnd(int milliseconds = 30'000);
    int exitCode() const { return m_process.exitCode(); } ///< of a console that has ended
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    qint64 pid() const { return m_process.processId(); }

    QString dataFolder() const { return m_folder.path(); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    /// The log of its local platform so far.
    QString serviceLog() const;
    /// Everything that it wrote so far, stdout and stderr.
    QString output();
    /// What it left as report.json in its data folder.
    QJsonObject report() const;
    /// Of a pool of its first connection, as it reported them: series by their metrics.
    QJsonObject values(const QString &pool) const;
    /// Processes that work in its data folder: the platform, its workers.
    QStringList children() const;

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace crescendo
