#include "system/hostwatch.h"

namespace crescendo {
namespace {

constexpr Seconds shortestStretch{1}; // over less the share of busy ticks says little

} // namespace

std::optional<Host> HostWatch::look()
{
    const SteadyPoint now = m_clock.steadyNow();
    if (!m_reading || now - m_readAt >= shortestStretch)
        take(readHost());
    return m_host;
}

void HostWatch::take(const Result<HostReading> &reading)
{
    m_readAt = m_clock.steadyNow();
    const std::optional<HostReading> before = std::exchange(m_reading, std::nullopt);
    m_host.reset();
    if (!reading)
        return;
    m_reading = *reading;
    m_host = Host{.cores = reading->cores,
                  .cpuPercent = before ? cpuPercentBetween(*before, *reading) : std::nullopt,
                  .load = reading->load,
                  .memoryTotal = reading->memoryTotal,
                  .memoryAvailable = reading->memoryAvailable};
}

} // namespace crescendo
