#pragma once

#include "base/clock.h"
#include "base/future.h"
#include "kubernetes/kubeconfig.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

namespace crescendo {

/// What a plugin gave: a token, or a certificate with its key, or both.
struct ExecCredential {
    Secret token;
    QByteArray certificate; ///< PEM; of the client
    Secret key; ///< PEM; of the certificate
    std::optional<TimePoint> expires; ///< nothing: it is good until the server says no
};

/// Of a plugin's output. Errors: Protocol (another version than the kubeconfig's, or nothing to log in with).
Result<ExecCredential> parseExecCredential(const QByteArray &output, const QString &apiVersion);

/// What a plugin is told in KUBERNETES_EXEC_INFO.
QByteArray execInfoOf(const KubeExec &exec, const KubeCluster &cluster);

/// "kubelogin get-token --login azurecli", as an operator agrees to it: everything that decides what runs.
QString commandOf(const KubeExec &exec);

/// Gets credentials from the program that a kubeconfig names for that, as kubectl does: it is run once for
/// all who wait, and again when what it gave has expired or was refused. It is not interactive: what it has
/// to say, such as a code to type into a browser, goes out line by line. Deleting it ends the program.
class ExecPlugin final : public QObject {
    Q_OBJECT

public:
    ExecPlugin(KubeExec exec, QByteArray info, const Clock &clock, QObject *parent = nullptr);
    ~ExecPlugin() override;

    /// Errors: NotFound (no such program, with what the kubeconfig advises), Unauthorized (it failed, with
    /// its last line), Timeout, and those of parseExecCredential().
    Async<ExecCredential> credential();
    /// One that was refused; the next question runs the program again.
    void forget(const ExecCredential &refused);

    static constexpr Seconds patience{900}; ///< as long as a device code is good

Q_SIGNALS:
    void said(const QString &line);

private:
    bool isGood() const;
    void run();
    void hear();
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void settle(const Result<ExecCredential> &credential);

    const KubeExec m_exec;
    const QByteArray m_info;
    const Clock &m_clock;
    QProcess m_process;
    QTimer m_timer;
    QByteArray m_output;
    QByteArray m_errors; // a line that is not complete yet
    QString m_lastLine;
    std::optional<ExecCredential> m_credential;
    std::vector<std::shared_ptr<QPromise<Result<ExecCredential>>>> m_waiting;
};

} // namespace crescendo
