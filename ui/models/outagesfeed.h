#pragma once

#include "base/ids.h"
#include "history/outage.h"

#include <QObject>

#include <vector>

namespace crescendo {

class HistoryStore;

/// The stored outages of a connection over a stretch of time.
class OutagesFeed final : public QObject {
    Q_OBJECT

public:
    explicit OutagesFeed(HistoryStore &history, QObject *parent = nullptr);

    void setTarget(const ConnectionId &connection);
    void setRange(TimePoint from, TimePoint to);
    void reload(); ///< the past has more to tell

    const std::vector<Outage> &outages() const { return m_outages; } ///< oldest first

Q_SIGNALS:
    void changed();

private:
    HistoryStore &m_history;
    ConnectionId m_connection;
    TimePoint m_from;
    TimePoint m_to;
    TimePoint m_loadedFrom;
    std::vector<Outage> m_outages;
    int m_reading = 0; ///< answers to earlier readings are dropped
};

} // namespace crescendo
