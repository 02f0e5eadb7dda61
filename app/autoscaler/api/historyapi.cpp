#include "autoscaler/api/historyapi.h"

#include "autoscaler/api/respond.h"

namespace crescendo {
namespace {

constexpr auto memory = std::chrono::hours(48);
constexpr int mostReadings = 4; // each holds megabytes until it is answered

ServiceSample sampleOf(const Pool &pool, TimePoint now)
{
    ServiceSample sample;
    sample.pool = pool.id;
    sample.at = now;
    if (pool.queue) {
        sample.pending = pool.queue->pending;
        sample.running = pool.queue->running;
    }
    sample.target = pool.desired;
    sample.ready = pool.ready;
    sample.busy = pool.busy;
    for (const Worker &worker : pool.workers) {
        if (worker.cpu)
            sample.cpuCores = sample.cpuCores.value_or(0) + static_cast<double>(worker.cpu->value) / 1000;
        if (worker.memory)
            sample.memoryBytes = sample.memoryBytes.value_or(0) + worker.memory->value;
    }
    return sample;
}

} // namespace

HistoryApi::HistoryApi(const Autoscaler &autoscaler, SampleStore &store, const Clock &clock, Millis interval,
                       QObject *parent)
    : QObject(parent)
    , m_autoscaler(autoscaler)
    , m_store(store)
    , m_clock(clock)
    , m_interval(interval)
{
    connect(&m_timer, &QTimer::timeout, this, &HistoryApi::keepSamplesBetween);
    m_timer.start(m_interval);
    connect(&autoscaler, &Autoscaler::evaluated, this, &HistoryApi::keepSamples);
    connect(&autoscaler, &Autoscaler::decided, this,
            [this](const Decision &decision) { (void)m_store.add(decision); });
}

void HistoryApi::addRoutes(HttpServer &server)
{
    server.route("GET", "/api/autoscaling/history",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { read(request, reply); });
}

void HistoryApi::keepSamples()
{
    std::vector<ServiceSample> samples;
    for (const PoolId &id : m_autoscaler.pools()) {
        if (const Result<Pool> pool = m_autoscaler.pool(id))
            samples.push_back(sampleOf(*pool, m_clock.now()));
    }
    (void)m_store.add(samples);
}

/// Evaluations that are at least as frequent leave no gap to fill.
void HistoryApi::keepSamplesBetween()
{
    if (m_autoscaler.pollInterval() > m_interval)
        keepSamples();
}

void HistoryApi::read(const ServerRequest &request, const ReplyPtr &reply)
{
    const TimePoint now = m_clock.now();
    const Result<std::optional<TimePoint>> from = queryTime(request, "from");
    const Result<std::optional<TimePoint>> to = queryTime(request, "to");
    const Result<qint64> step = queryInteger(request, "step", 0, 0, 86400);
    if (!from || !to || !step)
        return reply->send(problemOf(!from ? from.error() : !to ? to.error() : step.error()));
    if (m_readings >= mostReadings) {
        ServerResponse busy = problem(503, QStringLiteral("others read the history at this moment"));
        busy.headers.emplace_back("Retry-After", "1");
        return reply->send(std::move(busy));
    }
    ++m_readings;
    m_store.read(from->value_or(now - memory), to->value_or(now), Seconds(*step))
        .then(this, [this, reply](const Result<ServiceHistory> &history) {
            --m_readings;
            if (!history)
                return reply->send(problemOf(history.error()));
            ServerResponse response;
            response.body = encode(*history);
            reply->send(std::move(response));
        });
}

} // namespace crescendo
