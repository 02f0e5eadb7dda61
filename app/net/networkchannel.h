#pragma once

#include "net/channel.h"
#include "net/proxyrelay.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

namespace crescendo {

/// A channel over TCP, in TLS where the scheme is https, through a proxy where one is named. Certificates are
/// verified.
class NetworkChannel final : public Channel {
    Q_OBJECT

public:
    /// The certificate must be of `serverName`, or of the origin's host where that is empty.
    NetworkChannel(QUrl origin, const QSslConfiguration &tls, const QString &serverName = {},
                   Proxy proxy = {});

    void open() override;
    bool isOpen() const override { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void abort() override;
    QIODevice &device() override { return m_socket; }

private:
    void chooseProxy();
    void handleError(QAbstractSocket::SocketError error);

    QUrl m_origin;
    const Proxy m_proxy;
    std::unique_ptr<ProxyRelay> m_relay; ///< to a proxy that speaks TLS; null otherwise
    QSslSocket m_socket;
    QStringList m_tlsErrors;
};

} // namespace crescendo
