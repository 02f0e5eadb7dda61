#pragma once

#include "base/clock.h"
#include "domain/sample.h"

#include <QHash>
#include <QObject>

namespace crescendo {

class HistoryStore;
class LiveSeries;

/// The points of some series over a stretch of time: the stored past, and from where the live series begin
/// those at full rate. Holds no timer: update() takes up what is new.
class SeriesFeed final : public QObject {
    Q_OBJECT

public:
    SeriesFeed(HistoryStore &history, const LiveSeries &live, QObject *parent = nullptr);

    void watch(std::vector<SeriesKey> series);
    /// Shows [from, to) in columns of about `step`; reads the past anew where that is not what is there.
    void setRange(TimePoint from, TimePoint to, Millis step);
    void reload(); ///< the past has more to show
    void update(); ///< the live series have more to show

    const std::vector<Point> &points(const SeriesKey &series) const;
    /// Points of a series farther apart than this have a gap between them: three intervals of its source, or
    /// three columns where its past is coarser.
    Millis gapAfter(const SeriesKey &series, Millis interval) const;

Q_SIGNALS:
    void changed();

private:
    struct Range {
        TimePoint from;
        TimePoint to;
        Millis step{0};
    };

    struct Past {
        std::vector<Point> points;
        Millis column{0}; ///< the least distance of two points
    };

    bool isLoaded() const;
    void readPast(const SeriesKey &series);
    std::vector<Point> merged(const SeriesKey &series) const;

    HistoryStore &m_history;
    const LiveSeries &m_live;
    std::vector<SeriesKey> m_series;
    QHash<SeriesKey, Past> m_past;
    QHash<SeriesKey, std::vector<Point>> m_points;
    Range m_range;
    Range m_loaded;
    int m_reading = 0; ///< answers to earlier readings are dropped
};

} // namespace crescendo
