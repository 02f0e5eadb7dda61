#pragma once

#include "base/result.h"

namespace crescendo {

/// Opens a socket that listens on an address, or on 127.0.0.1 for "localhost"; port 0 picks one. "::" takes
/// IPv4 too. The caller closes it. Errors: InvalidInput (no address), Conflict (port in use), Io.
Result<int> openListenSocket(const QString &host, quint16 port);

/// The port that a listening socket has.
quint16 portOf(int socket);

} // namespace crescendo
