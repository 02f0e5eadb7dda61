#include "net/localchannel.h"

namespace crescendo {

LocalChannel::LocalChannel(QString path) : m_path(std::move(path))
{
    connect(&m_socket, &QLocalSocket::connected, this, &Channel::opened);
    connect(&m_socket, &QLocalSocket::readyRead, this, &Channel::received);
    connect(&m_socket, &QLocalSocket::disconnected, this, &Channel::closed);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (error != QLocalSocket::PeerClosedError) // that is closed()
            Q_EMIT failed(m_socket.errorString(), true);
    });
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
