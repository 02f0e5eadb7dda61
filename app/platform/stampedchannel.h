#pragma once

#include "base/clock.h"
#include "platform/linesplitter.h"

namespace crescendo {

struct StampedLine {
    TimePoint at;
    QByteArray text;
};

/// The lines of a log that is told with times: "2026-03-01T14:22:05.120000000Z text". When the log is
/// followed anew from some lines back, those that were told before are skipped.
class StampedChannel {
public:
    std::vector<StampedLine> feed(QByteArrayView bytes) { return take(m_lines.feed(bytes)); }
    /// The stream has ended: a line that was begun is over.
    std::vector<StampedLine> finish() { return take(m_lines.finish()); }
    /// What was begun stays unfinished: another stream follows.
    void beginStream();

    /// The time of the line that was told last; nothing where none was.
    std::optional<TimePoint> toldUntil() const;

private:
    std::vector<StampedLine> take(const std::vector<QByteArray> &lines);

    LineSplitter m_lines;
    QByteArray m_lastStamp; ///< of fixed width: compares as time does
    QByteArray m_toldUntil; ///< the one of the stream before
};

} // namespace crescendo
