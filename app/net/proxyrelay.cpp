#include "net/proxyrelay.h"

#include <QNetworkProxy>
#include <QSslError>

namespace crescendo {
namespace {

QSslConfiguration trusting(const QList<QSslCertificate> &authorities)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.addCaCertificates(authorities);
    return configuration;
}

} // namespace

ProxyRelay::ProxyRelay(Proxy proxy, const QSslConfiguration &tls) : m_proxy(std::move(proxy))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setSslConfiguration(trusting(tls.caCertificates()));
    connect(&m_server, &QTcpServer::newConnection, this, &ProxyRelay::accept);
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts << error.errorString();
        m_error = texts.join(QStringLiteral("; "));
    });
}

quint16 ProxyRelay::listen()
{
    return m_server.listen(QHostAddress::LocalHost) ? m_server.serverPort() : quint16(0);
}

void ProxyRelay::accept()
{
    QTcpSocket *client = m_server.nextPendingConnection();
    m_server.close();
    if (client)
        passOn(client);
}

/// What is written before TLS is agreed on waits in the socket.
void ProxyRelay::passOn(QTcpSocket *client)
{
    connect(client, &QIODevice::readyRead, &m_socket, [this, client] { m_socket.write(client->readAll()); });
    connect(&m_socket, &QIODevice::readyRead, client, [this, client] { client->write(m_socket.readAll()); });
    connect(client, &QAbstractSocket::disconnected, &m_socket, &QSslSocket::disconnectFromHost);
    connect(&m_socket, &QAbstractSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(&m_socket, &QAbstractSocket::errorOccurred, client,
            [this, client](QAbstractSocket::SocketError error) {
                if (m_error.isEmpty() && error != QAbstractSocket::RemoteHostClosedError)
                    m_error = m_socket.errorString();
                client->disconnectFromHost();
            });
    m_socket.connectToHostEncrypted(m_proxy.host, m_proxy.port);
    m_socket.write(client->readAll());
}

} // namespace crescendo
