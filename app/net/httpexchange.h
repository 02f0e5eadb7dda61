#pragma once

#include "net/channelpool.h"
#include "net/filesender.h"
#include "net/responsereader.h"

#include <QPointer>

namespace crescendo {

/// One request and its response on a channel: a kept one where repeating the request does no harm, because
/// the server may have closed it just now; else a new one. The end of the pool cancels it.
class HttpExchange final : public HttpStream {
    Q_OBJECT

public:
    HttpExchange(ChannelPool &pool, const HttpRequest &request);
    ~HttpExchange() override;

private:
    void start();
    void use(std::unique_ptr<Channel> channel);
    void send();
    void sendBody();
    void sendFile();
    bool mayKeepChannel() const;
    void read();
    void handleFailed(const QString &detail, bool isRetryable);
    void handleClosed();
    bool retryOnNewChannel();
    /// False when a receiver has deleted this.
    bool announce();
    void end(const Result<> &result);
    tl::unexpected<Error> failure(ErrorKind kind, const QString &detail, bool isRetryable = true) const;

    QPointer<ChannelPool> m_pool;
    HttpRequest m_request;
    QString m_operation;
    QByteArray m_head; ///< the request as it is sent, without its body
    std::unique_ptr<Channel> m_channel;
    QPointer<FileSender> m_sender; ///< belongs to the channel
    QTimer m_headersTimer;
    QTimer m_continueTimer;
    ResponseReader m_reader;
    bool m_isKept = false; ///< the channel has served before
    bool m_hasReceived = false;
    bool m_hasSentBody = false;
    bool m_isOpened = false;
    bool m_isEnded = false;
};

} // namespace crescendo
