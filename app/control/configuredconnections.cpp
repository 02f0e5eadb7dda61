#include "control/configuredconnections.h"

#include "control/connections.h"

#include <QRegularExpression>

#include <algorithm>

namespace crescendo {
namespace {

QString keyOf(const ConnectionId &id)
{
    return QStringLiteral("connection/%1/token").arg(id.value);
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
    if (hasToken(removed))
        m_secrets.remove(keyOf(removed));
    m_tokens.erase(removed);
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
    std::shared_ptr<Secret> &token = m_tokens[config.id];
    if (!token) {
        token = std::make_shared<Secret>();
        if (config.kind == ConnectionKind::Endpoint)
            readToken(config.id);
    }
    Result<std::unique_ptr<Platform>> platform = m_factory.make(config, [token] { return *token; });
    if (!platform)
        return fail(platform.error());
    m_connections.add(std::move(*platform));
    return {};
}

void ConfiguredConnections::readToken(const ConnectionId &id)
{
    m_secrets.read(keyOf(id)).then(this, [this, id](const Result<Secret> &token) {
        if (token && !hasToken(id)) // a newer one may have been set meanwhile
            useToken(id, *token);
        else if (!token && token.error().kind != ErrorKind::NotFound)
            Q_EMIT troubled(token.error());
    });
}

bool ConfiguredConnections::hasToken(const ConnectionId &id) const
{
    return !token(id).isEmpty();
}

Secret ConfiguredConnections::token(const ConnectionId &id) const
{
    const auto found = m_tokens.find(id);
    return found == m_tokens.end() ? Secret() : *found->second;
}

Async<> ConfiguredConnections::setToken(const ConnectionId &id, const Secret &token)
{
    const Async<> stored = token.isEmpty() ? m_secrets.remove(keyOf(id)) : m_secrets.write(keyOf(id), token);
    return Async<>(stored).then(this, [this, id, token](const Result<> &done) {
        if (done)
            useToken(id, token);
        return done;
    });
}

/// A platform takes up a token when it connects, and looks for one while it has none.
void ConfiguredConnections::useToken(const ConnectionId &id, const Secret &token)
{
    const auto found = m_tokens.find(id);
    if (found == m_tokens.end() || !find(id))
        return;
    const bool hadOne = !found->second->isEmpty();
    *found->second = token;
    if (hadOne)
        reconnect(id);
    Q_EMIT changed();
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
