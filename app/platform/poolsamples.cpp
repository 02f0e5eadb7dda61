#include "platform/poolsamples.h"

#include <algorithm>
#include <numeric>

namespace crescendo {
namespace {

class Collector {
public:
    Collector(SeriesKey base, TimePoint at) : m_base(std::move(base)), m_at(at) {}

    void add(Metric metric, const std::optional<double> &value, const WorkerId &worker = {})
    {
        if (!value)
            return;
        SeriesKey key = m_base;
        key.worker = worker;
        key.metric = metric;
        m_samples.push_back({std::move(key), m_at, *value});
    }
    Samples take() { return std::move(m_samples); }

private:
    SeriesKey m_base;
    TimePoint m_at;
    Samples m_samples;
};

std::optional<double> asDouble(const std::optional<int> &value)
{
    return value ? std::optional<double>(*value) : std::nullopt;
}

/// The sum over those that are known; nothing when none is.
template <typename Value> std::optional<double> sumOf(const std::vector<Worker> &workers, Value value)
{
    std::optional<double> sum;
    for (const Worker &worker : workers) {
        if (const std::optional<double> each = value(worker))
            sum = sum.value_or(0) + *each;
    }
    return sum;
}

std::optional<double> coresOf(const Worker &worker)
{
    return worker.cpu ? std::optional(static_cast<double>(worker.cpu->value) / 1000) : std::nullopt;
}

std::optional<double> bytesOf(const Worker &worker)
{
    return worker.memory ? std::optional(static_cast<double>(worker.memory->value)) : std::nullopt;
}

void addGpu(Collector &samples, const std::optional<GpuUse> &gpu, const WorkerId &worker = {})
{
    if (!gpu)
        return;
    samples.add(Metric::GpuUtilization, gpu->utilization, worker);
    if (gpu->memory)
        samples.add(Metric::GpuMemoryBytes, static_cast<double>(gpu->memory->value), worker);
}

std::optional<double> memoryLimit(const Pool &pool, const HostCapacity &host)
{
    if (pool.limits && pool.limits->memory)
        return static_cast<double>(pool.limits->memory->value) * static_cast<double>(pool.workers.size());
    return host.memoryBytes ? std::optional(static_cast<double>(*host.memoryBytes)) : std::nullopt;
}

} // namespace

Samples samplesOf(const ConnectionId &connection, const Pool &pool, const HostCapacity &host, TimePoint at)
{
    Collector samples({connection, pool.id, {}, Metric::QueuePending}, at);
    if (pool.queue) {
        samples.add(Metric::QueuePending, pool.queue->pending);
        samples.add(Metric::QueueRunning, pool.queue->running);
    }
    samples.add(Metric::WorkersDesired, asDouble(pool.desired));
    samples.add(Metric::WorkersReady, asDouble(pool.ready));
    samples.add(Metric::WorkersBusy, asDouble(pool.busy));
    if (pool.profile) {
        samples.add(Metric::WorkersMin, pool.profile->minWorkers);
        samples.add(Metric::WorkersMax, pool.profile->maxWorkers);
        samples.add(Metric::ScaleUpThreshold, pool.profile->scaleUpThreshold);
        samples.add(Metric::ScaleDownThreshold, pool.profile->scaleDownThreshold);
    } else if (pool.scaledObject) {
        samples.add(Metric::WorkersMin, pool.scaledObject->minReplicas);
        samples.add(Metric::WorkersMax, pool.scaledObject->maxReplicas);
    } else if (pool.hpa) {
        samples.add(Metric::WorkersMin, asDouble(pool.hpa->spec.minReplicas));
        samples.add(Metric::WorkersMax, pool.hpa->spec.maxReplicas);
    }
    samples.add(Metric::CpuCores, sumOf(pool.workers, coresOf));
    samples.add(Metric::CpuCapacity, host.cores);
    samples.add(Metric::MemoryBytes, sumOf(pool.workers, bytesOf));
    samples.add(Metric::MemoryLimit, memoryLimit(pool, host));
    addGpu(samples, pool.gpu);
    for (const Worker &worker : pool.workers) {
        samples.add(Metric::CpuCores, coresOf(worker), worker.id);
        samples.add(Metric::MemoryBytes, bytesOf(worker), worker.id);
        addGpu(samples, worker.gpu, worker.id);
    }
    return samples.take();
}

} // namespace crescendo
