#include "ui/pages/pool/poolmarks.h"

#include "ui/presentation/decisiontext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct PoolMarks {
    Q_DECLARE_TR_FUNCTIONS(crescendo::PoolMarks)
};

bool isHeld(const Decision &decision)
{
    return decision.reason == DecisionReason::Held || decision.limitedBy == Limit::Hold;
}

ChartMark markOf(const Decision &decision)
{
    const DecisionLine line = lineOf(decision);
    MarkKind kind = decision.to > decision.from ? MarkKind::Up : MarkKind::Down;
    if (decision.reason == DecisionReason::Manual)
        kind = MarkKind::Operator;
    return {decision.at, kind, QStringLiteral("%1 %2").arg(line.title, line.change)};
}

} // namespace

ChartMarks marksOf(const std::vector<Decision> &decisions, const std::optional<Hold> &hold, TimePoint now)
{
    ChartMarks marks;
    std::optional<TimePoint> heldSince;
    std::optional<TimePoint> manualAt; // of the decision just before
    for (auto decision = decisions.rbegin(); decision != decisions.rend(); ++decision) {
        const bool isManual = decision->reason == DecisionReason::Manual;
        if (decision->changes() || isManual)
            marks.marks.push_back(markOf(*decision));
        if (isHeld(*decision) && !heldSince) {
            heldSince = manualAt.value_or(decision->at); // the evaluation after the operator's change says so
        } else if (!isHeld(*decision) && heldSince) {
            marks.holds.push_back({{*heldSince, decision->at}, PoolMarks::tr("hold")});
            heldSince.reset();
        }
        manualAt = isManual ? std::optional(decision->at) : std::nullopt;
    }
    if (hold)
        marks.holds.push_back({{heldSince ? *heldSince : manualAt.value_or(now), hold->until},
                               PoolMarks::tr("hold until %1").arg(momentText(hold->until, now))});
    else if (heldSince)
        marks.holds.push_back({{*heldSince, now}, PoolMarks::tr("hold")});
    return marks;
}

} // namespace crescendo
