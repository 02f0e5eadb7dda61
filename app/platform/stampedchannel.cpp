#include "platform/stampedchannel.h"

namespace crescendo {
namespace {

// Of "2026-03-01T14:22:05.120000000Z", whose zone may be another.
constexpr qsizetype millisWidth = 23;
constexpr qsizetype nanosWidth = 29;

std::optional<TimePoint> timeOf(const QByteArray &stamp)
{
    return fromIso(QString::fromLatin1(stamp.left(millisWidth) + stamp.mid(nanosWidth)));
}

} // namespace

void StampedChannel::beginStream()
{
    m_lines = {};
    m_toldUntil = m_lastStamp;
}

std::optional<TimePoint> StampedChannel::toldUntil() const
{
    return timeOf(m_lastStamp);
}

std::vector<StampedLine> StampedChannel::take(const std::vector<QByteArray> &lines)
{
    std::vector<StampedLine> stamped;
    for (const QByteArray &line : lines) {
        const qsizetype space = line.indexOf(' ');
        const QByteArray stamp = line.left(space);
        const std::optional<TimePoint> at = space < 0 ? std::nullopt : timeOf(stamp);
        if (!at || stamp <= m_toldUntil)
            continue;
        m_lastStamp = stamp;
        stamped.push_back({*at, line.sliced(space + 1)});
    }
    return stamped;
}

} // namespace crescendo
