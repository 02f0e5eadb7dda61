#include "ui/pages/pool/poolmarks.h"

#include "ui/presentation/changetext.h"
#include "ui/presentation/decisiontext.h"
#include "ui/presentation/statetext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

struct PoolMarks {
    Q_DECLARE_TR_FUNCTIONS(crescendo::PoolMarks)
};

/// Between a change and its decision: the service hears of it at once, by a clock of its own.
constexpr Millis clocksDiffer = Seconds(10);

bool isHeld(const Decision &decision)
{
    return decision.reason == DecisionReason::Held || decision.limitedBy == Limit::Hold;
}

ChartMark markOf(const Decision &decision)
{
    const DecisionLine line = lineOf(decision);
    const bool isUp = decision.to > decision.from || decision.reason == DecisionReason::ScaledUp;
    MarkKind kind = isUp ? MarkKind::Up : MarkKind::Down;
    if (decision.reason == DecisionReason::Manual)
        kind = MarkKind::Operator;
    return {decision.at, kind, QStringLiteral("%1 %2").arg(line.title, line.change)};
}

/// What was refused or failed changed nothing, and jobs are none of the pool's scaling.
bool isMarked(const JournalEntry &entry)
{
    return entry.state != ChangeState::Refused && entry.state != ChangeState::Failed
        && !jobOf(entry.change.action);
}

ChartMark markOf(const JournalEntry &entry)
{
    QStringList parts{PoolMarks::tr("%1 by %2").arg(titleOf(entry.change), entry.who)};
    if (!entry.change.reason.isEmpty())
        parts << PoolMarks::tr("“%1”").arg(entry.change.reason);
    if (entry.state != ChangeState::Verified)
        parts << textOf(entry.state).text;
    return {entry.at, MarkKind::Operator, parts.join(QStringLiteral(", "))};
}

/// Whether an operator's change of this console made the decision.
bool isMadeBy(const std::vector<JournalEntry> &changes, const Decision &decision)
{
    return std::ranges::any_of(changes, [&decision](const JournalEntry &entry) {
        const auto *set = std::get_if<SetReplicas>(&entry.change.action);
        return set && set->replicas == decision.to && isMarked(entry)
            && std::chrono::abs(decision.at - entry.at) <= clocksDiffer;
    });
}

std::vector<ChartMark> marksOf(const std::vector<Decision> &decisions,
                               const std::vector<JournalEntry> &changes)
{
    std::vector<ChartMark> marks;
    for (const Decision &decision : decisions) {
        const bool isManual = decision.reason == DecisionReason::Manual;
        if (isManual ? !isMadeBy(changes, decision) : decision.changes())
            marks.push_back(markOf(decision));
    }
    for (const JournalEntry &entry : changes) {
        if (isMarked(entry))
            marks.push_back(markOf(entry));
    }
    std::ranges::stable_sort(marks, {}, &ChartMark::at);
    return marks;
}

std::vector<ChartNote> holdsOf(const std::vector<Decision> &decisions, const std::optional<Hold> &hold,
                               TimePoint now)
{
    std::vector<ChartNote> holds;
    const std::vector<Decision> oldestFirst(decisions.rbegin(), decisions.rend());
    bool wasHeld = false;
    TimePoint
        since; // of the hold, or of the operator's change just before: the next evaluation says that it holds
    for (const Decision &decision : oldestFirst) {
        const bool isManual = decision.reason == DecisionReason::Manual;
        if (wasHeld && !isHeld(decision))
            holds.push_back({{since, decision.at}, PoolMarks::tr("hold")});
        if (isManual || (isHeld(decision) && !wasHeld && since == TimePoint()))
            since = decision.at;
        else if (!isHeld(decision))
            since = TimePoint();
        wasHeld = isHeld(decision);
    }
    if (since == TimePoint())
        since = now;
    if (hold)
        holds.push_back(
            {{since, hold->until}, PoolMarks::tr("hold until %1").arg(momentText(hold->until, now))});
    else if (wasHeld)
        holds.push_back({{since, now}, PoolMarks::tr("hold")});
    return holds;
}

} // namespace

ChartMarks marksOf(const std::vector<Decision> &decisions, const std::vector<JournalEntry> &changes,
                   const std::optional<Hold> &hold, TimePoint now)
{
    return {marksOf(decisions, changes), holdsOf(decisions, hold, now), {}};
}

} // namespace crescendo
