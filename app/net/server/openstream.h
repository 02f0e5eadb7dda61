#pragma once

#include "net/server/connection.h"
#include "net/server/hangupwatch.h"

namespace crescendo {

/// A streamed reply between its writer and its client, who reads at its own pace. The connection is paused
/// while there is nothing to send; a client that hangs up meanwhile is noticed by a watch of its own.
class OpenStream final : public ReplyStream {
public:
    /// Without a connection it has ended before it began: nothing can be written, `closed` is called by
    /// end().
    OpenStream(Connection *connection, qint64 maxBytes, std::function<void()> closed);

    bool write(const QByteArray &bytes) override;
    qint64 waiting() const override { return m_buffer.size(); }
    void close() override;

    /// For libmicrohttpd, when the client can take more.
    ssize_t read(char *to, std::size_t max);
    /// The connection is gone.
    void end();

private:
    void cut();

    Connection *m_connection;
    qint64 m_maxBytes;
    std::function<void()> m_closed;
    QByteArray m_buffer;
    std::unique_ptr<HangUpWatch> m_hangUpWatch;
    bool m_isComplete = false;
    bool m_isCut = false;
};

} // namespace crescendo
