#include "autoscaler/runner/processrunner.h"

#include "autoscaler/runner/fleetplan.h"
#include "autoscaler/runner/workerprocess.h"
#include "system/processreading.h"

#include <QRandomGenerator>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Millis measuringInterval{2'000};
constexpr Millis firstRetry{500};
constexpr Millis longestRetry{30'000};
constexpr Millis settledAge{10'000}; // a worker that lived this long did not fail at its start
constexpr int failuresToReport = 3;

} // namespace

struct ProcessRunner::Member {
    std::unique_ptr<WorkerProcess> process;
    bool draining = false;
    std::optional<ProcessReading> reading;
    std::optional<MilliCores> cpu;
};

struct ProcessRunner::Fleet {
    PoolTarget target;
    std::vector<Member> members; // by number
    Activities activities;
    std::optional<Error> fault;
    QTimer retry;
    int failures = 0; // workers in a row that died at once
    int capacity = 0;

    const WorkerActivity *activityOf(const Member &member) const
    {
        const auto found = activities.find(member.process->launch().id);
        return found == activities.end() ? nullptr : &found->second;
    }
    WorkerState stateOf(const Member &member) const
    {
        const WorkerActivity *activity = activityOf(member);
        if (member.draining || member.process->isEnding())
            return WorkerState::Draining;
        if (!activity)
            return WorkerState::Starting;
        return activity->job ? WorkerState::Busy : WorkerState::Idle;
    }
    Member *byNumber(int number)
    {
        const auto found = std::ranges::find_if(
            members, [number](const Member &member) { return member.process->launch().number == number; });
        return found == members.end() ? nullptr : &*found;
    }
};

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
    std::unique_ptr<Fleet> &fleet = m_fleets[target.pool];
    if (!fleet) {
        fleet = std::make_unique<Fleet>();
        fleet->retry.setSingleShot(true);
        connect(&fleet->retry, &QTimer::timeout, this, [this, own = fleet.get()] { reconcile(*own); });
    }
    if (fleet->target.workers != target.workers)
        fleet->fault.reset();
    fleet->target = target;
    updateCapacity(*fleet);
    reconcile(*fleet);
}

void ProcessRunner::setActivities(const PoolId &pool, const Activities &activities)
{
    const auto found = m_fleets.find(pool);
    if (found == m_fleets.end())
        return;
    Fleet &fleet = *found->second;
    fleet.activities = activities;
    endIdle(fleet);
    Q_EMIT changed(pool);
}

Result<> ProcessRunner::drain(const PoolId &pool, const WorkerId &worker)
{
    const auto found = m_fleets.find(pool);
    if (found != m_fleets.end()) {
        for (Member &member : found->second->members) {
            if (member.process->launch().id != worker)
                continue;
            member.draining = true;
            reconcile(*found->second);
            return {};
        }
    }
    return fail(ErrorKind::NotFound, QStringLiteral("drain worker"),
                QStringLiteral("%1 has no worker '%2'").arg(pool.value, worker.value));
}

std::optional<int> ProcessRunner::present(const PoolId &pool) const
{
    const Fleet *fleet = find(pool);
    if (!fleet)
        return std::nullopt;
    return static_cast<int>(
        std::ranges::count_if(fleet->members, [](const Member &member) { return !member.draining; }));
}

std::vector<Worker> ProcessRunner::workers(const PoolId &pool) const
{
    std::vector<Worker> result;
    if (const Fleet *fleet = find(pool)) {
        for (const Member &member : fleet->members)
            result.push_back(describe(member));
    }
    return result;
}

bool ProcessRunner::mayWork(const PoolId &pool, const WorkerId &worker) const
{
    const Fleet *fleet = find(pool);
    return fleet && !m_shuttingDown && std::ranges::any_of(fleet->members, [&worker](const Member &member) {
               return member.process->launch().id == worker && !member.draining
                   && !member.process->isEnding();
           });
}

std::optional<int> ProcessRunner::capacity(const PoolId &pool) const
{
    const Fleet *fleet = find(pool);
    return fleet ? std::optional(fleet->capacity) : std::nullopt;
}

std::optional<Error> ProcessRunner::fault(const PoolId &pool) const
{
    const Fleet *fleet = find(pool);
    return fleet ? fleet->fault : std::nullopt;
}

void ProcessRunner::beginShutdown()
{
    m_shuttingDown = true;
    for (auto &[pool, fleet] : m_fleets) {
        fleet->retry.stop();
        for (Member &member : fleet->members)
            member.process->end(m_options.shutdownGrace);
    }
    QMetaObject::invokeMethod(this, &ProcessRunner::finishShutdownIfDone, Qt::QueuedConnection);
}

void ProcessRunner::reconcile(Fleet &fleet)
{
    if (m_shuttingDown || !fleet.target.workers)
        return;
    std::vector<FleetMember> members;
    for (const Member &member : fleet.members) {
        if (!member.process->isEnding()) {
            members.push_back({member.process->launch().number, fleet.stateOf(member),
                               member.process->launch().limits != fleet.target.limits});
        }
    }
    const FleetPlan plan = planFleet(members, *fleet.target.workers);
    for (const int number : plan.takeBack)
        fleet.byNumber(number)->draining = false;
    for (const int number : plan.drain)
        fleet.byNumber(number)->draining = true;
    endIdle(fleet);
    if (plan.start > 0 && !fleet.retry.isActive()) {
        for (int i = 0; i < plan.start; ++i)
            startOne(fleet);
    }
    updateCapacity(fleet);
    Q_EMIT changed(fleet.target.pool);
}

void ProcessRunner::endIdle(Fleet &fleet)
{
    for (Member &member : fleet.members) {
        const WorkerActivity *activity = fleet.activityOf(member);
        if (member.draining && !(activity && activity->job))
            member.process->end(m_options.grace);
    }
}

void ProcessRunner::startOne(Fleet &fleet)
{
    const PoolTarget &target = fleet.target;
    const std::optional<quint16> port = m_ports.take(target.ports, target.portsFromTop);
    if (!port) {
        fleet.fault =
            Error{ErrorKind::LimitExceeded, QStringLiteral("start worker"),
                  QStringLiteral("no free port in %1-%2").arg(target.ports.first).arg(target.ports.last)};
        fleet.retry.start(longestRetry);
        return;
    }
    if (fleet.fault && fleet.fault->kind == ErrorKind::LimitExceeded)
        fleet.fault.reset();
    WorkerLaunch launch;
    launch.program = m_options.program;
    launch.service = m_options.service;
    launch.tokenFile = m_options.tokenFile;
    launch.pool = target.pool;
    launch.number = freeNumber(fleet);
    launch.name = QStringLiteral("%1-%2-%3").arg(m_options.project, target.service).arg(launch.number);
    launch.id = {launch.name + QLatin1Char('.') + QString::number(++m_incarnation, 36)};
    launch.port = *port;
    launch.limits = target.limits;

    Member member;
    member.process = std::make_unique<WorkerProcess>(std::move(launch), m_clock);
    WorkerProcess *process = member.process.get();
    connect(process, &WorkerProcess::line, this,
            [this, process](const QString &text) { Q_EMIT workerLine(process->launch().name, text); });
    // Queued: a start that fails says so at once, while the fleet is still being changed.
    connect(
        process, &WorkerProcess::ended, this,
        [this, &fleet, process](const QString &how) { onEnded(fleet, process, how); }, Qt::QueuedConnection);
    const auto place =
        std::ranges::upper_bound(fleet.members, process->launch().number, {},
                                 [](const Member &other) { return other.process->launch().number; });
    fleet.members.insert(place, std::move(member));
    process->start();
    const Member *added = fleet.byNumber(process->launch().number);
    Q_EMIT workerStarted(target.pool, describe(*added));
}

void ProcessRunner::onEnded(Fleet &fleet, WorkerProcess *process, const QString &how)
{
    const auto found = std::ranges::find_if(
        fleet.members, [process](const Member &member) { return member.process.get() == process; });
    if (found == fleet.members.end())
        return;
    const Member gone = std::move(*found);
    fleet.members.erase(found);
    m_ports.giveBack(process->launch().port);
    fleet.activities.erase(process->launch().id);
    Worker worker;
    worker.id = process->launch().id;
    worker.name = process->launch().name;
    worker.port = process->launch().port;
    worker.state = WorkerState::Exited;
    worker.started = process->started();
    if (!process->isEnding() && process->age() < settledAge)
        retryLater(fleet, how);
    else
        fleet.failures = 0;
    Q_EMIT workerEnded(fleet.target.pool, worker, how);
    if (m_shuttingDown)
        finishShutdownIfDone();
    else
        reconcile(fleet);
}

void ProcessRunner::retryLater(Fleet &fleet, const QString &how)
{
    ++fleet.failures;
    const Millis delay =
        std::min<Millis>(longestRetry, firstRetry * (1LL << std::min(fleet.failures - 1, 6)));
    fleet.retry.start(delay);
    if (fleet.failures >= failuresToReport)
        fleet.fault = Error{ErrorKind::Unavailable, QStringLiteral("start worker"), how, 0, true};
}

void ProcessRunner::measure()
{
    for (auto &[pool, fleet] : m_fleets) {
        if (fleet->members.empty())
            continue;
        for (Member &member : fleet->members) {
            const std::optional<qint64> pid = member.process->pid();
            const Result<ProcessReading> reading =
                pid ? readProcess(*pid) : fail(ErrorKind::NotFound, QStringLiteral("read process"));
            member.cpu.reset();
            if (reading && member.reading)
                member.cpu = cpuBetween(*member.reading, *reading);
            member.reading = reading ? std::optional(*reading) : std::nullopt;
            if (member.process->age() > settledAge && !member.draining) {
                fleet->failures = 0;
                if (fleet->fault && fleet->fault->kind == ErrorKind::Unavailable)
                    fleet->fault.reset();
            }
        }
        updateCapacity(*fleet);
        Q_EMIT changed(pool);
    }
}

void ProcessRunner::updateCapacity(Fleet &fleet)
{
    fleet.capacity = static_cast<int>(fleet.members.size()) + m_ports.free(fleet.target.ports);
}

int ProcessRunner::freeNumber(const Fleet &fleet) const
{
    int number = 1;
    for (const Member &member : fleet.members) {
        if (member.process->launch().number != number)
            break;
        ++number;
    }
    return number;
}

Worker ProcessRunner::describe(const Member &member) const
{
    const WorkerLaunch &launch = member.process->launch();
    const Fleet &fleet = *find(launch.pool);
    Worker worker;
    worker.id = launch.id;
    worker.name = launch.name;
    worker.port = launch.port;
    worker.pid = member.process->pid();
    worker.state = fleet.stateOf(member);
    worker.started = member.process->started();
    worker.cpu = member.cpu;
    if (member.reading)
        worker.memory = member.reading->resident;
    if (const WorkerActivity *activity = fleet.activityOf(member); activity && activity->job) {
        worker.job = activity->job;
        worker.progress = activity->progress;
    }
    return worker;
}

const ProcessRunner::Fleet *ProcessRunner::find(const PoolId &pool) const
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
