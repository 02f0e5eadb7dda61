#include "autoscaler/runner/processrunner.h"

#include "autoscaler/runner/processfleet.h"
#include "autoscaler/runner/workerprocess.h"

#include <QRandomGenerator>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Millis measuringInterval{2'000};
constexpr int failuresToReport = 3;

} // namespace

ProcessRunner::ProcessRunner(ProcessRunnerOptions options, const Clock &clock, QObject *parent)
    : Runner(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_ports(PortPool::ofThisMachine())
    , m_incarnation(QRandomGenerator::system()->generate())
{
    connect(&m_measuring, &QTimer::timeout, this, &ProcessRunner::measure);
    m_measuring.start(measuringInterval);
}

ProcessRunner::~ProcessRunner() = default;

void ProcessRunner::keep(const PoolTarget &target)
{
    std::unique_ptr<ProcessFleet> &fleet = m_fleets[target.pool];
    if (!fleet) {
        fleet = std::make_unique<ProcessFleet>();
        connect(&fleet->retry, &QTimer::timeout, this, [this, own = fleet.get()] { reconcile(*own); });
    }
    fleet->target = target;
    reconcile(*fleet);
}

void ProcessRunner::setActivities(const PoolId &pool, const Activities &activities)
{
    ProcessFleet *fleet = find(pool);
    if (!fleet)
        return;
    fleet->activities = activities;
    endIdle(*fleet);
    Q_EMIT changed(pool);
}

Result<> ProcessRunner::drain(const PoolId &pool, const WorkerId &worker)
{
    ProcessFleet *fleet = find(pool);
    ProcessFleet::Member *member = fleet ? fleet->byId(worker) : nullptr;
    if (!member)
        return fail(ErrorKind::NotFound, QStringLiteral("drain worker"),
                    QStringLiteral("%1 has no worker '%2'").arg(pool.value, worker.value));
    member->draining = true;
    member->wasToldToGo = true;
    reconcile(*fleet);
    return {};
}

std::optional<int> ProcessRunner::present(const PoolId &pool) const
{
    const ProcessFleet *fleet = find(pool);
    return fleet ? std::optional(fleet->present()) : std::nullopt;
}

std::vector<Worker> ProcessRunner::workers(const PoolId &pool) const
{
    std::vector<Worker> result;
    if (const ProcessFleet *fleet = find(pool)) {
        for (const ProcessFleet::Member &member : fleet->members)
            result.push_back(fleet->describe(member));
    }
    return result;
}

bool ProcessRunner::mayWork(const PoolId &pool, const WorkerId &worker) const
{
    const ProcessFleet *fleet = find(pool);
    return fleet && !m_shuttingDown
        && std::ranges::any_of(fleet->members, [&worker](const ProcessFleet::Member &member) {
               return member.process->launch().id == worker && !member.draining
                   && !member.process->isEnding();
           });
}

std::optional<int> ProcessRunner::capacity(const PoolId &pool) const
{
    const ProcessFleet *fleet = find(pool);
    return fleet ? std::optional(fleet->capacity) : std::nullopt;
}

std::optional<Error> ProcessRunner::obstacle(const PoolId &, int) const
{
    return std::nullopt;
}

std::optional<Error> ProcessRunner::fault(const PoolId &pool) const
{
    const ProcessFleet *fleet = find(pool);
    if (!fleet || fleet->startFault || fleet->reachable() == fleet->target.workers.value_or(0))
        return fleet ? fleet->startFault : std::nullopt;
    const PortRange &ports = fleet->target.ports;
    return Error{ErrorKind::LimitExceeded, QStringLiteral("start worker"),
                 QStringLiteral("no free port in %1-%2").arg(ports.first).arg(ports.last)};
}

void ProcessRunner::beginShutdown()
{
    m_shuttingDown = true;
    for (auto &[pool, fleet] : m_fleets) {
        fleet->retry.stop();
        for (ProcessFleet::Member &member : fleet->members)
            member.process->end(m_options.shutdownGrace);
    }
    QMetaObject::invokeMethod(this, &ProcessRunner::finishShutdownIfDone, Qt::QueuedConnection);
}

void ProcessRunner::reconcile(ProcessFleet &fleet)
{
    fleet.capacity = static_cast<int>(fleet.members.size()) + m_ports.freeIn(fleet.target.ports);
    if (m_shuttingDown || !fleet.target.workers)
        return;
    if (fleet.isSettled()) {
        fleet.backoff.reset();
        fleet.startFault.reset();
    }
    const FleetPlan plan = planFleet(fleet.plannable(), fleet.reachable());
    for (const int number : plan.takeBack)
        fleet.byNumber(number)->draining = false;
    for (const int number : plan.drain)
        fleet.byNumber(number)->draining = true;
    endIdle(fleet);
    if (!fleet.retry.isActive())
        start(fleet, plan.start);
    Q_EMIT changed(fleet.target.pool);
}

void ProcessRunner::reconcileAll()
{
    for (const auto &[pool, fleet] : m_fleets)
        reconcile(*fleet);
}

void ProcessRunner::endIdle(ProcessFleet &fleet)
{
    for (ProcessFleet::Member &member : fleet.members) {
        const WorkerActivity *activity = fleet.activityOf(member);
        if (member.draining && !(activity && activity->job))
            member.process->end(m_options.grace);
    }
}

void ProcessRunner::start(ProcessFleet &fleet, int count)
{
    for (int i = 0; i < count; ++i) {
        const std::optional<quint16> port = m_ports.take(fleet.target.ports, fleet.target.portsFromTop);
        if (!port)
            return; // one that leaves still has it
        startOne(fleet, *port);
    }
}

WorkerLaunch ProcessRunner::launchOf(const ProcessFleet &fleet, quint16 port)
{
    const PoolTarget &target = fleet.target;
    WorkerLaunch launch;
    launch.program = m_options.program;
    launch.service = m_options.service;
    launch.sendsClearText = m_options.sendsClearText;
    launch.tokenFile = m_options.tokenFile;
    launch.pool = target.pool;
    launch.number = fleet.freeNumber();
    launch.name = QStringLiteral("%1-%2-%3").arg(m_options.project, target.service).arg(launch.number);
    launch.id = {launch.name + QLatin1Char('.') + QString::number(++m_incarnation, 36)};
    launch.port = port;
    launch.limits = target.limits;
    return launch;
}

void ProcessRunner::startOne(ProcessFleet &fleet, quint16 port)
{
    ProcessFleet::Member member;
    member.process = std::make_unique<WorkerProcess>(launchOf(fleet, port), m_clock);
    WorkerProcess *process = member.process.get();
    connect(process, &WorkerProcess::line, this,
            [this, process](const QString &text) { Q_EMIT workerLine(process->launch().name, text); });
    // Queued: a start that fails says so at once, while the fleet is still being changed.
    connect(
        process, &WorkerProcess::ended, this,
        [this, &fleet, process](const QString &how) { onEnded(fleet, process, how); }, Qt::QueuedConnection);
    const auto place = std::ranges::upper_bound(
        fleet.members, process->launch().number, {},
        [](const ProcessFleet::Member &other) { return other.process->launch().number; });
    fleet.members.insert(place, std::move(member));
    process->start();
    Q_EMIT workerStarted(fleet.target.pool, fleet.describe(*fleet.byNumber(process->launch().number)));
}

void ProcessRunner::onEnded(ProcessFleet &fleet, WorkerProcess *process, const QString &how)
{
    const auto found = std::ranges::find_if(fleet.members, [process](const ProcessFleet::Member &member) {
        return member.process.get() == process;
    });
    if (found == fleet.members.end())
        return;
    const ProcessFleet::Member gone = std::move(*found);
    fleet.members.erase(found);
    m_ports.giveBack(process->launch().port);
    fleet.activities.erase(process->launch().id);
    Worker worker;
    worker.id = process->launch().id;
    worker.name = process->launch().name;
    worker.port = process->launch().port;
    worker.state = WorkerState::Exited;
    worker.started = process->started();
    if (!process->isEnding() && process->age() < ProcessFleet::settledAge)
        retryLater(fleet, how);
    Q_EMIT workerEnded(fleet.target.pool, worker, how);
    if (m_shuttingDown)
        finishShutdownIfDone();
    else
        reconcileAll(); // another pool may have waited for its port
}

void ProcessRunner::retryLater(ProcessFleet &fleet, const QString &how)
{
    if (!fleet.retry.isActive()) // those that died together failed once
        fleet.retry.start(fleet.backoff.next());
    if (fleet.backoff.tries() >= failuresToReport)
        fleet.startFault = Error{ErrorKind::Unavailable, QStringLiteral("start worker"), how, 0, true};
}

void ProcessRunner::measure()
{
    for (const auto &[pool, fleet] : m_fleets) {
        for (ProcessFleet::Member &member : fleet->members) {
            const std::optional<qint64> pid = member.process->pid();
            const Result<ProcessReading> reading =
                pid ? readProcess(*pid) : fail(ErrorKind::NotFound, QStringLiteral("read process"));
            member.cpu.reset();
            if (reading && member.reading)
                member.cpu = cpuBetween(*member.reading, *reading);
            member.reading = reading ? std::optional(*reading) : std::nullopt;
        }
    }
    reconcileAll(); // fleets have aged, and somebody else may have freed a port
}

ProcessFleet *ProcessRunner::find(const PoolId &pool) const
{
    const auto found = m_fleets.find(pool);
    return found == m_fleets.end() ? nullptr : found->second.get();
}

void ProcessRunner::finishShutdownIfDone()
{
    const bool done =
        std::ranges::all_of(m_fleets, [](const auto &entry) { return entry.second->members.empty(); });
    if (done)
        Q_EMIT shutDown();
}

} // namespace crescendo
