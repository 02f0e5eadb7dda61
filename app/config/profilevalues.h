#pragma once

#include "config/configuration.h"
#include "config/jsonedit.h"
#include "domain/profile.h"

namespace crescendo {

/// One value under its key in the section `Autoscaling` (of a profile) or `Workers:<pool>` (of limits).
struct ProfileValue {
    QString key; ///< "MinWorkers"
    SettingValue value; ///< a bool for Enabled, a size ("512Mi", 0 for none) for MemoryLimit, else a number

    bool operator==(const ProfileValue &) const = default;
};

/// All values of a profile, in the guide's order.
std::vector<ProfileValue> valuesOf(const Profile &profile);
std::vector<ProfileValue> valuesOf(const WorkerLimits &limits);

/// Whether what is set means the same, however it is written; a text is a size.
bool means(const ConfigValue &set, const SettingValue &wanted);

} // namespace crescendo
