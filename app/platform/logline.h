#pragma once

#include "platform/logsources.h"

namespace crescendo {

/// The line as people read it: without terminal sequences (colours), other control characters as spaces.
QByteArray withoutControls(QByteArray line);

/// The level that a line says in one of the usual ways: "warn: Music.Api[0]", "[14:22:05 INF] …",
/// "2026-03-01 14:22:05,120 ERROR …", "level=debug", {"level":"info"}.
std::optional<LogLevel> levelIn(const QByteArray &line);

/// A line of our own service: "2026-03-01T14:22:05.120Z info WorkerAutoscalerService: …". One that is not
/// has no time.
LogRecord serviceRecord(const QByteArray &line);

/// Makes records of a log's lines, one after the other: an indented line without a level of its own goes on
/// with the one before, as the console logger of .NET writes it.
class LogReader {
public:
    LogRecord record(TimePoint at, QByteArray line);

private:
    std::optional<LogLevel> m_last;
};

} // namespace crescendo
