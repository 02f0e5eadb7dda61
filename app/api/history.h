#pragma once

#include "base/result.h"
#include "domain/decision.h"

#include <QByteArray>

#include <vector>

namespace crescendo {

/// What the service remembers of one pool at one moment, or of a stretch (`step`): means, and the last of
/// counts.
struct ServiceSample {
    PoolId pool;
    TimePoint at;
    int pending = 0;
    int running = 0;
    int target = 0;
    int ready = 0;
    int busy = 0;
    std::optional<double> cpuCores; ///< summed over the pool's workers
    std::optional<qint64> memoryBytes;

    bool operator==(const ServiceSample &) const = default;
};

/// `GET /api/autoscaling/history`: oldest first.
struct ServiceHistory {
    std::vector<ServiceSample> samples;
    std::vector<Decision> decisions;

    bool operator==(const ServiceHistory &) const = default;
};

QByteArray encode(const ServiceHistory &history);
Result<ServiceHistory> decodeServiceHistory(const QByteArray &bytes);

} // namespace crescendo
