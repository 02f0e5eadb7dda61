#pragma once

#include "base/clock.h"
#include "domain/host.h"
#include "system/hostreading.h"

namespace crescendo {

/// This machine over time: what it was busy with is known from the second look on.
class HostWatch {
public:
    explicit HostWatch(const Clock &clock) : m_clock(clock) {}

    /// Reads it, at most once a second, and tells the same in between. Nothing where it cannot be read.
    std::optional<Host> look();
    /// Takes a reading that somebody else made, where reading must not hold this thread up.
    void take(const Result<HostReading> &reading);
    const std::optional<Host> &host() const { return m_host; } ///< as it was seen last

private:
    const Clock &m_clock;
    std::optional<HostReading> m_reading;
    std::optional<Host> m_host;
    SteadyPoint m_readAt;
};

} // namespace crescendo
