#pragma once

#include "base/clock.h"

#include <QObject>
#include <QUrl>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QIODevice;
class QLocalServer;
class QSslConfiguration;
class QTcpServer;
QT_END_NAMESPACE

namespace crescendo {

/// What a scripted server does next on a connection.
struct ServerStep {
    enum class Kind { Send, Wait, Close };

    Kind kind = Kind::Close;
    QByteArray bytes;
    Millis time{0};
};

/// A server that speaks raw bytes, over TCP on loopback or on a Unix socket: it answers each request (a head
/// and as many bytes as its Content-Length says) with the next script and hangs when there is none left. A
/// connection stays open unless a script closes it. Lives on the test's thread.
class ScriptedServer : public QObject {
    Q_OBJECT

public:
    using Script = std::vector<ServerStep>;

    static ServerStep send(const QByteArray &bytes) { return {ServerStep::Kind::Send, bytes, Millis(0)}; }
    static ServerStep wait(Millis time) { return {ServerStep::Kind::Wait, {}, time}; }
    static ServerStep close() { return {}; }
    /// A whole reply with its Content-Length.
    static ServerStep reply(int status, const QByteArray &body, const QByteArray &headers = {});

    /// Listens on a free TCP port.
    ScriptedServer();
    /// Listens on a free TCP port and speaks TLS.
    explicit ScriptedServer(const QSslConfiguration &tls);
    /// Listens on a Unix socket; the path must be free.
    explicit ScriptedServer(const QString &path);
    ~ScriptedServer() override;

    QUrl url() const; ///< of a TCP server
    QString path() const; ///< of a Unix socket

    /// Whether it asks for a body that a client offers (Expect: 100-continue). Default: true.
    void setContinues(bool continues) { m_continues = continues; }
    void enqueue(Script script);
    /// Asked for the answer to each request, instead of those that wait.
    void setAnswer(std::function<Script(const QByteArray &request)> answer) { m_answer = std::move(answer); }
    const std::vector<QByteArray> &requests() const { return m_requests; }
    int connections() const { return m_connections; } ///< so far
    int openConnections() const { return static_cast<int>(m_open.size()); }
    /// Closes all open connections, as a server does that has had enough of idle ones.
    void closeConnections();

private:
    class Connection;

    void listen();
    void add(std::unique_ptr<QIODevice> socket);
    Script answerTo(const QByteArray &request);

    std::unique_ptr<QTcpServer> m_tcp;
    bool m_isTls = false;
    bool m_continues = true;
    std::unique_ptr<QLocalServer> m_local;
    std::deque<Script> m_scripts;
    std::function<Script(const QByteArray &request)> m_answer;
    std::vector<QByteArray> m_requests;
    std::vector<Connection *> m_open;
    int m_connections = 0;
};

} // namespace crescendo
