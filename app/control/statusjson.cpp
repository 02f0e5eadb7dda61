#include "control/statusjson.h"

#include <QJsonArray>

namespace crescendo {
namespace {

template <typename Value> QJsonValue orNull(const std::optional<Value> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue bytesOf(const std::optional<Bytes> &bytes)
{
    return bytes ? QJsonValue(bytes->value) : QJsonValue();
}

QJsonValue gpuOf(const std::optional<GpuUse> &gpu)
{
    if (!gpu)
        return {};
    return QJsonObject{{QStringLiteral("percent"), orNull(gpu->utilization)},
                       {QStringLiteral("memoryBytes"), bytesOf(gpu->memory)}};
}

QJsonValue holdOf(const std::optional<Hold> &hold)
{
    if (!hold)
        return {};
    return QJsonObject{{QStringLiteral("workers"), hold->workers},
                       {QStringLiteral("until"), toIso(hold->until)},
                       {QStringLiteral("reason"), hold->reason}};
}

QJsonValue profileOf(const Pool &pool)
{
    if (!pool.profile)
        return {};
    const Profile &profile = *pool.profile;
    return QJsonObject{
        {QStringLiteral("enabled"), profile.enabled},
        {QStringLiteral("minWorkers"), profile.minWorkers},
        {QStringLiteral("maxWorkers"), profile.maxWorkers},
        {QStringLiteral("scaleUpThreshold"), profile.scaleUpThreshold},
        {QStringLiteral("scaleDownThreshold"), profile.scaleDownThreshold},
        {QStringLiteral("cooldownSeconds"),
         pool.cooldownUnknown ? QJsonValue() : QJsonValue(static_cast<qint64>(profile.cooldown.count()))},
    };
}

QJsonValue limitsOf(const std::optional<WorkerLimits> &limits)
{
    if (!limits)
        return {};
    return QJsonObject{{QStringLiteral("maxConcurrentJobs"), limits->maxConcurrentJobs},
                       {QStringLiteral("memoryBytes"), bytesOf(limits->memory)}};
}

QJsonValue durationsOf(const DurationSummary &durations)
{
    if (durations.count == 0)
        return {};
    const auto seconds = [](Millis time) { return static_cast<double>(time.count()) / 1000; };
    return QJsonObject{{QStringLiteral("jobs"), durations.count},
                       {QStringLiteral("meanSeconds"), seconds(durations.mean)},
                       {QStringLiteral("p50Seconds"), seconds(durations.median)},
                       {QStringLiteral("p95Seconds"), seconds(durations.p95)}};
}

QJsonValue resourcesOf(const std::optional<NodeResources> &resources)
{
    if (!resources)
        return {};
    return QJsonObject{{QStringLiteral("cpuCores"), static_cast<double>(resources->cpu.value) / 1000},
                       {QStringLiteral("memoryBytes"), resources->memory.value},
                       {QStringLiteral("gpus"), resources->gpus}};
}

QJsonArray conditionsOf(const std::vector<HpaCondition> &conditions)
{
    QJsonArray array;
    for (const HpaCondition &condition : conditions)
        array.append(QJsonObject{{QStringLiteral("type"), condition.type},
                                 {QStringLiteral("status"), condition.status},
                                 {QStringLiteral("reason"), condition.reason}});
    return array;
}

QJsonValue hpaOf(const Pool &pool, TimePoint now)
{
    if (!pool.hpa)
        return {};
    static const QStringList columns{
        QStringLiteral("name"),    QStringLiteral("reference"), QStringLiteral("targets"),
        QStringLiteral("minPods"), QStringLiteral("maxPods"),   QStringLiteral("replicas"),
        QStringLiteral("age"),
    };
    QJsonObject object;
    const QStringList cells = cellsOf(*pool.hpa, now);
    for (qsizetype i = 0; i < columns.size(); ++i)
        object.insert(columns[i], cells[i]);
    object.insert(QStringLiteral("conditions"), conditionsOf(pool.hpa->conditions));
    return object;
}

QJsonArray triggerListOf(const ScaledObject &object)
{
    QJsonArray triggers;
    for (const ScalingTrigger &trigger : object.triggers)
        triggers.append(QJsonObject{{QStringLiteral("type"), trigger.type},
                                    {QStringLiteral("name"), trigger.name},
                                    {QStringLiteral("threshold"), trigger.threshold}});
    return triggers;
}

QJsonValue scaledObjectOf(const Pool &pool)
{
    if (!pool.scaledObject)
        return {};
    const ScaledObject &object = *pool.scaledObject;
    return QJsonObject{
        {QStringLiteral("name"), object.name},
        {QStringLiteral("minReplicas"), object.minReplicas},
        {QStringLiteral("maxReplicas"), object.maxReplicas},
        {QStringLiteral("idleReplicas"), orNull(object.idleReplicas)},
        {QStringLiteral("pollingSeconds"), static_cast<qint64>(object.pollingInterval.count())},
        {QStringLiteral("cooldownSeconds"), static_cast<qint64>(object.cooldown.count())},
        {QStringLiteral("triggers"), triggerListOf(object)},
        {QStringLiteral("paused"), object.pause.isWhole},
        {QStringLiteral("pausedReplicas"), orNull(object.pause.replicas)},
        {QStringLiteral("pausedScaleIn"), object.pause.isScaleIn},
        {QStringLiteral("pausedScaleOut"), object.pause.isScaleOut},
        {QStringLiteral("hpa"), object.hpaName.isEmpty() ? QJsonValue() : QJsonValue(object.hpaName)},
        {QStringLiteral("lastActive"),
         object.lastActive ? QJsonValue(toIso(*object.lastActive)) : QJsonValue()},
        {QStringLiteral("conditions"), conditionsOf(object.conditions)},
    };
}

QJsonArray decisionsOf(const Pool &pool)
{
    QJsonArray decisions;
    for (const Decision &decision : pool.decisions) {
        decisions.append(QJsonObject{{QStringLiteral("at"), toIso(decision.at)},
                                     {QStringLiteral("from"), decision.from},
                                     {QStringLiteral("to"), decision.to},
                                     {QStringLiteral("reason"), toString(decision.reason)}});
    }
    return decisions;
}

} // namespace

QJsonObject statusJson(const Host &host)
{
    return {{QStringLiteral("cores"), host.cores},
            {QStringLiteral("cpuPercent"), orNull(host.cpuPercent)},
            {QStringLiteral("load"), host.load},
            {QStringLiteral("memoryTotalBytes"), host.memoryTotal.value},
            {QStringLiteral("memoryAvailableBytes"), host.memoryAvailable.value}};
}

QJsonObject statusJson(const Node &node)
{
    QJsonArray conditions;
    for (const NodeCondition &condition : node.conditions)
        conditions.append(QJsonObject{{QStringLiteral("type"), condition.type},
                                      {QStringLiteral("status"), condition.status},
                                      {QStringLiteral("reason"), condition.reason}});
    return {{QStringLiteral("name"), node.name},
            {QStringLiteral("pool"), node.pool},
            {QStringLiteral("ready"), node.isReady()},
            {QStringLiteral("cordoned"), node.isCordoned},
            {QStringLiteral("pods"), orNull(node.pods)},
            {QStringLiteral("capacity"), resourcesOf(node.capacity)},
            {QStringLiteral("allocatable"), resourcesOf(node.allocatable)},
            {QStringLiteral("requested"), resourcesOf(node.requested)},
            {QStringLiteral("taints"), QJsonArray::fromStringList(node.taints)},
            {QStringLiteral("conditions"), conditions}};
}

QJsonObject statusJson(const SourceStatus &status, TimePoint now)
{
    const bool wasSeen = status.lastSeen != TimePoint();
    const double age = static_cast<double>((now - status.lastSeen).count()) / 1000;
    QJsonObject object{{QStringLiteral("ageSeconds"), wasSeen ? QJsonValue(age) : QJsonValue()}};
    if (status.latency)
        object.insert(QStringLiteral("latencyMilliseconds"), static_cast<qint64>(status.latency->count()));
    if (status.error)
        object.insert(QStringLiteral("error"), describe(*status.error));
    return object;
}

QJsonObject statusJson(const Worker &worker)
{
    const auto cores = worker.cpu ? QJsonValue(static_cast<double>(worker.cpu->value) / 1000) : QJsonValue();
    return {{QStringLiteral("name"), worker.name},
            {QStringLiteral("state"), toString(worker.state)},
            {QStringLiteral("trouble"), worker.trouble ? QJsonValue(worker.trouble->detail) : QJsonValue()},
            {QStringLiteral("port"), orNull(worker.port)},
            {QStringLiteral("job"), worker.job ? QJsonValue(worker.job->value) : QJsonValue()},
            {QStringLiteral("progressShare"), orNull(worker.progress)},
            {QStringLiteral("cpuCores"), cores},
            {QStringLiteral("memoryBytes"), bytesOf(worker.memory)},
            {QStringLiteral("gpu"), gpuOf(worker.gpu)},
            {QStringLiteral("started"), worker.started ? QJsonValue(toIso(*worker.started)) : QJsonValue()}};
}

QJsonObject statusJson(const JobCounts &counts)
{
    QJsonObject object;
    for (const JobState state : everyJobState) {
        const auto found = counts.find(state);
        object.insert(toString(state), found == counts.end() ? 0 : found->second);
    }
    return object;
}

QJsonObject statusJson(const Indicators &indicators)
{
    QJsonObject causes;
    for (const auto &[cause, count] : indicators.causes)
        causes.insert(toString(cause), count);
    return {
        {QStringLiteral("from"), toIso(indicators.from)},
        {QStringLiteral("to"), toIso(indicators.to)},
        {QStringLiteral("jobsPerHour"), indicators.perHour(indicators.succeeded)},
        {QStringLiteral("succeeded"), indicators.succeeded},
        {QStringLiteral("failed"), indicators.failed},
        {QStringLiteral("failedBecause"), causes},
        {QStringLiteral("failedForResources"), indicators.failedForResources()},
        {QStringLiteral("errorShare"), orNull(indicators.errorRate())},
        {QStringLiteral("interruptions"), indicators.interruptions},
        {QStringLiteral("waiting"), durationsOf(indicators.waiting)},
        {QStringLiteral("processing"), durationsOf(indicators.processing)},
        {QStringLiteral("busyShare"), orNull(indicators.busyShare)},
        {QStringLiteral("scaleEventsPerHour"),
         indicators.perHour(indicators.scaledUp + indicators.scaledDown)},
    };
}

QJsonObject statusJson(const Pool &pool, TimePoint now)
{
    QJsonArray workers;
    for (const Worker &worker : pool.workers)
        workers.append(statusJson(worker));
    return {
        {QStringLiteral("pool"), pool.id.value},
        {QStringLiteral("autoscaler"), toString(pool.autoscaler)},
        {QStringLiteral("stopped"), pool.stopped},
        {QStringLiteral("hold"), holdOf(pool.hold)},
        {QStringLiteral("cooldownSecondsLeft"), static_cast<qint64>(pool.cooldownLeft.count())},
        {QStringLiteral("limitedBy"),
         pool.limitedBy == Limit::None ? QJsonValue() : QJsonValue(toString(pool.limitedBy))},
        {QStringLiteral("fault"), pool.fault ? QJsonValue(describe(*pool.fault)) : QJsonValue()},
        {QStringLiteral("profile"), profileOf(pool)},
        {QStringLiteral("limits"), limitsOf(pool.limits)},
        {QStringLiteral("hpa"), hpaOf(pool, now)},
        {QStringLiteral("scaledObject"), scaledObjectOf(pool)},
        {QStringLiteral("workers"), workers},
        {QStringLiteral("decisions"), decisionsOf(pool)},
    };
}

} // namespace crescendo
