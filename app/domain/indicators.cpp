#include "domain/indicators.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace crescendo {
namespace {

/// `share` within (0, 1].
Millis percentile(const std::vector<Millis> &sorted, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted.at(rank - 1);
}

bool isWithin(TimePoint at, const Indicators &stretch)
{
    return at >= stretch.from && at < stretch.to;
}

std::optional<double> meanOf(const std::vector<Point> &points, const Indicators &stretch)
{
    double sum = 0;
    qint64 count = 0;
    for (const Point &point : points) {
        if (!isWithin(point.at, stretch))
            continue;
        sum += point.mean * static_cast<double>(point.count);
        count += point.count;
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

/// Pools of which one of the two is not known do not count.
std::optional<double> busyShareOf(const Observations &seen, const Indicators &stretch)
{
    double busy = 0;
    double ready = 0;
    for (std::size_t pool = 0; pool < seen.busy.size() && pool < seen.ready.size(); ++pool) {
        const auto busyMean = meanOf(seen.busy[pool], stretch);
        const auto readyMean = meanOf(seen.ready[pool], stretch);
        if (!busyMean || !readyMean)
            continue;
        busy += *busyMean;
        ready += *readyMean;
    }
    return ready > 0 ? std::optional(busy / ready) : std::nullopt;
}

void count(const JobEnd &end, Indicators &indicators)
{
    indicators.interruptions += end.interruptions;
    if (end.succeeded) {
        ++indicators.succeeded;
        return;
    }
    ++indicators.failed;
    if (end.cause)
        ++indicators.causes[*end.cause];
}

void count(const Decision &decision, Indicators &indicators)
{
    if (!decision.changes() || decision.reason == DecisionReason::StartUp)
        return;
    ++(decision.to > decision.from ? indicators.scaledUp : indicators.scaledDown);
}

/// Which of `stretches` the time is in; nothing outside all of them.
std::optional<std::size_t> placeOf(TimePoint at, TimePoint from, TimePoint to, int stretches)
{
    if (at < from || at >= to)
        return std::nullopt;
    return static_cast<std::size_t>((at - from) * stretches / (to - from));
}

} // namespace

std::optional<JobEnd> endOf(const Job &job)
{
    if (!isEnded(job.state) || !job.finished)
        return std::nullopt;
    return JobEnd{.number = numberOf(job.id),
                  .at = *job.finished,
                  .succeeded = job.state == JobState::Succeeded,
                  .cause = job.failureCause,
                  .interruptions = job.interruptions,
                  .waiting = waitingTime(job),
                  .processing = processingTime(job)};
}

DurationSummary summaryOf(std::vector<Millis> durations)
{
    if (durations.empty())
        return {};
    std::ranges::sort(durations);
    const Millis sum = std::accumulate(durations.begin(), durations.end(), Millis(0));
    const auto count = static_cast<int>(durations.size());
    return {count, sum / count, percentile(durations, 0.5), percentile(durations, 0.95)};
}

int Indicators::failedForResources() const
{
    return std::accumulate(causes.begin(), causes.end(), 0, [](int sum, const auto &entry) {
        return isLackOfResources(entry.first) ? sum + entry.second : sum;
    });
}

std::optional<double> Indicators::errorRate() const
{
    return ended() > 0 ? std::optional(static_cast<double>(failed) / ended()) : std::nullopt;
}

double Indicators::perHour(int count) const
{
    const double hours = std::chrono::duration<double, std::ratio<3600>>(to - from).count();
    return hours > 0 ? count / hours : 0;
}

Indicators indicatorsOf(const Observations &seen, TimePoint from, TimePoint to)
{
    return indicatorCourse(seen, from, to, 1).front();
}

std::vector<Indicators> indicatorCourse(const Observations &seen, TimePoint from, TimePoint to, int stretches)
{
    const auto size = static_cast<std::size_t>(stretches);
    std::vector<Indicators> course(size);
    std::vector<std::vector<Millis>> waiting(size);
    std::vector<std::vector<Millis>> processing(size);
    for (const JobEnd &end : seen.ends) {
        const auto place = placeOf(end.at, from, to, stretches);
        if (!place)
            continue;
        count(end, course[*place]);
        if (end.waiting)
            waiting[*place].push_back(*end.waiting);
        if (end.processing)
            processing[*place].push_back(*end.processing);
    }
    for (const Decision &decision : seen.decisions) {
        if (const auto place = placeOf(decision.at, from, to, stretches))
            count(decision, course[*place]);
    }
    for (std::size_t i = 0; i < size; ++i) {
        Indicators &stretch = course[i];
        stretch.from = from + (to - from) * static_cast<qint64>(i) / stretches;
        stretch.to = from + (to - from) * static_cast<qint64>(i + 1) / stretches;
        stretch.busyShare = busyShareOf(seen, stretch);
        stretch.waiting = summaryOf(std::move(waiting[i]));
        stretch.processing = summaryOf(std::move(processing[i]));
    }
    return course;
}

} // namespace crescendo
