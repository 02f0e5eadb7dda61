#include "config/profilevalues.h"

#include "config/values.h"

namespace crescendo {

std::vector<ProfileValue> valuesOf(const Profile &profile)
{
    const auto count = [](qint64 value) { return SettingValue(value); };
    return {
        {QStringLiteral("Enabled"), SettingValue(profile.enabled)},
        {QStringLiteral("MinWorkers"), count(profile.minWorkers)},
        {QStringLiteral("MaxWorkers"), count(profile.maxWorkers)},
        {QStringLiteral("ScaleUpThreshold"), count(profile.scaleUpThreshold)},
        {QStringLiteral("ScaleDownThreshold"), count(profile.scaleDownThreshold)},
        {QStringLiteral("CooldownSeconds"), count(profile.cooldown.count())},
    };
}

std::vector<ProfileValue> valuesOf(const WorkerLimits &limits)
{
    return {
        {QStringLiteral("MaxConcurrentJobs"), SettingValue(qint64(limits.maxConcurrentJobs))},
        {QStringLiteral("MemoryLimit"),
         limits.memory ? SettingValue(memoryLimitText(limits.memory)) : SettingValue(qint64(0))},
    };
}

bool means(const ConfigValue &set, const SettingValue &wanted)
{
    if (const bool *truth = std::get_if<bool>(&wanted))
        return booleanFrom(set.text) == *truth;
    if (const QString *size = std::get_if<QString>(&wanted))
        return bytesFrom(set.text) == bytesFrom(*size);
    return longFrom(set.text) == std::get<qint64>(wanted);
}

} // namespace crescendo
