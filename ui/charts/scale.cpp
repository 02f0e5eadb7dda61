#include "ui/charts/scale.h"

#include <QDateTime>
#include <QLocale>

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
    const bool isMidnight = moment.time() == QTime(0, 0);
    if (step < minutes(1))
        return moment.toString(QStringLiteral("HH:mm:ss"));
    return QLocale().toString(moment, isMidnight ? QStringLiteral("d MMM") : QStringLiteral("HH:mm"));
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
    const auto fits = [&](Millis step) { return (to - from) / step <= std::max(1, maxTicks) - 1; };
    const auto found = std::ranges::find_if(tickSteps, fits);
    const Millis step = found == tickSteps.end() ? tickSteps.back() : *found;
    // Round in local time: a tick every 6 h is at 0, 6, 12 and 18 o'clock where the reader is.
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(toMillis(from)).toLocalTime();
    const Millis offset = Seconds(first.offsetFromUtc());
    std::vector<TimeTick> ticks;
    const auto sinceEpoch = from.time_since_epoch() + offset;
    for (TimePoint at = TimePoint((sinceEpoch + step - Millis(1)) / step * step - offset); at <= to;
         at += step)
        ticks.push_back({at, labelOf(QDateTime::fromMSecsSinceEpoch(toMillis(at)).toLocalTime(), step)});
    return ticks;
}

} // namespace crescendo
