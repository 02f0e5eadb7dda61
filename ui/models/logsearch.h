#pragma once

#include "ui/models/logfinder.h"

namespace crescendo {

/// Lines among those that are shown in which a text was found, to step through.
class LogSearch final : public QObject {
    Q_OBJECT

public:
    explicit LogSearch(LogStore &store, QObject *parent = nullptr);

    void find(const LogQuery &query); ///< with an empty `search`: nothing
    void setPaused(bool isPaused) { m_finder.setPaused(isPaused); }
    bool isFinding() const { return m_finder.isFinding(); }

    std::size_t count() const { return m_lines.size(); }
    /// The hit after a line, the first one behind the last; nothing where there is none.
    std::optional<qint64> next(qint64 line) const;
    std::optional<qint64> previous(qint64 line) const;
    /// Counted from 1; nothing where the line is no hit.
    std::optional<std::size_t> position(qint64 line) const;

Q_SIGNALS:
    void changed();

private:
    LogFinder m_finder;
    LineNumbers m_lines;
};

} // namespace crescendo
