#include "ui/models/course.h"

#include "history/liveseries.h"
#include "ui/charts/columns.h"

#include <limits>

namespace crescendo {
namespace {

constexpr int courseColumns = 90;
constexpr Millis courseGap = Seconds(30);

} // namespace

std::vector<double> courseOf(const LiveSeries &live, SeriesKey series, const std::vector<Metric> &sum,
                             TimePoint now)
{
    std::vector<double> course(courseColumns, 0);
    for (const Metric metric : sum) {
        series.metric = metric;
        std::vector<Point> points;
        for (const LiveSeries::Value &value : live.read(series, now - courseSpan, now + Millis(1)))
            points.push_back({value.at, value.value, value.value, value.value, value.value});
        const std::vector<Column> columns =
            prepareColumns(points, {now - courseSpan, now, courseColumns, courseGap, Between::Holds});
        for (std::size_t i = 0; i < columns.size(); ++i)
            course[i] += columns[i].isKnown ? columns[i].max : std::numeric_limits<double>::quiet_NaN();
    }
    return course;
}

std::optional<double> latestOf(const LiveSeries &live, const SeriesKey &series, TimePoint now)
{
    const std::optional<LiveSeries::Value> value = live.latest(series);
    return value && now - value->at <= courseSpan ? std::optional(value->value) : std::nullopt;
}

} // namespace crescendo
