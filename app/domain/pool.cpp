#include "domain/pool.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<AutoscalerStatus, 4> statusNames{{
    {AutoscalerStatus::Active, "active"},
    {AutoscalerStatus::Disabled, "disabled"},
    {AutoscalerStatus::Degraded, "degraded"},
    {AutoscalerStatus::Unknown, "unknown"},
}};

} // namespace

QString toString(AutoscalerStatus status)
{
    return nameOf(statusNames, status);
}

AutoscalerStatus autoscalerStatusFrom(const QString &name)
{
    return valueOf(statusNames, name).value_or(AutoscalerStatus::Unknown);
}

} // namespace crescendo
