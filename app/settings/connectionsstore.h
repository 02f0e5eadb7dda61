#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QUrl>

#include <vector>

namespace crescendo {

enum class ConnectionKind {
    Embedded, // the console starts the local service itself
    Endpoint, // a service that runs somewhere
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
    bool readOnly = false;

    bool operator==(const ConnectionConfig &) const = default;
};

/// The configured connections in `connections.json` of a folder. Reads and writes at once (the file is
/// small).
class ConnectionsStore {
public:
    explicit ConnectionsStore(const QString &directory);

    /// Nothing configured yet is an empty list. Errors: Io, Corrupt (with the path of what cannot be read).
    Result<std::vector<ConnectionConfig>> load() const;
    /// Replaces the file as a whole. Errors: InvalidInput (the first broken rule), Io.
    Result<> save(const std::vector<ConnectionConfig> &connections) const;

private:
    QString m_path;
};

} // namespace crescendo
