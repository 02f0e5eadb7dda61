#pragma once

#include "net/server/server.h"

#include <QStringList>

namespace crescendo {

/// By which names a server may be reached.
struct HostPolicy {
    QString listenHost; ///< the address it listens on, or "localhost"
    QStringList allowedHosts; ///< names beyond loopback, without port
    /// Path prefixes that GET may read under any name where the server listens beyond loopback: probes and
    /// scrapers come by address.
    std::vector<QByteArray> openToAll{"/metrics", "/healthz", "/readyz", "/api/metrics/"};
};

/// Refuses requests whose Host is none of ours (DNS rebinding: 421) or that a page of another origin makes a
/// browser send (CSRF: 403). `Origin: null`, another port and another host are other origins.
Guard hostGuard(HostPolicy policy);

} // namespace crescendo
