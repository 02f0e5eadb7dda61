#include "local/stampedlines.h"

#include <optional>

namespace crescendo {
namespace {

constexpr qsizetype millisWidth = 23; // of "2026-03-01T14:22:05.120000000Z"

std::optional<TimePoint> timeOf(const QByteArray &stamp)
{
    return fromIso(QString::fromLatin1(stamp.left(millisWidth)) + QLatin1Char('Z'));
}

} // namespace

std::vector<StampedLine> StampedLines::feed(const LogChunk &chunk)
{
    Channel &channel = m_channels.at(chunk.channel == LogChannel::Err ? 1 : 0);
    std::vector<StampedLine> stamped;
    take(channel, channel.lines.feed(chunk.bytes), stamped);
    return stamped;
}

std::vector<StampedLine> StampedLines::finish()
{
    std::vector<StampedLine> stamped;
    for (Channel &channel : m_channels)
        take(channel, channel.lines.finish(), stamped);
    return stamped;
}

void StampedLines::beginStream()
{
    for (Channel &channel : m_channels) {
        channel.lines = {};
        channel.toldUntil = channel.lastStamp;
    }
}

void StampedLines::take(Channel &channel, const std::vector<QByteArray> &lines, std::vector<StampedLine> &to)
{
    for (const QByteArray &line : lines) {
        const qsizetype space = line.indexOf(' ');
        const QByteArray stamp = line.left(space);
        const std::optional<TimePoint> at = space < 0 ? std::nullopt : timeOf(stamp);
        if (!at || stamp <= channel.toldUntil)
            continue;
        channel.lastStamp = stamp;
        to.push_back({*at, line.sliced(space + 1)});
    }
}

} // namespace crescendo
