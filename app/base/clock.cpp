#include "base/clock.h"

#include <QDateTime>

namespace crescendo {

TimePoint SystemClock::now() const
{
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
}

SteadyPoint SystemClock::steadyNow() const
{
    return std::chrono::time_point_cast<Millis>(std::chrono::steady_clock::now());
}

QString toIso(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<TimePoint> fromIso(const QString &text)
{
    const QDateTime parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid() || parsed.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    // In another zone a time may be in a year that ISO 8601 has no four digits for.
    const int year = parsed.toUTC().date().year();
    if (year < 1 || year > 9999)
        return std::nullopt;
    return fromMillis(parsed.toMSecsSinceEpoch());
}

} // namespace crescendo
