#include "autoscaler/runner/dockerrunner.h"

#include "compose/labels.h"

#include <algorithm>

namespace crescendo {
namespace {

QString attribute(const EngineEvent &event, const char *name)
{
    const auto found = event.attributes.find(QLatin1String(name));
    return found == event.attributes.end() ? QString() : found->second;
}

} // namespace

DockerRunner::DockerRunner(DockerRunnerOptions options, EngineClient engine, const Clock &clock,
                           QObject *parent)
    : Runner(parent)
    , m_options(std::move(options))
    , m_engine(std::move(engine))
    , m_clock(clock)
    , m_watch(m_engine, m_options.project,
              Backoff(m_options.patience.firstRetry, m_options.patience.longestRetry))
{
    connect(&m_watch, &EngineWatch::observed, this, &DockerRunner::onObserved);
    connect(&m_watch, &EngineWatch::connected, this, [this] {
        m_isConnected = true;
        for (const auto &entry : m_fleets)
            entry.second->connected();
    });
    connect(&m_watch, &EngineWatch::lost, this, [this] {
        m_isConnected = false;
        for (const auto &entry : m_fleets)
            entry.second->lost();
    });
}

DockerRunner::~DockerRunner() = default;

void DockerRunner::keep(const PoolTarget &target)
{
    fleetOf(target.pool).keep(target);
}

void DockerRunner::setActivities(const PoolId &pool, const Activities &activities)
{
    fleetOf(pool).setActivities(activities);
}

Result<> DockerRunner::drain(const PoolId &pool, const WorkerId &worker)
{
    if (fleetOf(pool).letGo(worker))
        return {};
    return fail(ErrorKind::NotFound, QStringLiteral("drain worker"),
                QStringLiteral("%1 has no worker '%2'").arg(pool.value, worker.value));
}

std::optional<int> DockerRunner::present(const PoolId &pool) const
{
    const DockerFleet *fleet = find(pool);
    return fleet ? fleet->present() : std::nullopt;
}

std::vector<Worker> DockerRunner::workers(const PoolId &pool) const
{
    const DockerFleet *fleet = find(pool);
    return fleet ? fleet->workers() : std::vector<Worker>();
}

bool DockerRunner::mayWork(const PoolId &pool, const WorkerId &worker) const
{
    const DockerFleet *fleet = find(pool);
    return fleet && !m_isShuttingDown && fleet->mayWork(worker);
}

std::optional<int> DockerRunner::capacity(const PoolId &pool) const
{
    const DockerFleet *fleet = find(pool);
    if (!fleet)
        return std::nullopt;
    std::set<quint16> others;
    for (const auto &entry : m_fleets) {
        if (entry.second.get() != fleet)
            others.merge(entry.second->hostPorts());
    }
    return fleet->capacity(others);
}

std::optional<Error> DockerRunner::obstacle(const PoolId &pool, int workers) const
{
    const DockerFleet *fleet = find(pool);
    return fleet ? fleet->obstacle(workers) : std::nullopt;
}

std::optional<Error> DockerRunner::fault(const PoolId &pool) const
{
    const DockerFleet *fleet = find(pool);
    if (!fleet || m_watch.fault())
        return m_watch.fault();
    return fleet->fault();
}

void DockerRunner::beginShutdown()
{
    m_isShuttingDown = true;
    for (const auto &entry : m_fleets)
        entry.second->close();
    // What is under way is ended, so that no container is left half-made.
    QTimer::singleShot(m_options.patience.shutdown, this, &DockerRunner::finishShutdown);
    QMetaObject::invokeMethod(this, &DockerRunner::finishShutdownIfAtRest, Qt::QueuedConnection);
}

DockerFleet &DockerRunner::fleetOf(const PoolId &pool)
{
    std::unique_ptr<DockerFleet> &fleet = m_fleets[pool];
    if (fleet)
        return *fleet;
    fleet = std::make_unique<DockerFleet>(m_engine, m_options.project, m_clock, m_options.patience);
    connect(fleet.get(), &DockerFleet::changed, this, [this, pool] {
        Q_EMIT changed(pool);
        if (m_isShuttingDown)
            finishShutdownIfAtRest();
    });
    connect(fleet.get(), &DockerFleet::changedOutside, this,
            [this, pool](int workers) { Q_EMIT changedOutside(pool, workers); });
    connect(fleet.get(), &DockerFleet::started, this,
            [this, pool](const Worker &worker) { Q_EMIT workerStarted(pool, worker); });
    connect(fleet.get(), &DockerFleet::ended, this,
            [this, pool](const Worker &worker, const QString &how) { onEnded(pool, worker, how); });
    if (m_isConnected)
        fleet->connected();
    return *fleet;
}

const DockerFleet *DockerRunner::find(const PoolId &pool) const
{
    const auto found = m_fleets.find(pool);
    return found == m_fleets.end() ? nullptr : found->second.get();
}

void DockerRunner::onObserved(const EngineEvent &event)
{
    const QString service = attribute(event, composelabels::service);
    const bool isOneOff = attribute(event, composelabels::oneOff) == QLatin1String("True");
    for (const auto &entry : m_fleets) {
        if (entry.second->service() == service && !isOneOff)
            entry.second->observe(event);
    }
}

void DockerRunner::onEnded(const PoolId &pool, const Worker &worker, const QString &how)
{
    Q_EMIT workerEnded(pool, worker, how);
    for (const auto &entry : m_fleets) {
        if (entry.first != pool)
            entry.second->tryPortsAgain();
    }
}

void DockerRunner::finishShutdownIfAtRest()
{
    if (std::ranges::all_of(m_fleets, [](const auto &entry) { return entry.second->isAtRest(); }))
        finishShutdown();
}

void DockerRunner::finishShutdown()
{
    if (!std::exchange(m_hasShutDown, true))
        Q_EMIT shutDown();
}

} // namespace crescendo
