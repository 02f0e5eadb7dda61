#pragma once

#include "base/clock.h"
#include "domain/host.h"
#include "system/hostreading.h"

namespace crescendo {

/// This machine over time: what it was busy with is known from the second look on.
class HostWatch {
public:
    explicit HostWatch(const Clock &clock) : m_clock(clock) {}

    /// At most one reading a second; in between the last one. Nothing where it cannot be read.
    std::optional<Host> look();

private:
    void read(SteadyPoint now);

    const Clock &m_clock;
    std::optional<HostReading> m_reading;
    std::optional<Host> m_host;
    SteadyPoint m_readAt;
};

} // namespace crescendo
