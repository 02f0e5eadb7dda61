#pragma once

#include "base/clock.h"
#include "compose/replica.h"
#include "docker/engineevent.h"

#include <optional>
#include <set>

namespace crescendo {

/// Tells what others did to a service's containers on purpose (`docker-compose up --scale`, `stop`, `start`,
/// `docker stop`) from what befell them (a crash, `docker kill`, no memory left): the engine reports "stop"
/// only of what somebody asked to stop, and nobody but somebody makes containers. Pure.
class OutsideActs {
public:
    /// That is how we found or left it; what differs from now on others did.
    void begin(const std::vector<Replica> &replicas);
    /// It is not known who does what, until the next begin().
    void forget() { m_known.reset(); }
    bool hasBegun() const { return m_known.has_value(); }

    /// Events while we change something ourselves are not to be passed in. True where it matters.
    bool observe(const EngineEvent &event, SteadyPoint now);
    /// Others seem to be done: a command of theirs is many events.
    bool isSettled(SteadyPoint now, Millis quiet) const;
    /// How many workers others want, where they did something that leads away from the target. The replicas
    /// are the new beginning.
    std::optional<int> judge(const std::vector<Replica> &replicas, int target);

private:
    std::optional<std::set<QString>> m_known; // ids of what had a process
    std::set<QString> m_stopped; // of those, on purpose
    std::set<QString> m_ending; // have got a signal
    std::set<QString> m_made; // by others, and not started yet
    std::optional<SteadyPoint> m_lastEvent;
};

} // namespace crescendo
