#pragma once

#include "net/tls.h"

#include <QUrl>

#include <functional>
#include <optional>

namespace crescendo {

/// Where an engine is and how to speak with it.
struct DockerHost {
    QString socket; ///< Unix socket or Windows pipe; empty for TCP
    QUrl url; ///< http or https, for TCP
    std::optional<TlsSettings> tls;
    QString source; ///< who says so: "DOCKER_HOST", "context desktop-linux", "default"

    /// The server is not verified, or others can listen in: to be shown wherever the engine appears.
    bool isUnsafe() const;
};

/// What the search looks at; a test puts in its own.
struct DockerEnvironment {
    std::function<QString(const char *name)> variable; ///< empty when unset
    std::function<Result<QByteArray>(const QString &path)> readFile; ///< NotFound when there is none
    QString home;
    bool isWindows = false;
};

DockerEnvironment systemDockerEnvironment();

/// Finds the engine as `docker` does: `explicitUrl`, DOCKER_HOST, DOCKER_CONTEXT, the current context of
/// config.json, the platform's default. Errors: InvalidInput (what is wrong with which setting), Unsupported
/// (ssh://, with what to do instead), NotFound (a context that does not exist), Io.
Result<DockerHost> findDockerHost(const QString &explicitUrl, const DockerEnvironment &environment);

} // namespace crescendo
