#include "control/configuredconnections.h"

#include "control/connections.h"

#include <QRegularExpression>

#include <algorithm>

namespace crescendo {
namespace {

QString keyOf(const ConnectionId &id, Secret ConnectionSecrets::*part)
{
    const bool isToken = part == &ConnectionSecrets::token;
    return QStringLiteral("connection/%1/%2")
        .arg(id.value, isToken ? QStringLiteral("token") : QStringLiteral("clientKey"));
}

/// "Staging (EU)" → "staging-eu".
QString slugOf(const QString &name)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString slug = name.toLower().replace(others, QStringLiteral("-"));
    while (slug.startsWith(u'-'))
        slug.remove(0, 1);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.isEmpty() ? QStringLiteral("connection") : slug;
}

} // namespace

ConfiguredConnections::ConfiguredConnections(Connections &connections, PlatformFactory &factory,
                                             ConnectionsStore store, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_factory(factory)
    , m_store(std::move(store))
    , m_secrets(secrets)
{
}

void ConfiguredConnections::load()
{
    const auto loaded = m_store.load();
    m_configs = loaded && *loaded ? **loaded : std::vector{embeddedConnection()};
    if (loaded)
        return;
    Error error = loaded.error();
    if (error.kind == ErrorKind::Corrupt)
        error.detail = QStringLiteral("kept as %1: %2").arg(m_store.setAside(), error.detail);
    Q_EMIT troubled(error);
}

Result<> ConfiguredConnections::connectAll()
{
    Result<> first;
    for (const ConnectionConfig &config : m_configs) {
        if (const Result<> connected = connectTo(config); !connected && first)
            first = connected;
    }
    return first;
}

const ConnectionConfig *ConfiguredConnections::find(const ConnectionId &id) const
{
    const auto found = std::ranges::find(m_configs, id, &ConnectionConfig::id);
    return found == m_configs.end() ? nullptr : &*found;
}

ConnectionId ConfiguredConnections::newIdFor(const QString &name) const
{
    const QString slug = slugOf(name);
    const auto isTaken = [this](const ConnectionId &id) {
        return find(id) || m_connections.find(id) || id == embeddedConnection().id;
    };
    ConnectionId id{slug};
    for (int number = 2; isTaken(id); ++number)
        id.value = QStringLiteral("%1-%2").arg(slug).arg(number);
    return id;
}

Result<> ConfiguredConnections::save(const ConnectionConfig &config)
{
    std::vector<ConnectionConfig> configs = m_configs;
    const auto found = std::ranges::find(configs, config.id, &ConnectionConfig::id);
    const bool isSame = found != configs.end() && *found == config && m_connections.find(config.id);
    if (isSame)
        return {};
    if (found == configs.end())
        configs.push_back(config);
    else
        *found = config;
    if (Result<> written = write(std::move(configs)); !written)
        return written;
    m_connections.remove(config.id);
    Result<> connected = connectTo(config);
    Q_EMIT changed();
    return connected;
}

Result<> ConfiguredConnections::remove(const ConnectionId &id)
{
    std::vector<ConnectionConfig> configs = m_configs;
    if (std::erase_if(configs, [&id](const ConnectionConfig &config) { return config.id == id; }) == 0)
        return fail(ErrorKind::NotFound, QStringLiteral("remove connection"), id.value);
    if (Result<> written = write(std::move(configs)); !written)
        return written;
    const ConnectionId removed = id; // it may be one of the list
    for (const Part part : {&ConnectionSecrets::token, &ConnectionSecrets::clientKey}) {
        if (!(secrets(removed).*part).isEmpty())
            m_secrets.remove(keyOf(removed, part));
    }
    m_inUse.erase(removed);
    m_connections.remove(removed);
    Q_EMIT changed();
    return {};
}

Result<> ConfiguredConnections::write(std::vector<ConnectionConfig> configs)
{
    if (Result<> saved = m_store.save(configs); !saved)
        return saved;
    m_configs = std::move(configs);
    return {};
}

Result<> ConfiguredConnections::connectTo(const ConnectionConfig &config)
{
    std::shared_ptr<ConnectionSecrets> &inUse = m_inUse[config.id];
    if (!inUse) {
        inUse = std::make_shared<ConnectionSecrets>();
        if (config.kind == ConnectionKind::Endpoint)
            readSecrets(config.id);
    }
    Result<std::unique_ptr<Platform>> platform = m_factory.make(config, [inUse] { return *inUse; });
    if (!platform)
        return fail(platform.error());
    m_connections.add(std::move(*platform));
    return {};
}

/// A keychain that says no is asked once only.
void ConfiguredConnections::readSecrets(const ConnectionId &id)
{
    read(id, &ConnectionSecrets::token).then(this, [this, id](bool isOpen) {
        if (isOpen)
            read(id, &ConnectionSecrets::clientKey);
    });
}

/// Settles with whether the keychain answered.
QFuture<bool> ConfiguredConnections::read(const ConnectionId &id, Part part)
{
    return m_secrets.read(keyOf(id, part)).then(this, [this, id, part](const Result<Secret> &secret) {
        if (secret && (secrets(id).*part).isEmpty()) // a newer one may have been set meanwhile
            use(id, part, *secret);
        const bool isOpen = secret || secret.error().kind == ErrorKind::NotFound;
        if (!isOpen)
            Q_EMIT troubled(secret.error());
        return isOpen;
    });
}

bool ConfiguredConnections::hasToken(const ConnectionId &id) const
{
    return !secrets(id).token.isEmpty();
}

bool ConfiguredConnections::hasClientKey(const ConnectionId &id) const
{
    return !secrets(id).clientKey.isEmpty();
}

ConnectionSecrets ConfiguredConnections::secrets(const ConnectionId &id) const
{
    const auto found = m_inUse.find(id);
    return found == m_inUse.end() ? ConnectionSecrets() : *found->second;
}

Async<> ConfiguredConnections::setToken(const ConnectionId &id, const Secret &token)
{
    return set(id, &ConnectionSecrets::token, token);
}

Async<> ConfiguredConnections::setClientKey(const ConnectionId &id, const Secret &key)
{
    return set(id, &ConnectionSecrets::clientKey, key);
}

Async<> ConfiguredConnections::set(const ConnectionId &id, Part part, const Secret &secret)
{
    const QString key = keyOf(id, part);
    const Async<> stored = secret.isEmpty() ? m_secrets.remove(key) : m_secrets.write(key, secret);
    return Async<>(stored).then(this, [this, id, part, secret](const Result<> &done) {
        if (done)
            use(id, part, secret);
        return done;
    });
}

void ConfiguredConnections::use(const ConnectionId &id, Part part, const Secret &secret)
{
    const auto found = m_inUse.find(id);
    const ConnectionConfig *config = find(id);
    if (found == m_inUse.end() || !config)
        return;
    const bool isTakenUp = takesUp(*config, part);
    found->second.get()->*part = secret;
    if (!isTakenUp)
        reconnect(id);
    Q_EMIT changed();
}

/// A platform looks for a token while it has none, and for another secret only when it is made.
bool ConfiguredConnections::takesUp(const ConnectionConfig &config, Part part) const
{
    return part == &ConnectionSecrets::token ? !hasToken(config.id) : config.certificateFile.isEmpty();
}

void ConfiguredConnections::reconnect(const ConnectionId &id)
{
    const ConnectionConfig *config = find(id);
    if (!config || !m_connections.find(id))
        return;
    m_connections.remove(id);
    if (const Result<> connected = connectTo(*config); !connected)
        Q_EMIT troubled(connected.error());
}

} // namespace crescendo
