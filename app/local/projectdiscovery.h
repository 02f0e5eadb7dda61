#pragma once

#include "local/projectreading.h"
#include "platform/discoveredproject.h"

namespace crescendo {

/// Pure. The projects by name. `engineHost` is the machine of the engine, as seen from here.
std::vector<DiscoveredProject> projectsFrom(const std::vector<ContainerSummary> &containers,
                                            const QString &engineHost);

/// Whether something at a URL answers the metrics endpoint.
using AnswersMetrics = std::function<Async<>(const QUrl &url)>;
/// Asks over the network.
Async<> answersMetrics(const QUrl &url);

/// The projects of an engine as the operator names it (empty: the default one). Errors: InvalidInput,
/// Unsupported, NotFound (no such engine), and those of the engine.
Async<std::vector<DiscoveredProject>> discoverProjectsOf(const QString &dockerHost);

/// The projects of an engine, with the endpoints of those that have one. All candidates are asked at once, so
/// that a silent one holds up nothing but the end. Errors of the engine.
Async<std::vector<DiscoveredProject>> discoverProjects(const EngineClient &engine, const QString &engineHost,
                                                       const AnswersMetrics &answers = answersMetrics);

} // namespace crescendo
