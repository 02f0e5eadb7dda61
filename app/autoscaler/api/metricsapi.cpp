#include "autoscaler/api/metricsapi.h"

#include "autoscaler/api/prometheustext.h"
#include "autoscaler/api/respond.h"
#include "policy/threshold.h"

namespace crescendo {
namespace {

ServerResponse plain(int status, const QByteArray &text, const QByteArray &type = "text/plain; charset=utf-8")
{
    ServerResponse response;
    response.status = status;
    response.contentType = type;
    response.body = text;
    return response;
}

QString directionOf(const Decision &decision)
{
    if (!decision.changes())
        return QStringLiteral("none");
    return decision.to > decision.from ? QStringLiteral("up") : QStringLiteral("down");
}

void writeQueue(PrometheusText &out, const std::vector<PoolId> &pools, const JobQueue &queue)
{
    out.family("crescendo_queue_jobs", "gauge", "Jobs that wait or run.");
    for (const PoolId &pool : pools) {
        const QueueDepth depth = queue.depth(pool);
        out.sample("crescendo_queue_jobs", {{"pool", pool.value}, {"state", QStringLiteral("pending")}},
                   depth.pending);
        out.sample("crescendo_queue_jobs", {{"pool", pool.value}, {"state", QStringLiteral("running")}},
                   depth.running);
    }
}

void writeJobs(PrometheusText &out, const std::vector<PoolId> &pools, const JobQueue &queue)
{
    out.family("crescendo_jobs_total", "counter", "Jobs by outcome since the service started.");
    for (const PoolId &pool : pools) {
        const JobStatistics statistics = queue.statistics(pool);
        const auto count = [&out, &pool](const char *outcome, std::uint64_t value) {
            out.sample("crescendo_jobs_total",
                       {{"pool", pool.value}, {"outcome", QString::fromLatin1(outcome)}},
                       static_cast<double>(value));
        };
        count("accepted", statistics.accepted);
        count("succeeded", statistics.succeeded);
        count("failed", statistics.failed);
        count("dead", statistics.dead);
        count("interrupted", statistics.interruptions);
    }
    out.family("crescendo_job_seconds", "histogram", "Time from lease to end of an attempt.");
    for (const PoolId &pool : pools)
        out.histogram("crescendo_job_seconds", pool.value, queue.statistics(pool).processing);
    out.family("crescendo_job_wait_seconds", "histogram", "Time from acceptance to the first lease.");
    for (const PoolId &pool : pools)
        out.histogram("crescendo_job_wait_seconds", pool.value, queue.statistics(pool).waiting);
}

void writeWorkers(PrometheusText &out, const Autoscaler &autoscaler)
{
    out.family("crescendo_workers", "gauge", "Workers wanted, ready and busy.");
    for (const PoolId &id : autoscaler.pools()) {
        const Result<Pool> pool = autoscaler.pool(id);
        const auto count = [&out, &id](const char *state, const std::optional<int> &value) {
            if (value)
                out.sample("crescendo_workers", {{"pool", id.value}, {"state", QString::fromLatin1(state)}},
                           *value);
        };
        count("target", pool->desired);
        count("ready", pool->ready);
        count("busy", pool->busy);
    }
}

} // namespace

MetricsApi::MetricsApi(const Autoscaler &autoscaler, const JobQueue &queue, QObject *parent)
    : QObject(parent)
    , m_autoscaler(autoscaler)
    , m_queue(queue)
{
    connect(&m_autoscaler, &Autoscaler::decided, this, [this](const Decision &decision) {
        ++m_decisions[{decision.pool.value, directionOf(decision), toString(decision.reason)}];
    });
}

void MetricsApi::addRoutes(HttpServer &server)
{
    server.route("GET", "/api/metrics/autoscaling", [this](const ServerRequest &, const ReplyPtr &reply) {
        ServerResponse response;
        const AutoscalingMetrics metrics = autoscalingMetrics();
        if (metrics != m_encodedMetrics || m_encoded.isEmpty()) {
            m_encoded = encode(metrics);
            m_encodedMetrics = metrics;
        }
        response.body = m_encoded;
        response.headers.emplace_back("Cache-Control", "no-store");
        reply->send(std::move(response));
    });
    server.route("GET", "/metrics", [this](const ServerRequest &, const ReplyPtr &reply) {
        reply->send(plain(200, prometheusText(), "text/plain; version=0.0.4; charset=utf-8"));
    });
    server.route("GET", "/healthz",
                 [](const ServerRequest &, const ReplyPtr &reply) { reply->send(plain(200, "ok\n")); });
    server.route("GET", "/readyz", [this](const ServerRequest &, const ReplyPtr &reply) {
        if (const QString why = m_autoscaler.whyNotReady(); !why.isEmpty())
            return reply->send(problem(503, why));
        const bool degraded = m_autoscaler.status() == AutoscalerStatus::Degraded;
        // Degraded means that workers cannot be scaled; jobs are still accepted and kept.
        reply->send(plain(200, degraded ? "ready, degraded\n" : "ready\n"));
    });
}

AutoscalingMetrics MetricsApi::autoscalingMetrics() const
{
    AutoscalingMetrics metrics;
    metrics.common = m_autoscaler.common();
    metrics.status = m_autoscaler.status();
    for (const PoolId &id : m_autoscaler.pools()) {
        const PoolGovernor &governor = *m_autoscaler.governor(id);
        const QueueDepth depth = m_queue.depth(id);
        const int present = governor.target().value_or(0);
        AutoscalingMetrics::PoolMetrics pool;
        pool.queue = depth;
        pool.utilizationPercent = utilizationPercent(depth.running, governor.profile().maxWorkers,
                                                     governor.limits().maxConcurrentJobs);
        pool.shouldScaleUp = shouldScaleUp(governor.profile(), depth.load(), present);
        pool.shouldScaleDown = shouldScaleDown(governor.profile(), depth.load(), present);
        metrics.pools.emplace(id, pool);
    }
    return metrics;
}

QByteArray MetricsApi::prometheusText() const
{
    PrometheusText out;
    const std::vector<PoolId> pools = m_autoscaler.pools();
    writeQueue(out, pools, m_queue);
    writeWorkers(out, m_autoscaler);
    out.family("crescendo_decisions_total", "counter",
               "Decisions by direction and reason; repeated ones count once.");
    for (const auto &[key, count] : m_decisions) {
        const auto &[pool, direction, reason] = key;
        out.sample("crescendo_decisions_total",
                   {{"pool", pool}, {"direction", direction}, {"reason", reason}},
                   static_cast<double>(count));
    }
    writeJobs(out, pools, m_queue);
    out.family("crescendo_build_info", "gauge", "Version of the service.");
    out.sample("crescendo_build_info", {{"version", QStringLiteral(CRESCENDO_VERSION)}}, 1);
    return out.text();
}

} // namespace crescendo
