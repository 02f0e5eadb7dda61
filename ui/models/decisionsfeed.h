#pragma once

#include "domain/decision.h"

#include <QObject>

#include <vector>

namespace crescendo {

class HistoryStore;

/// A pool's decisions over a stretch of time: the stored ones, and those that its newest snapshot tells.
class DecisionsFeed final : public QObject {
    Q_OBJECT

public:
    explicit DecisionsFeed(HistoryStore &history, QObject *parent = nullptr);

    void setTarget(const ConnectionId &connection, const PoolId &pool);
    void setRange(TimePoint from, TimePoint to);
    void setRecent(const std::vector<Decision> &decisions); ///< newest first
    void reload();

    const std::vector<Decision> &decisions() const { return m_decisions; } ///< newest first

Q_SIGNALS:
    void changed();

private:
    void merge();

    HistoryStore &m_history;
    ConnectionId m_connection;
    PoolId m_pool;
    TimePoint m_from;
    TimePoint m_to;
    TimePoint m_loadedFrom;
    TimePoint m_loadedTo;
    int m_reading = 0; ///< answers to earlier readings are dropped
    std::vector<Decision> m_stored; // newest first
    std::vector<Decision> m_recent;
    std::vector<Decision> m_decisions;
};

} // namespace crescendo
