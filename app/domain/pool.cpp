#include "domain/pool.h"

#include "base/enumnames.h"

#include <algorithm>
#include <limits>

namespace crescendo {
namespace {

constexpr EnumNames<AutoscalerStatus, 4> statusNames{{
    {AutoscalerStatus::Active, "active"},
    {AutoscalerStatus::Disabled, "disabled"},
    {AutoscalerStatus::Degraded, "degraded"},
    {AutoscalerStatus::Unknown, "unknown"},
}};

} // namespace

int QueueDepth::load() const
{
    const qint64 sum = qint64(pending) + running;
    return static_cast<int>(
        std::clamp<qint64>(sum, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

std::optional<Bytes> Pool::largestMemory() const
{
    std::optional<Bytes> largest;
    for (const Worker &worker : workers) {
        if (worker.memory && worker.memory->value >= largest.value_or(Bytes()).value)
            largest = worker.memory;
    }
    return largest;
}

QString toString(AutoscalerStatus status)
{
    return nameOf(statusNames, status);
}

AutoscalerStatus autoscalerStatusFrom(const QString &name)
{
    return valueOf(statusNames, name).value_or(AutoscalerStatus::Unknown);
}

} // namespace crescendo
