#pragma once

#include "base/clock.h"

#include <QObject>

namespace crescendo {

/// The stretch of time that a window's charts show, shared by all of them. While LIVE its end follows the
/// present. Has no timer: whoever owns it tells it the time.
class TimeRange final : public QObject {
    Q_OBJECT

public:
    explicit TimeRange(TimePoint now, QObject *parent = nullptr);

    TimePoint from() const { return m_to - m_span; }
    TimePoint to() const { return m_to; }
    Millis span() const { return m_span; }
    bool isLive() const { return m_isLive; }

    void follow(TimePoint now); ///< the present; moves the range while LIVE
    void goLive();
    void setSpan(Millis span); ///< keeps the end
    /// Any stretch of the past; one that reaches the present is LIVE. No effect where it is empty.
    void setRange(TimePoint from, TimePoint to);
    /// Shows `factor` times as long a stretch, from a minute to a year, with `around` where it was.
    void zoom(TimePoint around, double factor);
    void moveBy(Millis distance); ///< leaves LIVE, and comes back to it on reaching the present

Q_SIGNALS:
    void moved(); ///< the same length of time, later or earlier
    void spanChanged();
    void liveChanged(bool isLive);

private:
    void setLive(bool isLive);

    TimePoint m_now;
    TimePoint m_to;
    Millis m_span = std::chrono::hours(1);
    bool m_isLive = true;
};

} // namespace crescendo
