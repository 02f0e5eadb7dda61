#include "kubernetes/eventresource.h"

#include "net/jsonnode.h"

#include <algorithm>

namespace crescendo {
namespace {

/// The first of these that is there.
std::optional<TimePoint> timeIn(std::initializer_list<JsonNode> places)
{
    for (const JsonNode &place : places) {
        if (const std::optional<TimePoint> time = place.time())
            return time;
    }
    return std::nullopt;
}

} // namespace

ClusterEvent eventFrom(const JsonNode &object)
{
    const JsonNode series = object["series"];
    const JsonNode created = object["metadata"]["creationTimestamp"];
    const JsonNode involved = object["involvedObject"];
    const JsonNode count = series["count"].exists() ? series["count"] : object["count"];
    ClusterEvent event;
    event.type = object["type"].text();
    event.reason = object["reason"].text();
    event.message = object["message"].text();
    event.kind = involved["kind"].text();
    event.name = involved["name"].text();
    event.count = std::max(1, static_cast<int>(count.integer()));
    event.first = timeIn({object["firstTimestamp"], object["eventTime"], created});
    event.last = timeIn({series["lastObservedTime"], object["lastTimestamp"], object["eventTime"], created});
    return event;
}

} // namespace crescendo
