#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <optional>

namespace crescendo {

/// Why an evaluation ended as it did.
enum class DecisionReason {
    ScaledUp,
    ScaledDown,
    WithinThresholds, // load between the thresholds: nothing to do
    AtTarget, // load asks for what is already there
    AtMaximum,
    AtMinimum,
    Cooldown,
    Disabled,
    Stopped,
    Held,
    Manual, // an operator set the target
    StartUp, // filled to MinWorkers
    NoData, // load unknown: nothing is decided
};

/// What kept a decision from going further.
enum class Limit { None, MaxWorkers, MinWorkers, Ports, Cooldown, Hold };

/// One evaluation of a policy, also when nothing happens. The same type serves our policy, an HPA's status
/// and a simulation.
struct Decision {
    PoolId pool;
    TimePoint at;
    int from = 0; ///< workers wanted before; equal to `to` where nobody tells it
    int to = 0; ///< workers wanted after; equal to `from` when nothing happens
    int wanted = 0; ///< what the load alone would ask for, without limits
    std::optional<int> load; ///< pending + running; nothing when unknown
    DecisionReason reason = DecisionReason::WithinThresholds;
    Limit limitedBy = Limit::None;
    Seconds cooldownLeft{0};
    QString note; ///< an operator's reason, or other evidence in its source's words

    bool changes() const
    {
        return from != to || reason == DecisionReason::ScaledUp || reason == DecisionReason::ScaledDown;
    }
    bool operator==(const Decision &) const = default;
};

/// Stable names for JSON, metrics and storage: "scaledUp", "maxWorkers", …
QString toString(DecisionReason reason);
std::optional<DecisionReason> decisionReasonFrom(const QString &name);
QString toString(Limit limit);
std::optional<Limit> limitFrom(const QString &name);

} // namespace crescendo
