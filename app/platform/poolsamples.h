#pragma once

#include "domain/sample.h"
#include "domain/snapshot.h"

namespace crescendo {

/// What a machine can give to workers; nothing where it is not known.
struct HostCapacity {
    std::optional<double> cores;
    std::optional<qint64> memoryBytes;
};

/// The samples that a pool's state holds: one per known value, none for unknown ones; of its workers as well.
Samples samplesOf(const ConnectionId &connection, const Pool &pool, const HostCapacity &host, TimePoint at);

} // namespace crescendo
