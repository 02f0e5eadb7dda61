#include "local/projectcontainers.h"

#include "compose/labels.h"
#include "local/projectlogs.h"

namespace crescendo {
namespace {

constexpr Millis lookInterval{10'000};

} // namespace

ProjectContainers::ProjectContainers(MakeTransport connect, QString project, int port, QObject *parent)
    : QObject(parent)
    , m_connect(std::move(connect))
    , m_project(std::move(project))
    , m_port(port)
{
    m_timer.setInterval(lookInterval);
    QObject::connect(&m_timer, &QTimer::timeout, this, &ProjectContainers::look);
}

ProjectContainers::~ProjectContainers()
{
    stop();
}

void ProjectContainers::start()
{
    if (m_timer.isActive())
        return;
    m_timer.start();
    look();
}

void ProjectContainers::stop()
{
    m_timer.stop();
    m_engine.reset();
    m_transport.reset(); // settles what is under way
}

/// On a connection of its own each time, which also ends a look that took too long.
void ProjectContainers::look()
{
    m_engine.reset();
    m_transport.reset();
    Result<std::unique_ptr<HttpTransport>> transport = m_connect();
    if (!transport)
        return;
    m_transport = std::move(*transport);
    m_engine.emplace(*m_transport);
    m_engine->containers({{QLatin1String(composelabels::project) + QLatin1Char('=') + m_project}})
        .then(this,
              [this](const Result<std::vector<ContainerSummary>> &containers) { onContainers(containers); });
}

void ProjectContainers::onContainers(const Result<std::vector<ContainerSummary>> &containers)
{
    if (const Result<ProjectReading> project = containers.and_then(projectFrom))
        m_sources = logSourcesOf(*project, m_port);
}

} // namespace crescendo
