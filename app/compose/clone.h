#pragma once

#include "compose/replica.h"
#include "docker/engineclient.h"

namespace crescendo {

/// A network that a container is connected to after it was made, as engines before API 1.44 need it for all
/// but one.
struct NetworkLink {
    QString network;
    QJsonObject endpoint;
};

/// A further replica as Compose would have made it, ready to be created.
struct Clone {
    NewContainer container;
    std::vector<NetworkLink> laterNetworks;
};

/// What clones shall have otherwise than the original. Compose does not see it: their config hash stays the
/// original's, so that `up` leaves them alone.
struct CloneChanges {
    std::optional<Bytes> memory; ///< limit; nothing: what the Compose file says
    std::map<QString, QString> environment;
};

/// The original as it would be with the changes. What hangs on the memory limit follows it; what was there
/// before is noted in a label, to come back to.
ContainerDetails changed(ContainerDetails original, const CloneChanges &changes);
/// Whether a container got its memory limit from changed().
bool hasChangedMemory(const ContainerDetails &container);

/// How many containers a service can have at most, and why.
struct ServiceLimit {
    int count = 0;
    QString why;
};

/// Pure. Everything of `original` but what is its own: number, name, host name, aliases that name it, MAC and
/// fixed addresses, anonymous volumes, the mark of having been recreated. InvalidInput when its document is
/// incomplete.
Result<Clone> cloneOf(const ContainerDetails &original, const ServiceRef &service, int number,
                      ApiVersion api);

/// Networks that `original` is in and `other` is not: those that a half-made replica still lacks.
std::vector<NetworkLink> missingNetworks(const ContainerDetails &original, const ContainerDetails &other);

/// A fixed container name or host ports limit a service.
std::optional<ServiceLimit> limitOf(const ContainerDetails &original, const ServiceRef &service);

/// Host ports come from a range, which the engine hands out rightly only when starts don't overlap.
bool publishesHostPorts(const ContainerDetails &original);

} // namespace crescendo
