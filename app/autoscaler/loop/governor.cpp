#include "autoscaler/loop/governor.h"

#include "api/jsonreader.h"
#include "api/poolstate.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int mostWorkers = 10'000; // what a damaged file may at most ask for
constexpr Seconds longestHold = std::chrono::days(7);

Seconds roundedUp(Millis time)
{
    return std::chrono::ceil<Seconds>(std::max(time, Millis(0)));
}

QString tagOf(const Profile &profile, const WorkerLimits &limits)
{
    const QJsonObject values{
        {QStringLiteral("profile"), toJson(profile)},
        {QStringLiteral("jobs"), limits.maxConcurrentJobs},
        {QStringLiteral("memory"), limits.memory.value_or(Bytes()).value},
    };
    const QByteArray text = QJsonDocument(values).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex().left(8));
}

} // namespace

QJsonObject toJson(const GovernorState &state)
{
    QJsonObject object{
        {QStringLiteral("stopped"), state.stopped},
        {QStringLiteral("revision"), state.revision},
    };
    if (state.target)
        object.insert(QStringLiteral("target"), *state.target);
    if (state.hold)
        object.insert(QStringLiteral("hold"), toJson(*state.hold));
    if (state.lastAction)
        object.insert(QStringLiteral("lastAction"), toIso(*state.lastAction));
    return object;
}

Result<GovernorState> governorStateFromJson(const QJsonObject &object)
{
    JsonReader reader(object, QStringLiteral("stored state"));
    GovernorState state;
    state.stopped = reader.boolean("stopped");
    state.revision = reader.integer64("revision");
    state.target = reader.optionalInteger("target");
    if (state.target && (*state.target < 0 || *state.target > mostWorkers))
        reader.complain("target", QStringLiteral("0 to %1").arg(mostWorkers));
    if (reader.has("hold")) {
        reader.object("hold", [&state](JsonReader &inner) {
            state.hold = Hold{inner.integer("replicas"), inner.time("until"), inner.optionalText("reason")};
        });
    }
    state.lastAction = reader.optionalTime("lastAction");
    return reader.result().map([&state] { return state; });
}

PoolGovernor::PoolGovernor(PoolId pool, const Clock &clock) : m_pool(std::move(pool)), m_clock(clock)
{
}

void PoolGovernor::restore(const GovernorState &state)
{
    m_target = state.target;
    m_stopped = state.stopped;
    m_revision = state.revision;
    m_hold = state.hold;
    const TimePoint now = m_clock.now();
    if (m_hold)
        m_holdEnds = m_clock.steadyNow() + std::clamp<Millis>(m_hold->until - now, Millis(0), longestHold);
    m_lastAction.reset();
    if (state.lastAction) {
        m_lastAction = m_clock.steadyNow() - std::max(now - *state.lastAction, Millis(0));
        m_lastActionAt = *state.lastAction;
    }
}

GovernorState PoolGovernor::state() const
{
    GovernorState state{m_target, m_stopped, m_hold, std::nullopt, m_revision};
    if (m_lastAction)
        state.lastAction = m_lastActionAt;
    return state;
}

void PoolGovernor::configure(const Profile &profile, const WorkerLimits &limits)
{
    m_profile = profile;
    m_limits = limits;
    m_valuesTag = tagOf(profile, limits);
}

void PoolGovernor::adopt(int present)
{
    if (!m_target)
        m_target = present;
}

Decision PoolGovernor::evaluate(const std::optional<QueueDepth> &queue, const std::optional<int> &capacity)
{
    endHoldIfDue();
    ThresholdInput input;
    input.pool = m_pool;
    input.now = m_clock.now();
    input.queue = queue;
    input.present = m_target.value_or(0);
    input.sinceLastAction = sinceLastAction();
    input.portCapacity = capacity;
    input.stopped = m_stopped;
    if (m_hold) // its end on today's wall clock, which may have jumped since it began
        input.hold = Hold{m_hold->workers, input.now + (m_holdEnds - m_clock.steadyNow()), m_hold->reason};
    Decision decision = crescendo::evaluate(input, m_profile);
    if (decision.changes()) {
        m_target = decision.to;
        // Filling to MinWorkers is no scaling: the cooldown is for what follows a load.
        if (decision.reason != DecisionReason::StartUp)
            noteAction();
    }
    return decision;
}

Result<> PoolGovernor::checkScale(int replicas, const std::optional<Seconds> &hold,
                                  const std::optional<int> &capacity) const
{
    const auto refuse = [](const QString &why) {
        return fail(ErrorKind::InvalidInput, QStringLiteral("scale by hand"), why);
    };
    if (m_stopped)
        return refuse(QStringLiteral("%1 is stopped; start the pool first").arg(m_pool.value));
    if (replicas < m_profile.minWorkers)
        return refuse(QStringLiteral("%1 is below MinWorkers (%2); edit the profile, or stop the pool")
                          .arg(replicas)
                          .arg(m_profile.minWorkers));
    if (replicas > m_profile.maxWorkers)
        return refuse(QStringLiteral("%1 is above MaxWorkers (%2), the hard limit; edit the profile first")
                          .arg(replicas)
                          .arg(m_profile.maxWorkers));
    if (capacity && replicas > *capacity)
        return refuse(QStringLiteral("the ports have room for %1 workers, not %2; widen the port range")
                          .arg(*capacity)
                          .arg(replicas));
    if (hold && (*hold <= Seconds(0) || *hold > longestHold))
        return refuse(QStringLiteral("a hold lasts from 1 second to 7 days (604800)"));
    return {};
}

Decision PoolGovernor::scale(int replicas, const std::optional<Seconds> &hold, const QString &reason)
{
    Decision decision;
    decision.pool = m_pool;
    decision.at = m_clock.now();
    decision.from = m_target.value_or(0);
    decision.to = replicas;
    decision.wanted = replicas;
    decision.reason = DecisionReason::Manual;
    decision.note = reason;
    m_target = replicas;
    noteAction();
    m_hold.reset();
    if (hold) {
        m_hold = Hold{replicas, m_clock.now() + *hold, reason};
        m_holdEnds = m_clock.steadyNow() + *hold;
    }
    ++m_revision;
    return decision;
}

std::optional<Decision> PoolGovernor::takeOver(int workers)
{
    const bool stops = workers == 0;
    const int wanted = stops ? 0 : std::clamp(workers, m_profile.minWorkers, m_profile.maxWorkers);
    if (hold() || (wanted == target() && stops == m_stopped))
        return std::nullopt;
    const Decision decision = scale(wanted, std::nullopt, QStringLiteral("changed from outside"));
    setStopped(stops);
    return decision;
}

void PoolGovernor::releaseHold()
{
    if (!m_hold)
        return;
    m_hold.reset();
    ++m_revision;
}

void PoolGovernor::setStopped(bool stopped)
{
    if (m_stopped == stopped)
        return;
    m_stopped = stopped;
    ++m_revision;
    if (stopped) {
        m_hold.reset();
        m_target = 0;
    }
}

std::optional<int> PoolGovernor::target() const
{
    return m_stopped ? std::optional(0) : m_target;
}

std::optional<Hold> PoolGovernor::hold() const
{
    return m_hold && m_clock.steadyNow() < m_holdEnds ? m_hold : std::nullopt;
}

Seconds PoolGovernor::cooldownLeft() const
{
    const auto since = sinceLastAction();
    return since ? roundedUp(m_profile.cooldown - *since) : Seconds(0);
}

QString PoolGovernor::version() const
{
    return QString::number(m_revision) + QLatin1Char('-') + m_valuesTag;
}

void PoolGovernor::endHoldIfDue()
{
    if (m_hold && m_clock.steadyNow() >= m_holdEnds)
        m_hold.reset();
}

void PoolGovernor::noteAction()
{
    m_lastAction = m_clock.steadyNow();
    m_lastActionAt = m_clock.now();
}

std::optional<Millis> PoolGovernor::sinceLastAction() const
{
    return m_lastAction ? std::optional(m_clock.steadyNow() - *m_lastAction) : std::nullopt;
}

} // namespace crescendo
