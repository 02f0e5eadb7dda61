#include "net/networkchannel.h"

#include "net/origin.h"

#include <QNetworkProxy>
#include <QSslError>

namespace crescendo {

NetworkChannel::NetworkChannel(QUrl origin, const QSslConfiguration &tls, const QString &serverName)
    : m_origin(std::move(origin))
{
    m_socket.setSslConfiguration(tls);
    m_socket.setPeerVerifyName(serverName);
    if (isLoopback(m_origin.host()))
        m_socket.setProxy(QNetworkProxy::NoProxy);
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

void NetworkChannel::open()
{
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
    Q_EMIT failed(detail, error != QAbstractSocket::SslHandshakeFailedError);
}

} // namespace crescendo
