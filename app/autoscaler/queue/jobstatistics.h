#pragma once

#include "domain/job.h"

#include <array>
#include <cstdint>

namespace crescendo {

/// Counts durations in buckets as Prometheus wants them.
class DurationHistogram {
public:
    /// Upper bounds in seconds, inclusive; beyond the last is only in count().
    static constexpr std::array<double, 12> bounds{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800};

    void add(double seconds);
    /// How many were at most bounds[bucket].
    std::uint64_t cumulative(std::size_t bucket) const;
    std::uint64_t count() const { return m_count; }
    double sum() const { return m_sum; }

private:
    std::array<std::uint64_t, bounds.size()> m_buckets{};
    std::uint64_t m_count = 0;
    double m_sum = 0;
};

/// What happened to a pool's jobs since the service started.
struct JobStatistics {
    std::uint64_t accepted = 0;
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
    std::uint64_t dead = 0;
    std::uint64_t attemptsFailed = 0; ///< also of jobs that go on
    std::uint64_t interruptions = 0;
    DurationHistogram processing; ///< from lease to end, of attempts that ended by themselves
    DurationHistogram waiting; ///< from acceptance to the first lease

    /// Counts a job that has come to its end; the other states are none.
    void count(JobState state);
};

} // namespace crescendo
