#include "domain/sample.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<Metric, 15> metricNames{{
    {Metric::QueuePending, "queuePending"},
    {Metric::QueueRunning, "queueRunning"},
    {Metric::WorkersDesired, "workersDesired"},
    {Metric::WorkersReady, "workersReady"},
    {Metric::WorkersBusy, "workersBusy"},
    {Metric::WorkersMin, "workersMin"},
    {Metric::WorkersMax, "workersMax"},
    {Metric::ScaleUpThreshold, "scaleUpThreshold"},
    {Metric::ScaleDownThreshold, "scaleDownThreshold"},
    {Metric::CpuCores, "cpuCores"},
    {Metric::CpuCapacity, "cpuCapacity"},
    {Metric::MemoryBytes, "memoryBytes"},
    {Metric::MemoryLimit, "memoryLimit"},
    {Metric::GpuUtilization, "gpuUtilization"},
    {Metric::GpuMemoryBytes, "gpuMemoryBytes"},
}};

} // namespace

QString toString(Metric metric)
{
    return nameOf(metricNames, metric);
}

std::optional<Metric> metricFrom(const QString &name)
{
    return valueOf(metricNames, name);
}

bool isStep(Metric metric)
{
    return metric <= Metric::ScaleDownThreshold || metric == Metric::CpuCapacity
        || metric == Metric::MemoryLimit;
}

} // namespace crescendo
