#include "local/serviceplatform.h"

#include "api/jsonreader.h"
#include "api/poolstate.h"
#include "local/changeplan.h"
#include "local/jobchange.h"
#include "local/loadgenerator.h"
#include "local/servicebackfill.h"
#include "local/switchplan.h"
#include "net/networktransport.h"

#include <QLoggingCategory>
#include <QtConcurrent>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(lcLocal, "crescendo.local")

constexpr Millis pollInterval{2'000};
constexpr Millis shortestInterval{100}; // however many events come
constexpr Seconds historyStep{10};

Result<PlatformEvent> eventFrom(const QByteArray &data, TimePoint now)
{
    PlatformEvent event;
    event.at = now;
    const Result<QJsonObject> object = parseObject(data, QStringLiteral("event"));
    if (!object)
        return fail(object.error());
    JsonReader reader(*object, QStringLiteral("event"));
    if (reader.has("decision"))
        reader.object("decision", [&event](JsonReader &inner) { event.decision = readDecision(inner); });
    event.text = reader.optionalText("line");
    if (const auto at = reader.optionalTime("at"))
        event.at = *at;
    return reader.result().map([&event] { return event; });
}

/// The service turns its autoscaler on and off for all its pools at once.
bool isOfAllPools(const Change &change)
{
    return std::holds_alternative<SetAutoscalerEnabled>(change.action);
}

/// A service with its log at hand runs on this machine itself.
std::unique_ptr<ProjectContainers> containersOf(const ServiceEndpoint &endpoint)
{
    if (!endpoint.logFile.isEmpty() || !endpoint.engine || endpoint.compose.project.isEmpty())
        return nullptr;
    return std::make_unique<ProjectContainers>(endpoint.engine, endpoint.compose.project,
                                               portOf(QUrl(endpoint.url)));
}

HostCapacity capacityOf(const std::optional<Host> &host)
{
    return host ? HostCapacity{static_cast<double>(host->cores), host->memoryTotal.value} : HostCapacity();
}

} // namespace

ServicePlatform::ServicePlatform(ServiceEndpoint endpoint, std::unique_ptr<HttpTransport> transport,
                                 const Clock &clock, QObject *parent)
    : Platform(parent)
    , m_endpoint(std::move(endpoint))
    , m_transport(std::move(transport))
    , m_clock(clock)
    , m_containers(containersOf(m_endpoint))
    , m_logs(*this, m_endpoint.logFile, m_endpoint.engine, m_containers.get())
    , m_jobs(std::make_unique<ServiceJobs>(*m_transport))
    , m_gpus(m_endpoint.gpus, pollInterval, clock)
    , m_events(clock)
    , m_snapshot(succeed(nullptr, m_endpoint.id, clock.now(), {}, {}))
    , m_backoff(Millis(500), Seconds(15))
{
    m_status.interval = pollInterval;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ServicePlatform::poll);
    connect(&m_events, &ServiceEvents::told, this, &ServicePlatform::onEvent);
}

ServicePlatform::~ServicePlatform()
{
    // The transport settles what is under way, and the continuations look at members: it goes before them.
    m_state = ConnectionState::Stopped;
    m_events.stop();
    m_jobs.reset();
    m_transport.reset();
}

Capabilities ServicePlatform::capabilities() const
{
    Capabilities capabilities;
    capabilities.liveEvents = true;
    capabilities.perWorkerState = true;
    capabilities.holds = true;
    capabilities.profilesPerPool = true;
    capabilities.drain = true;
    capabilities.history = true;
    capabilities.logs = true;
    capabilities.jobs = true;
    capabilities.uploads = PoolId{QStringLiteral("analysis")};
    capabilities.readOnly = m_readOnly;
    return capabilities;
}

void ServicePlatform::start()
{
    if (m_state != ConnectionState::Stopped && !m_isSuspended)
        return;
    m_isSuspended = false;
    setState(ConnectionState::Connecting);
    if (m_containers)
        m_containers->start();
    poll();
}

void ServicePlatform::suspend(const Error &why)
{
    m_isSuspended = true;
    onLost(why);
    m_timer.stop();
}

void ServicePlatform::stop()
{
    m_timer.stop();
    if (m_containers)
        m_containers->stop();
    m_events.stop();
    m_client.reset();
    m_isSuspended = false;
    setState(ConnectionState::Stopped);
}

Async<Preview> ServicePlatform::preview(const Change &change)
{
    return planned(change)
        .then(this,
              [this](const Result<Preview> &plan) {
                  return plan ? withCommands(*plan) : ready<Preview>(fail(plan.error()));
              })
        .unwrap();
}

Async<Preview> ServicePlatform::planned(const Change &change)
{
    if (jobOf(change.action)) {
        const Result<> possible = canChange();
        return possible ? previewJobChange(*m_client, change, this) : ready<Preview>(fail(possible.error()));
    }
    const Result<std::vector<Pool>> pools = poolsFor(change);
    const Result<ControlCall> call = controlCallFor(change);
    if (!pools || !call)
        return ready<Preview>(fail(pools ? call.error() : pools.error()));
    const Preview plan = isOfAllPools(change) ? planSwitch(change, *pools, m_version)
                                              : planChange(change, pools->front(), m_clock.now());
    return m_client->control(*call, true).then(this, [plan](const Result<> &dryRun) {
        return dryRun.map([&plan] { return Preview(plan); });
    });
}

Async<Preview> ServicePlatform::withCommands(const Preview &plan)
{
    Preview shown = plan;
    shown.command = commandFor(plan.change, m_endpoint.url, m_endpoint.tokenFile);
    if (const Pool *pool = m_snapshot->pool(plan.change.pool))
        shown.alternative = composeEquivalent(plan.change, *pool, m_endpoint.compose);
    if (!shown.alternative.isEmpty() || m_endpoint.configFolder.isEmpty())
        return ready<Preview>(shown);
    return QtConcurrent::run([change = plan.change, folder = m_endpoint.configFolder] {
               const auto variables = QProcessEnvironment::systemEnvironment(); // which our child has from us
               return settingsEquivalent(change, {folder, environmentName(variables), variables});
           })
        .then(this, [shown](const QString &patch) -> Result<Preview> {
            Preview complete = shown;
            complete.alternative = patch;
            return complete;
        });
}

Async<Receipt> ServicePlatform::apply(const Change &change)
{
    if (jobOf(change.action)) {
        const Result<> possible = canChange();
        return possible ? applyJobChange(m_client, change, this) : ready<Receipt>(fail(possible.error()));
    }
    const Result<std::vector<Pool>> pools = poolsFor(change);
    const Result<ControlCall> call = controlCallFor(change);
    if (!pools || !call)
        return ready<Receipt>(fail(pools ? call.error() : pools.error()));
    return m_client->control(*call, false)
        .then(this,
              [this, change, before = *pools](const Result<> &done) -> Async<Receipt> {
                  if (!done)
                      return ready<Receipt>(fail(done.error()));
                  return readBack(change, before);
              })
        .unwrap();
}

Async<Backfill> ServicePlatform::history(TimePoint from, TimePoint to)
{
    if (!m_client)
        return ready<Backfill>(fail(ErrorKind::Unavailable, QStringLiteral("read history"), {}));
    // Two days are a quarter of a million samples: they are made on another thread, too.
    const auto converted = [id = m_endpoint.id](const Result<ServiceHistory> &history) {
        return history.map([&id](const ServiceHistory &known) { return backfillFrom(id, known); });
    };
    return m_client->history(from, to, historyStep)
        .then(QtFuture::Launch::Async, converted)
        .then(this, [](const Result<Backfill> &backfill) { return backfill; });
}

std::unique_ptr<Load> ServicePlatform::makeLoad(const LoadPlan &plan)
{
    return std::make_unique<LoadGenerator>(std::make_unique<NetworkTransport>(QUrl(m_endpoint.url)), plan);
}

void ServicePlatform::poll()
{
    if (!isAsking())
        return;
    if (m_asking) {
        m_askAgain = true;
        return;
    }
    // Without a token it is looked for again each time: the service may just be making it.
    if (!m_client || m_readOnly)
        takeToken();
    m_asking = true;
    m_gpus.look();
    const SteadyPoint asked = m_clock.steadyNow();
    m_client->state().then(this, [this, asked](const Result<ServiceState> &state) {
        m_asking = false;
        if (isAsking())
            onState(state, asked);
    });
}

void ServicePlatform::takeToken()
{
    const Secret token = m_endpoint.controlToken ? m_endpoint.controlToken() : Secret();
    m_readOnly = token.isEmpty();
    m_client = std::make_shared<ServiceClient>(*m_transport, token);
}

void ServicePlatform::onState(const Result<ServiceState> &state, SteadyPoint asked)
{
    if (!state)
        return onLost(state.error());
    m_status.lastSeen = m_clock.now();
    m_status.latency = m_clock.steadyNow() - asked;
    m_status.error.reset();
    m_backoff.reset();
    publish(*state);
    m_events.listen(*m_client);
    setState(ConnectionState::Live);
    m_timer.start(std::exchange(m_askAgain, false) ? shortestInterval : pollInterval);
}

void ServicePlatform::onLost(const Error &error)
{
    if (m_state == ConnectionState::Live)
        qCWarning(lcLocal) << m_endpoint.url << "lost:" << describe(error);
    m_status.error = error;
    m_events.stop();
    m_client.reset(); // reads the token anew: the service may have been set up again
    m_askAgain = false;
    std::vector<Pool> pools;
    for (const auto &entry : m_snapshot->pools)
        pools.push_back(*entry.second);
    m_snapshot =
        succeed(m_snapshot, m_endpoint.id, m_clock.now(), std::move(pools), {{Source::State, m_status}});
    setState(ConnectionState::Lost);
    Q_EMIT snapshotChanged(m_snapshot);
    m_timer.start(m_backoff.next());
}

void ServicePlatform::publish(ServiceState state)
{
    const TimePoint now = m_clock.now();
    m_gpus.show(state.pools);
    std::map<Source, SourceStatus> sources{{Source::State, m_status}};
    m_gpus.report(sources);
    if (const auto &error = m_events.error())
        sources[Source::Events].error = error;
    m_version = state.version;
    Samples samples;
    for (const Pool &pool : state.pools) {
        Samples own = crescendo::samplesOf(m_endpoint.id, pool, capacityOf(state.host), now);
        std::move(own.begin(), own.end(), std::back_inserter(samples));
    }
    m_snapshot =
        succeed(m_snapshot, m_endpoint.id, now, std::move(state.pools), std::move(sources), state.host);
    Q_EMIT sampled(samples);
    Q_EMIT snapshotChanged(m_snapshot);
}

void ServicePlatform::onEvent(const SseEvent &event)
{
    if (const Result<PlatformEvent> observed = eventFrom(event.data, m_clock.now()))
        Q_EMIT eventObserved(*observed);
    else
        m_events.refuse(observed.error());
    if (event.name != "log")
        pollSoon();
}

void ServicePlatform::pollSoon()
{
    if (m_asking)
        m_askAgain = true;
    else if (m_timer.remainingTimeAsDuration() > shortestInterval)
        m_timer.start(shortestInterval);
}

void ServicePlatform::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

Result<> ServicePlatform::canChange() const
{
    const QString operation = QStringLiteral("change scaling");
    if (m_state != ConnectionState::Live || !m_client)
        return fail(Error{ErrorKind::Unavailable, operation, QStringLiteral("not connected"), 0, true});
    if (m_readOnly)
        return fail(ErrorKind::Forbidden, operation,
                    QStringLiteral("no control token: this connection only reads"));
    return {};
}

/// Never none: those that the change is of, as they are shown.
Result<std::vector<Pool>> ServicePlatform::poolsFor(const Change &change) const
{
    if (const Result<> possible = canChange(); !possible)
        return fail(possible.error());
    std::vector<Pool> pools;
    for (const auto &[id, pool] : m_snapshot->pools) {
        if (isOfAllPools(change) || id == change.pool)
            pools.push_back(*pool);
    }
    if (pools.empty())
        return fail(ErrorKind::NotFound, QStringLiteral("change scaling"),
                    QStringLiteral("there is no pool '%1'").arg(change.pool.value));
    return pools;
}

Async<Receipt> ServicePlatform::readBack(const Change &change, const std::vector<Pool> &before)
{
    if (!m_client)
        return ready<Receipt>(fail(ErrorKind::Unavailable, QStringLiteral("read back"), {}));
    if (isOfAllPools(change))
        return readBackAll(change, before);
    const auto receipt = [this, change, before](const Result<Pool> &now) {
        pollSoon();
        return now.map([&](const Pool &shown) { return receiptFrom(change, before.front(), shown); });
    };
    return m_client->pool(before.front().id).then(this, receipt);
}

Async<Receipt> ServicePlatform::readBackAll(const Change &change, const std::vector<Pool> &before)
{
    const auto receipt = [this, change, before](const Result<ServiceState> &now) {
        pollSoon();
        return now.map([&](const ServiceState &shown) { return switchReceipt(change, before, shown.pools); });
    };
    return m_client->state().then(this, receipt);
}

Receipt ServicePlatform::receiptFrom(const Change &change, const Pool &before, const Pool &now) const
{
    Receipt receipt;
    receipt.readBack = differencesSeen(change, before, now);
    receipt.verified = isInEffect(change.action, now).value_or(false);
    receipt.undo = undoOf(change, before, m_clock.now());
    return receipt;
}

} // namespace crescendo
