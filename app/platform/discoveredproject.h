#pragma once

#include "base/error.h"

#include <QUrl>

#include <optional>
#include <vector>

namespace crescendo {

struct DiscoveredService {
    QString name;
    int replicas = 0; ///< that Compose counts
    int running = 0;

    bool operator==(const DiscoveredService &) const = default;
};

/// A Compose project that an engine has containers of.
struct DiscoveredProject {
    QString name;
    QString directory; ///< where Compose was run; empty when its labels don't say
    std::vector<DiscoveredService> services; ///< by name
    std::vector<QUrl> candidates; ///< where its services can be reached from here, `music-api` first
    std::optional<QUrl> endpoint; ///< the first candidate that answers the metrics endpoint
    std::optional<Error> fault; ///< why its services are not known

    bool operator==(const DiscoveredProject &) const = default;
};

} // namespace crescendo
