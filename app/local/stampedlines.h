#pragma once

#include "docker/logdecoder.h"
#include "platform/stampedchannel.h"

#include <array>

namespace crescendo {

/// The lines of a container's log as the engine tells it with times, of both its channels. When the log is
/// followed anew from some lines back, those that were told before are skipped.
class StampedLines {
public:
    std::vector<StampedLine> feed(const LogChunk &chunk);
    /// The stream has ended: lines that were begun are over.
    std::vector<StampedLine> finish();
    /// What was begun stays unfinished: another stream follows.
    void beginStream();

private:
    std::array<StampedChannel, 2> m_channels;
};

} // namespace crescendo
