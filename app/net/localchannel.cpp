#include "net/localchannel.h"

namespace crescendo {

LocalChannel::LocalChannel(QString path) : m_path(std::move(path))
{
    connect(&m_socket, &QLocalSocket::connected, this, &Channel::opened);
    connect(&m_socket, &QLocalSocket::readyRead, this, &Channel::received);
    connect(&m_socket, &QLocalSocket::disconnected, this, &Channel::closed);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (error != QLocalSocket::PeerClosedError) // that is closed()
            Q_EMIT failed(reason(error), true);
    });
}

/// Qt's own words for the two that an operator meets name neither the socket nor the reason.
QString LocalChannel::reason(QLocalSocket::LocalSocketError error) const
{
    switch (error) {
    case QLocalSocket::ServerNotFoundError:
        return m_path + QStringLiteral(" does not exist");
    case QLocalSocket::SocketAccessError:
        return QStringLiteral("no permission to use ") + m_path;
    default:
        return m_socket.errorString();
    }
}

void LocalChannel::open()
{
    m_socket.connectToServer(m_path);
}

void LocalChannel::abort()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

} // namespace crescendo
