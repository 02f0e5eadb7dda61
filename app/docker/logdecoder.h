#pragma once

#include "base/result.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace crescendo {

enum class LogChannel { Out, Err };

/// Some bytes of a container's output: perhaps many lines, perhaps a part of one.
struct LogChunk {
    LogChannel channel = LogChannel::Out;
    QByteArray bytes;

    bool operator==(const LogChunk &) const = default;
};

/// Takes the engine's framing off a container's log. The bytes may arrive in pieces of any size; payload is
/// handed on as it comes, so that a long frame needs no memory.
class LogDecoder {
public:
    enum class Framing {
        Raw, // the container has a terminal: one channel without frames
        Multiplexed, // [channel, 0, 0, 0, length as big-endian uint32] payload
    };
    explicit LogDecoder(Framing framing) : m_framing(framing) {}

    std::vector<LogChunk> feed(const QByteArray &bytes);
    /// Why nothing more is decoded: Protocol for an unknown channel; Unavailable, in the engine's words, when
    /// it reported an error in the stream.
    const std::optional<Error> &error() const { return m_error; }

private:
    void readHeader();
    void takePayload(QByteArrayView &rest, std::vector<LogChunk> &chunks);
    void stop(ErrorKind kind, const QString &detail);

    Framing m_framing;
    QByteArray m_header;
    int m_channel = 0;
    quint32 m_missing = 0; // of the current frame's payload
    QByteArray m_engineError;
    std::optional<Error> m_error;
};

} // namespace crescendo
