#pragma once

#include "local/projectcontainers.h"
#include "local/servicelines.h"

namespace crescendo {

/// The logs of our own service and its workers. What worker processes write stands in the service's log,
/// behind their names; containers have logs of their own, where their engine is known, and with their project
/// those of its other containers are there, too: the one that the service runs in, say.
class ServiceLogs final : public LogSources {
public:
    /// `file` is the service's log where it is at hand; else it is what the events tell.
    /// `project` has the other containers; null when none is known.
    ServiceLogs(const Platform &platform, QString file, MakeTransport engine,
                const ProjectContainers *project);

    std::vector<LogSource> sources() const override;
    std::unique_ptr<LiveLog> open(const QString &name) const override;

private:
    std::unique_ptr<LiveLog> openService(const QByteArray &category) const;
    const Worker *worker(const QString &name) const;
    bool isOfProject(const QString &name) const;

    const Platform &m_platform;
    const QString m_file;
    const MakeTransport m_engine;
    const ProjectContainers *const m_project;
    const std::unique_ptr<ServiceLines> m_lines; // null where there is a file
};

} // namespace crescendo
