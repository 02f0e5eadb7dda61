#include "net/server/hangupwatch.h"

#include <cerrno>
#include <sys/socket.h>

namespace crescendo {

HangUpWatch::HangUpWatch(int socket, std::function<void()> hungUp)
    : m_readiness(socket, QSocketNotifier::Read)
    , m_hungUp(std::move(hungUp))
{
    QObject::connect(&m_readiness, &QSocketNotifier::activated, [this] { look(); });
}

void HangUpWatch::look()
{
    // Bytes that a client sends before its reply are none of our business, but a second look would not end.
    m_readiness.setEnabled(false);
    char byte = 0;
    const ssize_t got = ::recv(static_cast<int>(m_readiness.socket()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        m_hungUp();
}

} // namespace crescendo
