#include "tests/support/scriptedserver.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace crescendo {

/// One client. Scripts of pipelined requests run one after the other.
class ScriptedServer::Connection final : public QObject {
public:
    Connection(QIODevice *socket, ScriptedServer *server)
        : QObject(server)
        , m_socket(socket)
        , m_server(server)
    {
        m_socket->setParent(this);
        connect(m_socket, &QIODevice::readyRead, this, &Connection::read);
        connect(&m_timer, &QTimer::timeout, this, &Connection::play);
        m_timer.setSingleShot(true);
        m_server->m_open.push_back(this);
    }
    ~Connection() override { std::erase(m_server->m_open, this); }

    /// Graceful: what was written still arrives.
    void close()
    {
        m_steps.clear();
        if (auto *tcp = qobject_cast<QTcpSocket *>(m_socket))
            tcp->disconnectFromHost();
        else if (auto *local = qobject_cast<QLocalSocket *>(m_socket))
            local->disconnectFromServer();
    }

private:
    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_received += bytes;
        if (m_server->m_continues && bytes.contains("Expect: 100-continue\r\n"))
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        while (const qsizetype size = requestSize()) {
            const Script script = m_server->answerTo(m_received.left(size));
            m_received.remove(0, size);
            m_steps.insert(m_steps.end(), script.begin(), script.end());
        }
        if (!m_timer.isActive())
            play();
    }

    qsizetype requestSize() const
    {
        const qsizetype head = m_received.indexOf("\r\n\r\n");
        if (head < 0)
            return 0;
        const qsizetype at = m_received.left(head).toLower().indexOf("\r\ncontent-length:");
        const qsizetype end = m_received.indexOf('\r', at + 2);
        const qsizetype length = at < 0 ? 0 : m_received.mid(at + 17, end - at - 17).trimmed().toLongLong();
        return m_received.size() >= head + 4 + length ? head + 4 + length : 0;
    }

    void play()
    {
        while (!m_steps.empty()) {
            const ServerStep step = m_steps.front();
            m_steps.pop_front();
            if (step.kind == ServerStep::Kind::Close)
                return close();
            if (step.kind == ServerStep::Kind::Wait)
                return m_timer.start(step.time);
            m_socket->write(step.bytes);
        }
    }

    QIODevice *m_socket;
    ScriptedServer *m_server;
    QByteArray m_received;
    std::deque<ServerStep> m_steps;
    QTimer m_timer;
};

ServerStep ScriptedServer::reply(int status, const QByteArray &body, const QByteArray &headers)
{
    return send("HTTP/1.1 " + QByteArray::number(status) + " Text\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body);
}

ScriptedServer::ScriptedServer() : m_tcp(std::make_unique<QTcpServer>())
{
    listen();
}

ScriptedServer::ScriptedServer(const QSslConfiguration &tls) : m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_tcp = std::move(server);
    listen();
}

void ScriptedServer::listen()
{
    connect(m_tcp.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_tcp->nextPendingConnection())
            add(std::unique_ptr<QIODevice>(socket));
    });
    m_tcp->listen(QHostAddress::LocalHost);
}

ScriptedServer::ScriptedServer(const QString &path) : m_local(std::make_unique<QLocalServer>())
{
    connect(m_local.get(), &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_local->nextPendingConnection())
            add(std::unique_ptr<QIODevice>(socket));
    });
    m_local->listen(path);
}

ScriptedServer::~ScriptedServer()
{
    while (!m_open.empty())
        delete m_open.back();
}

QUrl ScriptedServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2")
                    .arg(m_isTls ? QLatin1String("https") : QLatin1String("http"))
                    .arg(m_tcp->serverPort()));
}

QString ScriptedServer::path() const
{
    return m_local->fullServerName();
}

void ScriptedServer::enqueue(Script script)
{
    m_scripts.push_back(std::move(script));
}

void ScriptedServer::closeConnections()
{
    for (Connection *connection : std::vector(m_open))
        connection->close();
}

void ScriptedServer::add(std::unique_ptr<QIODevice> socket)
{
    ++m_connections;
    auto *connection = new Connection(socket.get(), this);
    if (auto *tcp = qobject_cast<QTcpSocket *>(socket.get()))
        connect(tcp, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
    else if (auto *local = qobject_cast<QLocalSocket *>(socket.get()))
        connect(local, &QLocalSocket::disconnected, connection, &QObject::deleteLater);
    (void)socket.release(); // the connection is its parent now
}

ScriptedServer::Script ScriptedServer::answerTo(const QByteArray &request)
{
    m_requests.push_back(request);
    if (m_answer)
        return m_answer(request);
    if (m_scripts.empty())
        return {};
    Script script = std::move(m_scripts.front());
    m_scripts.pop_front();
    return script;
}

} // namespace crescendo
