#pragma once

#include "local/projectwatch.h"
#include "platform/logsources.h"

namespace crescendo {

/// The containers of a Compose project, for whoever only wants their logs: looked at every ten seconds.
/// Where the engine does not answer, those stay that were known; their logs say what is wrong.
class ProjectContainers final : public QObject {
    Q_OBJECT

public:
    /// `port` is the one of the endpoint, by which the serving container is found.
    ProjectContainers(MakeTransport connect, QString project, int port, QObject *parent = nullptr);
    ~ProjectContainers() override;

    void start();
    void stop();
    const std::vector<LogSource> &sources() const { return m_sources; } ///< the serving one first

private:
    void look();
    void onContainers(const Result<std::vector<ContainerSummary>> &containers);

    const MakeTransport m_connect;
    const QString m_project;
    const int m_port;
    std::unique_ptr<HttpTransport> m_transport;
    std::optional<EngineClient> m_engine;
    std::vector<LogSource> m_sources;
    QTimer m_timer;
};

} // namespace crescendo
