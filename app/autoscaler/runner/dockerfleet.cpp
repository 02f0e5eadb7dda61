#include "autoscaler/runner/dockerfleet.h"

#include "autoscaler/runner/containerlimits.h"

#include <algorithm>

namespace crescendo {
namespace {

std::set<QString> containersOf(const std::vector<Worker> &workers)
{
    std::set<QString> ids;
    for (const Worker &worker : workers)
        ids.insert(worker.container);
    return ids;
}

/// What a container's last moments were, by an event; empty for all others.
QString endOf(const EngineEvent &event)
{
    if (event.action == QLatin1String("oom"))
        return QStringLiteral("ran out of memory");
    if (event.action != QLatin1String("die"))
        return {};
    const auto code = event.attributes.find(QStringLiteral("exitCode"));
    return code == event.attributes.end() ? QString()
                                          : QStringLiteral("exited with code %1").arg(code->second);
}

/// A signal alone changes nothing yet, and health checks run commands all the time.
bool changesContainer(const EngineEvent &event)
{
    static const std::set<QString> actions{
        QStringLiteral("create"), QStringLiteral("start"),   QStringLiteral("die"),    QStringLiteral("stop"),
        QStringLiteral("pause"),  QStringLiteral("unpause"), QStringLiteral("destroy")};
    return actions.contains(event.action);
}

} // namespace

DockerFleet::DockerFleet(const EngineClient &engine, QString project, const Clock &clock,
                         const DockerPatience &patience, QObject *parent)
    : QObject(parent)
    , m_scaler(engine)
    , m_project(std::move(project))
    , m_clock(clock)
    , m_patience(patience)
    , m_readings(engine)
    , m_backoff(patience.firstRetry, patience.longestRetry)
    , m_limitBackoff(patience.firstLimit, patience.longestLimit)
{
    for (QTimer *timer : {&m_retry, &m_quiet, &m_limitEnd})
        timer->setSingleShot(true);
    for (QTimer *timer : {&m_retry, &m_quiet, &m_look})
        connect(timer, &QTimer::timeout, this, &DockerFleet::attend);
    connect(&m_limitEnd, &QTimer::timeout, this, &DockerFleet::tryPortsAgain);
    connect(&m_readings, &ContainerReadings::changed, this, [this] {
        compareLimits();
        Q_EMIT changed();
    });
    m_look.start(m_patience.look);
}

void DockerFleet::keep(const PoolTarget &target)
{
    if (target == m_target)
        return;
    if (target.service != m_target.service) {
        m_acts.forget();
        m_hasLooked = false;
    }
    if (target.limits != m_target.limits)
        m_upToDate.clear();
    m_target = target;
    m_roster.setTarget(target.workers);
    m_fault.reset();
    m_retry.stop();
    compareLimits();
    attend();
}

void DockerFleet::setActivities(const Activities &activities)
{
    m_roster.setActivities(activities);
    if (!m_roster.isReached() && !isBarred())
        attend();
    Q_EMIT changed();
}

bool DockerFleet::letGo(const WorkerId &worker)
{
    if (!m_roster.letGo(worker))
        return false;
    attend();
    Q_EMIT changed();
    return true;
}

std::optional<int> DockerFleet::present() const
{
    return m_hasLooked ? std::optional(m_roster.staying()) : std::nullopt;
}

std::vector<Worker> DockerFleet::workers() const
{
    std::vector<Worker> workers = m_roster.workers();
    std::ranges::transform(workers, workers.begin(),
                           [this](const Worker &worker) { return measured(worker); });
    return workers;
}

std::optional<int> DockerFleet::capacity(const std::set<quint16> &others) const
{
    // A service that can't be scaled at all is a fault, not a lack of ports.
    if (m_limit && m_limit->kind == ErrorKind::LimitExceeded)
        return m_limitedTo;
    const auto isOfRange = [this](quint16 port) { return m_target.ports.contains(port); };
    if (std::ranges::none_of(hostPorts(), isOfRange))
        return std::nullopt; // the Compose file has other ports than the configuration, or none
    return m_target.ports.count() - static_cast<int>(std::ranges::count_if(others, isOfRange));
}

std::optional<Error> DockerFleet::obstacle(int workers) const
{
    const std::optional<ServiceLimit> limit = serviceLimit();
    // An older configuration may have made more than today's allows: they may stay.
    if (!limit || workers <= std::max(limit->count, m_roster.staying()))
        return std::nullopt;
    return Error{ErrorKind::Unsupported, QStringLiteral("scale ") + m_target.service, limit->why, 0, false};
}

std::optional<Error> DockerFleet::fault() const
{
    if (m_fault)
        return m_fault;
    const bool isShort = m_roster.staying() < m_target.workers.value_or(0);
    return m_limit && isShort ? m_limit : std::nullopt;
}

void DockerFleet::observe(const EngineEvent &event)
{
    if (const QString how = endOf(event); !how.isEmpty() && !m_isScaling)
        m_howEnded.try_emplace(event.actor, how);
    if (event.action == QLatin1String("start")) {
        m_readings.forget(event.actor);
        m_howEnded.erase(event.actor);
    }
    if (!m_isScaling && m_acts.observe(event, m_clock.steadyNow())) {
        m_quiet.start(m_patience.quiet);
        forgetLimit(); // the Compose file may be another
        m_retry.stop();
    }
    if (changesContainer(event))
        attend();
}

void DockerFleet::connected()
{
    m_isConnected = true;
    m_acts.forget(); // of what happened meanwhile nobody told us
    forgetLimit(); // the engine may be another
    m_backoff.reset();
    m_retry.stop();
    attend();
}

void DockerFleet::lost()
{
    m_isConnected = false;
    Q_EMIT changed();
}

void DockerFleet::tryPortsAgain()
{
    if (!m_limit)
        return;
    m_limit.reset();
    attend();
}

/// The one way in: looks what is there, unless that is under way.
void DockerFleet::attend()
{
    if (!m_isConnected || m_isClosed || m_target.service.isEmpty())
        return;
    m_again = m_isWorking;
    if (std::exchange(m_isWorking, true))
        return;
    m_scaler.replicas(ref()).then(
        this, [this](const Result<std::vector<Replica>> &replicas) { onLooked(replicas); });
}

void DockerFleet::onLooked(const Result<std::vector<Replica>> &replicas)
{
    if (!replicas)
        return failed(replicas.error());
    update(*replicas);
    if (!m_acts.hasBegun())
        m_acts.begin(*replicas);
    if (!m_acts.isSettled(m_clock.steadyNow(), m_patience.quiet)) {
        if (!m_quiet.isActive())
            m_quiet.start(m_patience.quiet);
        return rest();
    }
    if (m_target.workers) {
        if (const auto wanted = m_acts.judge(*replicas, *m_target.workers))
            Q_EMIT changedOutside(*wanted); // which may set another target
    }
    goOn();
}

void DockerFleet::goOn()
{
    if (m_roster.isReached()) {
        m_fault.reset();
        m_backoff.reset();
        return rest();
    }
    if (isBarred() || m_isClosed)
        return rest();
    scale();
}

/// Containers with other limits than are configured now are replaced, each once it is idle.
void DockerFleet::compareLimits()
{
    std::set<QString> outdated;
    for (const ContainerDetails &container : details()) {
        if (isOutdated(container, m_target.limits) && !m_upToDate.contains(container.id))
            outdated.insert(container.id);
    }
    m_roster.setOutdated(std::move(outdated));
    if (!m_roster.isReached() && !isBarred())
        attend();
}

std::vector<ContainerDetails> DockerFleet::details() const
{
    std::vector<ContainerDetails> containers;
    for (const Replica &replica : m_roster.replicas()) {
        if (const auto reading = m_readings.of(replica.id); reading.details)
            containers.push_back(*reading.details);
    }
    return containers;
}

/// Of the newest that runs: it is what would be cloned.
std::optional<ServiceLimit> DockerFleet::serviceLimit() const
{
    const std::vector<Replica> &replicas = m_roster.replicas();
    const auto newest = std::ranges::max_element(
        replicas, {}, [](const Replica &replica) { return std::pair(replica.isRunning(), replica.created); });
    if (newest == replicas.end())
        return std::nullopt;
    const auto reading = m_readings.of(newest->id);
    return reading.details ? limitOf(*reading.details, ref()) : std::nullopt;
}

void DockerFleet::scale()
{
    m_isScaling = true;
    Q_EMIT changed(); // those that go get no more work
    m_scaler.scale(ref(), *m_target.workers, m_roster.use(), changesFor(details(), m_target.limits))
        .then(this, [this, limits = m_target.limits](const Result<ScaleOutcome> &outcome) {
            onScaled(outcome, limits);
        });
}

/// `limits`: those that new containers were made with. Meanwhile there may be others.
void DockerFleet::onScaled(const Result<ScaleOutcome> &outcome, const WorkerLimits &limits)
{
    m_isScaling = false;
    if (!outcome) {
        m_acts.forget(); // it is not known how far we came
        m_again = true;
        return failed(outcome.error());
    }
    for (const Replica &replica : outcome->replicas) {
        const bool isNew =
            std::ranges::find(m_roster.replicas(), replica.id, &Replica::id) == m_roster.replicas().end();
        if (isNew && limits == m_target.limits)
            m_upToDate.insert(replica.id);
    }
    update(outcome->replicas);
    m_acts.begin(outcome->replicas);
    m_fault.reset();
    m_backoff.reset();
    setLimit(outcome->limit);
    rest();
}

/// A limit holds until more was possible: without further workers being asked for, nothing is met. An engine
/// that has just started says that ports are taken which it is about to free: the first limits are short.
void DockerFleet::setLimit(const std::optional<Error> &limit)
{
    const int running = m_roster.running();
    if (limit) {
        m_limitedTo = running;
        m_limitEnd.start(m_limitBackoff.next());
        m_limit = limit;
    } else if (running > m_limitedTo) {
        forgetLimit();
    }
}

void DockerFleet::forgetLimit()
{
    m_limit.reset();
    m_limitBackoff.reset();
}

void DockerFleet::failed(const Error &error)
{
    m_fault = error;
    m_retry.start(m_backoff.next());
    rest();
}

void DockerFleet::rest()
{
    m_isWorking = false;
    Q_EMIT changed();
    if (m_again)
        attend();
}

void DockerFleet::update(std::vector<Replica> replicas)
{
    const std::vector<Worker> before = m_roster.workers();
    m_roster.setReplicas(std::move(replicas));
    const std::vector<Worker> now = m_roster.workers();
    const std::set<QString> containers = containersOf(now);
    m_readings.follow(containers);
    const bool isFirst = !std::exchange(m_hasLooked, true);
    for (Worker worker : before) {
        if (containers.contains(worker.container))
            continue;
        const auto how = m_howEnded.find(worker.container);
        worker.state = WorkerState::Exited;
        Q_EMIT ended(worker, how == m_howEnded.end() ? QStringLiteral("ended") : how->second);
    }
    // Those that this list still shows may end before the next.
    std::erase_if(m_howEnded, [&containers](const auto &how) { return !containers.contains(how.first); });
    const std::set<QString> known = containersOf(before);
    for (const Worker &worker : now) {
        if (!isFirst && !known.contains(worker.container))
            Q_EMIT started(measured(worker));
    }
}

/// It was tried, and trying again at once would change nothing.
bool DockerFleet::isBarred() const
{
    return m_retry.isActive() || (m_limit && m_roster.onlyGrows() && m_roster.running() >= m_limitedTo);
}

Worker DockerFleet::measured(Worker worker) const
{
    const ContainerReadings::Reading reading = m_readings.of(worker.container);
    worker.cpu = reading.cpu;
    worker.memory = reading.memory;
    if (reading.details)
        worker.started = reading.details->started;
    return worker;
}

} // namespace crescendo
