#pragma once

#include "base/clock.h"
#include "platform/platform.h"
#include "platform/platformfactory.h"

namespace crescendo {

/// A platform for a context of a kubeconfig; without an id or a name it has the context's. One whose server
/// nobody verifies is called unsafe. It is to be started. Errors: those of readKubeconfig(), accessOf() and
/// of certificates that cannot be read; Forbidden where nobody agreed to its terms.
Result<std::unique_ptr<Platform>> makeAksPlatform(const ConnectionConfig &config, const Clock &clock);

/// Asks a cluster once whether it answers and takes the credentials. Errors: the same, and those of
/// ApiClient.
Async<ConnectionProbe> probeCluster(const ConnectionConfig &config, const Clock &clock);

/// See PlatformFactory::terms().
Result<ClusterTerms> termsOf(const ConnectionConfig &config);

/// Those of a kubeconfig, by name; see PlatformFactory::contexts().
Result<std::vector<ClusterContext>> contextsOf(const QString &kubeconfig);

} // namespace crescendo
