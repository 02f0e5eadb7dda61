#pragma once

#include <QLoggingCategory>

namespace crescendo {

Q_DECLARE_LOGGING_CATEGORY(workerLog)

/// Sends every log message to stdout as a line of time, level, category and text:
/// "2026-03-01T14:22:05.120Z info crescendo.worker: job 17: succeeded after 3.2 s". Thread-safe.
void logToStdout();

} // namespace crescendo
