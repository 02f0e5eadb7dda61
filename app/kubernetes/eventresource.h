#pragma once

#include "base/clock.h"

#include <QString>

#include <optional>

namespace crescendo {

class JsonNode;

/// Something that happened to an object of the cluster. One that happens again is counted, as long as the
/// cluster remembers it (an hour by default).
struct ClusterEvent {
    QString type; ///< "Normal", "Warning"
    QString reason; ///< "SuccessfulRescale", "BackOff"
    QString message;
    QString kind; ///< of the object: "Pod"
    QString name;
    int count = 1;
    std::optional<TimePoint> first;
    std::optional<TimePoint> last; ///< the same where it happened once

    bool operator==(const ClusterEvent &) const = default;
};

/// Of an Event of v1, whichever API it was written through.
ClusterEvent eventFrom(const JsonNode &object);

} // namespace crescendo
