#include "domain/decision.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<DecisionReason, 13> reasonNames{{
    {DecisionReason::ScaledUp, "scaledUp"},
    {DecisionReason::ScaledDown, "scaledDown"},
    {DecisionReason::WithinThresholds, "withinThresholds"},
    {DecisionReason::AtTarget, "atTarget"},
    {DecisionReason::AtMaximum, "atMaximum"},
    {DecisionReason::AtMinimum, "atMinimum"},
    {DecisionReason::Cooldown, "cooldown"},
    {DecisionReason::Disabled, "disabled"},
    {DecisionReason::Stopped, "stopped"},
    {DecisionReason::Held, "held"},
    {DecisionReason::Manual, "manual"},
    {DecisionReason::StartUp, "startUp"},
    {DecisionReason::NoData, "noData"},
}};

constexpr EnumNames<Limit, 6> limitNames{{
    {Limit::None, "none"},
    {Limit::MaxWorkers, "maxWorkers"},
    {Limit::MinWorkers, "minWorkers"},
    {Limit::Ports, "ports"},
    {Limit::Cooldown, "cooldown"},
    {Limit::Hold, "hold"},
}};

} // namespace

QString toString(DecisionReason reason)
{
    return nameOf(reasonNames, reason);
}

std::optional<DecisionReason> decisionReasonFrom(const QString &name)
{
    return valueOf(reasonNames, name);
}

QString toString(Limit limit)
{
    return nameOf(limitNames, limit);
}

std::optional<Limit> limitFrom(const QString &name)
{
    return valueOf(limitNames, name);
}

} // namespace crescendo
