#include "ui/pages/pool/poolcharts.h"

#include "ui/charts/chartstack.h"
#include "ui/charts/timechart.h"
#include "ui/charts/timerange.h"
#include "ui/models/changesfeed.h"
#include "ui/models/outagesfeed.h"
#include "ui/models/seriesfeed.h"
#include "ui/pages/pool/poolmarks.h"
#include "ui/presentation/units.h"

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

constexpr Millis finestStep = Seconds(10);
constexpr int columnsWanted = 1200; // about a column for each pixel
constexpr std::array<Metric, 14> metrics{
    Metric::QueuePending,   Metric::QueueRunning,   Metric::ScaleUpThreshold, Metric::ScaleDownThreshold,
    Metric::WorkersDesired, Metric::WorkersReady,   Metric::WorkersMin,       Metric::WorkersMax,
    Metric::WorkersBusy,    Metric::CpuCores,       Metric::CpuCapacity,      Metric::MemoryBytes,
    Metric::MemoryLimit,    Metric::GpuUtilization,
};

enum QueueSeries : std::size_t { Running, Pending, ScaleUp, ScaleDown };
enum WorkerSeries : std::size_t { Desired, Ready, Busy, Most, Least };
enum ResourceSeries : std::size_t { Cpu, Memory };

/// `part` in percent of `whole`, at each point of `part`.
std::vector<Point> percentOf(const std::vector<Point> &part, const std::vector<Point> &whole)
{
    std::vector<Point> shares;
    auto limit = whole.begin();
    for (const Point &point : part) {
        while (limit != whole.end() && std::next(limit) != whole.end() && std::next(limit)->at <= point.at)
            ++limit;
        if (limit == whole.end() || limit->last <= 0)
            continue;
        const double factor = 100 / limit->last;
        shares.push_back({point.at, point.min * factor, point.max * factor, point.mean * factor,
                          point.last * factor, point.count, point.backfilled});
    }
    return shares;
}

QString wholeText(double value)
{
    return countText(static_cast<int>(value));
}

} // namespace

PoolCharts::PoolCharts(ChartStack &stack, TimeRange &range, HistoryStore &history, Journal &journal,
                       const LiveSeries &live, QObject *parent)
    : QObject(parent)
    , m_stack(stack)
    , m_range(range)
    , m_feed(new SeriesFeed(history, live, this))
    , m_outages(new OutagesFeed(history, this))
    , m_changes(new ChangesFeed(journal, this))
{
    setupCharts();
    connect(&m_range, &TimeRange::moved, this, &PoolCharts::updateRange);
    connect(&m_range, &TimeRange::spanChanged, this, &PoolCharts::updateRange);
    connect(m_feed, &SeriesFeed::changed, this, &PoolCharts::fill);
}

void PoolCharts::setupCharts()
{
    const Between holds = Between::Holds;
    ChartSpec queue{QStringLiteral("queueChart"),
                    tr("Queue depth"),
                    {{tr("running"), Ink::Running, SeriesShape::Area, holds},
                     {tr("pending"), Ink::Pending, SeriesShape::Area, holds},
                     {tr("scale up at %1"), Ink::ScaleUp, SeriesShape::Threshold, holds},
                     {tr("scale down at %1"), Ink::ScaleDown, SeriesShape::Threshold, holds}},
                    wholeText};
    queue.isWhole = true;
    queue.stretch = 4;
    ChartSpec workers{QStringLiteral("workersChart"),
                      tr("Workers"),
                      {{tr("desired"), Ink::Desired, SeriesShape::DashedLine, holds},
                       {tr("ready"), Ink::Ready, SeriesShape::Line, holds},
                       {tr("busy"), Ink::Busy, SeriesShape::Line, holds},
                       {tr("min–max"), Ink::Range, SeriesShape::Band, holds},
                       {QString(), Ink::Range, SeriesShape::BandFloor, holds}},
                      wholeText};
    workers.isWhole = true;
    workers.tellsMarks = true;
    workers.stretch = 3;
    ChartSpec resources{QStringLiteral("resourcesChart"),
                        tr("CPU and memory, % of limit"),
                        {{tr("CPU"), Ink::Cpu, SeriesShape::Line, Between::Interpolates},
                         {tr("memory"), Ink::Memory, SeriesShape::DashedLine, Between::Interpolates}},
                        [](double value) { return percentText(value); }};
    resources.top = 100;
    resources.stretch = 3;
    ChartSpec gpu{QStringLiteral("gpuChart"),
                  tr("GPU, % busy"),
                  {{tr("GPU"), Ink::Gpu, SeriesShape::Line, Between::Interpolates}},
                  [](double value) { return percentText(value); }};
    gpu.top = 100;
    gpu.stretch = 2;
    m_queue = &m_stack.add(queue);
    m_workers = &m_stack.add(workers);
    m_resources = &m_stack.add(resources);
    m_gpu = &m_stack.add(gpu);
    m_stack.setShown(*m_gpu, false);
}

void PoolCharts::setTarget(const ConnectionId &connection, const PoolId &pool)
{
    m_connection = connection;
    m_pool = pool;
    std::vector<SeriesKey> series;
    series.reserve(metrics.size());
    for (const Metric metric : metrics)
        series.push_back(key(metric));
    m_feed->watch(std::move(series));
    m_outages->setTarget(connection);
    m_changes->setTarget(connection, pool);
    updateRange();
}

void PoolCharts::setInterval(Millis interval)
{
    m_interval = interval;
}

void PoolCharts::reload()
{
    m_feed->reload();
    m_outages->reload();
}

void PoolCharts::setDecisions(const std::vector<Decision> &decisions, const std::optional<Hold> &hold,
                              TimePoint now)
{
    ChartMarks marks = marksOf(decisions, m_changes->changes(), hold, now);
    marks.outages = outages(now);
    m_stack.setMarks(marks);
}

/// Those that are over, and what keeps us from hearing now.
std::vector<ChartNote> PoolCharts::outages(TimePoint now) const
{
    std::vector<ChartNote> notes;
    TimePoint heard = TimePoint::min();
    for (const Outage &outage : m_outages->outages()) {
        notes.push_back({{outage.from, outage.to},
                         outage.reason.isEmpty() ? tr("Crescendo was not running") : outage.reason});
        heard = outage.to;
    }
    if (m_trouble)
        notes.push_back({{heard, now + std::chrono::minutes(1)}, *m_trouble});
    return notes;
}

void PoolCharts::updateRange()
{
    m_outages->setRange(m_range.from(), m_range.to());
    m_changes->setRange(m_range.from());
    m_feed->setRange(m_range.from(), m_range.to(), std::max(finestStep, m_range.span() / columnsWanted));
}

void PoolCharts::fill()
{
    m_queue->setData(Running, data(Metric::QueueRunning));
    m_queue->setData(Pending, data(Metric::QueuePending));
    m_queue->setData(ScaleUp, data(Metric::ScaleUpThreshold));
    m_queue->setData(ScaleDown, data(Metric::ScaleDownThreshold));
    m_workers->setData(Ready, data(Metric::WorkersReady));
    m_workers->setData(Desired, data(Metric::WorkersDesired));
    m_workers->setData(Busy, data(Metric::WorkersBusy));
    m_workers->setData(Most, data(Metric::WorkersMax));
    m_workers->setData(Least, data(Metric::WorkersMin));
    m_resources->setData(Cpu, share(Metric::CpuCores, Metric::CpuCapacity));
    m_resources->setData(Memory, share(Metric::MemoryBytes, Metric::MemoryLimit));
    m_gpu->setData(0, data(Metric::GpuUtilization));
    m_stack.setShown(*m_gpu, !m_gpu->data(0).points.empty());
    Q_EMIT filled();
}

SeriesKey PoolCharts::key(Metric metric) const
{
    return {m_connection, m_pool, {}, metric};
}

SeriesData PoolCharts::data(Metric metric) const
{
    return {m_feed->points(key(metric)), m_feed->gapAfter(key(metric), m_interval)};
}

SeriesData PoolCharts::share(Metric part, Metric whole) const
{
    return {percentOf(m_feed->points(key(part)), m_feed->points(key(whole))),
            m_feed->gapAfter(key(part), m_interval)};
}

} // namespace crescendo
