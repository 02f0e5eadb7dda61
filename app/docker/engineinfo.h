#pragma once

#include "base/result.h"
#include "base/units.h"

#include <compare>

namespace crescendo {

/// A version of the Engine API: 1.41.
struct ApiVersion {
    int major = 0;
    int minor = 0;

    auto operator<=>(const ApiVersion &) const = default;
};

QString toString(ApiVersion version); ///< "1.41"
Result<ApiVersion> parseApiVersion(const QByteArray &text);

/// The newest that this client was written for, and the oldest that it can use.
constexpr ApiVersion newestApi{1, 47};
constexpr ApiVersion oldestApi{1, 41};

/// The version to speak with a server whose newest is `server`; Unsupported when it is too old.
Result<ApiVersion> negotiate(ApiVersion server);

struct EngineVersion {
    QString version; ///< "20.10.24"
    ApiVersion api;
    QString operatingSystem; ///< "linux", "windows"
    QString architecture;

    bool operator==(const EngineVersion &) const = default;
};

struct EngineInfo {
    QString name;
    QString serverVersion;
    QString osType; ///< "linux", "windows"
    int processors = 0;
    Bytes memory;
    int containersRunning = 0;
    bool hasNvidiaRuntime = false;

    bool operator==(const EngineInfo &) const = default;
};

Result<EngineVersion> parseEngineVersion(const QByteArray &bytes); ///< `GET /version`
Result<EngineInfo> parseEngineInfo(const QByteArray &bytes); ///< `GET /info`

} // namespace crescendo
