#pragma once

#include "base/ids.h"
#include "config/configuration.h"
#include "domain/portrange.h"
#include "domain/profile.h"

#include <map>
#include <vector>

namespace crescendo {

/// Something that works, but most likely not as it was meant.
struct ConfigWarning {
    QString key; ///< "Autoscaling:MinWorkers"; empty where none is meant
    QString text; ///< one line that names the key and where it was set

    bool operator==(const ConfigWarning &) const = default;
};

/// All settings of one pool.
struct PoolSettings {
    Profile profile; ///< the common one with the pool's own values over it
    QString service; ///< Compose service
    PortRange ports;
    WorkerLimits limits;

    bool operator==(const PoolSettings &) const = default;
};

/// What the service reads from its configuration. The defaults are the guide's.
struct AutoscalerSettings {
    Profile common;
    Seconds poll{10};
    std::map<PoolId, PoolSettings> pools; ///< always "analysis" and "generation"
    qint64 uploadMaxBytes = 200LL * 1000 * 1000;
    Seconds resultRetention = std::chrono::days(7);
    qint64 dataMaxBytes = 10LL * 1000 * 1000 * 1000;
    std::vector<ConfigWarning> warnings;

    AutoscalerSettings();
    bool operator==(const AutoscalerSettings &) const = default;
};

/// Makes typed settings of a configuration by the rules of README, "Configuration". Errors: InvalidInput with
/// every broken value, its key and where it was set, in one line.
Result<AutoscalerSettings> settingsFrom(const Configuration &configuration);

} // namespace crescendo
