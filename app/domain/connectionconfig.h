#pragma once

#include "base/ids.h"

#include <QUrl>

#include <vector>

namespace crescendo {

enum class ConnectionKind {
    Embedded, // the console starts the local service itself
    Endpoint, // a service that runs somewhere
    Cluster, // a context of a kubeconfig
};

/// A connection as the operator configured it. Holds no secret: those are in the SecretStore under the id.
struct ConnectionConfig {
    ConnectionId id;
    QString name; ///< for people
    ConnectionKind kind = ConnectionKind::Embedded;
    QUrl endpoint; ///< of an Endpoint: http or https, without user or password
    QString dockerHost; ///< "unix:///var/run/docker.sock"; empty = the platform's default
    QString project; ///< Compose project; empty = the default
    QString
        settingsFile; ///< `appsettings` file that profiles of a foreign service are written to; empty: none
    QUrl gpuMetricsUrl; ///< of a DCGM exporter; empty: this machine's own GPUs, where the service runs on it
    QString caFile; ///< PEM; of an https endpoint, trusted instead of the system's authorities; empty: those
    QString certificateFile; ///< PEM; of the client, for an https endpoint that asks for one; empty: none
    QString kubeconfig; ///< of a Cluster; empty: found as kubectl finds it
    QString context; ///< of a Cluster; empty: the kubeconfig's current one
    QString namespaceName; ///< of a Cluster; empty: the context's, else "music-platform" where there is one
    QString
        loginProgram; ///< that a Cluster's kubeconfig names, as the operator agreed to run it; empty: none
    QString unsafeServer; ///< of a Cluster, that nobody verifies, as the operator agreed to it; empty: none
    bool readOnly = false;

    bool operator==(const ConnectionConfig &) const = default;
};

/// The embedded platform, as it is there before anything is configured.
ConnectionConfig embeddedConnection();

/// Whether a namespace of Kubernetes may be called that: a label of RFC 1123.
bool isNamespaceName(const QString &name);

/// One broken rule of a connection. `field` is its name in the settings file ("endpoint").
struct ConnectionFault {
    QString field;
    QString rule; ///< "must be an http or https URL"

    bool operator==(const ConnectionFault &) const = default;
};

/// All broken rules that need no look at anything else.
std::vector<ConnectionFault> faultsOf(const ConnectionConfig &config);

} // namespace crescendo
