#pragma once

#include "config/configuration.h"
#include "config/jsonedit.h"
#include "domain/profile.h"

namespace crescendo {

/// One value of a profile under its key in the section `Autoscaling`.
struct ProfileValue {
    QString key; ///< "MinWorkers"
    SettingValue value; ///< a bool for Enabled, else a number

    bool operator==(const ProfileValue &) const = default;
};

/// All values of a profile, in the guide's order.
std::vector<ProfileValue> valuesOf(const Profile &profile);

/// Whether what is set means the same, however it is written.
bool means(const ConfigValue &set, const SettingValue &wanted);

} // namespace crescendo
