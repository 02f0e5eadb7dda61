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
    const std::vector<Decision> oldestFirst(decisions.rbegin(), decisions.rend());
    bool wasHeld = false;
    TimePoint
        since; // of the hold, or of the operator's change just before: the next evaluation says that it holds
    for (const Decision &decision : oldestFirst) {
        const bool isManual = decision.reason == DecisionReason::Manual;
        if (decision.changes() || isManual)
            marks.marks.push_back(markOf(decision));
        if (wasHeld && !isHeld(decision))
            marks.holds.push_back({{since, decision.at}, PoolMarks::tr("hold")});
        if (isManual || (isHeld(decision) && !wasHeld && since == TimePoint()))
            since = decision.at;
        else if (!isHeld(decision))
            since = TimePoint();
        wasHeld = isHeld(decision);
    }
    if (since == TimePoint())
        since = now;
    if (hold)
        marks.holds.push_back(
            {{since, hold->until}, PoolMarks::tr("hold until %1").arg(momentText(hold->until, now))});
    else if (wasHeld)
        marks.holds.push_back({{since, now}, PoolMarks::tr("hold")});
    return marks;
}

} // namespace crescendo
