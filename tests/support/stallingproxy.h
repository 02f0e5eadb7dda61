#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

namespace crescendo {

/// Stands between a client and a server on loopback and passes on every byte, until a request is to get lost:
/// then the connection that carries it stays open and silent. Lives on the test's thread.
class StallingProxy {
public:
    enum class Lost { Request, Reply };

    explicit StallingProxy(quint16 serverPort);

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }
    /// The next request with this text in it, or what is answered to it, does not arrive.
    void lose(const QByteArray &request, Lost what);
    bool hasLost() const { return m_hasLost; }

private:
    void accept(QTcpSocket *client);
    void passOn(QTcpSocket *client, QTcpSocket *upstream);

    quint16 m_serverPort;
    QTcpServer m_server; // its connections are its children
    QByteArray m_wanted;
    Lost m_what = Lost::Request;
    bool m_hasLost = false;
};

} // namespace crescendo
