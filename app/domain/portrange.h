#pragma once

#include <QtGlobal>

namespace crescendo {

/// Host ports that a pool's workers may take, both ends included.
struct PortRange {
    quint16 first = 0;
    quint16 last = 0;

    int count() const { return last < first ? 0 : last - first + 1; }
    bool contains(quint16 port) const { return port >= first && port <= last; }
    bool operator==(const PortRange &) const = default;
};

} // namespace crescendo
