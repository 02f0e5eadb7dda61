#pragma once

#include "kubernetes/clusteraccess.h"
#include "net/http.h"

#include <functional>

namespace crescendo {

/// A transport to the cluster's API server, as the user of the access. Where that takes a program to log in,
/// the program is run with the first request, and `said` is told what it says. Errors: InvalidInput
/// (certificates that cannot be read), Io (files of the kubeconfig).
Result<std::unique_ptr<HttpTransport>> makeTransport(const ClusterAccess &access, const Clock &clock,
                                                     const std::function<void(const QString &)> &said = {});

} // namespace crescendo
