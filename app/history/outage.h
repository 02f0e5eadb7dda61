#pragma once

#include "base/clock.h"

#include <QString>

namespace crescendo {

/// A stretch in which nothing was heard of a connection, and why.
struct Outage {
    TimePoint from;
    TimePoint to;
    QString reason; ///< for people

    bool operator==(const Outage &) const = default;
};

} // namespace crescendo
