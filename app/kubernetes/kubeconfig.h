#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace crescendo {

/// A server. Files are absolute: what a kubeconfig names is relative to its own folder.
struct KubeCluster {
    QString server;
    QString tlsServerName; ///< that the certificate must have; empty: the server's host
    QString caFile;
    QByteArray caData; ///< PEM; instead of the file
    bool skipsTlsVerification = false;
    QString proxyUrl; ///< may hold a password

    bool operator==(const KubeCluster &) const = default;
};

/// A program that gets credentials: kubelogin, for one.
struct KubeExec {
    QString command; ///< absolute, or a name to look for in PATH
    QStringList arguments;
    std::vector<std::pair<QString, QString>> environment; ///< beside the console's own
    QString apiVersion; ///< "client.authentication.k8s.io/v1beta1"
    QString installHint;
    QString interactiveMode; ///< "Never", "IfAvailable", "Always"; empty: not said
    bool providesClusterInfo = false;

    bool operator==(const KubeExec &) const = default;
};

/// Somebody's credentials.
struct KubeUser {
    QString certificateFile;
    QByteArray certificateData; ///< PEM; instead of the file
    QString keyFile;
    Secret keyData; ///< PEM; instead of the file
    Secret token;
    QString tokenFile; ///< read again and again, and preferred to the token
    QString userName;
    Secret password;
    QString impersonated; ///< whom the server shall take this user for; empty: nobody
    QString impersonatedUid;
    QStringList impersonatedGroups;
    std::map<QString, QStringList> impersonatedExtra;
    std::optional<KubeExec> exec; ///< counts only where there is no token and no certificate
    QString authProvider; ///< of old kubeconfigs: "azure"

    /// The program that has to be run to log in; null where none has to.
    const KubeExec *loginProgram() const;

    bool operator==(const KubeUser &) const = default;
};

struct KubeContext {
    QString cluster;
    QString user;
    QString namespaceName; ///< empty: none is named

    bool operator==(const KubeContext &) const = default;
};

/// What one kubeconfig says, or several together.
struct Kubeconfig {
    std::map<QString, KubeCluster> clusters;
    std::map<QString, KubeUser> users;
    std::map<QString, KubeContext> contexts;
    QString currentContext;
};

/// What the search for kubeconfigs looks at.
struct KubeconfigPlaces {
    QString explicitFile; ///< only this one, if any
    QString variable; ///< KUBECONFIG: a list of files
    QString home;
};

KubeconfigPlaces systemKubeconfigPlaces(const QString &explicitFile);

/// The files that would be read, whether they are there or not.
QStringList filesOf(const KubeconfigPlaces &places);

/// Reads one file's bytes; `path` is where it lies. InvalidInput for what kubectl refuses: a value of a wrong
/// type (an unquoted token of digits, too), a name that comes twice.
Result<Kubeconfig> parseKubeconfig(const QByteArray &bytes, const QString &path);

/// Entries and the current context of the first that has them count, whole.
Kubeconfig merged(Kubeconfig first, const Kubeconfig &second);

/// Finds and merges as kubectl does: the explicit file alone, which must be there; else those of KUBECONFIG
/// that are there; else ~/.kube/config. Errors: NotFound, Io, and those of parseKubeconfig().
Result<Kubeconfig> readKubeconfig(const KubeconfigPlaces &places);

} // namespace crescendo
