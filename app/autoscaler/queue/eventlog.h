#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QObject>

#include <deque>
#include <optional>
#include <vector>

namespace crescendo {

struct ServiceEvent {
    qint64 id = 0;
    QByteArray type; ///< "decision", "workerStarted", "log", …
    QByteArray data; ///< JSON in one line
};

/// The last ten minutes of events, for clients that were away for a moment. Ids grow from event to event and
/// from run to run, and stay exact as a JavaScript number. Bounded by time, count and bytes. Lives on one
/// thread.
class EventLog : public QObject {
    Q_OBJECT

public:
    /// `runNumber` is greater in every run, and no less than the time in seconds: SampleStore::runNumber().
    EventLog(qint64 runNumber, const Clock &clock, QObject *parent = nullptr);

    void append(const QByteArray &type, const QByteArray &data);
    /// The events after the one with this id, up to the one with which they have `maxBytes`; nothing when
    /// some of them may be gone, or the id is none of ours: the client has to start over ("reset").
    std::optional<std::vector<ServiceEvent>> since(qint64 id, qsizetype maxBytes) const;
    /// Those of a type after the one with this id, as far as they are kept.
    std::vector<ServiceEvent> kept(const QByteArray &type, qint64 after) const;
    /// Of the newest event; what a client that starts over continues from.
    qint64 lastId() const { return m_lastId; }

Q_SIGNALS:
    void appended(const crescendo::ServiceEvent &event);

private:
    struct Kept {
        SteadyPoint at;
        ServiceEvent event;
    };
    void forgetOld();

    const Clock &m_clock;
    qint64 m_lastId;
    std::deque<Kept> m_events;
    qsizetype m_bytes = 0;
};

} // namespace crescendo
