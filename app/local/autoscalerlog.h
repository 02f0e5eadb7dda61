#pragma once

#include "local/stampedlines.h"
#include "platform/platform.h"

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
    void beginStream() { m_lines.beginStream(); }

private:
    StampedLines m_lines;
};

} // namespace crescendo
