#include "autoscaler/queue/jobstatistics.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace crescendo {

void DurationHistogram::add(double seconds)
{
    const auto bucket = std::ranges::lower_bound(bounds, seconds);
    if (bucket != bounds.end())
        ++m_buckets.at(static_cast<std::size_t>(std::distance(bounds.begin(), bucket)));
    ++m_count;
    m_sum += seconds;
}

std::uint64_t DurationHistogram::cumulative(std::size_t bucket) const
{
    const auto end = std::next(m_buckets.begin(), static_cast<std::ptrdiff_t>(bucket) + 1);
    return std::accumulate(m_buckets.begin(), end, std::uint64_t(0));
}

void JobStatistics::count(JobState state)
{
    if (state == JobState::Succeeded)
        ++succeeded;
    else if (state == JobState::Failed)
        ++failed;
    else if (state == JobState::Dead)
        ++dead;
}

} // namespace crescendo
