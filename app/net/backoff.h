#pragma once

#include "base/clock.h"

#include <functional>

namespace crescendo {

/// How long to wait before the next try: doubling from `first` to `longest`, each wait drawn between half of
/// that and all of it, so that many clients do not come back at once. reset() after a success.
class Backoff {
public:
    /// `random` yields numbers in [0, 1).
    Backoff(Millis first, Millis longest, std::function<double()> random = {});

    Millis next();
    void reset() { m_tries = 0; }
    int tries() const { return m_tries; }

private:
    Millis m_first;
    Millis m_longest;
    std::function<double()> m_random;
    int m_tries = 0;
};

} // namespace crescendo
