#pragma once

#include "net/proxy.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

namespace crescendo {

/// Stands for a proxy that is spoken to over TLS, because Qt's sockets cannot: takes one connection on
/// loopback and passes on its bytes. Adds nothing to them, so that whoever else would connect gains nothing.
class ProxyRelay final : public QObject {
    Q_OBJECT

public:
    /// The proxy's certificate is verified by the system's authorities and those of `tls`; the client's
    /// certificate is not for it.
    ProxyRelay(Proxy proxy, const QSslConfiguration &tls);

    /// Where it listens on loopback; 0 where it cannot.
    quint16 listen();
    /// Why the proxy was not reached; empty where it was.
    QString error() const { return m_error; }

private:
    void accept();
    void passOn(QTcpSocket *client);

    const Proxy m_proxy;
    QTcpServer m_server; ///< its connection is its child
    QSslSocket m_socket;
    QString m_error;
};

} // namespace crescendo
