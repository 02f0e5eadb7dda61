#pragma once

#include "base/clock.h"

#include <QString>

namespace crescendo {

/// A stretch in which nothing was heard of a connection, and why.
struct Outage {
    TimePoint from;
    TimePoint to;
    QString reason; ///< what its source complained about last; empty: Crescendo did not listen

    bool operator==(const Outage &) const = default;
};

} // namespace crescendo
