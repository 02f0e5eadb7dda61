#include "tests/support/stallingproxy.h"

#include <QtGlobal>

namespace crescendo {

StallingProxy::StallingProxy(quint16 serverPort) : m_serverPort(serverPort)
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (QTcpSocket *client = m_server.nextPendingConnection())
            accept(client);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port for a proxy: %s", qPrintable(m_server.errorString()));
}

void StallingProxy::lose(const QByteArray &request, Lost what)
{
    m_wanted = request;
    m_what = what;
    m_hasLost = false;
}

void StallingProxy::accept(QTcpSocket *client)
{
    auto *upstream = new QTcpSocket(client);
    upstream->connectToHost(QHostAddress::LocalHost, m_serverPort);
    QObject::connect(client, &QTcpSocket::readyRead, upstream, [=, this] { passOn(client, upstream); });
    QObject::connect(upstream, &QTcpSocket::readyRead, client,
                     [client, upstream] { client->write(upstream->readAll()); });
    QObject::connect(upstream, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
}

void StallingProxy::passOn(QTcpSocket *client, QTcpSocket *upstream)
{
    const QByteArray bytes = client->readAll();
    const bool isWanted = !m_wanted.isEmpty() && bytes.contains(m_wanted);
    if (!isWanted || m_what == Lost::Reply)
        upstream->write(bytes);
    if (!isWanted)
        return;
    m_wanted.clear();
    m_hasLost = true;
    QTcpSocket *silent = m_what == Lost::Request ? client : upstream;
    QObject::disconnect(silent, &QTcpSocket::readyRead, nullptr, nullptr);
}

} // namespace crescendo
