#include "local/gpuwatch.h"

#include "local/gpuuse.h"

namespace crescendo {
namespace {

constexpr int silentIntervals = 3; // then a reading is not of now any more

} // namespace

GpuWatch::GpuWatch(ReadGpus read, Millis interval, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_read(std::move(read))
    , m_clock(clock)
{
    m_status.interval = interval;
}

void GpuWatch::look()
{
    if (!m_read || m_isLooking)
        return;
    m_isLooking = true;
    m_read().then(this, [this, asked = m_clock.steadyNow()](const Result<GpuReading> &reading) {
        m_isLooking = false;
        take(reading, asked);
    });
}

void GpuWatch::take(const Result<GpuReading> &reading, SteadyPoint asked)
{
    m_reading = reading ? std::optional(*reading) : std::nullopt;
    m_status.error = reading ? reading->fault : std::optional(reading.error());
    if (!reading)
        return;
    m_seen = m_clock.steadyNow();
    m_status.lastSeen = m_clock.now();
    m_status.latency = m_seen - asked;
}

void GpuWatch::show(std::vector<Pool> &pools) const
{
    if (m_reading && m_clock.steadyNow() - m_seen <= silentIntervals * m_status.interval)
        showGpus(pools, *m_reading);
}

void GpuWatch::report(std::map<Source, SourceStatus> &sources) const
{
    if (m_read)
        sources.emplace(Source::Gpu, m_status);
}

} // namespace crescendo
