#pragma once

#include "kubernetes/kubeconfig.h"

#include <QUrl>

namespace crescendo {

/// One context of a kubeconfig, checked: which server to speak to, and as whom.
struct ClusterAccess {
    QString context;
    QString namespaceName; ///< of the context; empty: it names none
    QUrl server; ///< http or https, with a path where the kubeconfig has one
    KubeCluster cluster;
    KubeUser user;

    /// Nobody makes sure that it is the right server: to be shown wherever the connection appears.
    bool isUnsafe() const { return cluster.skipsTlsVerification || !isSecure(); }
    bool isSecure() const { return server.scheme() == QLatin1String("https"); }

    bool operator==(const ClusterAccess &) const = default;
};

/// The files of certificates and keys that it names.
QStringList filesOf(const ClusterAccess &access);

/// With what stands in these files beside what it has itself; they count only with TLS. Io where one cannot
/// be read.
Result<ClusterAccess> withFiles(ClusterAccess access);

/// The context of that name, or the current one where it is empty. Errors: NotFound (no such context),
/// InvalidInput (what contradicts itself or names what is not there, as kubectl says it), Unsupported
/// (credentials that cannot be had here, with what to do instead).
Result<ClusterAccess> accessOf(const Kubeconfig &config, const QString &context);

} // namespace crescendo
