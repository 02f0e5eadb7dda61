#pragma once

#include "base/result.h"
#include "ui/models/logfinder.h"

namespace crescendo {

/// A line as it is copied and saved.
QString plainLine(const LogEntry &entry, const QString &text);

/// Writes lines to a file, for any thread; `lines` that are in none of the spans are left out. Io.
Result<> saveLines(const QString &path, const std::vector<LogSpan> &spans, const LineNumbers &lines);

} // namespace crescendo
