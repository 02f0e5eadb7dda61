#include "ui/models/logstore.h"

#include <algorithm>
#include <iterator>

namespace crescendo {

LogStore::LogStore(qsizetype maxBytes, QObject *parent)
    : QObject(parent)
    , m_maxBlocks(static_cast<std::size_t>(std::max<qsizetype>(2, maxBytes / LogBlock::footprint)))
{
}

void LogStore::append(const LogRecords &records)
{
    for (const LogRecord &record : records)
        add(record.at, kindOf(record), record.text);
    Q_EMIT appended();
}

void LogStore::appendMark(TimePoint at, const QString &text)
{
    add(at, LogKind::Mark, text.toUtf8());
    Q_EMIT appended();
}

void LogStore::clear()
{
    m_blocks.clear();
    m_dropped = 0;
    Q_EMIT cleared();
}

qint64 LogStore::first() const
{
    return m_blocks.empty() ? m_end : m_blocks.front()->first();
}

LogEntry LogStore::entry(qint64 number) const
{
    const LogBlock &block = **blockOf(number);
    return block.entry(static_cast<int>(number - block.first()));
}

std::vector<LogSpan> LogStore::spans(qint64 from, qint64 until, std::size_t most) const
{
    std::vector<LogSpan> spans;
    qint64 next = std::max(from, first());
    for (auto block = blockOf(next); next < std::min(until, m_end) && spans.size() < most; ++block) {
        const qint64 blockFirst = (*block)->first();
        const qint64 end = std::min(until, blockFirst + (*block)->count());
        spans.push_back({*block, static_cast<int>(next - blockFirst), static_cast<int>(end - blockFirst)});
        next = end;
    }
    return spans;
}

void LogStore::add(const std::optional<TimePoint> &at, LogKind kind, QByteArrayView text)
{
    const QByteArrayView kept = text.first(std::min(text.size(), LogBlock::maxBytes));
    if (m_blocks.empty() || !m_blocks.back()->hasRoomFor(kept)) {
        if (m_blocks.size() == m_maxBlocks) {
            const qint64 first = m_blocks[1]->first();
            Q_EMIT aboutToDrop(first);
            m_dropped += first - m_blocks.front()->first();
            m_blocks.pop_front();
        }
        m_blocks.push_back(std::make_shared<LogBlock>(m_end));
    }
    m_blocks.back()->add(at, kind, kept);
    ++m_end;
}

LogStore::Blocks::const_iterator LogStore::blockOf(qint64 number) const
{
    const auto after = std::ranges::upper_bound(m_blocks, number, {}, &LogBlock::first);
    return after == m_blocks.begin() ? after : std::prev(after);
}

} // namespace crescendo
