#include "docker/logdecoder.h"

#include <QtEndian>

namespace crescendo {

namespace {

constexpr qsizetype headerBytes = 8;
constexpr quint32 maxEngineErrorBytes = 64 * 1024;
constexpr int errChannel = 2; // 0 and 1 are the input's echo and the output
constexpr int engineErrorChannel = 3;

} // namespace

void LogDecoder::stop(ErrorKind kind, const QString &detail)
{
    m_error = Error{kind, QStringLiteral("read a container's log"), detail};
}

void LogDecoder::readHeader()
{
    m_channel = static_cast<unsigned char>(m_header[0]);
    m_missing = qFromBigEndian<quint32>(m_header.constData() + 4);
    m_header.clear();
    if (m_channel > engineErrorChannel)
        stop(ErrorKind::Protocol, QStringLiteral("unknown channel %1").arg(m_channel));
    else if (m_channel == engineErrorChannel && m_missing > maxEngineErrorBytes)
        stop(ErrorKind::LimitExceeded, QStringLiteral("error message of %1 bytes").arg(m_missing));
    else if (m_channel == engineErrorChannel && m_missing == 0)
        stop(ErrorKind::Unavailable, {});
}

void LogDecoder::takePayload(QByteArrayView &rest, std::vector<LogChunk> &chunks)
{
    const QByteArrayView part = rest.first(std::min<qsizetype>(rest.size(), m_missing));
    rest = rest.sliced(part.size());
    m_missing -= static_cast<quint32>(part.size());
    if (m_channel != engineErrorChannel) {
        chunks.push_back({m_channel == errChannel ? LogChannel::Err : LogChannel::Out, part.toByteArray()});
        return;
    }
    m_engineError += part;
    if (m_missing == 0)
        stop(ErrorKind::Unavailable, QString::fromUtf8(m_engineError));
}

std::vector<LogChunk> LogDecoder::feed(const QByteArray &bytes)
{
    std::vector<LogChunk> chunks;
    if (m_framing == Framing::Raw) {
        chunks.push_back({LogChannel::Out, bytes});
        return chunks;
    }
    QByteArrayView rest = bytes;
    while (!rest.isEmpty() && !m_error) {
        if (m_missing > 0) {
            takePayload(rest, chunks);
            continue;
        }
        const QByteArrayView part = rest.first(std::min(rest.size(), headerBytes - m_header.size()));
        m_header += part;
        rest = rest.sliced(part.size());
        if (m_header.size() == headerBytes)
            readHeader();
    }
    return chunks;
}

} // namespace crescendo
