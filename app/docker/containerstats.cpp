#include "docker/containerstats.h"

#include "docker/jsonnode.h"

#include <cmath>

namespace crescendo {

namespace {

Bytes bytesOf(quint64 value)
{
    return {static_cast<qint64>(std::min(value, quint64(std::numeric_limits<qint64>::max())))};
}

std::optional<CpuCounters> readCpu(const JsonNode &root)
{
    const JsonNode cpu = root["cpu_stats"];
    CpuCounters counters;
    counters.used = cpu["cpu_usage"]["total_usage"].counter();
    counters.system = cpu["system_cpu_usage"].counter();
    counters.processors = cpu["online_cpus"].counter();
    if (counters.processors == 0)
        counters.processors = cpu["cpu_usage"]["percpu_usage"].items().size();
    if (counters.processors == 0)
        counters.processors = root["num_procs"].counter(); // Windows
    const auto at = root["read"].time();
    if (!at || counters.used == 0)
        return std::nullopt;
    counters.at = *at;
    return counters;
}

/// The formula of `docker stats`: cgroup v1 names the reclaimable part total_inactive_file, v2 inactive_file.
std::optional<Bytes> readMemory(const JsonNode &memory)
{
    if (const JsonNode windows = memory["privateworkingset"]; windows.exists())
        return bytesOf(windows.counter());
    if (!memory["usage"].exists())
        return std::nullopt;
    const quint64 usage = memory["usage"].counter();
    const JsonNode v1 = memory["stats"]["total_inactive_file"];
    if (v1.exists() && v1.counter() < usage)
        return bytesOf(usage - v1.counter());
    const quint64 v2 = memory["stats"]["inactive_file"].counter();
    return bytesOf(v2 < usage ? usage - v2 : usage);
}

void readNetworks(const JsonNode &networks, StatsSample &sample)
{
    for (const auto &[name, network] : networks.members()) {
        sample.received.value += bytesOf(network["rx_bytes"].counter()).value;
        sample.sent.value += bytesOf(network["tx_bytes"].counter()).value;
    }
}

void readBlockIo(const JsonNode &entries, StatsSample &sample)
{
    for (const JsonNode &entry : entries.items()) {
        const qint64 value = bytesOf(entry["value"].counter()).value;
        const QString operation = entry["op"].text();
        if (operation.startsWith(QLatin1Char('r'), Qt::CaseInsensitive))
            sample.blockRead.value += value;
        else if (operation.startsWith(QLatin1Char('w'), Qt::CaseInsensitive))
            sample.blockWritten.value += value;
    }
}

StatsSample readSample(const JsonNode &root)
{
    StatsSample sample;
    sample.cpu = readCpu(root);
    sample.memory = readMemory(root["memory_stats"]);
    if (const quint64 limit = root["memory_stats"]["limit"].counter(); limit != 0)
        sample.memoryLimit = bytesOf(limit);
    readNetworks(root["networks"], sample);
    readBlockIo(root["blkio_stats"]["io_service_bytes_recursive"], sample);
    sample.processes = root["pids_stats"]["current"].counter();
    return sample;
}

/// Windows counts in units of 100 ns and tells no use of the whole host: time times processors stands for it.
double windowsCapacity(const CpuCounters &before, const CpuCounters &now)
{
    const auto elapsed = std::chrono::duration_cast<std::chrono::nanoseconds>(now.at - before.at);
    return static_cast<double>(elapsed.count()) / 100.0 * static_cast<double>(now.processors);
}

} // namespace

Result<StatsSample> parseStats(const QByteArray &bytes)
{
    return parseJson(bytes, QStringLiteral("container stats"), readSample);
}

MilliCores cpuUse(const CpuCounters &before, const CpuCounters &now)
{
    if (now.used <= before.used)
        return {};
    const auto used = static_cast<double>(now.used - before.used);
    const double share = now.system == 0
        ? used / windowsCapacity(before, now)
        : used / (static_cast<double>(now.system) - static_cast<double>(before.system));
    if (!std::isfinite(share) || share < 0)
        return {};
    // `docker stats` multiplies the host's share with its processors; on Windows 100 % is all of them.
    return {std::llround(share * static_cast<double>(now.processors) * 1000.0)};
}

std::optional<MilliCores> CpuHistory::observe(const QString &container, const CpuCounters &counters)
{
    const auto last = m_last.constFind(container);
    std::optional<MilliCores> use;
    if (last != m_last.constEnd())
        use = cpuUse(*last, counters);
    m_last.insert(container, counters);
    return use;
}

} // namespace crescendo
