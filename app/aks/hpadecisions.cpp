#include "aks/hpadecisions.h"

#include "aks/clusterreading.h"
#include "aks/rescale.h"

#include <algorithm>
#include <set>

namespace crescendo {
namespace {

// Events tell whole seconds.
constexpr Millis roundedBy{1'000};

std::set<TimePoint> timesOf(const ClusterEvent &event)
{
    std::set<TimePoint> times;
    for (const std::optional<TimePoint> &time : {event.first, event.last}) {
        if (time)
            times.insert(*time);
    }
    return times;
}

Decision decisionOf(const Hpa &hpa, const Rescale &rescale, TimePoint at)
{
    Decision decision;
    decision.pool = poolIdOf({hpa.namespaceName, hpa.targetKind, hpa.targetName});
    decision.at = at;
    decision.from = decision.to = decision.wanted = rescale.size;
    decision.reason = rescale.raises() ? DecisionReason::ScaledUp : DecisionReason::ScaledDown;
    decision.note = rescale.reason;
    return decision;
}

bool isMoment(const ClusterEvent &event, TimePoint decided)
{
    return std::ranges::any_of(timesOf(event), [decided](TimePoint at) {
        return at >= decided - roundedBy && at <= decided + HpaDecisions::settleTime;
    });
}

/// From what the Deployment went to where the decision wants it, at that moment.
std::optional<int> sizeBefore(const Decision &decision, const ScalingEvents &events)
{
    const WorkloadName workload = workloadOf(decision.pool);
    for (const auto &event : events.steps) {
        if (event->kind != workload.kind || event->name != workload.name || !isMoment(*event, decision.at))
            continue;
        const std::optional<ReplicaStep> step = replicaStepIn(event->message);
        if (step && step->to == decision.to)
            return step->from;
    }
    return std::nullopt;
}

bool knowsFrom(const Decision &decision)
{
    return decision.from != decision.to;
}

void learnFrom(Decision &decision, const ScalingEvents &events)
{
    const std::optional<int> before = knowsFrom(decision) ? std::nullopt : sizeBefore(decision, events);
    if (!before)
        return;
    decision.from = *before;
    decision.reason = decision.to > decision.from ? DecisionReason::ScaledUp : DecisionReason::ScaledDown;
}

const Hpa *hpaOf(const ClusterEvent &event, const std::vector<std::shared_ptr<const Hpa>> &hpas)
{
    const auto found =
        std::ranges::find_if(hpas, [&event](const auto &hpa) { return hpa->name == event.name; });
    return found == hpas.end() ? nullptr : found->get();
}

} // namespace

std::vector<Decision> HpaDecisions::take(const ScalingEvents &events,
                                         const std::vector<std::shared_ptr<const Hpa>> &hpas, TimePoint now)
{
    for (const auto &event : events.rescales) {
        const Hpa *hpa = hpaOf(*event, hpas);
        const std::optional<Rescale> rescale = rescaleIn(event->message);
        for (const TimePoint at : hpa &&rescale ? timesOf(*event) : std::set<TimePoint>())
            note(decisionOf(*hpa, *rescale, at), now);
    }
    std::vector<Decision> news;
    for (auto &pool : m_pools) {
        for (auto &entry : pool.second)
            tell(entry.second, events, now, news);
    }
    m_hasBegun = true;
    std::ranges::sort(news, {}, &Decision::at);
    return news;
}

/// Those that are forgotten are older than any that is kept: they do not come back.
void HpaDecisions::note(const Decision &decision, TimePoint now)
{
    Entries &entries = m_pools[decision.pool];
    const bool isForgotten = entries.size() == kept && decision.at < entries.begin()->first;
    if (isForgotten || !entries.emplace(decision.at, Entry{decision, now, !m_hasBegun}).second)
        return;
    if (entries.size() > kept)
        entries.erase(entries.begin());
}

void HpaDecisions::tell(Entry &entry, const ScalingEvents &events, TimePoint now, std::vector<Decision> &to)
{
    learnFrom(entry.decision, events);
    const bool isSettled = knowsFrom(entry.decision) || now - entry.seen >= settleTime;
    if (entry.isTold || !isSettled)
        return;
    entry.isTold = true;
    to.push_back(entry.decision);
}

void HpaDecisions::show(std::vector<Pool> &pools) const
{
    for (Pool &pool : pools) {
        const auto found = m_pools.find(pool.id);
        if (found == m_pools.end())
            continue;
        for (const auto &entry : found->second) {
            if (entry.second.isTold)
                pool.decisions.insert(pool.decisions.begin(), entry.second.decision);
        }
    }
}

} // namespace crescendo
