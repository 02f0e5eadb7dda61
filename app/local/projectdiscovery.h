#pragma once

#include "local/projectreading.h"

#include <QUrl>

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

/// Pure. The projects by name. `engineHost` is the machine of the engine, as seen from here.
std::vector<DiscoveredProject> projectsFrom(const std::vector<ContainerSummary> &containers,
                                            const QString &engineHost);

/// Whether something at a URL answers the metrics endpoint.
using AnswersMetrics = std::function<Async<>(const QUrl &url)>;
/// Asks over the network.
Async<> answersMetrics(const QUrl &url);

/// The projects of an engine, with the endpoints of those that have one. All candidates are asked at once, so
/// that a silent one holds up nothing but the end. Errors of the engine.
Async<std::vector<DiscoveredProject>> discoverProjects(const EngineClient &engine, const QString &engineHost,
                                                       const AnswersMetrics &answers = answersMetrics);

} // namespace crescendo
