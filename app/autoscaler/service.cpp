#include "autoscaler/service.h"

#include "api/poolstate.h"
#include "autoscaler/api/eventsapi.h"
#include "autoscaler/api/historyapi.h"
#include "autoscaler/api/jobsapi.h"
#include "autoscaler/api/metricsapi.h"
#include "autoscaler/api/workerapi.h"
#include "autoscaler/runner/dockerrunner.h"
#include "autoscaler/runner/norunner.h"
#include "autoscaler/runner/processrunner.h"
#include "autoscaler/runner/workerline.h"
#include "base/replacefile.h"
#include "compose/composefile.h"
#include "docker/dockertransport.h"
#include "net/origin.h"
#include "net/server/hostguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Seconds longestFarewell{8};
constexpr Millis lastAnswers{300}; // the answer to the last report is still on its way

QString findWorker(const QString &given)
{
    if (!given.isEmpty())
        return QFileInfo(given).isExecutable() ? given : QString();
    const QString name = QStringLiteral("crescendo-worker");
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

AutoscalerPlan planFrom(const AutoscalerSettings &settings)
{
    AutoscalerPlan plan;
    plan.common = settings.common;
    plan.poll = settings.poll;
    for (const auto &[id, pool] : settings.pools) {
        // Overlapping ranges are filled from their far ends, so that the guide's 8001-8003 hold for analysis.
        const bool fromTop = id.value == QLatin1String("generation");
        plan.pools.emplace(id, PoolPlan{pool.profile, pool.service, pool.ports, fromTop, pool.limits});
    }
    return plan;
}

JobsApi::Limits jobLimits(const AutoscalerSettings &settings)
{
    JobsApi::Limits limits;
    limits.maxUpload = {settings.uploadMaxBytes};
    return limits;
}

ServerLimits serverLimits()
{
    ServerLimits limits;
    limits.maxBodyBytes = 64LL * 1024; // commands; what is larger is streamed to disk
    return limits;
}

QString inUrl(const QString &host)
{
    return host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
}

/// Where this machine's workers reach what listens on this address: a wildcard is no address to go to.
QString reachable(const QString &host)
{
    if (host == QLatin1String("0.0.0.0"))
        return QStringLiteral("127.0.0.1");
    return host == QLatin1String("::") ? QStringLiteral("::1") : host;
}

} // namespace

Service::Service(ServiceOptions options, const Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_source{m_options.configDirectory, m_options.environment, QProcessEnvironment::systemEnvironment()}
    , m_host(clock)
{
}

Service::~Service() = default;

Result<> Service::open()
{
    const Result<AutoscalerSettings> settings = load(m_source);
    if (!settings)
        return fail(settings.error());
    if (Result<> folder = openFolder(); !folder)
        return folder;
    m_log = std::make_unique<ServiceLog>(
        ServiceLog::Options{QDir(m_options.dataDirectory).filePath(QStringLiteral("autoscaler.log"))},
        m_clock);
    if (Result<> stores = openStores(*settings); !stores)
        return stores;
    m_server = std::make_unique<HttpServer>(serverLimits());
    if (Result<> listening = listen(); !listening)
        return listening;
    if (Result<> compose = readCompose(*settings); !compose)
        return compose;
    if (Result<> runner = makeRunner(); !runner)
        return runner;
    m_autoscaler = std::make_unique<Autoscaler>(
        m_clock, [this](const PoolId &pool) { return m_queue->depth(pool); }, *m_runner,
        StateFile(QDir(m_options.dataDirectory).filePath(QStringLiteral("autoscaler-state.json"))), *m_log);
    makeApi(*settings);
    tellEvents();
    apply(*settings);
    m_autoscaler->start();
    m_watcher = std::make_unique<ConfigWatcher>(m_source.directory);
    connect(m_watcher.get(), &ConfigWatcher::changed, this, &Service::reload);
    return {};
}

void Service::shutDown()
{
    if (std::exchange(m_shuttingDown, true))
        return;
    m_log->info(QStringLiteral("Shutting down"));
    m_autoscaler->stop();
    m_workerApi->close();
    connect(m_runner.get(), &Runner::shutDown, this, [this] {
        m_runnerShutDown = true;
        finishShutdown();
    });
    // Workers that are not ours to end go on meanwhile.
    connect(m_queue.get(), &JobQueue::depthChanged, this, &Service::finishShutdown);
    connect(&m_farewell, &QTimer::timeout, this, &Service::finishShutdown);
    m_farewell.setSingleShot(true);
    m_farewell.start(longestFarewell);
    m_runner->beginShutdown();
}

Result<> Service::openFolder()
{
    QDir folder(m_options.dataDirectory);
    const QString operation = QStringLiteral("open data folder ") + folder.path();
    if (!folder.mkpath(QStringLiteral(".")) || !QFileInfo(folder.path()).isDir())
        return fail(ErrorKind::Io, operation, QStringLiteral("it cannot be made"));
    return token(QStringLiteral("control-token"))
        .and_then([this](Secret control) {
            m_controlToken = std::move(control);
            return token(QStringLiteral("worker-token"));
        })
        .map([this](Secret worker) { m_workerToken = std::move(worker); });
}

Result<Secret> Service::token(const QString &name) const
{
    const QString path = QDir(m_options.dataDirectory).filePath(name);
    QFile existing(path);
    if (existing.open(QIODevice::ReadOnly)) {
        const QByteArray text = existing.readAll().trimmed();
        if (!text.isEmpty() && !existing.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            return fail(ErrorKind::Io, QStringLiteral("read ") + path,
                        QStringLiteral("it cannot be kept from other users"));
        if (!text.isEmpty())
            return Secret(text);
    }
    Secret made = Secret::generate();
    return replaceFile(path, made.reveal(), QFile::ReadOwner | QFile::WriteOwner).map([&made] {
        return std::move(made);
    });
}

Result<> Service::openStores(const AutoscalerSettings &settings)
{
    QueueOptions options;
    options.directory = m_options.dataDirectory;
    options.maxData = {settings.dataMaxBytes};
    options.resultRetention = settings.resultRetention;
    Result<std::unique_ptr<JobQueue>> queue = JobQueue::open(options, m_clock);
    if (!queue)
        return fail(queue.error());
    m_queue = std::move(*queue);
    tellRepair(m_queue->recovered(), m_queue->removedCopies());
    Result<std::unique_ptr<SampleStore>> samples = SampleStore::open(m_options.dataDirectory, m_clock);
    if (!samples)
        return fail(samples.error());
    m_samples = std::move(*samples);
    tellRepair(m_samples->recovered(), m_samples->removedCopies());
    m_events = std::make_unique<EventLog>(m_samples->runNumber(), m_clock);
    return {};
}

void Service::tellRepair(const QString &recovered, const QStringList &removedCopies)
{
    if (!recovered.isEmpty())
        m_log->error(recovered);
    for (const QString &line : removedCopies)
        m_log->warn(line);
}

Result<> Service::readCompose(const AutoscalerSettings &settings)
{
    m_project = m_options.project.isEmpty() ? QStringLiteral("directai") : m_options.project;
    if (m_options.composeFile.isEmpty())
        return {};
    return readComposeFile(m_options.composeFile).map([&](const ComposeFile &file) {
        if (m_options.project.isEmpty())
            m_project = file.project;
        for (const auto &[id, pool] : settings.pools) {
            if (!file.services.contains(pool.service))
                m_log->warn(QStringLiteral("%1 has no service '%2' for the pool %3; it has %4")
                                .arg(m_options.composeFile, pool.service, id.value,
                                     file.services.join(QStringLiteral(", "))));
        }
    });
}

Result<> Service::makeRunner()
{
    if (m_options.runner == RunnerKind::None) {
        m_runner = std::make_unique<NoRunner>();
        return {};
    }
    if (m_options.runner == RunnerKind::Docker)
        return makeDockerRunner();
    ProcessRunnerOptions options;
    options.program = findWorker(m_options.workerProgram);
    if (options.program.isEmpty() && !m_options.workerProgram.isEmpty())
        return fail(ErrorKind::NotFound, QStringLiteral("start workers"),
                    QStringLiteral("%1 is no program").arg(m_options.workerProgram));
    if (options.program.isEmpty())
        return fail(ErrorKind::NotFound, QStringLiteral("find crescendo-worker"),
                    QStringLiteral("it is neither beside the service nor in PATH; say --worker PATH"));
    options.service = m_workerUrl;
    options.sendsClearText = !isLoopback(reachable(m_options.listenHost));
    options.tokenFile = QDir(m_options.dataDirectory).absoluteFilePath(QStringLiteral("worker-token"));
    options.project = m_project;
    auto runner = std::make_unique<ProcessRunner>(options, m_clock);
    connect(runner.get(), &ProcessRunner::workerLine, this, &Service::logWorkerLine);
    m_runner = std::move(runner);
    return {};
}

Result<> Service::makeDockerRunner()
{
    return findDockerHost(m_options.dockerHost, systemDockerEnvironment())
        .and_then(makeTransport)
        .map([this](std::unique_ptr<HttpTransport> engine) {
            m_engine = std::move(engine);
            m_runner = std::make_unique<DockerRunner>(DockerRunnerOptions{m_project, {}},
                                                      EngineClient(*m_engine), m_clock);
        });
}

void Service::logWorkerLine(const QString &worker, const QString &text)
{
    const WorkerLine line = workerLineFrom(text);
    m_log->write(logLevelFrom(line.level).value_or(LogLevel::Info), worker, line.text);
}

Result<> Service::listen()
{
    HostPolicy policy;
    policy.listensOnLoopback = isLoopback(m_options.listenHost);
    policy.address = inUrl(m_options.listenHost).toLatin1();
    for (const QString &host : m_options.allowedHosts)
        policy.allowedHosts << host.toUtf8();
    // Probes and scrapers come by address.
    policy.openPaths = {"/metrics", "/healthz", "/readyz", "/api/metrics"};
    m_server->setGuard(hostGuard(std::move(policy)));
    const Result<quint16> port = m_server->listen(m_options.listenHost, m_options.listenPort);
    if (!port)
        return fail(port.error());
    const QString host = m_options.listenHost;
    m_url = QStringLiteral("http://%1:%2").arg(inUrl(host)).arg(*port);
    m_workerUrl = QStringLiteral("http://%1:%2").arg(inUrl(reachable(host))).arg(*port);
    return {};
}

void Service::makeApi(const AutoscalerSettings &settings)
{
    m_metricsApi = std::make_unique<MetricsApi>(*m_autoscaler, *m_queue);
    m_jobsApi = std::make_unique<JobsApi>(*m_queue, m_controlToken, jobLimits(settings));
    m_workerApi = std::make_unique<WorkerApi>(*m_queue, *m_runner, m_clock, m_workerToken);
    m_controlApi = std::make_unique<ControlApi>(*m_autoscaler, static_cast<ProfileWriter &>(*this), m_host,
                                                m_controlToken);
    m_historyApi = std::make_unique<HistoryApi>(*m_autoscaler, *m_samples, m_clock);
    m_eventsApi = std::make_unique<EventsApi>(*m_events);
    m_metricsApi->addRoutes(*m_server);
    m_historyApi->addRoutes(*m_server);
    m_eventsApi->addRoutes(*m_server);
    m_jobsApi->addRoutes(*m_server);
    m_workerApi->addRoutes(*m_server);
    m_controlApi->addRoutes(*m_server);
}

void Service::apply(const AutoscalerSettings &settings)
{
    if (settings.warnings != m_saidWarnings) {
        for (const ConfigWarning &warning : settings.warnings)
            m_log->warn(warning.text);
        m_saidWarnings = settings.warnings;
    }
    m_jobsApi->setLimits(jobLimits(settings));
    m_queue->setLimits({settings.dataMaxBytes}, settings.resultRetention);
    for (const auto &[id, pool] : settings.pools)
        m_workerApi->setMaxConcurrentJobs(id, pool.limits.maxConcurrentJobs);
    m_autoscaler->configure(planFrom(settings));
}

void Service::reload()
{
    const Result<AutoscalerSettings> settings = load(m_source);
    if (settings)
        apply(*settings);
    else
        m_log->error(QStringLiteral("Configuration not applied, the last good values stay: ")
                     + describe(settings.error()));
}

void Service::tellEvents()
{
    const auto tell = [this](const char *type, const QJsonObject &data) {
        m_events->append(type, QJsonDocument(data).toJson(QJsonDocument::Compact));
    };
    connect(m_log.get(), &ServiceLog::written, this, [tell](const LogLine &line) {
        tell("log", {{QStringLiteral("at"), toIso(line.at)}, {QStringLiteral("line"), line.formatted()}});
    });
    connect(m_autoscaler.get(), &Autoscaler::decided, this, [tell](const Decision &decision) {
        tell("decision",
             {{QStringLiteral("at"), toIso(decision.at)}, {QStringLiteral("decision"), toJson(decision)}});
    });
    connect(
        m_runner.get(), &Runner::workerStarted, this, [this, tell](const PoolId &pool, const Worker &worker) {
            const QString port = worker.port ? QStringLiteral(" on port %1").arg(*worker.port) : QString();
            m_log->info(QStringLiteral("Worker %1 started%2").arg(worker.name, port));
            tell("workerStarted",
                 {{QStringLiteral("pool"), pool.value}, {QStringLiteral("worker"), toJson(worker)}});
        });
    connect(m_runner.get(), &Runner::workerEnded, this,
            [this, tell](const PoolId &pool, const Worker &worker, const QString &how) {
                m_log->info(QStringLiteral("Worker %1 %2").arg(worker.name, how));
                tell("workerEnded",
                     {{QStringLiteral("pool"), pool.value},
                      {QStringLiteral("worker"), toJson(worker)},
                      {QStringLiteral("how"), how}});
            });
}

Result<> Service::writeChange(const Result<ConfigChange> &change, bool dryRun)
{
    if (!change)
        return fail(change.error());
    if (dryRun)
        return {};
    return write(m_source, *change).map([this, &change] { apply(change->settings); });
}

Result<> Service::writeProfile(const PoolId &pool, const Profile &profile, bool dryRun)
{
    return writeChange(planProfile(m_source, pool, profile), dryRun);
}

Result<> Service::writeLimits(const PoolId &pool, const WorkerLimits &limits, bool dryRun)
{
    return writeChange(planLimits(m_source, pool, limits), dryRun);
}

Result<> Service::writeEnabled(bool enabled, bool dryRun)
{
    return writeChange(planEnabled(m_source, enabled), dryRun);
}

bool Service::isWorking() const
{
    return std::ranges::any_of(m_autoscaler->pools(),
                               [this](const PoolId &pool) { return !m_queue->running(pool).empty(); });
}

void Service::finishShutdown()
{
    if (!m_runnerShutDown || (m_farewell.isActive() && isWorking()))
        return;
    disconnect(m_queue.get(), &JobQueue::depthChanged, this, &Service::finishShutdown);
    m_farewell.disconnect(this);
    m_queue->giveBackAll().then(this, [this](const Result<> &) {
        QTimer::singleShot(lastAnswers, this, [this] {
            m_server->close();
            Q_EMIT finished();
        });
    });
}

} // namespace crescendo
