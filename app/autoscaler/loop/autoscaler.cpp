#include "autoscaler/loop/autoscaler.h"

#include "autoscaler/loop/scalinglines.h"
#include "autoscaler/loop/servicelog.h"

#include <QRegularExpression>

#include <algorithm>

namespace crescendo {
namespace {

constexpr std::size_t keptDecisions = 50;

/// A failure's text without what is another each time: numbers, names with a number, ids.
QString causeOf(const Error &fault)
{
    static const QRegularExpression varying(QStringLiteral("[\\w.:-]*\\d[\\w.:-]*"));
    return QString(fault.detail).replace(varying, QStringLiteral("#"));
}

void countWorkers(Pool &pool)
{
    pool.ready = static_cast<int>(std::ranges::count_if(pool.workers, &Worker::isReady));
    pool.busy = static_cast<int>(
        std::ranges::count_if(pool.workers, [](const Worker &worker) { return worker.job.has_value(); }));
}

} // namespace

struct Autoscaler::Governed {
    Governed(const PoolId &id, const Clock &clock) : pool(id), governor(id, clock) {}

    PoolId pool;
    PoolPlan plan;
    PoolGovernor governor;
    std::deque<Decision> decisions; // newest first
    bool awaited = false; // a target was set and is not reached yet
    QString saidCause; // of the failure that the log already tells of
};

Autoscaler::Autoscaler(const Clock &clock, Queue queue, Runner &runner, StateFile file, ServiceLog &log,
                       QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_queue(std::move(queue))
    , m_runner(runner)
    , m_file(std::move(file))
    , m_log(log)
{
    connect(&m_timer, &QTimer::timeout, this, &Autoscaler::evaluateAll);
    connect(&m_runner, &Runner::changed, this, &Autoscaler::onRunnerChanged);
    connect(&m_runner, &Runner::changedOutside, this, &Autoscaler::onChangedOutside);
}

Autoscaler::~Autoscaler() = default;

void Autoscaler::configure(const AutoscalerPlan &plan)
{
    const bool said = m_running && plan.common == m_plan.common;
    m_plan = plan;
    for (const auto &[id, poolPlan] : plan.pools) {
        std::unique_ptr<Governed> &governed = m_pools[id];
        if (!governed)
            governed = std::make_unique<Governed>(id, m_clock);
        if (m_running && governed->plan.limits != poolPlan.limits)
            m_log.info(limitsLine(id, poolPlan.limits));
        governed->plan = poolPlan;
        governed->governor.configure(poolPlan.profile, poolPlan.limits);
    }
    if (!m_running)
        return;
    if (!said)
        m_log.info(enabledLine(plan.common));
    m_timer.start(m_plan.poll);
    evaluateAll();
}

void Autoscaler::start()
{
    Result<StateFile::States> states = m_file.read();
    if (!states)
        m_log.error(describe(states.error()));
    else {
        for (const auto &[id, state] : *states) {
            if (Governed *governed = find(id))
                governed->governor.restore(state);
        }
    }
    m_running = true;
    m_log.info(enabledLine(m_plan.common));
    m_timer.start(m_plan.poll);
    for (auto &[id, governed] : m_pools)
        resume(*governed);
    evaluateAll();
}

/// Observes what runs. Workers of a target from before are started again, though within today's limits.
void Autoscaler::resume(Governed &governed)
{
    m_runner.keep({governed.pool, governed.plan.service, std::nullopt, governed.plan.ports,
                   governed.plan.portsFromTop, governed.plan.limits});
    const std::optional<int> present = m_runner.present(governed.pool);
    const int target = std::min(governed.governor.target().value_or(0), governed.plan.profile.maxWorkers);
    if (target > present.value_or(target)) {
        m_log.info(startingLine(governed.pool, *present, target));
        governed.awaited = true;
    }
}

void Autoscaler::stop()
{
    m_running = false;
    m_timer.stop();
    m_runner.disconnect(this);
}

std::vector<PoolId> Autoscaler::pools() const
{
    std::vector<PoolId> ids;
    for (const auto &entry : m_pools)
        ids.push_back(entry.first);
    return ids;
}

Result<Pool> Autoscaler::pool(const PoolId &id) const
{
    const Governed *governed = find(id);
    if (!governed)
        return fail(ErrorKind::NotFound, QStringLiteral("read pool"),
                    QStringLiteral("there is no pool '%1'").arg(id.value));
    return poolOf(*governed, governed->governor);
}

Pool Autoscaler::poolOf(const Governed &governed, const PoolGovernor &governor) const
{
    const PoolId &id = governed.pool;
    Pool pool;
    pool.id = id;
    pool.version = governor.version();
    pool.queue = m_queue(id);
    pool.desired = governor.target();
    pool.profile = governor.profile();
    pool.limits = governor.limits();
    pool.stopped = governor.isStopped();
    pool.hold = governor.hold();
    pool.cooldownLeft = governor.cooldownLeft();
    pool.fault = m_runner.fault(id);
    pool.workers = m_runner.workers(id);
    countWorkers(pool);
    pool.decisions.assign(governed.decisions.begin(), governed.decisions.end());
    if (!pool.decisions.empty())
        pool.limitedBy = pool.decisions.front().limitedBy;
    pool.autoscaler = AutoscalerStatus::Active;
    if (!governor.profile().enabled)
        pool.autoscaler = AutoscalerStatus::Disabled;
    if (pool.fault)
        pool.autoscaler = AutoscalerStatus::Degraded;
    return pool;
}

const PoolGovernor *Autoscaler::governor(const PoolId &pool) const
{
    const Governed *governed = find(pool);
    return governed ? &governed->governor : nullptr;
}

/// The pool as it would be after the change. Its version is the present one, on which the change itself is to
/// be based.
Pool Autoscaler::preview(const Governed &governed, const Change &change) const
{
    PoolGovernor copy = governed.governor;
    change(copy);
    Pool pool = poolOf(governed, copy);
    pool.version = governed.governor.version();
    return pool;
}

Decision Autoscaler::decide(const PoolId &pool, PoolGovernor &governor) const
{
    return governor.evaluate(m_queue(pool), m_runner.capacity(pool));
}

Result<Pool> Autoscaler::poolWith(const PoolId &id, const Profile &profile, const WorkerLimits &limits) const
{
    const Governed *governed = find(id);
    if (!governed)
        return pool(id);
    return preview(*governed, [&](PoolGovernor &governor) {
        governor.configure(profile, limits);
        (void)decide(id, governor);
    });
}

QString Autoscaler::whyNotReady() const
{
    if (!m_running)
        return QStringLiteral("the service is shutting down");
    for (const auto &entry : m_pools) {
        if (m_runner.present(entry.first))
            continue;
        const std::optional<Error> fault = m_runner.fault(entry.first);
        return QStringLiteral("it is not known yet which %1 workers run").arg(entry.first.value)
            + (fault ? QStringLiteral(": ") + describe(*fault) : QString());
    }
    return {};
}

AutoscalerStatus Autoscaler::statusIf(bool enabled) const
{
    const bool degraded = std::ranges::any_of(
        m_pools, [this](const auto &entry) { return m_runner.fault(entry.first).has_value(); });
    if (degraded)
        return AutoscalerStatus::Degraded;
    return enabled ? AutoscalerStatus::Active : AutoscalerStatus::Disabled;
}

QString Autoscaler::version() const
{
    QStringList versions;
    for (const auto &entry : m_pools)
        versions << entry.second->governor.version();
    return versions.join(QLatin1Char('+'));
}

Result<> Autoscaler::check(const Command &command) const
{
    const Governed *governed = find(command.pool);
    if (!governed)
        return fail(ErrorKind::NotFound, QStringLiteral("change pool"),
                    QStringLiteral("there is no pool '%1'").arg(command.pool.value));
    const QString version = governed->governor.version();
    if (!command.ifMatch.isEmpty() && !command.ifMatch.contains(version))
        return fail(ErrorKind::Conflict, QStringLiteral("change pool"),
                    QStringLiteral("%1 has changed since: version %2, not %3")
                        .arg(command.pool.value, version, command.ifMatch.join(QStringLiteral(", "))));
    return {};
}

Result<Pool> Autoscaler::scale(const Command &command, int replicas, const std::optional<Seconds> &hold)
{
    return check(command)
        .and_then([&] {
            return find(command.pool)->governor.checkScale(replicas, hold, m_runner.capacity(command.pool));
        })
        .and_then([&]() -> Result<> {
            if (const auto obstacle = m_runner.obstacle(command.pool, replicas))
                return fail(ErrorKind::InvalidInput, QStringLiteral("scale by hand"), obstacle->detail);
            return {};
        })
        .and_then([&]() -> Result<Pool> {
            Governed &governed = *find(command.pool);
            Decision decision;
            const Change scale = [&](PoolGovernor &governor) {
                decision = governor.scale(replicas, hold, command.reason);
            };
            if (command.dryRun)
                return preview(governed, scale);
            return changeStored(governed, scale).map([&] {
                remember(governed, decision);
                announce(governed, decision);
                follow(governed);
                return poolOf(governed, governed.governor);
            });
        });
}

Result<Pool> Autoscaler::releaseHold(const Command &command)
{
    return check(command).and_then([&]() -> Result<Pool> {
        if (!find(command.pool)->governor.hold())
            return fail(ErrorKind::NotFound, QStringLiteral("release hold"),
                        QStringLiteral("%1 is not held").arg(command.pool.value));
        return changeAndEvaluate(
            command, [](PoolGovernor &governor) { governor.releaseHold(); },
            QStringLiteral("Hold of %1 workers released by hand"));
    });
}

Result<Pool> Autoscaler::setStopped(const Command &command, bool stopped)
{
    return check(command).and_then([&] {
        return changeAndEvaluate(
            command, [stopped](PoolGovernor &governor) { governor.setStopped(stopped); },
            stopped ? QStringLiteral("Stopping %1 workers by hand")
                    : QStringLiteral("Starting %1 workers by hand"));
    });
}

/// `line` is what the log says, with the pool in place of %1.
Result<Pool> Autoscaler::changeAndEvaluate(const Command &command, const Change &change, const QString &line)
{
    Governed &governed = *find(command.pool);
    if (command.dryRun)
        return preview(governed, [&](PoolGovernor &governor) {
            change(governor);
            (void)decide(command.pool, governor);
        });
    return changeStored(governed, change).map([&] {
        m_log.info(line.arg(command.pool.value));
        evaluate(governed);
        (void)store();
        return poolOf(governed, governed.governor);
    });
}

/// What an operator is told to be done must survive a restart: it is stored, or taken back.
Result<> Autoscaler::changeStored(Governed &governed, const Change &change)
{
    const GovernorState before = governed.governor.state();
    change(governed.governor);
    return store().map_error([&](const Error &error) {
        governed.governor.restore(before);
        return error;
    });
}

Result<Pool> Autoscaler::drain(const Command &command, const WorkerId &worker)
{
    return check(command)
        .and_then([&] { return pool(command.pool); })
        .and_then([&](Pool known) -> Result<Pool> {
            const auto found = std::ranges::find(known.workers, worker, &Worker::id);
            if (found == known.workers.end())
                return fail(ErrorKind::NotFound, QStringLiteral("drain worker"),
                            QStringLiteral("%1 has no worker '%2'").arg(command.pool.value, worker.value));
            if (command.dryRun) {
                found->state = WorkerState::Draining;
                countWorkers(known);
                return known;
            }
            m_log.info(QStringLiteral("Draining worker %1 by hand").arg(worker.value));
            return m_runner.drain(command.pool, worker).and_then([&] { return pool(command.pool); });
        });
}

void Autoscaler::evaluateAll()
{
    for (auto &[id, governed] : m_pools)
        evaluate(*governed);
    (void)store();
    Q_EMIT evaluated();
}

void Autoscaler::evaluate(Governed &governed)
{
    if (!m_running)
        return;
    if (!governed.governor.target()) {
        const std::optional<int> present = m_runner.present(governed.pool);
        if (!present)
            return; // nothing is decided before it is known what runs
        governed.governor.adopt(*present);
    }
    const Decision decision = decide(governed.pool, governed.governor);
    remember(governed, decision);
    if (decision.changes())
        announce(governed, decision);
    follow(governed);
}

void Autoscaler::announce(Governed &governed, const Decision &decision)
{
    if (!decision.changes())
        return;
    m_log.info(scalingLine(decision));
    governed.awaited = true;
    governed.saidCause.clear();
}

void Autoscaler::remember(Governed &governed, const Decision &decision)
{
    const bool news = decision.changes() || governed.decisions.empty()
        || governed.decisions.front().reason != decision.reason
        || governed.decisions.front().limitedBy != decision.limitedBy;
    // Evaluations that say the same again replace the one before, so that the list tells of a day and not of
    // a minute.
    if (!news && !governed.decisions.front().changes())
        governed.decisions.pop_front();
    governed.decisions.push_front(decision);
    if (governed.decisions.size() > keptDecisions)
        governed.decisions.pop_back();
    if (news)
        Q_EMIT decided(decision);
}

void Autoscaler::follow(Governed &governed)
{
    m_runner.keep({governed.pool, governed.plan.service, governed.governor.target(), governed.plan.ports,
                   governed.plan.portsFromTop, governed.plan.limits});
}

void Autoscaler::onRunnerChanged(const PoolId &id)
{
    Governed *governed = find(id);
    if (!governed || !m_running)
        return;
    if (!governed->governor.target() && m_runner.present(id)) {
        evaluate(*governed);
        return;
    }
    const int target = governed->governor.target().value_or(0);
    if (const std::optional<Error> fault = m_runner.fault(id)) {
        sayFailure(*governed, *fault);
        return;
    }
    const std::vector<Worker> workers = m_runner.workers(id);
    const auto ready = std::ranges::count_if(workers, &Worker::isReady);
    if (ready != target || m_runner.present(id) != target)
        return;
    governed->saidCause.clear();
    if (std::exchange(governed->awaited, false))
        m_log.info(scaledLine(id, target));
}

/// Once for each cause, until the target is reached or another one is set.
void Autoscaler::sayFailure(Governed &governed, const Error &fault)
{
    if (std::exchange(governed.saidCause, causeOf(fault)) == causeOf(fault))
        return;
    m_log.error(failureLine(governed.pool, governed.governor.target(), fault));
}

void Autoscaler::onChangedOutside(const PoolId &id, int workers)
{
    Governed *governed = find(id);
    if (!governed || !m_running)
        return;
    const std::optional<Decision> decision = governed->governor.takeOver(workers);
    if (!decision) {
        m_log.info(undoneLine(id, governed->governor.target().value_or(0)));
        return;
    }
    m_log.info(takenOverLine(*decision));
    remember(*governed, *decision);
    governed->awaited = true;
    follow(*governed);
    (void)store();
}

Result<> Autoscaler::store()
{
    StateFile::States states;
    for (const auto &[id, governed] : m_pools)
        states.emplace(id, governed->governor.state());
    if (states == m_stored)
        return {};
    Result<> written = m_file.write(states);
    if (written) {
        m_stored = std::move(states);
        m_storeFault.clear();
    } else if (m_storeFault != written.error().detail) {
        m_storeFault = written.error().detail;
        m_log.error(describe(written.error()));
    }
    return written;
}

Autoscaler::Governed *Autoscaler::find(const PoolId &pool)
{
    const auto found = m_pools.find(pool);
    return found == m_pools.end() ? nullptr : found->second.get();
}

const Autoscaler::Governed *Autoscaler::find(const PoolId &pool) const
{
    const auto found = m_pools.find(pool);
    return found == m_pools.end() ? nullptr : found->second.get();
}

} // namespace crescendo
