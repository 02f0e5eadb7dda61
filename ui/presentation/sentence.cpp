#include "ui/presentation/sentence.h"

#include "ui/presentation/decisiontext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/hpasentence.h"
#include "ui/presentation/kedasentence.h"
#include "ui/presentation/troubletext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(crescendo::Sentences)
};

int present(const Pool &pool)
{
    return pool.desired.value_or(pool.ready.value_or(0));
}

int load(const Pool &pool)
{
    return pool.queue ? pool.queue->load() : 0;
}

/// What the load alone asks for; nothing where the last decision is not of now: a service that is not ours
/// tells those alone that changed something.
std::optional<int> wanted(const Pool &pool)
{
    const bool isOfNow = !pool.decisions.empty() && pool.decisions.front().limitedBy == pool.limitedBy;
    return isOfNow ? std::optional(pool.decisions.front().wanted) : std::nullopt;
}

QString wish(const Pool &pool)
{
    const std::optional<int> workers = wanted(pool);
    return workers ? Sentences::tr("load %1 would want %2").arg(load(pool)).arg(*workers)
                   : Sentences::tr("load %1").arg(load(pool));
}

Sentence faulty(const Pool &pool)
{
    const ErrorText text = textOf(*pool.fault);
    // Also what was tried: it tells whether the engine is at fault, or a worker.
    const QString evidence = describe(*pool.fault);
    QString headline = Sentences::tr("%1 cannot be reached: %2.").arg(workersText(present(pool)), evidence);
    if (!pool.desired)
        headline = Sentences::tr("%1: %2.").arg(text.headline, evidence);
    return {Tone::Broken, headline, text.remedy};
}

Sentence stopped(const Pool &pool)
{
    const QString waiting = load(pool) > 0 ? Sentences::tr("Load %1 waits. ").arg(load(pool)) : QString();
    return {Tone::Muted, Sentences::tr("Stopped: no workers run."),
            waiting + Sentences::tr("Start the pool to go on.")};
}

Sentence held(const Pool &pool, TimePoint now)
{
    const Hold &hold = *pool.hold;
    const auto left = std::chrono::ceil<Seconds>(hold.until - now);
    QString lever = Sentences::tr("Release the hold to let the autoscaler decide.");
    if (!hold.reason.isEmpty())
        lever = Sentences::tr("Reason: %1. ").arg(hold.reason) + lever;
    return {Tone::Accent,
            Sentences::tr("Held at %1 until %2, %3 left.")
                .arg(workersText(hold.workers), momentText(hold.until, now), durationText(left)),
            lever};
}

Sentence switchedOff(const Pool &pool)
{
    if (!pool.profile)
        return {Tone::Plain,
                Sentences::tr("Nothing scales this pool by itself: %1.").arg(workersText(present(pool))),
                Sentences::tr("Scale by hand.")};
    return {Tone::Limited,
            Sentences::tr("Autoscaling is off: %1, whatever the load.").arg(workersText(present(pool))),
            Sentences::tr("Scale by hand, or enable autoscaling.")};
}

Sentence queueUnknown()
{
    return {Tone::Limited, Sentences::tr("The queue is unknown."),
            Sentences::tr("Without its depth nothing is decided; workers stay as they are.")};
}

Sentence onTheWay(const Pool &pool)
{
    const int ready = *pool.ready;
    const int desired = *pool.desired;
    if (ready < desired)
        return {Tone::Accent, Sentences::tr("Starting: %1 of %2 ready.").arg(ready).arg(workersText(desired)),
                Sentences::tr("Load %1.").arg(load(pool))};
    return {Tone::Accent,
            Sentences::tr("Scaling down to %1: %2 still there.").arg(workersText(desired)).arg(ready),
            Sentences::tr("Busy workers finish their job before they go.")};
}

Sentence limited(const Pool &pool)
{
    switch (pool.limitedBy) {
    case Limit::MaxWorkers:
        return {Tone::Limited,
                Sentences::tr("At the maximum: %1 of %2, %3.")
                    .arg(present(pool))
                    .arg(workersText(pool.profile ? pool.profile->maxWorkers : present(pool)))
                    .arg(wish(pool)),
                Sentences::tr("Raise MaxWorkers, or wait for the queue to drain.")};
    case Limit::Ports:
        return {Tone::Limited,
                Sentences::tr("Out of ports: %1, %2.").arg(workersText(present(pool)), wish(pool)),
                Sentences::tr("Widen the port range of the pool.")};
    case Limit::Cooldown:
        return {Tone::Accent,
                Sentences::tr("Holding at %1: cooldown, %2 left.")
                    .arg(present(pool))
                    .arg(durationText(pool.cooldownLeft)),
                wanted(pool) ? Sentences::tr("Then %1.").arg(wish(pool))
                             : Sentences::tr("Then load %1 decides.").arg(load(pool))};
    case Limit::MinWorkers:
        return {Tone::Fine, Sentences::tr("Idle at the minimum: %1.").arg(workersText(present(pool))),
                load(pool) == 0 ? Sentences::tr("Nothing is queued.")
                                : Sentences::tr("Load %1.").arg(load(pool))};
    case Limit::Hold:
    case Limit::None:
        break;
    }
    return {};
}

QString thresholds(const Pool &pool)
{
    if (!pool.profile)
        return {};
    return Sentences::tr("More from load %1, fewer from load %2.")
        .arg(pool.profile->scaleUpThreshold)
        .arg(pool.profile->scaleDownThreshold);
}

Sentence decided(const Pool &pool, const Decision &decision)
{
    switch (decision.reason) {
    case DecisionReason::ScaledUp:
    case DecisionReason::ScaledDown:
    case DecisionReason::StartUp: {
        const DecisionLine line = lineOf(decision);
        return {Tone::Fine, Sentences::tr("%1: %2, %3.").arg(line.title, line.change, line.detail),
                thresholds(pool)};
    }
    case DecisionReason::Manual:
        return {Tone::Accent, Sentences::tr("Set to %1 by hand.").arg(workersText(present(pool))),
                Sentences::tr("The autoscaler takes over after the cooldown.")};
    case DecisionReason::AtMinimum:
        return {Tone::Fine, Sentences::tr("Idle at the minimum: %1.").arg(workersText(present(pool))),
                thresholds(pool)};
    case DecisionReason::AtMaximum:
        return {Tone::Fine,
                Sentences::tr("At the maximum: %1, enough for load %2.")
                    .arg(workersText(present(pool)))
                    .arg(load(pool)),
                thresholds(pool)};
    default:
        return {Tone::Fine,
                Sentences::tr("Steady at %1: load %2.").arg(workersText(present(pool))).arg(load(pool)),
                thresholds(pool)};
    }
}

} // namespace

Sentence sentenceFor(const Pool &pool, TimePoint now)
{
    if (pool.fault)
        return faulty(pool);
    if (pool.stopped)
        return stopped(pool);
    if (pool.hold)
        return held(pool, now);
    if (Sentence sentence = troubleSentence(pool); !sentence.headline.isEmpty())
        return sentence;
    if (pool.scaledObject)
        return kedaSentence(pool);
    if (pool.hpa)
        return hpaSentence(pool);
    if (pool.autoscaler == AutoscalerStatus::Disabled || (pool.profile && !pool.profile->enabled))
        return switchedOff(pool);
    if (!pool.queue)
        return queueUnknown();
    if (pool.ready && pool.desired && *pool.ready != *pool.desired)
        return onTheWay(pool);
    if (Sentence sentence = limited(pool); !sentence.headline.isEmpty())
        return sentence;
    if (pool.decisions.empty())
        return {Tone::Muted, Sentences::tr("No decision yet: load %1.").arg(load(pool)), thresholds(pool)};
    return decided(pool, pool.decisions.front());
}

Evidence evidenceFor(const Pool &pool, TimePoint now)
{
    Evidence evidence = pool.scaledObject ? kedaEvidence(pool) : Evidence();
    for (const Evidence &more : {pool.hpa ? hpaEvidence(pool) : Evidence(), troubleEvidence(pool)})
        evidence.insert(evidence.end(), more.begin(), more.end());
    if (pool.queue)
        evidence.emplace_back(Sentences::tr("Load"),
                              Sentences::tr("%1 = %2 pending + %3 running")
                                  .arg(pool.queue->load())
                                  .arg(pool.queue->pending)
                                  .arg(pool.queue->running));
    if (pool.profile) {
        evidence.emplace_back(Sentences::tr("Scales up from"),
                              Sentences::tr("load %1").arg(pool.profile->scaleUpThreshold));
        evidence.emplace_back(Sentences::tr("Scales down from"),
                              Sentences::tr("load %1").arg(pool.profile->scaleDownThreshold));
        evidence.emplace_back(
            Sentences::tr("Workers allowed"),
            Sentences::tr("%1 to %2").arg(pool.profile->minWorkers).arg(pool.profile->maxWorkers));
        evidence.emplace_back(Sentences::tr("Cooldown"),
                              pool.cooldownUnknown ? unknownText()
                                                   : Sentences::tr("%1, %2 left")
                                                         .arg(durationText(pool.profile->cooldown),
                                                              durationText(pool.cooldownLeft)));
    }
    if (!pool.decisions.empty()) {
        const Decision &decision = pool.decisions.front();
        evidence.emplace_back(Sentences::tr("Load alone wants"), workersText(decision.wanted));
        evidence.emplace_back(Sentences::tr("Evaluated"), ageText(now - decision.at));
    }
    return evidence;
}

} // namespace crescendo
