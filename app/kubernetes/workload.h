#pragma once

#include "kubernetes/labelselector.h"
#include "kubernetes/resource.h"

#include <vector>

namespace crescendo {

/// A Deployment, and how far it is.
struct Deployment {
    ObjectMeta meta;
    QString app; ///< the label `app` of its pods
    LabelSelector selector; ///< of its pods
    int desired = 0;
    int ready = 0;
    int updated = 0;
    int available = 0;
    int total = 0; ///< of all versions
    qint64 seenGeneration = 0; ///< that its controller has begun with
    std::optional<TimePoint> restarted; ///< when all its pods were last told to be made anew
};

/// The annotation of a pod template that `kubectl rollout restart` writes.
inline const QString restartedAt = QStringLiteral("kubectl.kubernetes.io/restartedAt");

Deployment deploymentFrom(const JsonNode &object);

struct PodContainer {
    QString name;
    int restarts = 0;
};

struct Pod {
    ObjectMeta meta;
    std::vector<PodContainer> containers; ///< without those that come before the others
    QString phase; ///< "Pending", "Running", "Succeeded", "Failed", "Unknown"
    QString reason; ///< why it does not run: "Unschedulable", "ImagePullBackOff"
    QString message; ///< the same in words; may be empty
    QString lastEnd; ///< why a container of it ended last: "OOMKilled"; empty: none did
    QString node; ///< empty: none yet
    bool isReady = false;
    int restarts = 0; ///< of all its containers
    std::optional<TimePoint> started;
};

Pod podFrom(const JsonNode &object);

} // namespace crescendo
