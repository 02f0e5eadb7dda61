#pragma once

#include "domain/loglevel.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

StateText textOf(LogLevel level);
QString lineTimeText(TimePoint at); ///< in local time: "14:42:10.120"
/// A line to copy or to save: "2026-03-01T14:22:05.120Z error Disk full".
QString plainLine(const std::optional<TimePoint> &at, std::optional<LogLevel> level, const QString &text);

} // namespace crescendo
