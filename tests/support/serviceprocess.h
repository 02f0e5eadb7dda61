#pragma once

#include "api/serviceclient.h"
#include "base/secret.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace crescendo {

/// Thresholds of the guide, but quick, and ports that other tests at the same time do not use.
QByteArray quickConfig();
/// Of a program of this build.
QString programPath(const QString &name);

/// The real service as a child process with a data folder of its own, on a free loopback port, for tests.
class ServiceProcess {
public:
    ServiceProcess();
    ~ServiceProcess(); ///< kills it if it still runs

    /// The configuration to begin with; the guide's thresholds with a poll every second by default.
    void writeConfig(const QByteArray &json, const QString &file = QStringLiteral("appsettings.json"));
    void setEnvironment(const QString &name, const QString &value);
    /// Another one than that of this build.
    void setProgram(const QString &path) { m_program = path; }

    /// Starts it and waits until it listens; false, with output(), when it ended instead.
    bool start(const QStringList &arguments = {});
    void terminate(); ///< SIGTERM, waits for its end
    void requestEnd() { m_process->terminate(); } ///< SIGTERM
    bool waitForEnd();
    void kill(); ///< SIGKILL, waits for its end
    int exitCode() const { return m_process->exitCode(); }
    qint64 pid() const { return m_process->processId(); }

    QString dataFolder() const { return m_folder.path(); }
    QString url() const { return m_url; }
    quint16 port() const;
    Secret controlToken() const;
    Secret workerToken() const;
    /// Everything that it wrote so far, stdout and stderr.
    QString output();
    bool waitForOutput(const QString &text, int milliseconds = 20'000);

    /// As the service tells; nothing is known of them where it does not answer.
    Pool pool(const PoolId &id);
    Job job(const JobId &id);
    /// What an operator asks for with a hold of ten minutes.
    Result<> setReplicas(const PoolId &pool, int replicas);

    ServiceClient &client();
    HttpTransport &transport();

private:
    Secret token(const char *name) const;

    QString m_program;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    QProcessEnvironment m_environment;
    QByteArray m_output;
    QString m_url;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServiceClient> m_client;
};

} // namespace crescendo
