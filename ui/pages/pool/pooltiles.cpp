#include "ui/pages/pool/pooltiles.h"

#include "ui/models/course.h"
#include "ui/presentation/reading.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/stattile.h"

#include <QHBoxLayout>

namespace crescendo {
namespace {

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
    m_gpu = add("gpuTile", tr("GPU"), Ink::Gpu);
    m_gpu->hide();
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
    m_queue->setCourse(courseOf(m_live, key, {Metric::QueuePending, Metric::QueueRunning}, now));
    m_workers->setReading(workersReading(pool));
    m_workers->setCourse(courseOf(m_live, key, {Metric::WorkersReady}, now));
    m_busy->setReading(busyReading(pool));
    m_busy->setCourse(courseOf(m_live, key, {Metric::WorkersBusy}, now));
    for (StatTile *tile : {m_queue, m_workers, m_busy})
        tile->setFreshness(freshness);
    showResources(snapshot, pool, now);
}

void PoolTiles::showResources(const Snapshot &snapshot, const Pool &pool, TimePoint now)
{
    const auto key = [&](Metric metric) { return SeriesKey{snapshot.connection, pool.id, {}, metric}; };
    const std::optional<double> cores = latestOf(m_live, key(Metric::CpuCapacity), now);
    const std::optional<double> limit = latestOf(m_live, key(Metric::MemoryLimit), now);
    m_cpu->setReading(cpuReading(latestOf(m_live, key(Metric::CpuCores), now), cores));
    m_cpu->setCourse(courseOf(m_live, key(Metric::CpuCores), {Metric::CpuCores}, now), cores.value_or(0));
    m_memory->setReading(memoryReading(latestOf(m_live, key(Metric::MemoryBytes), now), limit));
    m_memory->setCourse(courseOf(m_live, key(Metric::MemoryBytes), {Metric::MemoryBytes}, now),
                        limit.value_or(0));
    showGpu(snapshot, key(Metric::GpuUtilization), now);
    m_gpu->setFreshness(freshnessOf(snapshot, {Source::Gpu}, now));
    const Freshness freshness = freshnessOf(snapshot, resourceSources, now);
    m_cpu->setFreshness(freshness);
    m_memory->setFreshness(freshness);
}

/// That there is none to be found is said, too.
void PoolTiles::showGpu(const Snapshot &snapshot, const SeriesKey &key, TimePoint now)
{
    const std::optional<double> percent = latestOf(m_live, key, now);
    const auto source = snapshot.sources.find(Source::Gpu);
    const bool isMissing = !percent && source != snapshot.sources.end() && source->second.error;
    m_gpu->setVisible(percent || isMissing);
    m_gpu->setCourse(courseOf(m_live, key, {Metric::GpuUtilization}, now), 100);
    if (isMissing)
        m_gpu->setReading(gpuReading(*source->second.error));
    if (!percent)
        return;
    SeriesKey memory = key;
    memory.metric = Metric::GpuMemoryBytes;
    m_gpu->setReading(gpuReading(*percent, latestOf(m_live, memory, now)));
}

} // namespace crescendo
