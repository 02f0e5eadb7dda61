#include "ui/models/loadcourse.h"

#include "history/liveseries.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr Millis courseHour = std::chrono::hours(1);
constexpr Millis longestSilence = Seconds(30);

void addStep(std::vector<LoadStep> &course, const LoadStep &step)
{
    if (course.empty() || course.back().load != step.load)
        course.push_back(step);
}

} // namespace

std::vector<LoadStep> loadCourseOf(const LiveSeries &live, const ConnectionId &connection, const PoolId &pool,
                                   TimePoint now)
{
    const auto read = [&](Metric metric) {
        return live.read({connection, pool, {}, metric}, now - courseHour, now + Millis(1));
    };
    const std::vector<LiveSeries::Value> running = read(Metric::QueueRunning);
    std::vector<LoadStep> course;
    std::optional<TimePoint> last;
    auto other = running.begin();
    for (const LiveSeries::Value &pending : read(Metric::QueuePending)) {
        other = std::ranges::lower_bound(other, running.end(), pending.at, {}, &LiveSeries::Value::at);
        if (other == running.end() || other->at != pending.at)
            continue; // half a load is none
        if (last && pending.at - *last > longestSilence)
            addStep(course, {*last + longestSilence, std::nullopt});
        addStep(course, {pending.at, static_cast<int>(pending.value + other->value)});
        last = pending.at;
    }
    return course;
}

} // namespace crescendo
