#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <map>

namespace crescendo {

/// Something that happened in the engine: a container started, died, was removed ("destroy"), …
struct EngineEvent {
    QString type; ///< "container", "network", …
    QString action; ///< "start", "die", "health_status: healthy", …
    QString actor; ///< id
    std::map<QString, QString> attributes; ///< a container's labels, name and image
    TimePoint at;

    bool operator==(const EngineEvent &) const = default;
};

/// One object of `GET /events`.
Result<EngineEvent> parseEngineEvent(const QByteArray &bytes);

} // namespace crescendo
