#pragma once

#include "local/projectwatch.h"
#include "platform/logsources.h"

namespace crescendo {

/// The logs of a project's containers; first that of the one that serves an endpoint with this port.
std::vector<LogSource> logSourcesOf(const ProjectReading &project, int port);

/// The logs of a Compose project's containers.
class ProjectLogs final : public LogSources {
public:
    /// `port` is the one of the endpoint, by which the serving container is found.
    ProjectLogs(const ProjectWatch &watch, MakeTransport engine, int port);

    std::vector<LogSource> sources() const override;
    std::unique_ptr<LiveLog> open(const QString &name) const override;

private:
    const ProjectWatch &m_watch;
    const MakeTransport m_engine;
    const int m_port;
};

} // namespace crescendo
