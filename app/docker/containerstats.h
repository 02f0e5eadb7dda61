#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"

#include <QHash>

#include <optional>

namespace crescendo {

/// Counters from which CPU use between two moments is worked out.
struct CpuCounters {
    quint64 used = 0; ///< by the container: ns; Windows: 100 ns
    quint64 system = 0; ///< by the whole host, ns; 0 on Windows
    quint64 processors = 0;
    TimePoint at;

    bool operator==(const CpuCounters &) const = default;
};

/// One sample of a container's resources. Without values when it does not run.
struct StatsSample {
    std::optional<CpuCounters> cpu;
    std::optional<Bytes> memory; ///< in use, without the page cache that can be reclaimed
    std::optional<Bytes> memoryLimit; ///< the host's memory where the container has no limit
    Bytes received;
    Bytes sent;
    Bytes blockRead;
    Bytes blockWritten;
    quint64 processes = 0;

    bool operator==(const StatsSample &) const = default;
};

/// `GET /containers/{id}/stats`, one JSON object.
Result<StatsSample> parseStats(const QByteArray &bytes);

/// CPU in use between two samples, as `docker stats` computes it: 1000 is one core. 0 after a restart of the
/// container, when counters begin anew.
MilliCores cpuUse(const CpuCounters &before, const CpuCounters &now);

/// Remembers each container's last counters, because a one-shot sample does not hold the one before it.
class CpuHistory {
public:
    /// Nothing for the first sample of a container.
    std::optional<MilliCores> observe(const QString &container, const CpuCounters &counters);
    void forget(const QString &container) { m_last.remove(container); }

private:
    QHash<QString, CpuCounters> m_last;
};

} // namespace crescendo
