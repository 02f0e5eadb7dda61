#pragma once

#include "net/jsonnode.h"

#include <QJsonObject>

#include <chrono>
#include <optional>

namespace crescendo {

enum class ContainerState { Created, Running, Paused, Restarting, Removing, Exited, Dead };

QString toString(ContainerState state); ///< the engine's own words: "created", "running", …

/// A port of a container and where the host publishes it, if it does.
struct PortMapping {
    quint16 containerPort = 0;
    std::optional<quint16> hostPort;
    QString hostAddress;
    QString protocol; ///< "tcp", "udp", "sctp"

    bool operator==(const PortMapping &) const = default;
};

/// One row of the engine's list of containers.
struct ContainerSummary {
    QString id;
    QString name; ///< without the leading slash
    QString image;
    QString status; ///< for people: "Up 2 minutes (healthy)"
    ContainerState state = ContainerState::Created;
    TimePoint created;
    std::map<QString, QString> labels;
    std::vector<PortMapping> ports;

    bool operator==(const ContainerSummary &) const = default;
};

enum class Health { None, Starting, Healthy, Unhealthy };

/// What `inspect` tells of one container. `document` is the whole of it, for those who make another one like
/// it.
struct ContainerDetails {
    QString id;
    QString name;
    ContainerState state = ContainerState::Created;
    int exitCode = 0;
    bool outOfMemory = false;
    Health health = Health::None;
    std::optional<TimePoint> started;
    bool hasTerminal = false; ///< its log is raw, not framed
    std::chrono::seconds stopTimeout{10};
    QJsonObject document;

    bool operator==(const ContainerDetails &) const = default;
};

/// `GET /containers/json`
Result<std::vector<ContainerSummary>> parseContainerList(const QByteArray &bytes);
/// `GET /containers/{id}/json`
Result<ContainerDetails> parseContainerDetails(const QByteArray &bytes);

} // namespace crescendo
