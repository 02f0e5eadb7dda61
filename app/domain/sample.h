#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <vector>

namespace crescendo {

/// What a series measures. The unit is part of the meaning.
enum class Metric {
    QueuePending, // jobs
    QueueRunning, // jobs
    WorkersDesired, // workers
    WorkersReady,
    WorkersBusy,
    WorkersMin,
    WorkersMax,
    ScaleUpThreshold, // jobs
    ScaleDownThreshold,
    CpuCores, // cores in use, summed over the pool's workers
    CpuCapacity, // cores that those workers may use (limit, else the host's)
    MemoryBytes, // resident, summed over the pool's workers
    MemoryLimit, // bytes that those workers may use (limit, else the host's)
    GpuUtilization, // 0–100 % busy
    GpuMemoryBytes,
};

/// Stable names for storage and reports ("queuePending"), and how a value between two samples is to be read.
QString toString(Metric metric);
std::optional<Metric> metricFrom(const QString &name);
/// Counts hold until the next sample (drawn as steps); the rest is interpolated.
bool isStep(Metric metric);

/// Whose series: a pool of a connection; of one worker where `worker` is not empty.
struct SeriesKey {
    ConnectionId connection;
    PoolId pool;
    WorkerId worker;
    Metric metric = Metric::QueuePending;

    bool operator==(const SeriesKey &) const = default;
    friend size_t qHash(const SeriesKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.connection, key.pool, key.worker, static_cast<int>(key.metric));
    }
};

/// One measured value. A missing value is no sample at all, never 0.
struct Sample {
    SeriesKey series;
    TimePoint at;
    double value = 0;

    bool operator==(const Sample &) const = default;
};

using Samples = std::vector<Sample>;

/// One roll-up of a stretch of a series, and one raw sample alike (count 1, all values equal).
struct Point {
    TimePoint at; ///< where the stretch begins
    double min = 0;
    double max = 0;
    double mean = 0;
    double last = 0;
    qint64 count = 1;
    bool backfilled = false; ///< fetched afterwards from the source's own history, not seen as it happened

    bool operator==(const Point &) const = default;
};

} // namespace crescendo
