#pragma once

#include "control/connections.h"
#include "history/journal.h"

#include <QHash>
#include <QJsonObject>

namespace crescendo {

/// Watches the connections and tells in one JSON document what they showed: states, pools with their last
/// values (value, unit, source, age) and extremes, how many samples of each series came, changes and errors.
class StatusReport final : public QObject {
    Q_OBJECT

public:
    /// Least, most and last of what a series showed.
    struct Span {
        double least = 0;
        double most = 0;
        double last = 0;
        TimePoint lastAt;
        qint64 count = 0;
    };

    StatusReport(Connections &connections, const Clock &clock, QObject *parent = nullptr);

    /// What a pool's series showed so far; nothing when no sample came.
    std::optional<Span> span(const ConnectionId &connection, const PoolId &pool, Metric metric) const;
    /// A pool's wanted workers rose, that many were really ready, and came down again.
    bool hasScaled() const;

    /// `changes` are the journal's entries of this run.
    QJsonObject document(const std::vector<JournalEntry> &changes) const;

private:
    void follow(Platform *platform);
    void note(const Samples &samples);
    void noteError(const ConnectionId &connection, const Error &error);
    QJsonObject describe(const Platform &platform) const;
    QJsonObject describe(const Platform &platform, const Pool &pool) const;
    QJsonObject values(const ConnectionId &connection, const PoolId &pool) const;

    Connections &m_connections;
    const Clock &m_clock;
    const TimePoint m_began;
    QHash<SeriesKey, Span> m_spans;
    QHash<ConnectionId, std::vector<std::pair<TimePoint, Error>>> m_errors;
};

} // namespace crescendo
