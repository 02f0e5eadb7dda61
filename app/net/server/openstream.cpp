#include "net/server/openstream.h"

#include <algorithm>
#include <cstring>

namespace crescendo {

OpenStream::OpenStream(Connection *connection, qint64 maxBytes, std::function<void()> closed)
    : m_connection(connection)
    , m_maxBytes(maxBytes)
    , m_closed(std::move(closed))
{
    if (m_connection)
        m_hangUpWatch = std::make_unique<HangUpWatch>(m_connection->socket(), [this] { cut(); });
}

bool OpenStream::write(const QByteArray &bytes)
{
    if (!m_connection || m_isComplete || m_isCut)
        return false;
    if (m_buffer.size() + bytes.size() > m_maxBytes) {
        cut();
        return false;
    }
    m_buffer.append(bytes);
    m_connection->resume();
    return true;
}

void OpenStream::close()
{
    m_isComplete = true;
    m_closed = nullptr;
    if (m_connection)
        m_connection->resume();
}

ssize_t OpenStream::read(char *to, std::size_t max)
{
    if (m_isCut)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (m_buffer.isEmpty()) {
        if (m_isComplete)
            return MHD_CONTENT_READER_END_OF_STREAM;
        m_connection->pause();
        return 0;
    }
    const qsizetype size = std::min(m_buffer.size(), static_cast<qsizetype>(max));
    std::memcpy(to, m_buffer.constData(), static_cast<std::size_t>(size));
    m_buffer.remove(0, size);
    return size;
}

void OpenStream::end()
{
    m_connection = nullptr;
    m_hangUpWatch.reset();
    if (const auto closed = std::exchange(m_closed, nullptr))
        closed();
}

void OpenStream::cut()
{
    m_isCut = true;
    m_connection->cut();
}

} // namespace crescendo
