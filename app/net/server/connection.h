#pragma once

#include "net/server/intake.h"

#include <QDeadlineTimer>

#include <functional>
#include <microhttpd.h>

namespace crescendo {

struct ResponseDeleter {
    void operator()(MHD_Response *response) const { MHD_destroy_response(response); }
};
using MhdResponse = std::unique_ptr<MHD_Response, ResponseDeleter>;

/// One connection of libmicrohttpd, as long as its socket is open: through many requests and the silences
/// between.
class Connection {
public:
    /// `resumed` is to let libmicrohttpd run soon: it does not notice by itself that a paused one goes on.
    Connection(MHD_Connection *connection, std::function<void()> resumed);

    RequestHead head(const char *method, const QByteArray &target) const;
    MHD_Result queue(int status, MHD_Response *response);

    /// Stops reading and writing until resume(); only in a callback of libmicrohttpd for this connection.
    void pause();
    /// Goes on if paused.
    void resume();

    /// Whatever comes next must be complete after this time, however slowly it drips; a negative time is
    /// endless.
    void setDeadline(Millis within) { m_deadline.setRemainingTime(within.count()); }
    bool isOverdue() const { return m_deadline.hasExpired(); }
    /// Ends the conversation now; libmicrohttpd notices and closes the socket.
    void cut();

    int socket() const { return m_socket; }

private:
    MHD_Connection *m_connection;
    std::function<void()> m_resumed;
    int m_socket;
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
    bool m_isPaused = false;
};

} // namespace crescendo
