#pragma once

#include "domain/portrange.h"

#include <functional>
#include <optional>
#include <set>

namespace crescendo {

/// Hands out host ports to workers of several pools whose ranges may overlap. Ports that somebody else on
/// this machine listens on are passed over.
class PortPool {
public:
    using Probe = std::function<bool(quint16)>; ///< true when the port can be listened on
    explicit PortPool(Probe probe);
    /// A pool that asks the system.
    static PortPool ofThisMachine();

    std::optional<quint16> take(const PortRange &range, bool fromTop);
    void giveBack(quint16 port);
    /// Ports of the range that could be taken now.
    int freeIn(const PortRange &range) const;

private:
    bool isFree(quint16 port) const;

    Probe m_probe;
    std::set<quint16> m_taken;
};

} // namespace crescendo
