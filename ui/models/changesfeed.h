#pragma once

#include "history/journalentry.h"

#include <QObject>

#include <vector>

namespace crescendo {

class Journal;

/// What operators changed of a pool, or of its whole connection, over a stretch of time: from the journal,
/// and as it grows.
class ChangesFeed final : public QObject {
    Q_OBJECT

public:
    explicit ChangesFeed(Journal &journal, QObject *parent = nullptr);

    void setTarget(const ConnectionId &connection, const PoolId &pool);
    void setRange(TimePoint from);

    const std::vector<JournalEntry> &changes() const { return m_changes; } ///< newest first

Q_SIGNALS:
    void changed();

private:
    void onEntry(const JournalEntry &entry);
    void reload();

    Journal &m_journal;
    ConnectionId m_connection;
    PoolId m_pool;
    TimePoint m_from;
    TimePoint m_loadedFrom;
    std::vector<JournalEntry> m_changes;
    int m_reading = 0; ///< answers to earlier readings are dropped
};

} // namespace crescendo
