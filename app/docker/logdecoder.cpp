#include "docker/logdecoder.h"

#include <QtEndian>

namespace crescendo {

namespace {

constexpr qsizetype HeaderBytes = 8;
constexpr quint32 MaxEngineErrorBytes = 64 * 1024;
constexpr int ErrChannel = 2; // 0 and 1 are the input's echo and the output
constexpr int EngineErrorChannel = 3;

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
    if (m_channel > EngineErrorChannel)
        stop(ErrorKind::Protocol, QStringLiteral("unknown channel %1").arg(m_channel));
    else if (m_channel == EngineErrorChannel && m_missing > MaxEngineErrorBytes)
        stop(ErrorKind::LimitExceeded, QStringLiteral("error message of %1 bytes").arg(m_missing));
    else if (m_channel == EngineErrorChannel && m_missing == 0)
        stop(ErrorKind::Unavailable, {});
}

void LogDecoder::takePayload(QByteArrayView &rest, std::vector<LogChunk> &chunks)
{
    const QByteArrayView part = rest.first(std::min<qsizetype>(rest.size(), m_missing));
    rest = rest.sliced(part.size());
    m_missing -= static_cast<quint32>(part.size());
    if (m_channel != EngineErrorChannel) {
        chunks.push_back({m_channel == ErrChannel ? LogChannel::Err : LogChannel::Out, part.toByteArray()});
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
        const QByteArrayView part = rest.first(std::min(rest.size(), HeaderBytes - m_header.size()));
        m_header += part;
        rest = rest.sliced(part.size());
        if (m_header.size() == HeaderBytes)
            readHeader();
    }
    return chunks;
}

} // namespace crescendo
