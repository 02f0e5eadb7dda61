#pragma once

#include "domain/connectionconfig.h"
#include "platform/platformfactory.h"
#include "settings/connectionsstore.h"
#include "settings/secretstore.h"

#include <QObject>

#include <map>

namespace crescendo {

class Connections;

/// The connections that the operator configured: in their file, with their tokens and keys in the keychain,
/// and made into platforms of `connections`, at once when they are changed. What is removed keeps its history
/// and its journal.
class ConfiguredConnections final : public QObject {
    Q_OBJECT

public:
    ConfiguredConnections(Connections &connections, PlatformFactory &factory, ConnectionsStore store,
                          SecretStore &secrets, QObject *parent = nullptr);

    /// Reads the file; where there is none yet, it is the embedded platform alone. A file that cannot be read
    /// is set aside, which `troubled` says. Connects nothing.
    void load();
    /// Connects all. Errors: the first of PlatformFactory::make(); the others are connected nonetheless.
    Result<> connectAll();

    /// Makes its platform anew, which may be reached in another way; no effect where it has none. What fails,
    /// `troubled` says.
    void reconnect(const ConnectionId &id);

    const std::vector<ConnectionConfig> &all() const { return m_configs; }
    const ConnectionConfig *find(const ConnectionId &id) const; ///< null where there is none
    /// An id of nobody yet, that is easy to recognise.
    ConnectionId newIdFor(const QString &name) const;

    /// Adds it, or replaces the one of its id, and connects it anew. Errors: InvalidInput, Io, and those of
    /// PlatformFactory::make().
    Result<> save(const ConnectionConfig &config);
    /// With its secrets. Errors: NotFound, Io.
    Result<> remove(const ConnectionId &id);

    bool hasToken(const ConnectionId &id) const;
    bool hasClientKey(const ConnectionId &id) const;
    /// What is in use for it.
    ConnectionSecrets secrets(const ConnectionId &id) const;
    /// Keeps it in the keychain and uses it from now on; an empty one is forgotten. Errors: Forbidden, Io.
    Async<> setToken(const ConnectionId &id, const Secret &token);
    /// The same of its client's key, in PEM.
    Async<> setClientKey(const ConnectionId &id, const Secret &key);
    /// Whether secrets outlive the program; known once one was read or written.
    bool keepsSecrets() const { return m_secrets.isPersistent(); }

Q_SIGNALS:
    void changed(); ///< the list, or which of them have which secrets
    void troubled(const crescendo::Error &error);

private:
    using Part = Secret ConnectionSecrets::*; // which of them

    Result<> write(std::vector<ConnectionConfig> configs);
    Result<> connectTo(const ConnectionConfig &config);
    void readSecrets(const ConnectionId &id);
    QFuture<bool> read(const ConnectionId &id, Part part);
    Async<> set(const ConnectionId &id, Part part, const Secret &secret);
    void use(const ConnectionId &id, Part part, const Secret &secret);
    bool takesUp(const ConnectionConfig &config, Part part) const;

    Connections &m_connections;
    PlatformFactory &m_factory;
    const ConnectionsStore m_store;
    SecretStore &m_secrets;
    std::vector<ConnectionConfig> m_configs;
    std::map<ConnectionId, std::shared_ptr<ConnectionSecrets>> m_inUse; // shared with the platforms
};

} // namespace crescendo
