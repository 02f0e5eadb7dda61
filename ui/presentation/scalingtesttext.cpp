#include "ui/presentation/scalingtesttext.h"

#include "ui/presentation/decisiontext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace crescendo {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ScalingTestTexts)
};

constexpr Millis precise = Seconds(10); // below it a tenth of a second matters

QString stepText(std::optional<int> from, std::optional<int> to)
{
    return QStringLiteral("%1 → %2").arg(countText(from), countText(to));
}

/// "Scaled 1 → 3 after 11 s", or why it did not.
QString reactionText(const ScalingTestResult &result)
{
    if (result.firstWorker)
        return Texts::tr("Scaled %1 after %2")
            .arg(stepText(result.workersBefore, result.mostWorkers), markTimeText(result.mostWorkersAfter));
    if (result.firstDecision)
        return Texts::tr("Decided to scale after %1, but no new worker became ready")
            .arg(markTimeText(result.firstDecision));
    if (!result.lastDecision)
        return Texts::tr("Did not scale");
    const DecisionLine last = lineOf(*result.lastDecision);
    return last.detail.isEmpty() ? Texts::tr("Did not scale (%1)").arg(last.title)
                                 : Texts::tr("Did not scale (%1: %2)").arg(last.title, last.detail);
}

QString endText(const ScalingTestResult &result)
{
    switch (*result.end) {
    case ScalingTestEnd::Drained:
        return Texts::tr("drained after %1").arg(markTimeText(result.drained));
    case ScalingTestEnd::TimedOut:
        return Texts::tr("not drained within %1").arg(markTimeText(result.elapsed));
    case ScalingTestEnd::Cancelled:
        return Texts::tr("cancelled after %1").arg(markTimeText(result.elapsed));
    case ScalingTestEnd::AllUploadsFailed:
    case ScalingTestEnd::NotMeasured:
        break;
    }
    return {};
}

StateText endedVerdict(const ScalingTestResult &result)
{
    if (*result.end == ScalingTestEnd::AllUploadsFailed)
        return {Tone::Broken, Texts::tr("Every upload failed, so there was no load.")};
    if (*result.end == ScalingTestEnd::NotMeasured)
        return {Tone::Broken, Texts::tr("How fast a worker is could not be measured; nothing was uploaded.")};
    const bool isFine = *result.end == ScalingTestEnd::Drained && result.firstWorker && result.refused == 0;
    return {isFine ? Tone::Fine : Tone::Limited,
            Texts::tr("%1; %2.").arg(reactionText(result), endText(result))};
}

QString uploadsText(const ScalingTestResult &result)
{
    return Texts::tr("%1 of %2").arg(result.uploaded).arg(result.clips);
}

QString firstStep(const ScalingTestResult &result)
{
    for (const ScaleEvent &event : result.scaleEvents) {
        if (event.decision.to > event.decision.from)
            return stepText(event.decision.from, event.decision.to);
    }
    return {};
}

QString textOf(ScalingTestObstacle obstacle, const Pool &pool)
{
    switch (obstacle) {
    case ScalingTestObstacle::PoolStopped:
        return Texts::tr("The pool is stopped: nothing will be worked off. Start it first.");
    case ScalingTestObstacle::AutoscalerOff:
        return Texts::tr("The autoscaler is off: it will not react. Enable it first.");
    case ScalingTestObstacle::Held:
        return Texts::tr("The number of workers is held: it will not change. Release the hold first.");
    case ScalingTestObstacle::AtMaximum:
        return Texts::tr("The pool has its most workers already (%1): it will not grow.")
            .arg(pool.profile->maxWorkers);
    case ScalingTestObstacle::FewClips:
        return Texts::tr("Too few uploads: it scales up from a load of %1.")
            .arg(pool.profile->scaleUpThreshold);
    case ScalingTestObstacle::Cooldown:
        break;
    }
    return Texts::tr("It cools down and reacts in %1 at the earliest.").arg(durationText(pool.cooldownLeft));
}

} // namespace

StateText verdictOf(const ScalingTest &test)
{
    const ScalingTestResult &result = test.result();
    if (result.end)
        return endedVerdict(result);
    switch (test.phase()) {
    case ScalingTestPhase::Measuring:
        return {Tone::Plain, Texts::tr("Measuring how fast a worker is, to make clips of the right length…")};
    case ScalingTestPhase::Uploading:
        return {Tone::Plain, Texts::tr("Uploading…")};
    default:
        break;
    }
    return {Tone::Plain,
            result.firstWorker ? Texts::tr("%1; waiting for the queue to drain…").arg(reactionText(result))
                : result.firstDecision ? Texts::tr("Decided to scale; waiting for a new worker…")
                                       : Texts::tr("Waiting for a decision…")};
}

std::vector<ScalingTestMark> marksOf(const ScalingTestResult &result)
{
    return {
        {Texts::tr("Uploaded"), result.uploadsDone, uploadsText(result)},
        {Texts::tr("First decision"), result.firstDecision, firstStep(result)},
        {Texts::tr("First new worker"), result.firstWorker, {}},
        {Texts::tr("Most workers"), result.mostWorkersAfter, countText(result.mostWorkers)},
        {Texts::tr("Queue drained"), result.drained, {}},
        {Texts::tr("Back at MinWorkers"), result.backAtMinimum, {}},
    };
}

QString markTimeText(std::optional<Millis> after)
{
    if (!after)
        return unknownText();
    if (*after >= precise)
        return durationText(std::chrono::round<Seconds>(*after));
    return Texts::tr("%1\u00a0s").arg(QLocale().toString(static_cast<double>(after->count()) / 1000, 'f', 1));
}

QString failuresText(const ScalingTestResult &result)
{
    QStringList lines;
    for (const UploadFailure &failure : result.failures)
        lines << (result.end == ScalingTestEnd::NotMeasured ? sentenceOf(failure.error)
                                                            : Texts::tr("%1 of %2 uploads failed: %3")
                                                                  .arg(failure.count)
                                                                  .arg(result.clips)
                                                                  .arg(sentenceOf(failure.error)));
    return lines.join(QLatin1Char('\n'));
}

QString obstaclesText(const Pool &pool, int clips)
{
    QStringList lines;
    for (const ScalingTestObstacle obstacle : obstaclesFor(pool, clips))
        lines << textOf(obstacle, pool);
    return lines.join(QLatin1Char('\n'));
}

QString scalingTestRefusalText(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Conflict:
        return Texts::tr("A test is under way.");
    case ErrorKind::Forbidden:
        return Texts::tr("Read-only: a test makes load, so it is refused. Allow changes first.");
    case ErrorKind::Unavailable:
        return Texts::tr("The platform is not connected.");
    case ErrorKind::NotFound:
        return Texts::tr("Choose a pool.");
    case ErrorKind::Unsupported:
        return error.detail.isEmpty()
            ? Texts::tr("This platform takes no uploads.")
            : Texts::tr("Uploads are work for the pool %1 only; choose it.").arg(error.detail);
    default:
        return sentenceOf(error);
    }
}

QString scalingTestReport(const ScalingTest &test, const QString &where)
{
    const ScalingTestResult &result = test.result();
    QStringList lines{Texts::tr("Test scaling: %1").arg(where), verdictOf(test).text};
    for (const ScalingTestMark &mark : marksOf(result))
        lines << QStringLiteral("%1: %2 %3").arg(mark.name, markTimeText(mark.after), mark.detail).trimmed();
    lines << Texts::tr("Scale events: %1").arg(result.scaleEvents.size());
    for (const ScaleEvent &event : result.scaleEvents)
        lines << QStringLiteral("  %1 %2").arg(markTimeText(event.after),
                                               stepText(event.decision.from, event.decision.to));
    if (!result.failures.empty())
        lines << failuresText(result);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace crescendo
