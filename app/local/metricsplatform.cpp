#include "local/metricsplatform.h"

#include "net/origin.h"

#include <QLoggingCategory>
#include <QtConcurrent>

#include <algorithm>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(lcMetrics, "crescendo.local.metrics")

constexpr Millis pollInterval{2'000};
constexpr std::size_t keptDecisions = 50;

std::unique_ptr<ProjectWatch> watchFor(const MetricsEndpoint &endpoint, const Clock &clock)
{
    if (!endpoint.engine)
        return nullptr;
    return std::make_unique<ProjectWatch>(endpoint.engine, endpoint.project, clock);
}

/// What keeps a pool where it is, of that which metrics, settings, engine and log tell; nothing is guessed.
Limit limitOn(const Pool &pool, const AutoscalingMetrics::PoolMetrics &metrics)
{
    if (!pool.profile || !pool.profile->enabled || !pool.desired || pool.stopped)
        return Limit::None;
    const int load = metrics.queue.load();
    if (load >= pool.profile->scaleUpThreshold && *pool.desired >= pool.profile->maxWorkers)
        return Limit::MaxWorkers;
    if (load <= pool.profile->scaleDownThreshold && *pool.desired <= pool.profile->minWorkers)
        return Limit::MinWorkers;
    const bool shouldScale = metrics.shouldScaleUp || metrics.shouldScaleDown;
    return shouldScale && pool.cooldownLeft > Seconds(0) ? Limit::Cooldown : Limit::None;
}

std::unique_ptr<ProjectLogs> logsOf(const MetricsEndpoint &endpoint, const ProjectWatch *watch)
{
    return watch ? std::make_unique<ProjectLogs>(*watch, endpoint.engine, portOf(endpoint.url)) : nullptr;
}

} // namespace

MetricsPlatform::MetricsPlatform(MetricsEndpoint endpoint, std::unique_ptr<HttpTransport> transport,
                                 const Clock &clock, QObject *parent)
    : Platform(parent)
    , m_endpoint(std::move(endpoint))
    , m_transport(std::move(transport))
    , m_clock(clock)
    , m_client(*m_transport, Secret())
    , m_watch(watchFor(m_endpoint, clock))
    , m_logs(logsOf(m_endpoint, m_watch.get()))
    , m_changer(m_watch.get(), m_endpoint.dockerHost, m_endpoint.settings, clock)
    , m_gpus(m_endpoint.gpus, pollInterval, clock)
    , m_host(clock)
    , m_snapshot(succeed(nullptr, m_endpoint.id, clock.now(), {}, {}))
    , m_backoff(Millis(500), Seconds(15))
{
    m_status.interval = pollInterval;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MetricsPlatform::poll);
    connect(&m_changer, &MetricsChanger::changed, this, [this] {
        poll();
        if (m_watch)
            m_watch->refresh();
    });
    connect(&m_log, &LogFollower::observed, this, &MetricsPlatform::onEvent);
    if (m_watch)
        connect(m_watch.get(), &ProjectWatch::changed, this, &MetricsPlatform::onProject);
}

MetricsPlatform::~MetricsPlatform()
{
    // What is under way settles now, and the continuations look at members: all of it goes before them.
    stop();
    m_transport.reset();
}

Capabilities MetricsPlatform::capabilities() const
{
    Capabilities capabilities; // no holds, drain, busy workers or history, and one profile for all pools
    capabilities.liveEvents = m_watch != nullptr;
    capabilities.scaling = m_watch != nullptr;
    capabilities.logs = m_watch != nullptr;
    capabilities.profiles = m_endpoint.settings.has_value();
    capabilities.uploads = PoolId{QStringLiteral("analysis")};
    return capabilities;
}

void MetricsPlatform::start()
{
    if (m_state != ConnectionState::Stopped)
        return;
    setState(ConnectionState::Connecting);
    poll(); // the engine is asked once it is known for which pools
}

void MetricsPlatform::stop()
{
    m_timer.stop();
    m_log.stop();
    if (m_watch)
        m_watch->stop();
    m_changer.stop();
    setState(ConnectionState::Stopped);
}

Async<Preview> MetricsPlatform::preview(const Change &change)
{
    const Result<Pool> pool = poolFor(change);
    if (!pool)
        return ready<Preview>(fail(pool.error()));
    QStringList pools;
    for (const auto &entry : m_snapshot->pools)
        pools << entry.first.value;
    return m_changer.preview(change, *pool, pools);
}

Async<Receipt> MetricsPlatform::apply(const Change &change)
{
    const Result<Pool> pool = poolFor(change);
    return pool ? m_changer.apply(change, *pool) : ready<Receipt>(fail(pool.error()));
}

Async<Backfill> MetricsPlatform::history(TimePoint /*from*/, TimePoint /*to*/)
{
    return ready<Backfill>(fail(ErrorKind::Unsupported, QStringLiteral("read history"),
                                QStringLiteral("this service keeps none")));
}

void MetricsPlatform::poll()
{
    if (m_state == ConnectionState::Stopped || m_isAsking)
        return;
    m_isAsking = true;
    m_gpus.look();
    if (isLoopback(m_endpoint.url.host()))
        QtConcurrent::run(readHost).then(
            this, [this](const Result<HostReading> &reading) { m_host.take(reading); });
    if (m_endpoint.settings)
        QtConcurrent::run([settings = *m_endpoint.settings] {
            return settings.read();
        }).then(this, [this](const Result<KnownSettings> &known) { takeSettings(known); });
    m_client.metrics().then(this,
                            [this, asked = m_clock.steadyNow()](const Result<AutoscalingMetrics> &metrics) {
                                m_isAsking = false;
                                if (m_state != ConnectionState::Stopped)
                                    onMetrics(metrics, asked);
                            });
}

void MetricsPlatform::onMetrics(const Result<AutoscalingMetrics> &metrics, SteadyPoint asked)
{
    if (!metrics)
        return onLost(metrics.error());
    m_status.lastSeen = m_clock.now();
    m_status.latency = m_clock.steadyNow() - asked;
    m_status.error.reset();
    m_backoff.reset();
    m_metrics = *metrics;
    if (m_watch) {
        std::set<PoolId> pools;
        for (const auto &entry : m_metrics->pools)
            pools.insert(entry.first);
        m_watch->watch(std::move(pools));
    }
    publish(Source::Metrics);
    setState(ConnectionState::Live);
    m_timer.start(pollInterval);
}

void MetricsPlatform::onLost(const Error &error)
{
    if (m_state == ConnectionState::Live)
        qCWarning(lcMetrics) << m_endpoint.url.toString() << "lost:" << describe(error);
    m_status.error = error;
    setState(ConnectionState::Lost);
    publish(Source::State); // nothing is fresh
    m_timer.start(m_backoff.next());
}

void MetricsPlatform::onProject()
{
    const ProjectReading *project = m_watch->reading();
    if (project)
        m_log.follow(*m_watch->engine(), servingContainer(*project, portOf(m_endpoint.url)));
    else
        m_log.stop();
    publish(Source::Docker);
}

void MetricsPlatform::onEvent(const PlatformEvent &event)
{
    if (event.decision) {
        std::vector<Decision> &decisions = m_decisions[event.decision->pool];
        decisions.insert(decisions.begin(), *event.decision);
        decisions.resize(std::min(decisions.size(), keptDecisions));
    }
    Q_EMIT eventObserved(event);
}

void MetricsPlatform::takeSettings(const Result<KnownSettings> &settings)
{
    m_cooldown.reset();
    m_limits.clear();
    const std::optional<Error> fault = settings ? std::nullopt : std::optional(settings.error());
    if (fault && m_settingsFault != fault)
        qCWarning(lcMetrics) << describe(*fault);
    m_settingsFault = fault;
    if (!settings)
        return;
    m_limits = settings->limits;
    const std::vector<ProfileValue> &values = settings->profile;
    const auto found = std::ranges::find(values, QStringLiteral("CooldownSeconds"), &ProfileValue::key);
    if (found != values.end())
        m_cooldown = Seconds(std::get<qint64>(found->value));
}

void MetricsPlatform::publish(Source fresh)
{
    std::vector<Pool> pools;
    if (m_metrics) {
        for (const auto &[id, metrics] : m_metrics->pools)
            pools.push_back(poolFrom(id, metrics));
    }
    m_gpus.show(pools);
    Samples samples;
    for (const Pool &pool : pools) {
        const Samples own = samplesOf(pool, fresh);
        samples.insert(samples.end(), own.begin(), own.end());
    }
    m_snapshot =
        succeed(m_snapshot, m_endpoint.id, m_clock.now(), std::move(pools), sources(), m_host.host());
    if (!samples.empty())
        Q_EMIT sampled(samples);
    Q_EMIT snapshotChanged(m_snapshot);
    m_changer.observe(*m_snapshot);
}

Pool MetricsPlatform::poolFrom(const PoolId &id, const AutoscalingMetrics::PoolMetrics &metrics) const
{
    Pool pool;
    pool.id = id;
    pool.queue = metrics.queue;
    pool.autoscaler = m_metrics->status;
    showSettings(pool);
    showEngine(pool);
    showDecisions(pool);
    pool.limitedBy = limitOn(pool, metrics);
    pool.version = versionOf(pool);
    return pool;
}

void MetricsPlatform::showSettings(Pool &pool) const
{
    pool.profile = m_metrics->common;
    pool.cooldownUnknown = !m_cooldown;
    if (m_cooldown)
        pool.profile->cooldown = *m_cooldown;
    if (const auto limits = m_limits.find(pool.id); limits != m_limits.end())
        pool.limits = limits->second;
}

void MetricsPlatform::showEngine(Pool &pool) const
{
    const ProjectReading *project = m_watch ? m_watch->reading() : nullptr;
    const ServiceReading *replicas = project ? project->service(serviceOf(pool.id, *project)) : nullptr;
    if (replicas)
        showReplicas(pool, *replicas);
    if (m_watch && !project)
        pool.fault = m_watch->status().error;
    if (const Error *limit = m_changer.limitOf(pool.id))
        pool.fault = *limit;
}

void MetricsPlatform::showDecisions(Pool &pool) const
{
    const auto found = m_decisions.find(pool.id);
    if (found == m_decisions.end())
        return;
    pool.decisions = found->second;
    if (!m_cooldown)
        return;
    const auto since = std::chrono::duration_cast<Seconds>(m_clock.now() - pool.decisions.front().at);
    pool.cooldownLeft = std::clamp(*m_cooldown - since, Seconds(0), *m_cooldown);
}

std::map<Source, SourceStatus> MetricsPlatform::sources() const
{
    std::map<Source, SourceStatus> all{{Source::Metrics, m_status}};
    m_gpus.report(all);
    if (!m_watch)
        return all;
    all.emplace(Source::Docker, m_watch->status());
    SourceStatus log;
    log.interval = m_watch->status().interval;
    log.lastSeen = m_log.isFollowing() ? m_clock.now() : TimePoint();
    log.error = m_log.error();
    all.emplace(Source::Events, log);
    return all;
}

Samples MetricsPlatform::samplesOf(Pool pool, Source fresh) const
{
    HostCapacity capacity;
    pool.limits.reset(); // what containers may really use the engine tells
    if (fresh == Source::Metrics) {
        pool.desired.reset();
        pool.ready.reset();
        pool.workers.clear();
    } else if (fresh == Source::Docker && pool.desired) {
        pool.queue.reset();
        pool.profile.reset();
        pool.gpu.reset(); // looked at together with the metrics
        capacity = capacityOf(*m_watch->reading()->service(serviceOf(pool.id, *m_watch->reading())),
                              m_watch->host());
    } else {
        return {};
    }
    return crescendo::samplesOf(m_endpoint.id, pool, capacity, m_clock.now());
}

Result<Pool> MetricsPlatform::poolFor(const Change &change) const
{
    const QString operation = QStringLiteral("change scaling");
    if (m_state == ConnectionState::Stopped || m_snapshot->pools.empty())
        return fail(Error{ErrorKind::Unavailable, operation, QStringLiteral("not connected"), 0, true});
    const Pool *pool =
        change.pool.isEmpty() ? m_snapshot->pools.begin()->second.get() : m_snapshot->pool(change.pool);
    if (!pool)
        return fail(ErrorKind::NotFound, operation,
                    QStringLiteral("there is no pool '%1'").arg(change.pool.value));
    if (!change.basedOn.isEmpty() && change.basedOn != pool->version)
        return fail(ErrorKind::Conflict, operation, QStringLiteral("the pool was changed meanwhile"));
    return *pool;
}

void MetricsPlatform::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace crescendo
