#pragma once

#include "platform/logsources.h"

#include <bitset>

namespace crescendo {

enum class LogKind : quint8 { Debug, Info, Warning, Error, Other, Mark };
constexpr int logKindCount = 6;
using LogKinds = std::bitset<logKindCount>;

LogKind kindOf(const LogRecord &record); ///< Other where the line does not say its level
std::optional<LogLevel> levelOf(LogKind kind);

/// One line as it is kept. `text` lives as long as its block.
struct LogEntry {
    std::optional<TimePoint> at;
    LogKind kind = LogKind::Other;
    QByteArrayView text;
};

/// Some thousand lines, one after the other. It only grows, and never moves what it has: one thread adds,
/// while others read the lines that were there when they were told of it.
class LogBlock {
public:
    static constexpr qsizetype maxBytes = qsizetype{256} * 1024;
    static constexpr int maxLines = 4096;

    static const qsizetype footprint; ///< what a block takes at most, in bytes

    explicit LogBlock(qint64 first);

    bool hasRoomFor(QByteArrayView text) const;
    void add(const std::optional<TimePoint> &at, LogKind kind, QByteArrayView text);

    qint64 first() const { return m_first; } ///< number of its first line
    int count() const { return static_cast<int>(m_lines.size()); } ///< for the thread that adds
    LogEntry entry(int index) const;

private:
    struct Line {
        qint64 at;
        quint32 begin;
        quint32 end;
        LogKind kind;
    };

    const qint64 m_first;
    std::vector<char> m_text;
    std::vector<Line> m_lines;
};

/// Lines of a block that are there to be read.
struct LogSpan {
    std::shared_ptr<const LogBlock> block;
    int begin = 0;
    int end = 0;
};

} // namespace crescendo
