#include "net/networkchannel.h"

#include "net/origin.h"

#include <QNetworkProxy>
#include <QSslError>

namespace crescendo {

NetworkChannel::NetworkChannel(QUrl origin, const QSslConfiguration &tls, const QString &serverName,
                               Proxy proxy)
    : m_origin(std::move(origin))
    , m_proxy(std::move(proxy))
{
    m_socket.setSslConfiguration(tls);
    m_socket.setPeerVerifyName(serverName);
    if (m_proxy.kind == Proxy::Kind::Https)
        m_relay = std::make_unique<ProxyRelay>(m_proxy, tls);
    const bool isSecure = m_origin.scheme() == QLatin1String("https");
    connect(&m_socket, isSecure ? &QSslSocket::encrypted : &QAbstractSocket::connected, this, [this] {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        Q_EMIT opened();
    });
    connect(&m_socket, &QIODevice::readyRead, this, &Channel::received);
    connect(&m_socket, &QAbstractSocket::disconnected, this, &Channel::closed);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, &NetworkChannel::handleError);
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsErrors << error.errorString();
    });
}

/// Of this socket alone. The system's, where none is named, has nothing to do with this machine itself.
void NetworkChannel::chooseProxy()
{
    const auto type =
        m_proxy.kind == Proxy::Kind::Socks5 ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    const QString password = QString::fromUtf8(m_proxy.password.reveal());
    if (m_relay)
        m_socket.setProxy({type, QStringLiteral("127.0.0.1"), m_relay->listen(), m_proxy.user, password});
    else if (m_proxy.kind != Proxy::Kind::None)
        m_socket.setProxy({type, m_proxy.host, m_proxy.port, m_proxy.user, password});
    else if (isLoopback(m_origin.host()))
        m_socket.setProxy(QNetworkProxy::NoProxy);
}

void NetworkChannel::open()
{
    chooseProxy();
    const auto port = static_cast<quint16>(portOf(m_origin));
    if (m_origin.scheme() == QLatin1String("https"))
        m_socket.connectToHostEncrypted(m_origin.host(), port);
    else
        m_socket.connectToHost(m_origin.host(), port);
}

void NetworkChannel::abort()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void NetworkChannel::handleError(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError && isOpen()) { // closed() follows
        if (m_socket.isEncrypted())
            m_socket.disconnectFromHost(); // a server that said so in TLS may wait for us
        return;
    }
    QString detail = m_socket.errorString();
    if (!m_tlsErrors.isEmpty())
        detail = m_tlsErrors.join(QStringLiteral("; "));
    if (m_relay && !m_relay->error().isEmpty())
        detail = m_relay->error();
    if (m_proxy.kind != Proxy::Kind::None)
        detail = QStringLiteral("through the proxy %1: %2").arg(toString(m_proxy), detail);
    Q_EMIT failed(detail, error != QAbstractSocket::SslHandshakeFailedError);
}

} // namespace crescendo
