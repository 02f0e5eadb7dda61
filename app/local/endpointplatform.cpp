#include "local/endpointplatform.h"

#include "local/loadgenerator.h"

namespace crescendo {
namespace {

/// A foreign service may be replaced by ours so quickly that nothing is missed.
constexpr Millis secondLook{60'000};

/// The service is there but has no such API: no such path, not for us, or a page instead of JSON.
bool saysNoSuchApi(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotFound:
    case ErrorKind::Unsupported:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::InvalidInput:
    case ErrorKind::Protocol:
        return true;
    default:
        return false;
    }
}

std::vector<Pool> poolsOf(const Snapshot &snapshot)
{
    std::vector<Pool> pools;
    for (const auto &entry : snapshot.pools)
        pools.push_back(*entry.second);
    return pools;
}

} // namespace

EndpointPlatform::EndpointPlatform(EndpointConfig config, EndpointConnectors connect, const Clock &clock,
                                   QObject *parent)
    : Platform(parent)
    , m_config(std::move(config))
    , m_connect(std::move(connect))
    , m_clock(clock)
    , m_snapshot(succeed(nullptr, m_config.service.id, clock.now(), {}, {}))
    , m_backoff(Millis(500), Seconds(15))
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, this, &EndpointPlatform::ask);
}

EndpointPlatform::~EndpointPlatform()
{
    // The continuations of what is under way look at members: it goes before them.
    m_state = ConnectionState::Stopped;
    m_inner.reset();
    m_transport.reset();
}

Capabilities EndpointPlatform::capabilities() const
{
    Capabilities capabilities;
    if (m_inner)
        capabilities = m_inner->capabilities();
    capabilities.readOnly = capabilities.readOnly || m_config.readOnly;
    return capabilities;
}

void EndpointPlatform::start()
{
    if (m_state != ConnectionState::Stopped)
        return;
    setState(ConnectionState::Connecting);
    ask();
}

void EndpointPlatform::stop()
{
    m_timer.stop();
    setState(ConnectionState::Stopped);
    m_inner.reset();
    m_kind = Kind::Unknown;
}

Async<Preview> EndpointPlatform::preview(const Change &change)
{
    const Result<> possible = canChange();
    return possible ? m_inner->preview(change) : ready<Preview>(fail(possible.error()));
}

Async<Receipt> EndpointPlatform::apply(const Change &change)
{
    const Result<> possible = canChange();
    return possible ? m_inner->apply(change) : ready<Receipt>(fail(possible.error()));
}

Async<Backfill> EndpointPlatform::history(TimePoint from, TimePoint to)
{
    if (m_inner)
        return m_inner->history(from, to);
    return ready<Backfill>(fail(ErrorKind::Unavailable, QStringLiteral("read history"), {}));
}

std::unique_ptr<Load> EndpointPlatform::makeLoad(const LoadPlan &plan)
{
    if (!canChange())
        return nullptr;
    auto transport = m_connect.service();
    return transport ? std::make_unique<LoadGenerator>(std::move(*transport), plan) : nullptr;
}

void EndpointPlatform::ask()
{
    if (m_isAsking || m_state == ConnectionState::Stopped)
        return;
    m_isAsking = true;
    kindOfAnswer().then(this, [this](const Result<Kind> &kind) {
        m_isAsking = false;
        if (m_state != ConnectionState::Stopped)
            onAnswer(kind);
    });
}

Result<> EndpointPlatform::connectService()
{
    if (m_transport)
        return {};
    return m_connect.service().map([this](std::unique_ptr<HttpTransport> transport) {
        m_transport = std::move(transport);
        m_client = std::make_unique<ServiceClient>(*m_transport, Secret());
    });
}

Async<EndpointPlatform::Kind> EndpointPlatform::kindOfAnswer()
{
    if (const Result<> connected = connectService(); !connected)
        return ready<Kind>(fail(connected.error()));
    const auto metrics = [](const Result<AutoscalingMetrics> &answer) {
        return answer.map([](const AutoscalingMetrics &) { return Kind::Metrics; });
    };
    const auto state = [this, metrics](const Result<ServiceState> &answer) -> Async<Kind> {
        if (answer)
            return ready<Kind>(Kind::Service);
        if (!saysNoSuchApi(answer.error()))
            return ready<Kind>(fail(answer.error()));
        return m_client->metrics().then(metrics);
    };
    return m_client->state().then(this, state).unwrap();
}

void EndpointPlatform::onAnswer(const Result<Kind> &kind)
{
    const Result<> taken = kind ? take(*kind) : fail(kind.error());
    if (!taken) {
        if (!m_inner)
            showUnreached(taken.error());
        m_timer.start(m_backoff.next());
        return;
    }
    m_backoff.reset();
    if (m_kind == Kind::Metrics)
        m_timer.start(secondLook);
}

Result<> EndpointPlatform::take(Kind kind)
{
    if (kind == m_kind)
        return {};
    return m_connect.service().map(
        [this, kind](std::unique_ptr<HttpTransport> transport) { become(kind, std::move(transport)); });
}

void EndpointPlatform::become(Kind kind, std::unique_ptr<HttpTransport> transport)
{
    m_kind = kind;
    m_isSuccessor = true;
    m_inner = make(kind, std::move(transport));
    QObject::connect(m_inner.get(), &Platform::snapshotChanged, this, &EndpointPlatform::onInnerSnapshot);
    QObject::connect(m_inner.get(), &Platform::sampled, this, &Platform::sampled);
    QObject::connect(m_inner.get(), &Platform::eventObserved, this, &Platform::eventObserved);
    QObject::connect(m_inner.get(), &Platform::stateChanged, this, &EndpointPlatform::onInnerState);
    m_inner->start();
}

std::unique_ptr<Platform> EndpointPlatform::make(Kind kind, std::unique_ptr<HttpTransport> transport) const
{
    ServiceEndpoint service = m_config.service;
    service.engine = m_connect.engine;
    if (kind == Kind::Service)
        return std::make_unique<ServicePlatform>(service, std::move(transport), m_clock);
    MetricsEndpoint endpoint{service.id,          service.name,     QUrl(service.url), m_config.project,
                             m_config.dockerHost, m_connect.engine, std::nullopt,      service.gpus};
    if (!m_config.settingsFile.isEmpty())
        endpoint.settings.emplace(m_config.settingsFile);
    return std::make_unique<MetricsPlatform>(std::move(endpoint), std::move(transport), m_clock);
}

void EndpointPlatform::onInnerState(ConnectionState state)
{
    if (state == ConnectionState::Stopped)
        return;
    if (state == ConnectionState::Lost)
        m_timer.start(m_backoff.next()); // whoever comes back may be another
    setState(state);
}

void EndpointPlatform::onInnerSnapshot(const SnapshotPtr &snapshot)
{
    // The first one of an inner platform does not know what it replaces: the difference is worked out here.
    m_snapshot = std::exchange(m_isSuccessor, false)
        ? succeed(m_snapshot, id(), snapshot->at, poolsOf(*snapshot), snapshot->sources, snapshot->host)
        : snapshot;
    Q_EMIT snapshotChanged(m_snapshot);
}

void EndpointPlatform::showUnreached(const Error &error)
{
    SourceStatus status;
    status.error = error;
    m_snapshot = succeed(m_snapshot, id(), m_clock.now(), poolsOf(*m_snapshot), {{Source::Metrics, status}});
    setState(ConnectionState::Lost);
    Q_EMIT snapshotChanged(m_snapshot);
}

void EndpointPlatform::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

Result<> EndpointPlatform::canChange() const
{
    const QString operation = QStringLiteral("change scaling");
    if (m_config.readOnly)
        return fail(ErrorKind::Forbidden, operation, QStringLiteral("this connection only reads"));
    if (!m_inner)
        return fail(Error{ErrorKind::Unavailable, operation, QStringLiteral("not connected"), 0, true});
    return {};
}

} // namespace crescendo
