#pragma once

#include "base/clock.h"
#include "base/future.h"

#include <vector>

namespace crescendo {

enum class ObjectKind { Pod, Node, Deployment, Hpa, ScaledObject };

/// An object of a cluster.
struct ObjectRef {
    ObjectKind kind = ObjectKind::Pod;
    QString namespaceName; ///< empty for what belongs to the whole cluster
    QString name;

    bool operator==(const ObjectRef &) const = default;
};

/// Something that happened to an object.
struct ObjectEvent {
    std::optional<TimePoint> last; ///< when it happened last
    bool isWarning = false;
    QString reason; ///< "BackOff"
    QString message;
    int count = 1;

    bool operator==(const ObjectEvent &) const = default;
};

/// All that a cluster tells of an object.
struct ObjectDescription {
    QString yaml; ///< without what only its writers need, and without secrets
    std::vector<ObjectEvent> events; ///< newest first
    std::optional<Error> eventsError; ///< why they are not known

    bool operator==(const ObjectDescription &) const = default;
};

/// The objects of a cluster, to look at. Futures settle on the thread of its platform.
class ClusterObjects {
public:
    ClusterObjects() = default;
    ClusterObjects(const ClusterObjects &) = delete;
    ClusterObjects &operator=(const ClusterObjects &) = delete;
    virtual ~ClusterObjects() = default;

    /// Errors: NotFound, Forbidden, Unavailable, …; not where only its events are not known.
    virtual Async<ObjectDescription> describe(const ObjectRef &object) const = 0;
};

} // namespace crescendo
