#pragma once

#include "ui/models/logstore.h"

#include <QRegularExpression>

namespace crescendo {

/// Which lines are looked for: of these kinds, with a match of each pattern. An empty pattern is in every
/// line; one that ignores case and is a plain ASCII word is looked for as such. What the console says in
/// between (Mark) only has to match `search`.
struct LogQuery {
    LogKinds kinds = LogKinds().set();
    QRegularExpression filter;
    QRegularExpression search;
};

/// Numbers of lines, in order.
using LineNumbers = std::vector<qint64>;

/// Looks through a few blocks. Pure, for any thread.
LineNumbers matchingLines(const std::vector<LogSpan> &spans, const LogQuery &query);

/// Finds lines in a store, those that there are and those that come, some blocks at a time on another
/// thread. Lives on the store's thread.
class LogFinder final : public QObject {
    Q_OBJECT

public:
    explicit LogFinder(LogStore &store, QObject *parent = nullptr);

    /// Forgets what was found, and begins anew with the oldest line.
    void find(const LogQuery &query);
    void stop();
    /// Lines that come from now on are left for later, until this is taken back.
    void setPaused(bool isPaused);
    bool isFinding() const { return m_isFinding; } ///< false once all lines that there are were looked at

Q_SIGNALS:
    void restarted();
    void found(const crescendo::LineNumbers &lines); ///< behind those that were found before
    void finished();

private:
    void restart();
    void resume();
    void look();
    void take(LineNumbers lines, qint64 next);

    LogStore &m_store;
    std::optional<LogQuery> m_query;
    qint64 m_next = 0; // the line to look at next
    std::optional<qint64> m_until; // the first line that is left for later
    int m_run = 0; // of find()
    bool m_isFinding = false;
    bool m_isLooking = false;
};

} // namespace crescendo
