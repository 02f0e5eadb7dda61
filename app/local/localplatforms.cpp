#include "local/localplatforms.h"

#include "config/settingsfile.h"
#include "docker/dockertransport.h"
#include "local/connectionprobe.h"
#include "local/gpusource.h"
#include "local/makeplatform.h"
#include "local/projectdiscovery.h"
#include "net/networktransport.h"
#include "net/origin.h"

#include <QDir>
#include <QtConcurrentRun>

namespace crescendo {
namespace {

/// Those that the operator names; else this machine's own, where the workers run on it.
ReadGpus gpusOf(const ConnectionConfig &config)
{
    if (!config.gpuMetricsUrl.isEmpty())
        return readExporter(config.gpuMetricsUrl);
    const bool isHere = config.kind == ConnectionKind::Embedded || isLoopback(config.endpoint.host());
    return isHere ? readOwnGpus() : ReadGpus();
}

QString plain(const QUrl &url)
{
    return url.toString(QUrl::StripTrailingSlash);
}

} // namespace

LocalPlatforms::LocalPlatforms(LocalOptions options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
{
}

LocalPlatforms::~LocalPlatforms() = default;

Result<std::unique_ptr<Platform>> LocalPlatforms::make(const ConnectionConfig &config,
                                                       const std::function<ConnectionSecrets()> &secrets)
{
    if (config.kind == ConnectionKind::Embedded)
        return makeEmbedded(config);
    std::unique_ptr<Platform> platform = makeEndpointPlatform(endpointOf(config, secrets), m_clock);
    QTimer::singleShot(0, platform.get(), &Platform::start);
    return platform;
}

/// The service goes on where only its connection is made anew.
Result<std::unique_ptr<Platform>> LocalPlatforms::makeEmbedded(const ConnectionConfig &config)
{
    Embedded &embedded = m_embedded[config.id];
    const QStringList arguments = argumentsOf(config);
    if (embedded.service && embedded.arguments != arguments)
        end(std::exchange(embedded, {}));
    embedded.arguments = arguments;
    if (!embedded.service) {
        if (Result<> started = startService(embedded); !started)
            return fail(started.error());
    }
    std::unique_ptr<ServicePlatform> platform = makeServicePlatform(config, *embedded.service);
    operate(embedded, *platform);
    return std::unique_ptr<Platform>(std::move(platform));
}

Result<> LocalPlatforms::startService(Embedded &embedded)
{
    EmbeddedServiceOptions options{m_options.program, m_options.dataDirectory, embedded.arguments};
    options.outlives = m_options.outlives;
    embedded.service = std::make_unique<EmbeddedService>(std::move(options));
    EmbeddedService &service = *embedded.service;
    connect(&service, &EmbeddedService::ready, this,
            [this, &service](const QString &url) { onReady(service, url); });
    connect(&service, &EmbeddedService::failed, this,
            [this, &service](const QString &why) { onFailed(service, why); });
    connect(&service, &EmbeddedService::moved, this, [this, &service] { onMoved(service); });
    return service.start();
}

std::unique_ptr<ServicePlatform> LocalPlatforms::makeServicePlatform(const ConnectionConfig &config,
                                                                     const EmbeddedService &service) const
{
    ServiceEndpoint endpoint;
    endpoint.id = config.id;
    endpoint.url = service.url();
    endpoint.name = service.hasPreferredPort()
        ? config.name
        : QStringLiteral("%1 :%2").arg(config.name).arg(QUrl(endpoint.url).port());
    endpoint.controlToken = [&service] { return service.controlToken(); };
    endpoint.tokenFile = service.controlTokenFile();
    endpoint.compose = {dockerHostOf(config), projectOf(config), {}, {}};
    endpoint.configFolder = m_options.dataDirectory;
    endpoint.logFile = QDir(m_options.dataDirectory).filePath(QStringLiteral("autoscaler.log"));
    endpoint.engine = engineOf(config);
    endpoint.gpus = gpusOf(config);
    auto transport = std::make_unique<NetworkTransport>(QUrl(endpoint.url));
    return std::make_unique<ServicePlatform>(std::move(endpoint), std::move(transport), m_clock);
}

/// Nobody asks the service before it listens.
void LocalPlatforms::operate(Embedded &embedded, ServicePlatform &platform)
{
    embedded.platform = &platform;
    if (embedded.isReady)
        QTimer::singleShot(0, &platform, &Platform::start);
    connect(&platform, &QObject::destroyed, this, &LocalPlatforms::endUnused, Qt::QueuedConnection);
}

void LocalPlatforms::onReady(EmbeddedService &service, const QString &url)
{
    Embedded *embedded = embeddedOf(service);
    if (!embedded)
        return;
    embedded->isReady = true;
    Q_EMIT serviceReady(url);
    if (embedded->platform)
        embedded->platform->start();
}

void LocalPlatforms::onFailed(EmbeddedService &service, const QString &why)
{
    Embedded *embedded = embeddedOf(service);
    if (!embedded)
        return;
    embedded->isReady = false;
    Q_EMIT serviceFailed(why);
    if (embedded->platform)
        embedded->platform->suspend({ErrorKind::Unavailable, QStringLiteral("start the local service"), why});
}

void LocalPlatforms::onMoved(const EmbeddedService &service)
{
    const auto moved = std::ranges::find_if(
        m_embedded, [&service](const auto &entry) { return entry.second.service.get() == &service; });
    if (moved != m_embedded.end())
        Q_EMIT serviceMoved(ConnectionId(moved->first));
}

LocalPlatforms::Embedded *LocalPlatforms::embeddedOf(const EmbeddedService &service)
{
    for (auto &entry : m_embedded) {
        if (entry.second.service.get() == &service)
            return &entry.second;
    }
    return nullptr; // it is being ended
}

void LocalPlatforms::endUnused()
{
    for (auto entry = m_embedded.begin(); entry != m_embedded.end();) {
        if (entry->second.platform || m_isStopping) {
            ++entry;
            continue;
        }
        end(std::move(entry->second));
        entry = m_embedded.erase(entry);
    }
}

/// In its own time: running jobs get some.
void LocalPlatforms::end(Embedded embedded, void (EmbeddedService::*how)())
{
    EmbeddedService *service = embedded.service.release();
    service->setParent(this);
    ++m_ending;
    connect(service, &EmbeddedService::stopped, this, [this, service] {
        service->deleteLater();
        onEnded();
    });
    (service->*how)();
}

void LocalPlatforms::onEnded()
{
    if (--m_ending == 0 && m_isStopping)
        Q_EMIT stopped();
}

void LocalPlatforms::stop(bool leavesRunning)
{
    m_isStopping = true;
    const auto how = leavesRunning ? &EmbeddedService::leave : &EmbeddedService::stop;
    ++m_ending; // so that it is said once, and not before all are asked
    for (auto &entry : std::exchange(m_embedded, {}))
        end(std::move(entry.second), how);
    QTimer::singleShot(0, this, &LocalPlatforms::onEnded);
}

QUrl LocalPlatforms::urlOf(const ConnectionConfig &config) const
{
    if (config.kind == ConnectionKind::Endpoint)
        return config.endpoint;
    const auto found = m_embedded.find(config.id);
    return found == m_embedded.end() ? QUrl() : QUrl(found->second.service->url());
}

EndpointConfig LocalPlatforms::endpointOf(const ConnectionConfig &config,
                                          const std::function<ConnectionSecrets()> &secrets) const
{
    EndpointConfig endpoint;
    endpoint.service.id = config.id;
    endpoint.service.name = config.name;
    endpoint.service.url = plain(config.endpoint);
    endpoint.service.controlToken = [secrets] { return secrets().token; };
    endpoint.service.gpus = gpusOf(config);
    endpoint.service.tokenFile = m_options.tokenFile;
    endpoint.service.compose = {config.dockerHost, projectOf(config), {}, {}};
    endpoint.project = projectOf(config);
    endpoint.dockerHost = config.dockerHost;
    endpoint.settingsFile = config.settingsFile;
    endpoint.readOnly = config.readOnly;
    endpoint.tls = {config.caFile, config.certificateFile};
    endpoint.clientKey = [secrets] { return secrets().clientKey; };
    return endpoint;
}

QString LocalPlatforms::dockerHostOf(const ConnectionConfig &config) const
{
    return config.dockerHost.isEmpty() ? m_options.dockerHost : config.dockerHost;
}

QString LocalPlatforms::projectOf(const ConnectionConfig &config) const
{
    return config.project.isEmpty() ? m_options.project : config.project;
}

/// Of the embedded service: none where its workers are processes.
MakeTransport LocalPlatforms::engineOf(const ConnectionConfig &config) const
{
    EndpointConfig endpoint;
    endpoint.dockerHost = dockerHostOf(config);
    return endpoint.dockerHost.isEmpty() ? MakeTransport() : connectorsOf(endpoint).engine;
}

QStringList LocalPlatforms::argumentsOf(const ConnectionConfig &config) const
{
    const QString host = dockerHostOf(config);
    QStringList arguments{QStringLiteral("--project"), projectOf(config)};
    if (!host.isEmpty())
        arguments << QStringLiteral("--runner") << QStringLiteral("docker") << QStringLiteral("--docker-host")
                  << host;
    return arguments;
}

Async<ConnectionProbe> LocalPlatforms::probe(const ConnectionConfig &config, const ConnectionSecrets &secrets)
{
    EndpointConfig endpoint = endpointOf(config, [secrets] { return secrets; });
    endpoint.service.url = plain(urlOf(config));
    if (config.kind == ConnectionKind::Endpoint)
        return probeService(connectorsOf(endpoint), secrets.token, m_clock);
    const auto embedded = m_embedded.find(config.id);
    if (embedded == m_embedded.end())
        return ready<ConnectionProbe>(fail(ErrorKind::Unavailable, QStringLiteral("ask the local service"),
                                           QStringLiteral("it was not started")));
    EndpointConnectors connect = connectorsOf(endpoint);
    if (config.dockerHost.isEmpty() && m_options.dockerHost.isEmpty())
        connect.engine = {}; // its workers are processes
    return probeService(connect, embedded->second.service->controlToken(), m_clock);
}

Async<std::vector<DiscoveredProject>> LocalPlatforms::discover(const QString &dockerHost)
{
    return discoverProjectsOf(dockerHost);
}

Async<> LocalPlatforms::checkDockerHost(const QString &dockerHost)
{
    return QtConcurrent::run([dockerHost] {
        return findDockerHost(dockerHost, systemDockerEnvironment())
            .and_then(makeTransport)
            .map([](const auto &) {});
    });
}

Async<> LocalPlatforms::checkSettingsFile(const QString &path)
{
    return QtConcurrent::run([path] { return SettingsFile(path).read().map([](const auto &) {}); });
}

Async<> LocalPlatforms::checkCertificates(const QString &path)
{
    return QtConcurrent::run([path] { return crescendo::checkCertificates(path); });
}

Async<Secret> LocalPlatforms::readPrivateKey(const QString &path)
{
    return QtConcurrent::run([path] { return crescendo::readPrivateKey(path); });
}

} // namespace crescendo
