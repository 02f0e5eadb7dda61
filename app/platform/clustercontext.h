#pragma once

#include "base/error.h"

#include <optional>

namespace crescendo {

/// A context of a kubeconfig, as it can be told without asking its cluster.
struct ClusterContext {
    QString name;
    QString server; ///< empty where there is none
    QString namespaceName; ///< empty: it names none
    bool isCurrent = false; ///< of its kubeconfig
    bool isUnsafe = false; ///< nobody verifies the server
    std::optional<Error> fault; ///< why it cannot be used

    bool operator==(const ClusterContext &) const = default;
};

} // namespace crescendo
