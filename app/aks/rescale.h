#pragma once

#include <QString>

#include <optional>

namespace crescendo {

/// What an HPA did, as its event says it.
struct Rescale {
    int size = 0;
    QString reason; ///< "cpu resource utilization (percentage of request) above target"

    bool raises() const; ///< as far as the reason tells: the event does not say from what
    bool operator==(const Rescale &) const = default;
};

/// Of "New size: 4; reason: cpu resource utilization (percentage of request) above target".
std::optional<Rescale> rescaleIn(const QString &message);

/// What a Deployment did with one of its replica sets.
struct ReplicaStep {
    int from = 0;
    int to = 0;

    bool operator==(const ReplicaStep &) const = default;
};

/// Of "Scaled up replica set analysis-worker-5d4 from 1 to 4", or "… to 4 from 1" before Kubernetes 1.32;
/// nothing where it does not say from what (before 1.24).
std::optional<ReplicaStep> replicaStepIn(const QString &message);

} // namespace crescendo
