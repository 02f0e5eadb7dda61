#pragma once

#include "domain/job.h"

#include <map>
#include <vector>

namespace crescendo {

/// Which jobs are wanted, and how many of them at once.
struct JobFilter {
    std::optional<JobState> state;
    std::optional<PoolId> pool;
    QString text; ///< part of id, worker, error or parameters, in either case
    std::optional<TimePoint> endedFrom; ///< ended at this time or later
    std::optional<TimePoint> endedBefore;
    std::optional<JobId> after; ///< older than this one
    int limit = 100; ///< 1–1000

    bool operator==(const JobFilter &) const = default;
};

struct JobPage {
    std::vector<Job> jobs; ///< newest first
    bool more = false; ///< there are older ones that match

    bool operator==(const JobPage &) const = default;
};

/// How many jobs are in each state; a state without jobs may be missing.
using JobCounts = std::map<JobState, int>;

} // namespace crescendo
