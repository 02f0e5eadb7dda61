#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"

#include <QString>

#include <optional>
#include <vector>

namespace crescendo {

/// The values that govern a pool's scaling by the threshold policy (the guide's `Autoscaling` section).
struct Profile {
    bool enabled = true;
    int minWorkers = 1;
    int maxWorkers = 5;
    int scaleUpThreshold = 3; ///< load (pending + running jobs) from which workers are added
    int scaleDownThreshold = 1; ///< load down to which workers are removed
    Seconds cooldown{60};

    bool operator==(const Profile &) const = default;
};

/// How a pool's workers are run (the `Workers:<pool>` section).
struct WorkerLimits {
    int maxConcurrentJobs = 1; ///< jobs that one worker takes at a time
    std::optional<Bytes> memory; ///< per worker; nothing = unlimited

    bool operator==(const WorkerLimits &) const = default;
};

constexpr int mostConcurrentJobs = 64;
constexpr Bytes leastWorkerMemory = mebibytes(6); ///< Docker takes no smaller limit

/// As the configuration has it: "512Mi", "1500000"; "none" for no limit.
QString memoryLimitText(const std::optional<Bytes> &memory);

/// One broken rule of a profile or of limits. `field` is the configuration key ("MinWorkers").
struct ProfileFault {
    QString field;
    QString rule; ///< "must not exceed MaxWorkers (5)"
    QString against; ///< the key that the rule compares with ("MaxWorkers"); empty for none

    bool operator==(const ProfileFault &) const = default;
};

/// All broken rules: negatives, min > max, ScaleDownThreshold ≥ ScaleUpThreshold, cooldown over a day.
std::vector<ProfileFault> faultsOf(const Profile &profile);
/// All broken rules: fewer jobs than 1 or more than mostConcurrentJobs, less memory than leastWorkerMemory.
std::vector<ProfileFault> faultsOf(const WorkerLimits &limits);

/// A named profile. The guide's three are built in, the operator's own are files.
struct Preset {
    QString name;
    QString description;
    Profile profile;

    bool operator==(const Preset &) const = default;
};

/// Conservative, Aggressive and Cost-Optimized with the guide's values, in this order.
const std::vector<Preset> &guidePresets();

} // namespace crescendo
