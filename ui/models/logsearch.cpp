#include "ui/models/logsearch.h"

#include <algorithm>
#include <iterator>

namespace crescendo {

LogSearch::LogSearch(LogStore &store, QObject *parent) : QObject(parent), m_finder(store)
{
    connect(&m_finder, &LogFinder::restarted, this, [this] {
        m_lines.clear();
        Q_EMIT changed();
    });
    connect(&m_finder, &LogFinder::found, this, [this](const LineNumbers &lines) {
        m_lines.insert(m_lines.end(), lines.begin(), lines.end());
        Q_EMIT changed();
    });
    connect(&m_finder, &LogFinder::finished, this, &LogSearch::changed);
    connect(&store, &LogStore::aboutToDrop, this, [this](qint64 first) {
        m_lines.erase(m_lines.begin(), std::ranges::lower_bound(m_lines, first));
        Q_EMIT changed();
    });
}

void LogSearch::find(const LogQuery &query)
{
    if (query.search.pattern().isEmpty())
        m_finder.stop();
    else
        m_finder.find(query);
}

std::optional<qint64> LogSearch::next(qint64 line) const
{
    if (m_lines.empty())
        return std::nullopt;
    const auto after = std::ranges::upper_bound(m_lines, line);
    return after == m_lines.end() ? m_lines.front() : *after;
}

std::optional<qint64> LogSearch::previous(qint64 line) const
{
    if (m_lines.empty())
        return std::nullopt;
    const auto at = std::ranges::lower_bound(m_lines, line);
    return at == m_lines.begin() ? m_lines.back() : *std::prev(at);
}

std::optional<std::size_t> LogSearch::position(qint64 line) const
{
    const auto at = std::ranges::lower_bound(m_lines, line);
    if (at == m_lines.end() || *at != line)
        return std::nullopt;
    return static_cast<std::size_t>(at - m_lines.begin()) + 1;
}

} // namespace crescendo
