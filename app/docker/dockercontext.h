#pragma once

#include "docker/dockerhost.h"

namespace crescendo {

// Docker's own files: $DOCKER_CONFIG or ~/.docker with config.json and the contexts' store.

/// An entry of `docker context ls`.
struct DockerContext {
    QString host; ///< as in DOCKER_HOST
    std::optional<TlsSettings> tls;
};

QString dockerConfigFolder(const DockerEnvironment &environment);

/// The name of the context in force; "default" when none is chosen.
Result<QString> currentDockerContext(const DockerEnvironment &environment);
Result<DockerContext> readDockerContext(const QString &name, const DockerEnvironment &environment);

/// ca.pem, cert.pem and key.pem of a folder, those that are there.
Result<TlsSettings> readTlsFiles(const QString &folder, const DockerEnvironment &environment);

} // namespace crescendo
