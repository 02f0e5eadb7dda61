#pragma once

#include "docker/logdecoder.h"
#include "platform/platform.h"

#include <array>

namespace crescendo {

/// The decision that a line of the guide's log tells ("Scaling UP analysis workers: 1 -> 3 (load: 7)");
/// nothing for other lines. Its time is not in the line.
std::optional<Decision> decisionFrom(const QString &line);

/// Makes events of a service's log as the engine tells it with times. Lines that were told before are
/// skipped, so that the log may be followed anew from some lines back.
class AutoscalerLogReader {
public:
    std::vector<PlatformEvent> feed(const LogChunk &chunk);
    /// What was begun stays unfinished: another stream follows.
    void beginStream();

private:
    struct Channel {
        QByteArray rest; ///< a line that has not ended yet
        QByteArray lastStamp; ///< of fixed width: compares as time does
    };
    void take(Channel &channel, const QByteArray &line, std::vector<PlatformEvent> &events);

    std::array<Channel, 2> m_channels;
};

} // namespace crescendo
