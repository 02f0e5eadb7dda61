#include "ui/presentation/reading.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace crescendo {
namespace {

struct Readings {
    Q_DECLARE_TR_FUNCTIONS(crescendo::Readings)
};

constexpr double nearLimit = 90;

Reading unknown(const QString &because)
{
    return {unknownText(), {}, because, because, Tone::Muted};
}

std::optional<double> share(std::optional<double> part, std::optional<double> whole)
{
    return part && whole && *whole > 0 ? std::optional(100 * *part / *whole) : std::nullopt;
}

Bytes toBytes(double value)
{
    return {static_cast<qint64>(value)};
}

} // namespace

Reading queueReading(const Pool &pool)
{
    if (!pool.queue)
        return unknown(Readings::tr("The platform does not tell the queue."));
    const QueueDepth &queue = *pool.queue;
    return {countText(queue.load()),
            queue.load() == 1 ? Readings::tr("job") : Readings::tr("jobs"),
            Readings::tr("%1 pending, %2 running").arg(queue.pending).arg(queue.running),
            {},
            Tone::Plain};
}

Reading workersReading(const Pool &pool)
{
    if (!pool.ready)
        return unknown(Readings::tr("The platform does not tell its workers."));
    QString detail = Readings::tr("ready");
    Tone tone = Tone::Plain;
    if (pool.desired && *pool.ready < *pool.desired) {
        detail = Readings::tr("%1 starting").arg(*pool.desired - *pool.ready);
        tone = pool.fault ? Tone::Broken : Tone::Plain;
    } else if (pool.desired) {
        detail = *pool.ready > *pool.desired ? Readings::tr("%1 leaving").arg(*pool.ready - *pool.desired)
                                             : Readings::tr("all ready");
    }
    if (pool.limitedBy == Limit::MaxWorkers || pool.limitedBy == Limit::Ports)
        tone = Tone::Limited;
    if (pool.profile)
        detail = Readings::tr("%1, min %2, max %3")
                     .arg(detail)
                     .arg(pool.profile->minWorkers)
                     .arg(pool.profile->maxWorkers);
    return {countText(pool.ready),
            pool.desired ? Readings::tr("of %1").arg(*pool.desired) : QString(),
            detail,
            {},
            tone};
}

Reading busyReading(const Pool &pool)
{
    if (!pool.busy || !pool.ready)
        return unknown(Readings::tr("The platform does not tell who is busy."));
    if (*pool.ready == 0)
        return unknown(Readings::tr("No worker is ready."));
    return {percentText(100.0 * *pool.busy / *pool.ready),
            {},
            Readings::tr("%1 of %2 ready").arg(*pool.busy).arg(*pool.ready),
            {},
            Tone::Plain};
}

Reading cpuReading(std::optional<double> cores, std::optional<double> capacity)
{
    if (!cores)
        return unknown(Readings::tr("No CPU reading."));
    const auto percent = share(cores, capacity);
    if (!percent)
        return {coresNumber(*cores), Readings::tr("cores"), Readings::tr("limit unknown"), {}, Tone::Plain};
    return {percentText(percent),
            {},
            Readings::tr("%1 of %2 cores").arg(coresNumber(*cores), coresNumber(*capacity)),
            {},
            Tone::Plain};
}

Reading memoryReading(std::optional<double> bytes, std::optional<double> limit)
{
    if (!bytes)
        return unknown(Readings::tr("No memory reading."));
    const auto percent = share(bytes, limit);
    if (!percent)
        return {bytesText(toBytes(*bytes)), {}, Readings::tr("limit unknown"), {}, Tone::Plain};
    const bool isScarce = *percent >= nearLimit;
    return {percentText(percent),
            {},
            Readings::tr("%1 of %2").arg(bytesText(toBytes(*bytes)), bytesText(toBytes(*limit))),
            isScarce ? Readings::tr("Let a worker take fewer jobs at a time, or more memory: Change limits.")
                     : QString(),
            isScarce ? Tone::Limited : Tone::Plain};
}

Reading gpuReading(double percent, std::optional<double> memory)
{
    return {percentText(percent),
            {},
            memory ? Readings::tr("busy, %1 used").arg(bytesText(toBytes(*memory))) : Readings::tr("busy"),
            {},
            Tone::Plain};
}

Reading gpuReading(const Error &error)
{
    const bool isNone =
        error.detail.startsWith(QLatin1String("no GPU found")); // as those say who look for it
    Reading reading = unknown(isNone ? Readings::tr("No GPU found.") : Readings::tr("No GPU reading."));
    reading.because = error.detail;
    return reading;
}

QString hostText(const Host &host)
{
    const Bytes used{host.memoryTotal.value - host.memoryAvailable.value};
    return Readings::tr("CPU %1 of %2 · memory %3 of %4 · load %5")
        .arg(percentText(host.cpuPercent), coresText(MilliCores{1000LL * host.cores}), bytesText(used),
             bytesText(host.memoryTotal), coresNumber(host.load));
}

QString gpuAbsence(const Snapshot &snapshot, const Pool &pool)
{
    const auto source = snapshot.sources.find(Source::Gpu);
    if (source == snapshot.sources.end())
        return Readings::tr("Nobody tells of this connection's GPUs.");
    if (source->second.error)
        return source->second.error->detail;
    const bool isOfProcesses = !pool.gpu
        || std::ranges::any_of(pool.workers, [](const Worker &worker) { return worker.gpu.has_value(); });
    return isOfProcesses ? Readings::tr("It computes on no GPU.")
                         : Readings::tr("The exporter does not tell which worker computes.");
}

} // namespace crescendo
