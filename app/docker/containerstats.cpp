#include "docker/containerstats.h"

#include "net/jsonnode.h"

#include <cmath>

namespace crescendo {

namespace {

constexpr double mostMilliCores = 1e9; // beyond any machine

Bytes bytesOf(quint64 value)
{
    return {static_cast<qint64>(std::min(value, quint64(std::numeric_limits<qint64>::max())))};
}

/// However much a stranger claims, the sum is a number.
void add(Bytes &sum, quint64 value)
{
    sum = bytesOf(static_cast<quint64>(sum.value) + static_cast<quint64>(bytesOf(value).value));
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
        add(sample.received, network["rx_bytes"].counter());
        add(sample.sent, network["tx_bytes"].counter());
    }
}

void readBlockIo(const JsonNode &entries, StatsSample &sample)
{
    for (const JsonNode &entry : entries.items()) {
        const quint64 value = entry["value"].counter();
        const QString operation = entry["op"].text();
        if (operation.startsWith(QLatin1Char('r'), Qt::CaseInsensitive))
            add(sample.blockRead, value);
        else if (operation.startsWith(QLatin1Char('w'), Qt::CaseInsensitive))
            add(sample.blockWritten, value);
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
    const std::chrono::duration<double, std::ratio<1, 10'000'000>> elapsed = now.at - before.at;
    return elapsed.count() * static_cast<double>(now.processors);
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
    // `docker stats` multiplies the host's share with its processors; on Windows 100 % is all of them.
    const double use = share * static_cast<double>(now.processors) * 1000.0;
    const bool isPlausible = use >= 0 && use <= mostMilliCores; // and a number
    return isPlausible ? MilliCores{std::llround(use)} : MilliCores();
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
