#include "tests/support/forwardproxy.h"

#include <QNetworkProxy>
#include <QSslServer>
#include <QTcpSocket>

namespace crescendo {

/// One client: first what it wants, then bytes in both directions.
class ForwardProxy::Client final : public QObject {
public:
    Client(QTcpSocket *socket, ForwardProxy &proxy) : QObject(socket), m_socket(socket), m_proxy(proxy)
    {
        m_upstream.setProxy(QNetworkProxy::NoProxy);
        connect(m_socket, &QIODevice::readyRead, this, &Client::read);
        connect(m_socket, &QAbstractSocket::disconnected, m_socket, &QObject::deleteLater);
        connect(&m_upstream, &QAbstractSocket::connected, this, &Client::onConnected);
        connect(&m_upstream, &QIODevice::readyRead, this, [this] { m_socket->write(m_upstream.readAll()); });
        connect(&m_upstream, &QAbstractSocket::disconnected, m_socket, &QTcpSocket::disconnectFromHost);
        connect(&m_upstream, &QAbstractSocket::errorOccurred, this, &Client::onError);
        read();
    }

private:
    enum class Step { Greeting, Password, Request, Through };

    bool isHttp() const { return m_proxy.m_kind == Kind::Http; }
    bool has(qsizetype bytes) const { return m_received.size() >= bytes; }

    void read()
    {
        m_received += m_socket->readAll();
        if (m_step == Step::Through)
            m_upstream.write(std::exchange(m_received, {}));
        else if (isHttp())
            readConnect();
        else
            readSocks();
    }

    void readConnect()
    {
        const qsizetype end = m_received.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = m_received.left(end);
        m_received.remove(0, end + 4);
        const QByteArray wanted =
            "Proxy-Authorization: Basic " + (m_proxy.m_user + ':' + m_proxy.m_password).toBase64();
        if (m_proxy.m_refusal != 0)
            return answer(m_proxy.m_refusal);
        if (!m_proxy.m_user.isEmpty() && !head.contains(wanted))
            return answer(407, "Proxy-Authenticate: Basic realm=\"test\"\r\n");
        const QByteArray target = head.split(' ').value(1);
        const qsizetype colon = target.lastIndexOf(':');
        goTo(QString::fromLatin1(target.left(colon)), target.mid(colon + 1).toUShort());
    }

    void answer(int status, const QByteArray &headers = {})
    {
        m_socket->write("HTTP/1.1 " + QByteArray::number(status) + " Text\r\nContent-Length: 0\r\n" + headers
                        + "\r\n");
    }

    void readSocks()
    {
        if (m_step == Step::Greeting && has(2) && has(2 + m_received.at(1)))
            readGreeting();
        if (m_step == Step::Password && has(2) && has(3 + m_received.at(1)))
            readPassword();
        if (m_step == Step::Request && has(5) && has(7 + m_received.at(4)))
            readRequest();
    }

    void readGreeting()
    {
        m_received.remove(0, 2 + static_cast<uchar>(m_received.at(1)));
        const bool asks = !m_proxy.m_user.isEmpty();
        m_socket->write(asks ? QByteArray("\x05\x02", 2) : QByteArray("\x05\x00", 2));
        m_step = asks ? Step::Password : Step::Request;
    }

    void readPassword()
    {
        const qsizetype userSize = static_cast<uchar>(m_received.at(1));
        const qsizetype size = static_cast<uchar>(m_received.at(2 + userSize));
        if (m_received.size() < 3 + userSize + size)
            return;
        const bool isGood = m_received.mid(2, userSize) == m_proxy.m_user
            && m_received.mid(3 + userSize, size) == m_proxy.m_password;
        m_received.remove(0, 3 + userSize + size);
        m_socket->write(isGood ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01", 2));
        m_step = Step::Request;
        if (!isGood)
            m_socket->disconnectFromHost();
    }

    /// By name, as kubectl asks.
    void readRequest()
    {
        const qsizetype size = static_cast<uchar>(m_received.at(4));
        const QByteArray host = m_received.mid(5, size);
        const auto high = static_cast<uchar>(m_received.at(5 + size));
        const auto low = static_cast<uchar>(m_received.at(6 + size));
        m_received.clear();
        goTo(QString::fromLatin1(host), static_cast<quint16>(high * 256 + low));
    }

    void goTo(const QString &host, quint16 port)
    {
        m_proxy.m_targets << QStringLiteral("%1:%2").arg(host).arg(port);
        m_upstream.connectToHost(host, port);
    }

    void onConnected()
    {
        m_step = Step::Through;
        m_socket->write(isHttp() ? QByteArray("HTTP/1.1 200 Go ahead\r\n\r\n")
                                 : QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
    }

    void onError()
    {
        if (m_step == Step::Through)
            return;
        if (isHttp())
            answer(502);
        else
            m_socket->write(QByteArray("\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00", 10));
    }

    QTcpSocket *m_socket;
    ForwardProxy &m_proxy;
    QTcpSocket m_upstream;
    QByteArray m_received;
    Step m_step = Step::Greeting;
};

ForwardProxy::ForwardProxy(Kind kind) : m_kind(kind), m_isTls(false), m_server(std::make_unique<QTcpServer>())
{
    listen();
}

ForwardProxy::ForwardProxy(const QSslConfiguration &tls) : m_kind(Kind::Http), m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

ForwardProxy::~ForwardProxy() = default;

void ForwardProxy::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            new Client(socket, *this);
    });
    m_server->listen(QHostAddress::LocalHost);
}

QString ForwardProxy::url(const QString &host, const QString &user) const
{
    const char *scheme = m_kind == Kind::Socks5 ? "socks5" : m_isTls ? "https" : "http";
    const QString port = QString::number(m_server->serverPort());
    return QStringLiteral("%1://%2%3:%4").arg(QLatin1String(scheme), user, host, port);
}

void ForwardProxy::demand(const QByteArray &user, const QByteArray &password)
{
    m_user = user;
    m_password = password;
}

} // namespace crescendo
