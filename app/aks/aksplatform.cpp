#include "aks/aksplatform.h"

#include "aks/clusternodes.h"
#include "aks/clusterwatches.h"
#include "base/oneline.h"
#include "net/jsonnode.h"
#include "platform/poolsamples.h"

#include <QLoggingCategory>
#include <QtConcurrentRun>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(lcAks, "crescendo.aks")

constexpr Millis askInterval{10'000};
constexpr Millis publishDelay{100};
const QString musicNamespace = QStringLiteral("music-platform"); // the guide's

bool isPausing(const Change &change)
{
    return std::holds_alternative<SetAutoscalerEnabled>(change.action);
}

} // namespace

AksPlatform::AksPlatform(AksConnection connection, std::unique_ptr<HttpTransport> transport,
                         const Clock &clock, QObject *parent)
    : Platform(parent)
    , m_connection(std::move(connection))
    , m_transport(std::move(transport))
    , m_clock(clock)
    , m_client(*m_transport)
    , m_changes(m_client, m_connection.kubectl, clock)
    , m_describer(m_client)
    , m_rights(new ClusterRights(m_client, clock, this))
    , m_snapshot(succeed(nullptr, m_connection.id, clock.now(), {}, {}))
    , m_backoff(Millis(500), Seconds(15))
{
    m_status.interval = m_usageStatus.interval = askInterval;
    m_timer.setSingleShot(true);
    m_publishing.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AksPlatform::ask);
    connect(m_rights, &ClusterRights::changed, this, &AksPlatform::publishSoon);
    connect(&m_publishing, &QTimer::timeout, this, &AksPlatform::publish);
}

AksPlatform::~AksPlatform()
{
    // What is under way settles now, and the continuations look at members: all of it goes before them.
    stop();
    m_watches.reset();
    m_transport.reset();
}

Capabilities AksPlatform::capabilities() const
{
    Capabilities capabilities;
    capabilities.liveEvents = true;
    capabilities.logs = true;
    capabilities.scaleToZero = true;
    capabilities.profiles = false; // an HPA has other values
    capabilities.profilesPerPool = true; // and is one pool's
    capabilities.stopping = false;
    capabilities.cluster = true;
    capabilities.readOnly = m_connection.isReadOnly;
    return capabilities;
}

void AksPlatform::noteLogin(const QString &line)
{
    if (m_state == ConnectionState::Stopped)
        return;
    m_login = Error{ErrorKind::Unauthorized, QStringLiteral("log in"), oneLine(line, 500), 0, true};
    publish();
}

void AksPlatform::noteAccess(const std::optional<Error> &error)
{
    m_access = error;
    if (m_state == ConnectionState::Stopped)
        return;
    if (error)
        qCWarning(lcAks) << m_connection.name << "access:" << describe(*error);
    publish();
}

void AksPlatform::beginAnew()
{
    if (m_state == ConnectionState::Stopped)
        return;
    stopWatches();
    m_timer.stop();
    ask();
}

void AksPlatform::start()
{
    if (m_state != ConnectionState::Stopped)
        return;
    setState(ConnectionState::Connecting);
    ask();
}

void AksPlatform::stop()
{
    m_timer.stop();
    m_publishing.stop();
    stopWatches();
    setState(ConnectionState::Stopped);
}

Async<Preview> AksPlatform::preview(const Change &change)
{
    const Result<Pool> pool = poolFor(change);
    if (!pool)
        return ready<Preview>(fail(pool.error()));
    return m_changes.preview(change, *pool)
        .then(QtFuture::Launch::Sync, [this, change](const Result<Preview> &preview) {
            if (!preview)
                noteRefusal(change, preview.error());
            return preview;
        });
}

Async<Receipt> AksPlatform::apply(const Change &change)
{
    const Result<Pool> pool = poolFor(change);
    if (!pool)
        return ready<Receipt>(fail(pool.error()));
    return m_changes.apply(change, *pool)
        .then(QtFuture::Launch::Sync, [this, change](const Result<Receipt> &receipt) {
            if (!receipt)
                noteRefusal(change, receipt.error());
            return receipt;
        });
}

std::optional<MissingRight> AksPlatform::missingRight(const Change &change) const
{
    const Result<Pool> pool = poolFor({change.connection, change.pool, change.action, {}, {}});
    if (!pool)
        return std::nullopt;
    const std::optional<AccessRule> missing = m_rights->missing(rulesOf(change.action, *pool));
    if (!missing)
        return std::nullopt;
    return MissingRight{missing->verb, missing->resource, missing->namespaceName};
}

/// What it may do is asked anew.
void AksPlatform::noteRefusal(const Change &change, const Error &error)
{
    if (error.kind != ErrorKind::Forbidden) // so also where this platform is just going
        return;
    const Pool *pool = m_snapshot->pool(change.pool);
    m_rights->forget(rulesOf(change.action, pool ? *pool : Pool()));
}

Async<Backfill> AksPlatform::history(TimePoint /*from*/, TimePoint /*to*/)
{
    return ready<Backfill>(fail(ErrorKind::Unsupported, QStringLiteral("read history"),
                                QStringLiteral("Kubernetes keeps none")));
}

const LogSources *AksPlatform::logs() const
{
    return m_watches ? &m_watches->logs : nullptr;
}

void AksPlatform::ask()
{
    if (m_state == ConnectionState::Stopped || m_isAsking)
        return;
    m_isAsking = true;
    m_client
        .exchange(
            {.path = "/readyz", .operation = QStringLiteral("reach the API server"), .timeout = askInterval})
        .then(this, [this, asked = m_clock.steadyNow()](const Result<QByteArray> &answer) {
            m_isAsking = false;
            if (m_state != ConnectionState::Stopped)
                takeAnswer(answer, asked);
        });
}

void AksPlatform::takeAnswer(const Result<QByteArray> &answer, SteadyPoint asked)
{
    if (!answer)
        return onLost(answer.error());
    m_status.lastSeen = m_clock.now();
    m_status.latency = m_clock.steadyNow() - asked;
    m_lost.reset();
    m_login.reset();
    m_backoff.reset();
    if (!m_watches) {
        chooseNamespace();
    } else {
        startWatches(); // again, after a loss
        askForUsage();
        m_watches->queue.look();
    }
    publish();
    sample();
    m_timer.start(askInterval);
}

void AksPlatform::chooseNamespace()
{
    if (!m_connection.namespaceName.isEmpty())
        return watch(m_connection.namespaceName);
    const ResourceKind namespaces{"v1", "namespaces", {}};
    m_client
        .exchange(
            {.path = namespaces.pathOf(musicNamespace), .operation = QStringLiteral("look for a namespace")})
        .then(this, [this](const Result<QByteArray> &found) {
            if (m_state != ConnectionState::Stopped && !m_watches)
                watch(found ? musicNamespace : QStringLiteral("default"));
        });
}

void AksPlatform::watch(const QString &namespaceName)
{
    m_watches = std::make_unique<ClusterWatches>(*this, *m_transport, namespaceName, askInterval, m_clock);
    for (ListWatch *watch : m_watches->all()) {
        connect(watch, &ListWatch::changed, this, &AksPlatform::publishSoon);
        connect(watch, &ListWatch::troubled, this, &AksPlatform::publishSoon);
    }
    connect(&m_watches->queue, &ClusterQueue::changed, this, &AksPlatform::publishSoon);
    startWatches();
    askForUsage();
    m_watches->queue.look();
}

void AksPlatform::askForUsage()
{
    const auto parse = [](const QByteArray &body) {
        return parseJson(body, QStringLiteral("pod metrics"), usagesFrom);
    };
    m_client.exchange({.path = m_watches->podMetrics.path(), .operation = QStringLiteral("read pod metrics")})
        .then(this, [this, parse](const Result<QByteArray> &body) {
            if (!body)
                return takeUsage(fail(body.error()));
            QtConcurrent::run(parse, *body).then(this, [this](const Result<PodUsages> &usages) {
                takeUsage(usages);
            });
        });
}

void AksPlatform::takeUsage(const Result<PodUsages> &usages)
{
    m_usages = usages.value_or(PodUsages()); // old ones would be taken for new
    m_usageStatus.error = usages ? std::nullopt : std::optional(usages.error());
    if (usages)
        m_usageStatus.lastSeen = m_clock.now();
    publishSoon();
}

void AksPlatform::startWatches()
{
    for (ListWatch *watch : m_watches->all()) {
        if (watch != &m_watches->scaledObjects.watch())
            watch->start();
    }
    watchScaledObjects();
}

/// Asks for them only where there is KEDA, which may be installed any time.
void AksPlatform::watchScaledObjects()
{
    ListWatch &watch = m_watches->scaledObjects.watch();
    if (watch.isListed() || watch.error())
        return watch.start();
    m_client.exchange({.path = "/apis/" + kedaVersion, .operation = QStringLiteral("look for KEDA")})
        .then(this, [this](const Result<QByteArray> &found) {
            if (found && m_state != ConnectionState::Stopped)
                m_watches->scaledObjects.watch().start();
        });
}

void AksPlatform::stopWatches()
{
    if (!m_watches)
        return;
    for (ListWatch *watch : m_watches->all())
        watch->stop();
}

/// Watches may go on without a word over a connection that leads nowhere: all are begun anew once the server
/// answers.
void AksPlatform::onLost(const Error &error)
{
    if (m_state == ConnectionState::Live)
        qCWarning(lcAks) << m_connection.name << "lost:" << describe(error);
    stopWatches();
    m_login.reset(); // it ended with this error
    m_lost = error;
    publish();
    m_timer.start(m_backoff.next());
}

void AksPlatform::publishSoon()
{
    if (m_state != ConnectionState::Stopped && !m_publishing.isActive())
        m_publishing.start(publishDelay);
}

/// Who operates one namespace may often see no nodes: that is no trouble. Nor is it that a kind is not there.
std::optional<Error> AksPlatform::troubleOfWatches() const
{
    if (!m_watches)
        return std::nullopt;
    for (const ListWatch *watch : m_watches->ofPools()) {
        if (watch->error() && watch->error()->kind != ErrorKind::NotFound)
            return watch->error();
    }
    return std::nullopt;
}

void AksPlatform::publish()
{
    std::vector<Pool> pools;
    std::vector<Node> nodes;
    std::vector<Decision> decided;
    if (m_watches) {
        pools = poolsOf({m_watches->deployments.items(), m_watches->hpas.items(),
                         m_watches->scaledObjects.items(), m_watches->pods.items(), m_usages,
                         m_watches->hpas.watch().isListed()});
        nodes = nodesOf(m_watches->nodes.items(), m_watches->placedPods.items(),
                        m_watches->placedPods.watch().isListed());
        decided = m_watches->takeDecisions(m_clock.now());
        m_watches->decisions.show(pools);
        m_watches->queue.show(pools);
    }
    m_status.error = m_login ? m_login : m_lost ? m_lost : m_access ? m_access : troubleOfWatches();
    m_snapshot = succeed(m_snapshot, m_connection.id, m_clock.now(), std::move(pools), sources(), {},
                         std::move(nodes));
    Q_EMIT snapshotChanged(m_snapshot);
    setState(stateNow());
    for (const Decision &decision : decided)
        Q_EMIT eventObserved({decision.at, decision, {}});
}

std::map<Source, SourceStatus> AksPlatform::sources() const
{
    std::map<Source, SourceStatus> sources{{Source::State, m_status}, {Source::Metrics, m_usageStatus}};
    if (!m_watches)
        return sources;
    SourceStatus &events = sources[Source::Events];
    events.interval = askInterval;
    events.lastSeen = m_watches->knowsDecisions() ? m_status.lastSeen : TimePoint();
    events.error = m_watches->errorOfEvents();
    m_watches->queue.report(sources);
    return sources;
}

/// Who may not see autoscalers or pods operates workloads all the same.
ConnectionState AksPlatform::stateNow() const
{
    if (m_lost)
        return ConnectionState::Lost;
    if (!m_watches)
        return ConnectionState::Connecting;
    const ListWatch &workloads = m_watches->deployments.watch();
    if (workloads.isListed())
        return ConnectionState::Live;
    return workloads.error() ? ConnectionState::Lost : ConnectionState::Connecting;
}

/// What is watched is as fresh as the server's last answer.
void AksPlatform::sample()
{
    Samples samples;
    for (const auto &entry : m_snapshot->pools) {
        const Samples own = samplesOf(m_connection.id, *entry.second, {}, m_clock.now());
        samples.insert(samples.end(), own.begin(), own.end());
    }
    if (!samples.empty())
        Q_EMIT sampled(samples);
}

Result<Pool> AksPlatform::poolFor(const Change &change) const
{
    const QString operation = QStringLiteral("change scaling");
    if (m_state != ConnectionState::Live)
        return fail(Error{ErrorKind::Unavailable, operation, QStringLiteral("not connected"), 0, true});
    if (m_connection.isReadOnly) // a dry run is a write for the server, too
        return fail(ErrorKind::Forbidden, operation, QStringLiteral("this connection only reads"));
    if (nodeOf(change.action))
        return Pool();
    const Pool *pool = m_snapshot->pool(change.pool);
    if (!pool)
        return fail(ErrorKind::NotFound, operation,
                    QStringLiteral("there is no pool '%1'").arg(change.pool.value));
    // Others compare with what there is of the HPA or the ScaledObject.
    const bool isOfPool = !isPausing(change) && !HpaEditor::isAbout(change.action);
    if (isOfPool && !change.basedOn.isEmpty() && change.basedOn != pool->version)
        return fail(ErrorKind::Conflict, operation, QStringLiteral("the pool was changed meanwhile"));
    return *pool;
}

void AksPlatform::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace crescendo
