#include "autoscaler/loop/scalinglines.h"

namespace crescendo {

QString enabledLine(const Profile &profile)
{
    if (!profile.enabled)
        return QStringLiteral("Worker autoscaler disabled: MinWorkers, manual scale and holds still work");
    return QStringLiteral(
               "Worker autoscaler enabled: Min=%1, Max=%2, ScaleUpThreshold=%3, ScaleDownThreshold=%4")
        .arg(profile.minWorkers)
        .arg(profile.maxWorkers)
        .arg(profile.scaleUpThreshold)
        .arg(profile.scaleDownThreshold);
}

QString limitsLine(const PoolId &pool, const WorkerLimits &limits)
{
    return QStringLiteral("Limits of %1 workers: MaxConcurrentJobs=%2, MemoryLimit=%3")
        .arg(pool.value)
        .arg(limits.maxConcurrentJobs)
        .arg(memoryLimitText(limits.memory));
}

QString startingLine(const PoolId &pool, int from, int to)
{
    return QStringLiteral("Starting %1 workers: %2 -> %3").arg(pool.value).arg(from).arg(to);
}

QString scalingLine(const Decision &decision)
{
    const QString pool = decision.pool.value;
    const QString step = QStringLiteral("%1 -> %2").arg(decision.from).arg(decision.to);
    if (decision.reason == DecisionReason::StartUp)
        return startingLine(decision.pool, decision.from, decision.to);
    if (decision.reason == DecisionReason::Manual) {
        const QString why =
            decision.note.isEmpty() ? QString() : QStringLiteral(" (reason: %1)").arg(decision.note);
        return QStringLiteral("Scaling %1 workers by hand: %2%3").arg(pool, step, why);
    }
    const QString direction = decision.to > decision.from ? QStringLiteral("UP") : QStringLiteral("DOWN");
    const QString load = decision.load ? QString::number(*decision.load) : QStringLiteral("unknown");
    return QStringLiteral("Scaling %1 %2 workers: %3 (load: %4)").arg(direction, pool, step, load);
}

QString scaledLine(const PoolId &pool, int target)
{
    return QStringLiteral("Successfully scaled %1 workers to %2").arg(pool.value).arg(target);
}

QString failureLine(const PoolId &pool, std::optional<int> target, const Error &fault)
{
    const QString what = target
        ? QStringLiteral("Failed to scale %1 workers to %2: ").arg(pool.value).arg(*target)
        : QStringLiteral("Failed to look after %1 workers: ").arg(pool.value);
    return what + describe(fault);
}

QString takenOverLine(const Decision &decision)
{
    return QStringLiteral("Taking over %1 workers from outside: %2 -> %3")
        .arg(decision.pool.value)
        .arg(decision.from)
        .arg(decision.to);
}

QString undoneLine(const PoolId &pool, int target)
{
    return QStringLiteral("Undoing a change of %1 workers from outside: the target stays %2")
        .arg(pool.value)
        .arg(target);
}

} // namespace crescendo
