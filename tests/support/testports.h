#pragma once

#include "domain/portrange.h"

#include <QCoreApplication>

namespace crescendo {

/// Ports of this test program alone, at most ten: below those that systems hand out to clients, and apart
/// from those of other tests that run now.
inline PortRange testPorts(int count, int skip = 0)
{
    const auto first = static_cast<quint16>(10'000 + QCoreApplication::applicationPid() % 2'000 * 10 + skip);
    return {first, static_cast<quint16>(first + count - 1)};
}

} // namespace crescendo
