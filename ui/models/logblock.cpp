#include "ui/models/logblock.h"

#include <limits>

namespace crescendo {
namespace {

constexpr qint64 noTime = std::numeric_limits<qint64>::min();

} // namespace

LogKind kindOf(const LogRecord &record)
{
    if (!record.level)
        return LogKind::Other;
    switch (*record.level) {
    case LogLevel::Debug:
        return LogKind::Debug;
    case LogLevel::Info:
        return LogKind::Info;
    case LogLevel::Warning:
        return LogKind::Warning;
    case LogLevel::Error:
        break;
    }
    return LogKind::Error;
}

std::optional<LogLevel> levelOf(LogKind kind)
{
    switch (kind) {
    case LogKind::Debug:
        return LogLevel::Debug;
    case LogKind::Info:
        return LogLevel::Info;
    case LogKind::Warning:
        return LogLevel::Warning;
    case LogKind::Error:
        return LogLevel::Error;
    default:
        return std::nullopt;
    }
}

const qsizetype LogBlock::footprint = maxBytes + static_cast<qsizetype>(maxLines * sizeof(Line));

LogBlock::LogBlock(qint64 first) : m_first(first)
{
    m_text.reserve(maxBytes); // all of it now, so that nothing ever moves
    m_lines.reserve(maxLines);
}

bool LogBlock::hasRoomFor(QByteArrayView text) const
{
    return count() < maxLines && static_cast<qsizetype>(m_text.size()) + text.size() <= maxBytes;
}

void LogBlock::add(const std::optional<TimePoint> &at, LogKind kind, QByteArrayView text)
{
    Q_ASSERT(hasRoomFor(text));
    const auto begin = static_cast<quint32>(m_text.size());
    m_text.insert(m_text.end(), text.begin(), text.end());
    m_lines.push_back({at ? toMillis(*at) : noTime, begin, static_cast<quint32>(m_text.size()), kind});
}

LogEntry LogBlock::entry(int index) const
{
    const Line &line = m_lines.data()[index];
    const QByteArrayView text(m_text.data() + line.begin, line.end - line.begin);
    return {line.at == noTime ? std::nullopt : std::optional(fromMillis(line.at)), line.kind, text};
}

} // namespace crescendo
