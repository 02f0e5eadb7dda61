#pragma once

#include "base/clock.h"
#include "domain/sample.h"

#include <QHash>

#include <deque>
#include <optional>

namespace crescendo {

/// The last hour of every series at full rate, single workers included, for charts and sparklines. In memory
/// only; a series without a sample for that long is forgotten. Belongs to one thread.
class LiveSeries {
public:
    struct Value {
        TimePoint at;
        double value = 0;
        bool operator==(const Value &) const = default;
    };

    explicit LiveSeries(Millis keep = std::chrono::hours(1)) : m_keep(keep) {}

    /// A sample replaces those of its series that claim to be as late or later: the clock was set back.
    void add(const Samples &samples);
    void forget(const ConnectionId &connection);

    /// [from, to), oldest first.
    std::vector<Value> read(const SeriesKey &series, TimePoint from, TimePoint to) const;
    std::optional<Value> latest(const SeriesKey &series) const;
    std::vector<SeriesKey> series(const ConnectionId &connection) const;

private:
    void forgetSilent(TimePoint now);

    Millis m_keep;
    QHash<SeriesKey, std::deque<Value>> m_series; // none is empty
    TimePoint m_swept;
};

} // namespace crescendo
