#include "ui/charts/scale.h"

#include "ui/presentation/units.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace crescendo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<Millis, 20> tickSteps{Seconds(1), Seconds(5), Seconds(10), Seconds(30), minutes(1),
                                           minutes(2), minutes(5), minutes(10), minutes(15), minutes(30),
                                           hours(1),   hours(2),   hours(3),    hours(6),    hours(12),
                                           days(1),    days(2),    days(7),     days(30),    days(90)};

QString labelOf(const QDateTime &moment, Millis step)
{
    const bool isDay = moment.time() == QTime(0, 0) || step >= days(1);
    if (step < minutes(1))
        return moment.toString(QStringLiteral("HH:mm:ss"));
    return isDay ? dayText(moment.date()) : moment.toString(QStringLiteral("HH:mm"));
}

/// What clocks show where the reader is, since midnight of 1970.
Millis wallTime(TimePoint at)
{
    return at.time_since_epoch()
        + Seconds(QDateTime::fromMSecsSinceEpoch(toMillis(at)).toLocalTime().offsetFromUtc());
}

/// When they show it: the second time where they do so twice, and an hour later where they leave it out.
TimePoint momentOf(Millis wallTime)
{
    const QDateTime shown = QDateTime::fromMSecsSinceEpoch(wallTime.count(), Qt::UTC);
    return fromMillis(QDateTime(shown.date(), shown.time()).toMSecsSinceEpoch());
}

} // namespace

int ValueScale::ticks() const
{
    return static_cast<int>(std::lround(top / step)) + 1;
}

ValueScale niceScale(double max, int maxSteps, bool isWhole)
{
    const double least = std::max(max, isWhole ? 2.0 : 1e-9) / std::max(1, maxSteps);
    double power = std::pow(10, std::floor(std::log10(least)));
    if (isWhole)
        power = std::max(1.0, power);
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            step = factor * power;
            break;
        }
    }
    return {std::max(1.0, std::ceil(max / step - 1e-9)) * step, step};
}

std::vector<TimeTick> timeTicks(TimePoint from, TimePoint to, int maxTicks)
{
    // Round in local time: a tick every 6 h is at 0, 6, 12 and 18 o'clock where the reader is, on days of 23
    // and 25 hours, too. Up to an hour they stay round when clocks are changed, and an hour that comes twice
    // has two.
    const Millis first = wallTime(from);
    const auto isOfClocks = [](Millis step) { return step > hours(1); };
    const auto fits = [&](Millis step) {
        return (isOfClocks(step) ? wallTime(to) - first : to - from) / step <= std::max(1, maxTicks) - 1;
    };
    const auto found = std::ranges::find_if(tickSteps, fits);
    const Millis step = found == tickSteps.end() ? tickSteps.back() : *found;
    const auto at = [&](Millis wall) { return isOfClocks(step) ? momentOf(wall) : from + (wall - first); };
    std::vector<TimeTick> ticks;
    for (Millis wall = (first + step - Millis(1)) / step * step; at(wall) <= to; wall += step)
        ticks.push_back({at(wall), labelOf(QDateTime::fromMSecsSinceEpoch(toMillis(at(wall))), step)});
    return ticks;
}

} // namespace crescendo
