#pragma once

#include "kubernetes/clusteraccess.h"
#include "net/http.h"

namespace crescendo {

/// A transport to the cluster's API server, as the user of the access. Errors: InvalidInput (certificates
/// that cannot be read), Io (files of the kubeconfig).
Result<std::unique_ptr<HttpTransport>> makeTransport(const ClusterAccess &access, const Clock &clock);

} // namespace crescendo
