#pragma once

#include "domain/pool.h"
#include "policy/threshold.h"

#include <QJsonObject>

#include <optional>

namespace crescendo {

/// What of a pool's governance survives a restart.
struct GovernorState {
    std::optional<int> target; ///< nothing: never decided
    bool stopped = false;
    std::optional<Hold> hold;
    std::optional<TimePoint> lastAction;
    qint64 revision = 0; ///< grows with everything that an operator commands

    bool operator==(const GovernorState &) const = default;
};

QJsonObject toJson(const GovernorState &state);
Result<GovernorState> governorStateFromJson(const QJsonObject &object);

/// Who decides a pool's target: the policy, or an operator. Pure but for the clock; does no I/O.
class PoolGovernor {
public:
    PoolGovernor(PoolId pool, const Clock &clock);

    void restore(const GovernorState &state);
    GovernorState state() const;
    /// New values from the configuration. They count in the version by what they are, so that it differs also
    /// when they were edited while the service did not run.
    void configure(const Profile &profile, const WorkerLimits &limits);
    /// Takes what already runs as the target, if none was ever decided.
    void adopt(int present);

    /// One evaluation; the target follows it.
    Decision evaluate(const std::optional<QueueDepth> &queue, const std::optional<int> &capacity);

    /// What a manual scale would do; InvalidInput says which limit it breaks and what to do instead.
    Result<> checkScale(int replicas, const std::optional<Seconds> &hold,
                        const std::optional<int> &capacity) const;
    Decision scale(int replicas, const std::optional<Seconds> &hold, const QString &reason);
    /// Makes what others did past us the target, as if it were scaled, stopped (0) or started by hand.
    /// Nothing where a hold or the limits leave the target as it is.
    std::optional<Decision> takeOver(int workers);
    void releaseHold();
    void setStopped(bool stopped);

    /// Workers that there shall be now: 0 while stopped.
    std::optional<int> target() const;
    std::optional<Hold> hold() const;
    bool isStopped() const { return m_stopped; }
    Seconds cooldownLeft() const;
    QString version() const; ///< another one after everything that an operator changes
    const Profile &profile() const { return m_profile; }
    const WorkerLimits &limits() const { return m_limits; }

private:
    void endHoldIfDue();
    void noteAction();
    std::optional<Millis> sinceLastAction() const;

    PoolId m_pool;
    const Clock &m_clock;
    Profile m_profile;
    WorkerLimits m_limits;
    QString m_valuesTag; // stands for the profile and the limits in the version
    std::optional<int> m_target;
    bool m_stopped = false;
    std::optional<Hold> m_hold;
    SteadyPoint m_holdEnds; // counts, so that a jump of the system clock does not end a hold
    std::optional<SteadyPoint> m_lastAction;
    TimePoint m_lastActionAt; // the same moment for the state file
    qint64 m_revision = 0;
};

} // namespace crescendo
