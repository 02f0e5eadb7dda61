#pragma once

#include "docker/container.h"

#include <QStringList>

namespace crescendo {

/// A service of a Compose project.
struct ServiceRef {
    QString project;
    QString service;

    bool operator==(const ServiceRef &) const = default;
};

/// One container of a service, as Compose counts them.
struct Replica {
    QString id;
    QString name;
    int number = 0; ///< com.docker.compose.container-number, from 1
    ContainerState state = ContainerState::Created;
    TimePoint created;
    QString replaces; ///< the container that Compose is putting this one in the place of, or has
    std::vector<PortMapping> ports;

    bool isRunning() const { return state == ContainerState::Running; }
    bool hasProcess() const
    {
        return isRunning() || state == ContainerState::Paused || state == ContainerState::Restarting;
    }
    bool operator==(const Replica &) const = default;
};

/// Labels by which the engine finds a service's replicas; containers of `compose run` are not among them.
QStringList replicaLabels(const ServiceRef &service);

/// The replicas by number. Protocol when a container's number is none.
Result<std::vector<Replica>> replicasFrom(const std::vector<ContainerSummary> &containers);

} // namespace crescendo
