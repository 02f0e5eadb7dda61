#include "local/gpuuse.h"

#include <algorithm>

namespace crescendo {
namespace {

/// Adds up what somebody uses; nothing when that is none of the devices.
class Tally {
public:
    void addDevice(const std::optional<double> &utilization)
    {
        m_isUsed = true;
        if (!utilization)
            return;
        m_busy += *utilization;
        ++m_devices;
    }
    void addMemory(const std::optional<Bytes> &memory)
    {
        if (memory)
            m_memory = Bytes{m_memory.value_or(Bytes()).value + memory->value};
    }
    std::optional<GpuUse> use() const
    {
        if (!m_isUsed)
            return std::nullopt;
        return GpuUse{m_devices > 0 ? std::optional(m_busy / m_devices) : std::nullopt, m_memory};
    }

private:
    bool m_isUsed = false;
    double m_busy = 0;
    int m_devices = 0;
    std::optional<Bytes> m_memory;
};

bool isOf(const Worker &worker, const GpuProcess &process)
{
    return worker.container.isEmpty() ? worker.pid == process.pid : worker.container == process.container;
}

template <typename IsOurs> void addProcesses(Tally &tally, const GpuDevice &device, IsOurs isOurs)
{
    bool isUsed = false;
    for (const GpuProcess &process : *device.processes) {
        if (!isOurs(process))
            continue;
        isUsed = true;
        tally.addMemory(process.memory);
    }
    if (isUsed)
        tally.addDevice(device.utilization);
}

std::optional<GpuUse> useOf(const Worker &worker, const GpuReading &reading)
{
    Tally tally;
    for (const GpuDevice &device : reading.devices) {
        if (device.processes)
            addProcesses(tally, device, [&](const GpuProcess &process) { return isOf(worker, process); });
    }
    return tally.use();
}

std::optional<GpuUse> useOf(const Pool &pool, const GpuReading &reading)
{
    const auto isOurs = [&pool](const GpuProcess &process) {
        return std::ranges::any_of(pool.workers,
                                   [&process](const Worker &worker) { return isOf(worker, process); });
    };
    Tally tally;
    for (const GpuDevice &device : reading.devices) {
        if (device.processes) {
            addProcesses(tally, device, isOurs);
        } else {
            tally.addDevice(device.utilization);
            tally.addMemory(device.memoryUsed);
        }
    }
    return tally.use();
}

} // namespace

void showGpus(std::vector<Pool> &pools, const GpuReading &reading)
{
    for (Pool &pool : pools) {
        for (Worker &worker : pool.workers)
            worker.gpu = useOf(worker, reading);
        pool.gpu = useOf(pool, reading);
    }
}

} // namespace crescendo
