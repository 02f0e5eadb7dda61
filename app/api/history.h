#pragma once

#include "base/result.h"
#include "domain/decision.h"

#include <QByteArray>

#include <vector>

namespace crescendo {

/// What the service remembers of one pool at one moment, or of a stretch (`step`): means, and the last of
/// counts. What was not known is missing.
struct ServiceSample {
    PoolId pool;
    TimePoint at;
    std::optional<int> pending;
    std::optional<int> running;
    std::optional<int> target;
    std::optional<int> ready;
    std::optional<int> busy;
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
