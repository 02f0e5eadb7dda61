#pragma once

#include "net/server/openstream.h"

#include <QPointer>

namespace crescendo {

/// What the exchanges of a server share.
struct ServerState {
    ServerSetup setup;
    QPointer<QObject> owner;
    int openStreams = 0;
};

/// One request and its answer, between libmicrohttpd's callbacks and the handler's reply, whichever comes
/// first. A reply outlives the connection and even the server; it then does nothing.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    Exchange(ServerState &server, Connection &connection, QByteArray target);

    bool hasHead() const { return m_hasHead; }
    /// The three stages of a request, as libmicrohttpd reports them; received() is called again after a
    /// pause.
    MHD_Result headReceived(const char *method);
    MHD_Result bodyReceived(const char *bytes, std::size_t size);
    MHD_Result received();
    /// Answered, or the connection is gone.
    void end();

    /// For the reply. Only the first answer counts.
    void answer(const ServerResponse &response);
    void dropped(); ///< its handler let go of it
    bool isOpen() const { return m_connection && !m_isHungUp && m_status == 0; }
    std::shared_ptr<ReplyStream> stream(const ServerResponse &head, std::function<void()> closed);

private:
    std::shared_ptr<ReplyStream> streamToNobody(std::function<void()> closed);
    void setResponse(int status, MhdResponse response);
    void pause();
    void keepPace(std::size_t size);

    ServerState &m_server; ///< gone with the connection
    Connection *m_connection;
    QByteArray m_target;
    QPointer<QObject> m_owner;
    std::unique_ptr<Intake> m_intake;
    std::shared_ptr<OpenStream> m_stream;
    std::unique_ptr<HangUpWatch> m_hangUpWatch; ///< while the handler takes its time
    MhdResponse m_response;
    qint64 m_sincePace = 0; ///< bytes of an upload since its time was last extended
    int m_status = 0; ///< 0 until answered
    bool m_hasHead = false;
    bool m_isHead = false; ///< the method is HEAD
    bool m_isDispatched = false;
    bool m_isHungUp = false;
    bool m_countsAsStream = false;
};

} // namespace crescendo
