#pragma once

#include "base/clock.h"

namespace crescendo {

/// A clock that moves only when told. jumpWall() moves wall time alone, as an operator or NTP would.
class FakeClock final : public Clock {
public:
    TimePoint now() const override { return m_now; }
    SteadyPoint steadyNow() const override { return m_steady; }

    void advance(Millis by)
    {
        m_now += by;
        m_steady += by;
    }
    void jumpWall(Millis by) { m_now += by; }

private:
    TimePoint m_now = fromMillis(1'772'374'925'000); // 2026-03-01T14:22:05Z
    SteadyPoint m_steady{Millis(1'000'000)};
};

} // namespace crescendo
