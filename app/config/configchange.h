#pragma once

#include "config/configsource.h"

#include <optional>

namespace crescendo {

/// New contents of one settings file.
struct FileChange {
    QString name;
    std::optional<QByteArray> before; ///< nothing: the file is new
    QByteArray after;

    bool operator==(const FileChange &) const = default;
};

/// A change of the configuration that is worked out but not written.
struct ConfigChange {
    std::vector<FileChange> files; ///< empty when everything is already as wanted
    AutoscalerSettings settings; ///< in force once it is written
};

/// What makes the profile of a pool, or without one the common profile, be `profile`. Each value goes where
/// it was set last; one that nobody set goes into the environment's file, else into appsettings.json. Values
/// that are already in force are left alone. Errors: those of load(); InvalidInput when a rule is broken,
/// Conflict when an environment variable sets a value that would change, Internal when the edited files would
/// not mean what was asked.
Result<ConfigChange> planProfile(const ConfigSource &source, const std::optional<PoolId> &pool,
                                 const Profile &profile);
/// What makes the limits of a pool's workers be `limits`, in the same way. Errors as above.
Result<ConfigChange> planLimits(const ConfigSource &source, const PoolId &pool, const WorkerLimits &limits);
/// What switches the autoscaler on or off for all pools, also those with a value of their own. Errors as
/// above.
Result<ConfigChange> planEnabled(const ConfigSource &source, bool enabled);

/// Replaces each file at once, keeping its permissions; all or none. Errors: Conflict when somebody else
/// changed a file since the plan, Io.
Result<> write(const ConfigSource &source, const ConfigChange &change);

/// Plans and writes; yields the settings that are in force now.
Result<AutoscalerSettings> saveProfile(const ConfigSource &source, const std::optional<PoolId> &pool,
                                       const Profile &profile);

} // namespace crescendo
