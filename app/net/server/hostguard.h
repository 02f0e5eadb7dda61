#pragma once

#include "net/server/server.h"

#include <QByteArrayList>

namespace crescendo {

/// Which names a server may be called by, so that a web page in somebody's browser reaches it neither by a
/// name of its own (DNS rebinding) nor across sites.
struct HostPolicy {
    bool listensOnLoopback = true;
    QByteArrayList allowedHosts; ///< beside the loopback names, without a port; beyond loopback only
    QByteArrayList openPaths; ///< GET answers any Host beyond loopback: these paths, and what lies below them
    QByteArray address = "127.0.0.1"; ///< that it listens on, as it stands in a URL
};

/// 400 without exactly one valid Host, 421 for a Host that is not allowed, 403 for a request from another
/// origin: an Origin that is not http:// and the Host itself ("null" included), or Sec-Fetch-Site:
/// cross-site.
Guard hostGuard(HostPolicy policy);

} // namespace crescendo
