#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "worker/jobrun.h"

#include <QJsonObject>

#include <map>
#include <vector>

namespace crescendo {

struct RunningJob {
    JobId id;
    double progress = 0; ///< 0–1

    bool operator==(const RunningJob &) const = default;
};

/// What a worker tells about itself.
struct WorkerStatus {
    PoolId pool;
    WorkerId worker;
    bool isDraining = false;
    bool isServiceReachable = false; ///< as the last lease call saw it
    std::vector<RunningJob> running;
    std::map<JobOutcome, int> ended; ///< since the start
    Millis jobTime{0}; ///< of all ended jobs together
};

/// {"status":"ok","pool":…,"worker":…,"state":"idle" | "busy" |
/// "draining","serviceReachable":…,"jobs":[{"id","progress"}]}
QJsonObject toJson(const WorkerStatus &status);

/// In Prometheus text format, with CPU time and memory of this process where the system tells them.
QByteArray prometheusText(const WorkerStatus &status);

} // namespace crescendo
