#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "local/detachedprocess.h"
#include "net/backoff.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

namespace crescendo {

struct EmbeddedServiceOptions {
    QString program; ///< path of crescendo-autoscaler
    QString dataDirectory; ///< private to this service; made if missing
    QStringList extraArguments; ///< "--runner", "docker", …
    quint16 preferredPort = 5000;
    bool outlives = false; ///< it can go on without the console
};

/// Our own service as a child of the console: started with a data folder of its own, started again when it
/// dies, ended with the console or left running, in which case the next console finds it. The port is chosen
/// before the start, so that a connection can be made at once.
class EmbeddedService final : public QObject {
    Q_OBJECT

public:
    explicit EmbeddedService(EmbeddedServiceOptions options, QObject *parent = nullptr);
    ~EmbeddedService() override;

    /// Makes the folder and a first configuration if there is none, and starts. Errors: Io, Unavailable (no
    /// port).
    Result<> start();
    /// SIGTERM, then stopped() once it has gone (it gives running jobs up to 8 s).
    void stop();
    /// Leaves it running where it outlives the console, else stop().
    void leave();

    QString url() const;
    bool hasPreferredPort() const { return m_port == m_options.preferredPort; }
    QString configFile() const;
    Secret controlToken() const; ///< empty before the service has made it
    QString controlTokenFile() const; ///< that holds it

Q_SIGNALS:
    void ready(const QString &url);
    /// Somebody took its port while it was down: url() is another.
    void moved();
    void line(const QString &text); ///< of its output
    /// It could not be started or ended by itself; `why` is its last line. It is started again, after longer
    /// and longer times until it is ready.
    void failed(const QString &why);
    void stopped();

private:
    void launch();
    void relaunch();
    void launchDetached(const QStringList &arguments);
    void awaitListening();
    void terminate();
    void kill();
    void readOutput();
    void onEnded();
    void onDetachedEnded();
    void startAgain(const QString &why);

    EmbeddedServiceOptions m_options;
    QProcess m_process;
    DetachedProcess m_detached;
    QTimer m_listening; // while a detached one has not been seen to listen
    QTimer m_restart;
    Backoff m_backoff;
    QString m_lastLine;
    quint16 m_port = 0;
    bool m_stopping = false;
};

} // namespace crescendo
