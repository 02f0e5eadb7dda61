#pragma once

#include "domain/decision.h"
#include "domain/job.h"
#include "domain/sample.h"

#include <map>

namespace crescendo {

/// What the end of a job counts for.
struct JobEnd {
    qint64 number = 0; ///< of its JobId
    TimePoint at;
    bool succeeded = false;
    std::optional<FailureCause> cause; ///< of one that failed; nothing where it is not known
    int interruptions = 0;
    std::optional<Millis> waiting;
    std::optional<Millis> processing;

    bool operator==(const JobEnd &) const = default;
};

/// Nothing while the job has not ended.
std::optional<JobEnd> endOf(const Job &job);

/// How long some things took. Percentiles by nearest rank: each is one that was measured.
struct DurationSummary {
    int count = 0; ///< 0: the rest means nothing
    Millis mean{0};
    Millis median{0};
    Millis p95{0};

    bool operator==(const DurationSummary &) const = default;
};

DurationSummary summaryOf(std::vector<Millis> durations);

/// What the key indicators are worked out from.
struct Observations {
    std::vector<JobEnd> ends;
    std::vector<Decision> decisions;
    std::vector<std::vector<Point>> busy; ///< workers, one series for each pool
    std::vector<std::vector<Point>> ready; ///< of the same pools, in the same order
};

/// The guide's key indicators over a stretch of time. Durations are those of the jobs that ended in it.
struct Indicators {
    TimePoint from;
    TimePoint to;
    int succeeded = 0;
    int failed = 0; ///< for good: failed or dead
    std::map<FailureCause, int> causes; ///< of those whose cause is known
    int interruptions = 0; ///< workers that were lost, also where their jobs ended well
    int scaledUp = 0; ///< not the start-up to MinWorkers
    int scaledDown = 0;
    std::optional<double> busyShare; ///< mean of busy workers of mean of ready ones, 0–1
    DurationSummary waiting; ///< from acceptance to the first attempt
    DurationSummary processing; ///< of the last attempt

    int ended() const { return succeeded + failed; }
    int failedForResources() const;
    std::optional<double> errorRate() const; ///< failed of ended, 0–1; nothing where none ended
    double perHour(int count) const;
};

/// Of [from, to).
Indicators indicatorsOf(const Observations &seen, TimePoint from, TimePoint to);
/// Of so many stretches of equal length, oldest first.
std::vector<Indicators> indicatorCourse(const Observations &seen, TimePoint from, TimePoint to,
                                        int stretches);

} // namespace crescendo
