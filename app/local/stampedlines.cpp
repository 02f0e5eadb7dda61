#include "local/stampedlines.h"

namespace crescendo {

std::vector<StampedLine> StampedLines::feed(const LogChunk &chunk)
{
    return m_channels.at(chunk.channel == LogChannel::Err ? 1 : 0).feed(chunk.bytes);
}

std::vector<StampedLine> StampedLines::finish()
{
    std::vector<StampedLine> stamped;
    for (StampedChannel &channel : m_channels) {
        const std::vector<StampedLine> last = channel.finish();
        stamped.insert(stamped.end(), last.begin(), last.end());
    }
    return stamped;
}

void StampedLines::beginStream()
{
    for (StampedChannel &channel : m_channels)
        channel.beginStream();
}

} // namespace crescendo
