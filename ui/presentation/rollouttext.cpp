#include "ui/presentation/rollouttext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct RolloutTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::RolloutTexts)
};

} // namespace

/// In the order in which `kubectl rollout status` looks.
QString rolloutText(const Rollout &rollout)
{
    if (rollout.isComplete())
        return RolloutTexts::tr("all up to date");
    if (!rollout.isSeen)
        return RolloutTexts::tr("about to begin");
    if (rollout.updated >= rollout.desired && rollout.total > rollout.updated)
        return rollout.total - rollout.updated == 1
            ? RolloutTexts::tr("1 old pod still ends")
            : RolloutTexts::tr("%1 old pods still end").arg(rollout.total - rollout.updated);
    return RolloutTexts::tr("%1 of %2 updated, %3 available")
        .arg(QString::number(rollout.updated), QString::number(rollout.desired),
             QString::number(rollout.available));
}

std::vector<Fact> rolloutFacts(const Rollout &rollout, TimePoint now)
{
    std::vector<Fact> facts{{RolloutTexts::tr("Rollout"), rolloutText(rollout)}};
    if (rollout.restarted)
        facts.push_back({RolloutTexts::tr("Restarted"), momentText(*rollout.restarted, now)});
    return facts;
}

} // namespace crescendo
