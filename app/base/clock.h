#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace crescendo {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
/// A moment in UTC, to the millisecond.
using TimePoint = std::chrono::sys_time<Millis>;
/// A moment on a clock that never jumps; means nothing outside this process.
using SteadyPoint = std::chrono::time_point<std::chrono::steady_clock, Millis>;

/// The only source of time. Wall time for what people read and what is stored; steady time for waiting
/// (cooldowns, leases, time-outs), so that a jump of the system clock neither ends nor prolongs anything.
/// Thread-safe.
class Clock {
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    virtual TimePoint now() const = 0;
    virtual SteadyPoint steadyNow() const = 0;
};

class SystemClock final : public Clock {
public:
    TimePoint now() const override;
    SteadyPoint steadyNow() const override;
};

/// "2026-03-01T14:22:05.120Z"
QString toIso(TimePoint time);
/// Reads what toIso() writes and any other ISO 8601 date-time with an offset; nothing for anything else.
std::optional<TimePoint> fromIso(const QString &text);

constexpr qint64 toMillis(TimePoint time)
{
    return time.time_since_epoch().count();
}
constexpr TimePoint fromMillis(qint64 millis)
{
    return TimePoint(Millis(millis));
}

} // namespace crescendo
