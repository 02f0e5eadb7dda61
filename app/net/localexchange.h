#pragma once

#include "net/localsocketpool.h"
#include "net/responsereader.h"

#include <QPointer>

namespace crescendo {

/// One request and its response on a local connection: a kept one where repeating the request does no harm,
/// because the server may have closed it just now; else a new one.
class LocalExchange final : public HttpStream {
    Q_OBJECT

public:
    LocalExchange(LocalSocketPool &pool, const HttpRequest &request);
    ~LocalExchange() override;

private:
    void start();
    void connectTo(QLocalSocket *socket);
    void send();
    void read();
    void handleError(QLocalSocket::LocalSocketError error);
    void handleClosed();
    bool retryOnNewConnection();
    /// False when a receiver has deleted this.
    bool announce();
    void end(const Result<> &result);
    void letGo();
    tl::unexpected<Error> unavailable(const QString &detail) const;

    QPointer<LocalSocketPool> m_pool;
    HttpRequest m_request;
    QString m_operation;
    QByteArray m_bytes; ///< the request as it is sent
    QLocalSocket *m_socket = nullptr;
    QTimer m_headersTimer;
    ResponseReader m_reader;
    bool m_isKept = false; ///< the connection has served before
    bool m_hasReceived = false;
    bool m_isOpened = false;
    bool m_isEnded = false;
};

} // namespace crescendo
