#pragma once

#include <QString>

namespace crescendo {

/// What an operator has to agree to before a cluster is opened. It is opened only where the members of
/// ConnectionConfig that are called the same say the same.
struct ClusterTerms {
    QString context; ///< that they are those of
    QString loginProgram; ///< with its arguments, that its kubeconfig wants to run to log in; empty: none
    QString unsafeServer; ///< that nobody verifies; empty: it is verified

    bool operator==(const ClusterTerms &) const = default;
};

} // namespace crescendo
