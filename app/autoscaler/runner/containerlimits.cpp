#include "autoscaler/runner/containerlimits.h"

#include <QJsonArray>

#include <algorithm>

namespace crescendo {
namespace {

constexpr QLatin1String concurrencyVariable("CRESCENDO_CONCURRENCY"); // of crescendo-worker

qint64 memoryOf(const ContainerDetails &container)
{
    return container.document[QLatin1String("HostConfig")][QLatin1String("Memory")].toInteger();
}

int concurrencyOf(const ContainerDetails &container)
{
    const QString start = concurrencyVariable + QLatin1Char('=');
    for (const QJsonValue variable :
         container.document[QLatin1String("Config")][QLatin1String("Env")].toArray()) {
        if (variable.toString().startsWith(start))
            return variable.toString().mid(start.size()).toInt();
    }
    return WorkerLimits().maxConcurrentJobs;
}

} // namespace

bool isOutdated(const ContainerDetails &container, const WorkerLimits &limits)
{
    const bool isMemoryOther =
        limits.memory ? memoryOf(container) != limits.memory->value : hasChangedMemory(container);
    return isMemoryOther || concurrencyOf(container) != limits.maxConcurrentJobs;
}

CloneChanges changesFor(const std::vector<ContainerDetails> &containers, const WorkerLimits &limits)
{
    CloneChanges changes{limits.memory, {}};
    // Where all is as it shall be nothing is added, so that clones are as Compose would have made them.
    const bool isOther = std::ranges::any_of(containers, [&limits](const ContainerDetails &container) {
        return concurrencyOf(container) != limits.maxConcurrentJobs;
    });
    if (isOther)
        changes.environment[concurrencyVariable] = QString::number(limits.maxConcurrentJobs);
    return changes;
}

} // namespace crescendo
