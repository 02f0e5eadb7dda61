#include "ui/models/logfinder.h"

#include "ui/models/wordmatcher.h"

#include <QStringDecoder>
#include <QtConcurrent>

#include <algorithm>

namespace crescendo {
namespace {

constexpr std::size_t blocksAtATime = 8; // some ten thousand lines: a few milliseconds

/// Makes UTF-16 of one line after the other in the same memory. What is no UTF-8 becomes U+FFFD.
class LineText {
public:
    QStringView of(QByteArrayView text)
    {
        m_buffer.resize(m_decoder.requiredSpace(text.size()));
        const QChar *end = m_decoder.appendToBuffer(m_buffer.data(), text);
        return {m_buffer.data(), end};
    }

private:
    QStringDecoder m_decoder{QStringDecoder::Utf8, QStringDecoder::Flag::Stateless};
    QString m_buffer;
};

/// Whether a line has a match of a pattern; every line has one of an empty pattern.
class Matcher {
public:
    explicit Matcher(const QRegularExpression &pattern) : m_pattern(pattern)
    {
        const bool ignoresCase = pattern.patternOptions().testFlag(QRegularExpression::CaseInsensitiveOption);
        if (ignoresCase && WordMatcher::isPlain(pattern.pattern()))
            m_word.emplace(pattern.pattern());
    }

    bool isEmpty() const { return m_pattern.pattern().isEmpty(); }
    bool isIn(QByteArrayView line, LineText &text) const
    {
        if (isEmpty() || m_word)
            return isEmpty() || m_word->isIn(line);
        return m_pattern
            .match(text.of(line), 0, QRegularExpression::NormalMatch,
                   QRegularExpression::DontCheckSubjectStringMatchOption)
            .hasMatch();
    }

private:
    QRegularExpression m_pattern;
    std::optional<WordMatcher> m_word;
};

} // namespace

LineNumbers matchingLines(const std::vector<LogSpan> &spans, const LogQuery &query)
{
    const Matcher filter(query.filter);
    const Matcher search(query.search);
    LineText text;
    const auto matches = [&](const LogEntry &entry) {
        const bool isMark = entry.kind == LogKind::Mark;
        const bool isShown = isMark
            || (query.kinds.test(static_cast<std::size_t>(entry.kind)) && filter.isIn(entry.text, text));
        return isShown && search.isIn(entry.text, text);
    };
    LineNumbers found;
    for (const LogSpan &span : spans) {
        for (int i = span.begin; i < span.end; ++i) {
            if (matches(span.block->entry(i)))
                found.push_back(span.block->first() + i);
        }
    }
    return found;
}

LogFinder::LogFinder(LogStore &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&store, &LogStore::appended, this, &LogFinder::resume);
    connect(&store, &LogStore::cleared, this, &LogFinder::restart);
}

void LogFinder::find(const LogQuery &query)
{
    m_query = query;
    m_query->filter.optimize();
    m_query->search.optimize();
    restart();
}

void LogFinder::stop()
{
    m_query.reset();
    restart();
}

void LogFinder::restart()
{
    ++m_run;
    m_next = m_store.first();
    Q_EMIT restarted();
    m_isFinding = m_query.has_value();
    look();
}

void LogFinder::setPaused(bool isPaused)
{
    m_until = isPaused ? std::optional(m_store.end()) : std::nullopt;
    resume();
}

void LogFinder::resume()
{
    if (!m_query || m_next >= m_until.value_or(m_store.end()))
        return;
    m_isFinding = true;
    look();
}

void LogFinder::look()
{
    if (m_isLooking || !m_isFinding)
        return;
    const std::vector<LogSpan> spans = m_store.spans(m_next, m_until.value_or(m_store.end()), blocksAtATime);
    if (spans.empty()) {
        m_isFinding = false;
        Q_EMIT finished();
        return;
    }
    m_isLooking = true;
    const qint64 next = spans.back().block->first() + spans.back().end;
    QtConcurrent::run(matchingLines, spans, *m_query)
        .then(this, [this, next, run = m_run](const LineNumbers &lines) {
            m_isLooking = false;
            if (run == m_run)
                take(lines, next);
            look();
        });
}

void LogFinder::take(LineNumbers lines, qint64 next)
{
    m_next = next;
    lines.erase(lines.begin(), std::ranges::lower_bound(lines, m_store.first())); // gone meanwhile
    if (!lines.empty())
        Q_EMIT found(lines);
}

} // namespace crescendo
