#pragma once

#include "ui/models/logblock.h"

#include <deque>

namespace crescendo {

/// The lines of a log that are kept, numbered as they came. Beyond the bound the oldest go, and are counted.
/// Lives on one thread; its spans may be read on others.
class LogStore final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype defaultBytes = qsizetype{256} * 1024 * 1024;

    explicit LogStore(qsizetype maxBytes = defaultBytes, QObject *parent = nullptr);

    void append(const LogRecords &records);
    void appendMark(TimePoint at, const QString &text); ///< what the console says in between
    void clear(); ///< numbers go on

    qint64 first() const; ///< number of the oldest line that is kept
    qint64 end() const { return m_end; } ///< number of the next line
    qint64 droppedCount() const { return m_dropped; } ///< since the last clear()
    /// Of a line that is kept.
    LogEntry entry(qint64 number) const;
    /// Those of numbers in [from, until), at most so many.
    std::vector<LogSpan> spans(qint64 from, qint64 until, std::size_t most) const;

Q_SIGNALS:
    void appended();
    /// Lines before `first` are still there, but not for long.
    void aboutToDrop(qint64 first);
    void cleared();

private:
    using Blocks = std::deque<std::shared_ptr<LogBlock>>;

    void add(const std::optional<TimePoint> &at, LogKind kind, QByteArrayView text);
    Blocks::const_iterator blockOf(qint64 number) const;

    const std::size_t m_maxBlocks;
    Blocks m_blocks;
    qint64 m_end = 0;
    qint64 m_dropped = 0;
};

} // namespace crescendo
