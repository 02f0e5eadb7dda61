#include "net/server/connection.h"

#include <sys/socket.h>

namespace crescendo {
namespace {

MHD_Result addHeader(void *headers, MHD_ValueKind /*kind*/, const char *name, const char *value)
{
    static_cast<HttpHeaders *>(headers)->emplace_back(name, value);
    return MHD_YES;
}

} // namespace

Connection::Connection(MHD_Connection *connection, std::function<void()> resumed)
    : m_connection(connection)
    , m_resumed(std::move(resumed))
    , m_socket(MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd)
{
}

RequestHead Connection::head(const char *method, const QByteArray &target) const
{
    RequestHead head;
    head.method = method;
    head.target = target;
    MHD_get_connection_values(m_connection, MHD_HEADER_KIND, &addHeader, &head.headers);
    const auto *info = MHD_get_connection_info(m_connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    head.headerBytes = info ? static_cast<qint64>(info->header_size) : 0;
    return head;
}

MHD_Result Connection::queue(int status, MHD_Response *response)
{
    return MHD_queue_response(m_connection, static_cast<unsigned>(status), response);
}

void Connection::pause()
{
    m_isPaused = true;
    MHD_suspend_connection(m_connection);
}

void Connection::resume()
{
    if (!std::exchange(m_isPaused, false))
        return;
    MHD_resume_connection(m_connection);
    m_resumed();
}

void Connection::cut()
{
    m_deadline = QDeadlineTimer(QDeadlineTimer::Forever);
    ::shutdown(m_socket, SHUT_RDWR);
    resume();
}

} // namespace crescendo
