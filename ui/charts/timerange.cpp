#include "ui/charts/timerange.h"

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr Millis shortestSpan = std::chrono::minutes(1);
constexpr Millis longestSpan = std::chrono::days(365);

} // namespace

TimeRange::TimeRange(TimePoint now, QObject *parent) : QObject(parent), m_now(now), m_to(now)
{
}

void TimeRange::follow(TimePoint now)
{
    m_now = now;
    if (!m_isLive || m_to == now)
        return;
    m_to = now;
    Q_EMIT moved();
}

void TimeRange::goLive()
{
    setLive(true);
    follow(m_now);
}

void TimeRange::setSpan(Millis span)
{
    if (span == m_span || span <= Millis(0))
        return;
    m_span = span;
    Q_EMIT spanChanged();
}

void TimeRange::setRange(TimePoint from, TimePoint to)
{
    if (to <= from)
        return;
    setLive(to >= m_now);
    m_to = std::min(to, m_now);
    const Millis span = std::max(m_to - from, Millis(1));
    if (span == m_span) {
        Q_EMIT moved();
        return;
    }
    m_span = span;
    Q_EMIT spanChanged();
}

void TimeRange::zoom(TimePoint around, double factor)
{
    const auto scaled = [](Millis part, double by) {
        return Millis(static_cast<qint64>(std::llround(static_cast<double>(part.count()) * by)));
    };
    const Millis span = std::clamp(scaled(m_span, factor), shortestSpan, longestSpan);
    const double share = static_cast<double>(span.count()) / static_cast<double>(m_span.count());
    const TimePoint to = std::min(around + scaled(m_to - around, share), m_now);
    setRange(to - span, to);
}

void TimeRange::moveBy(Millis distance)
{
    const TimePoint target = m_to + distance;
    if (target >= m_now) {
        goLive();
        return;
    }
    setLive(false);
    m_to = target;
    Q_EMIT moved();
}

void TimeRange::setLive(bool isLive)
{
    if (isLive == m_isLive)
        return;
    m_isLive = isLive;
    Q_EMIT liveChanged(isLive);
}

} // namespace crescendo
