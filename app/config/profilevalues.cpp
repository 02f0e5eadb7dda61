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

bool means(const ConfigValue &set, const SettingValue &wanted)
{
    if (const bool *truth = std::get_if<bool>(&wanted))
        return booleanFrom(set.text) == *truth;
    return longFrom(set.text) == std::get<qint64>(wanted);
}

} // namespace crescendo
