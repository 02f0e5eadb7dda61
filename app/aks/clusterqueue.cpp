#include "aks/clusterqueue.h"

#include "aks/clusterreading.h"
#include "net/jsonnode.h"

#include <algorithm>

namespace crescendo {
namespace {

const QString serviceName = QStringLiteral("music-api"); // the guide's
constexpr int guidesPort = 5000;

/// The guide's, else the one that is called "http", else the first.
int portIn(const JsonNode &service)
{
    const std::vector<JsonNode> ports = service["spec"]["ports"].items();
    const auto isGuides = [](const JsonNode &port) { return port["port"].integer() == guidesPort; };
    const auto isHttp = [](const JsonNode &port) { return port["name"].text() == QLatin1String("http"); };
    if (ports.empty() || std::ranges::any_of(ports, isGuides))
        return guidesPort;
    const auto http = std::ranges::find_if(ports, isHttp);
    return static_cast<int>((http == ports.end() ? ports.front() : *http)["port"].integer());
}

PoolId poolOf(const Pool &pool)
{
    static const QString suffix = QStringLiteral("-worker");
    const QString name = workloadOf(pool.id).name;
    return {name.endsWith(suffix) ? name.chopped(suffix.size()) : name};
}

} // namespace

ClusterQueue::ClusterQueue(HttpTransport &apiServer, const QString &namespaceName, Millis interval,
                           const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_apiServer(apiServer)
    , m_client(apiServer)
    , m_services{"v1", "services", namespaceName}
    , m_clock(clock)
{
    m_status.interval = interval;
}

ClusterQueue::~ClusterQueue() = default;

void ClusterQueue::look()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    const auto read = [](const QByteArray &body) {
        return parseJson(body, QStringLiteral("service"), portIn);
    };
    m_client
        .exchange({.path = m_services.pathOf(serviceName),
                   .operation = QStringLiteral("look for service ") + serviceName})
        .then(this, [this, read, asked = m_clock.steadyNow()](const Result<QByteArray> &body) {
            const Result<int> port = body.and_then(read);
            if (port)
                ask(*port, asked);
            else if (port.error().kind == ErrorKind::NotFound)
                forget();
            else
                take(fail(port.error()), asked);
        });
}

void ClusterQueue::ask(int port, SteadyPoint asked)
{
    m_service.reset();
    m_proxy = std::make_unique<ProxyTransport>(m_apiServer,
                                               serviceProxyPath(m_services.namespaceName, serviceName, port));
    m_service = std::make_unique<ServiceClient>(*m_proxy, Secret());
    m_service->metrics().then(
        this, [this, asked](const Result<AutoscalingMetrics> &metrics) { take(metrics, asked); });
}

void ClusterQueue::take(const Result<AutoscalingMetrics> &metrics, SteadyPoint asked)
{
    m_isAsking = false;
    m_isThere = true;
    m_metrics = metrics ? std::optional(*metrics) : std::nullopt; // an old one would be taken for new
    m_status.error = metrics ? std::nullopt : std::optional(metrics.error());
    if (metrics) {
        m_status.lastSeen = m_clock.now();
        m_status.latency = m_clock.steadyNow() - asked;
    }
    Q_EMIT changed();
}

void ClusterQueue::forget()
{
    m_isAsking = m_isThere = false;
    m_metrics.reset();
    Q_EMIT changed();
}

void ClusterQueue::show(std::vector<Pool> &pools) const
{
    if (!m_metrics)
        return;
    for (Pool &pool : pools) {
        const auto found = m_metrics->pools.find(poolOf(pool));
        if (found != m_metrics->pools.end())
            pool.queue = found->second.queue;
    }
}

void ClusterQueue::report(std::map<Source, SourceStatus> &sources) const
{
    if (m_isThere)
        sources[Source::Queue] = m_status;
}

} // namespace crescendo
