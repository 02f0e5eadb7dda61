#pragma once

#include <QtGlobal>

namespace crescendo {

/// Whether the process takes connections at this TCP port of IPv4, and not another one. False where that
/// cannot be seen: a process of another user, a system without /proc.
bool listensOn(qint64 pid, quint16 port);

} // namespace crescendo
