#pragma once

#include "domain/pool.h"
#include "ui/charts/chartdata.h"

#include <QObject>

namespace crescendo {

class ChangesFeed;
class ChartStack;
class Crosshair;
class HistoryStore;
class Journal;
class LiveSeries;
class OutagesFeed;
class SeriesFeed;
class TimeChart;
class TimeRange;

/// Fills a stack with a pool's charts: queue, workers, CPU and memory of their limits; GPU where it has
/// computed on one.
class PoolCharts final : public QObject {
    Q_OBJECT

public:
    PoolCharts(ChartStack &stack, TimeRange &range, HistoryStore &history, Journal &journal,
               const LiveSeries &live, QObject *parent);

    void setTarget(const ConnectionId &connection, const PoolId &pool);
    void setInterval(Millis interval); ///< of the source
    void reload(); ///< the stored past has grown
    /// Newest first; drawn as marks and holds, beside what operators changed.
    void setDecisions(const std::vector<Decision> &decisions, const std::optional<Hold> &hold, TimePoint now);
    /// Why nothing is heard at present.
    void setTrouble(const std::optional<QString> &trouble) { m_trouble = trouble; }

Q_SIGNALS:
    void filled(); ///< the charts have new data

private:
    void setupCharts();
    void updateRange();
    std::vector<ChartNote> outages(TimePoint now) const;
    void fill();
    SeriesKey key(Metric metric) const;
    SeriesData data(Metric metric) const;
    SeriesData share(Metric part, Metric whole) const;

    ChartStack &m_stack;
    TimeRange &m_range;
    SeriesFeed *m_feed;
    OutagesFeed *m_outages;
    ChangesFeed *m_changes;
    TimeChart *m_queue = nullptr;
    TimeChart *m_workers = nullptr;
    TimeChart *m_resources = nullptr;
    TimeChart *m_gpu = nullptr;
    ConnectionId m_connection;
    PoolId m_pool;
    Millis m_interval = Seconds(10);
    std::optional<QString> m_trouble;
};

} // namespace crescendo
