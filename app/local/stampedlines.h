#pragma once

#include "base/clock.h"
#include "docker/logdecoder.h"
#include "local/linesplitter.h"

#include <array>

namespace crescendo {

struct StampedLine {
    TimePoint at;
    QByteArray text;
};

/// The lines of a container's log as the engine tells it with times. When the log is followed anew from some
/// lines back, those that were told before are skipped.
class StampedLines {
public:
    std::vector<StampedLine> feed(const LogChunk &chunk);
    /// The stream has ended: lines that were begun are over.
    std::vector<StampedLine> finish();
    /// What was begun stays unfinished: another stream follows.
    void beginStream();

private:
    struct Channel {
        LineSplitter lines;
        QByteArray lastStamp; ///< of fixed width: compares as time does
        QByteArray toldUntil; ///< the one of the stream before
    };
    static void take(Channel &channel, const std::vector<QByteArray> &lines, std::vector<StampedLine> &to);

    std::array<Channel, 2> m_channels;
};

} // namespace crescendo
