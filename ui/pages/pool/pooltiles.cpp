#include "ui/pages/pool/pooltiles.h"

#include "history/liveseries.h"
#include "ui/charts/columns.h"
#include "ui/presentation/reading.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/stattile.h"

#include <QHBoxLayout>

#include <limits>

namespace crescendo {
namespace {

constexpr Millis courseSpan = std::chrono::minutes(30);
constexpr int courseColumns = 90;
constexpr Millis courseGap = Seconds(30);

const std::vector<Source> platformSources{Source::State, Source::Metrics};
const std::vector<Source> resourceSources{Source::State, Source::Docker, Source::Host};

} // namespace

PoolTiles::PoolTiles(const LiveSeries &live, QWidget *parent) : QWidget(parent), m_live(live)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::card);
    m_queue = add("queueTile", tr("Queue"), Ink::Pending);
    m_workers = add("workersTile", tr("Workers"), Ink::Ready);
    m_busy = add("busyTile", tr("Busy"), Ink::Busy);
    m_cpu = add("cpuTile", tr("CPU"), Ink::Cpu);
    m_memory = add("memoryTile", tr("Memory"), Ink::Memory);
}

StatTile *PoolTiles::add(const char *name, const QString &title, Ink ink)
{
    auto *tile = new StatTile(title, ink, this);
    tile->setObjectName(QLatin1String(name));
    static_cast<QHBoxLayout *>(layout())->addWidget(tile, 1);
    return tile;
}

void PoolTiles::show(const Snapshot &snapshot, const Pool &pool, TimePoint now)
{
    const SeriesKey key{snapshot.connection, pool.id, {}, Metric::QueuePending};
    const Freshness freshness = freshnessOf(snapshot, platformSources, now);
    m_queue->setReading(queueReading(pool));
    m_queue->setCourse(course(key, {Metric::QueuePending, Metric::QueueRunning}, now));
    m_workers->setReading(workersReading(pool));
    m_workers->setCourse(course(key, {Metric::WorkersReady}, now));
    m_busy->setReading(busyReading(pool));
    m_busy->setCourse(course(key, {Metric::WorkersBusy}, now));
    for (StatTile *tile : {m_queue, m_workers, m_busy})
        tile->setFreshness(freshness);
    showResources(snapshot, pool, now);
}

void PoolTiles::showResources(const Snapshot &snapshot, const Pool &pool, TimePoint now)
{
    const auto key = [&](Metric metric) { return SeriesKey{snapshot.connection, pool.id, {}, metric}; };
    const std::optional<double> cores = latest(key(Metric::CpuCapacity), now);
    const std::optional<double> limit = latest(key(Metric::MemoryLimit), now);
    m_cpu->setReading(cpuReading(latest(key(Metric::CpuCores), now), cores));
    m_cpu->setCourse(course(key(Metric::CpuCores), {Metric::CpuCores}, now), cores.value_or(0));
    m_memory->setReading(memoryReading(latest(key(Metric::MemoryBytes), now), limit));
    m_memory->setCourse(course(key(Metric::MemoryBytes), {Metric::MemoryBytes}, now), limit.value_or(0));
    const Freshness freshness = freshnessOf(snapshot, resourceSources, now);
    m_cpu->setFreshness(freshness);
    m_memory->setFreshness(freshness);
}

std::optional<double> PoolTiles::latest(const SeriesKey &series, TimePoint now) const
{
    const std::optional<LiveSeries::Value> value = m_live.latest(series);
    return value && now - value->at <= courseSpan ? std::optional(value->value) : std::nullopt;
}

std::vector<double> PoolTiles::course(SeriesKey series, const std::vector<Metric> &sum, TimePoint now) const
{
    std::vector<double> course(courseColumns, 0);
    for (const Metric metric : sum) {
        series.metric = metric;
        std::vector<Point> points;
        for (const LiveSeries::Value &value : m_live.read(series, now - courseSpan, now + Millis(1)))
            points.push_back({value.at, value.value, value.value, value.value, value.value});
        const std::vector<Column> columns =
            prepareColumns(points, {now - courseSpan, now, courseColumns, courseGap, Between::Holds});
        for (std::size_t i = 0; i < columns.size(); ++i)
            course[i] += columns[i].isKnown ? columns[i].max : std::numeric_limits<double>::quiet_NaN();
    }
    return course;
}

} // namespace crescendo
