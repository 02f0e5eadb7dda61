#include "tests/gui/demohour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace crescendo {
namespace {

using std::chrono::minutes;

constexpr Millis sampleEvery = Seconds(2);
constexpr double workerMemory = 460.0 * 1024 * 1024;
constexpr double memoryLimit = 1024.0 * 1024 * 1024;
constexpr double hostCores = 8;

struct Step {
    double minute;
    int workers;
};
constexpr std::array<Step, 8> desiredSteps{
    {{0, 1}, {8.5, 3}, {23, 1}, {33.6, 4}, {36.6, 5}, {51.7, 3}, {54, 2}, {56.2, 5}}};

int desiredAt(double minute)
{
    int workers = 1;
    for (const Step &step : desiredSteps)
        workers = minute >= step.minute ? step.workers : workers;
    return workers;
}

/// Workers are ready some 40 s after they are wanted, and gone as late.
int readyAt(double minute)
{
    return desiredAt(minute - 0.7);
}

double loadAt(double minute)
{
    const auto ramp = [minute](double from, double to, double top) {
        return top * std::clamp((minute - from) / (to - from), 0.0, 1.0);
    };
    if (minute < 25)
        return ramp(7.6, 9.2, 9) - ramp(15, 22.4, 9);
    if (minute < 54)
        return ramp(32.8, 35.2, 15) - ramp(42, 51.5, 15);
    return ramp(54.8, 57.5, 14);
}

class Recording {
public:
    Recording(const ConnectionId &connection, PoolId pool, TimePoint begin)
        : m_key{connection, std::move(pool), {}, Metric::QueuePending}
        , m_begin(begin)
    {
    }

    void add(Metric metric, double value)
    {
        m_key.metric = metric;
        m_samples.push_back({m_key, m_at, value});
    }
    void record(Millis since)
    {
        m_at = m_begin + since;
        const double minute = static_cast<double>(since.count()) / 60'000;
        const int ready = readyAt(minute);
        wander(m_jobs, 0.25);
        wander(m_effort, 0.12);
        const double load = loadAt(minute) > 0 ? std::max(1.0, std::round(loadAt(minute) + m_jobs)) : 0;
        const double running = std::min<double>(ready, load);
        const double pending = load - running;
        add(Metric::QueuePending, pending);
        add(Metric::QueueRunning, running);
        add(Metric::WorkersDesired, desiredAt(minute));
        add(Metric::WorkersReady, ready);
        add(Metric::WorkersBusy, running);
        add(Metric::WorkersMin, 1);
        add(Metric::WorkersMax, 5);
        add(Metric::ScaleUpThreshold, 3);
        add(Metric::ScaleDownThreshold, 1);
        add(Metric::CpuCores, std::max(0.05, running * (1.3 + 0.08 * m_effort) + 0.04 * m_effort));
        add(Metric::CpuCapacity, hostCores);
        add(Metric::MemoryBytes, ready * workerMemory * (1 + 0.01 * m_jobs));
        add(Metric::MemoryLimit, 5 * memoryLimit);
    }
    Samples take() { return std::move(m_samples); }

private:
    /// A value that drifts around 0, as real ones do.
    void wander(double &value, double size)
    {
        value = 0.96 * value + std::uniform_real_distribution<double>(-size, size)(m_random);
    }

    SeriesKey m_key;
    TimePoint m_begin;
    TimePoint m_at;
    std::mt19937 m_random{7}; // NOLINT(cert-msc51-cpp): the same hour at every call
    Samples m_samples;
    double m_jobs = 0;
    double m_effort = 0;
};

std::vector<Decision> decisionsOf(const PoolId &pool, TimePoint begin)
{
    const auto at = [begin](double minute) { return begin + Millis(static_cast<qint64>(minute * 60'000)); };
    using Reason = DecisionReason;
    std::vector<Decision> decisions{
        {pool, at(8.5), 1, 3, 3, 7, Reason::ScaledUp},
        {pool, at(23), 3, 1, 1, 0, Reason::ScaledDown},
        {pool, at(33.6), 1, 4, 4, 12, Reason::ScaledUp},
        {pool, at(36.6), 4, 5, 5, 14, Reason::Manual, Limit::None, Seconds(60),
         QStringLiteral("batch import")},
        {pool, at(36.8), 5, 5, 5, 14, Reason::Held, Limit::Hold},
        {pool, at(49), 5, 5, 5, 5, Reason::AtTarget},
        {pool, at(51.7), 5, 3, 1, 1, Reason::ScaledDown},
        {pool, at(54), 3, 2, 1, 1, Reason::ScaledDown},
        {pool, at(56.2), 2, 5, 5, 12, Reason::ScaledUp, Limit::None},
        {pool, at(57.3), 5, 5, 6, 14, Reason::AtMaximum, Limit::MaxWorkers},
    };
    std::ranges::reverse(decisions);
    return decisions;
}

Worker busyWorker(int number, TimePoint now)
{
    Worker worker;
    worker.id = {QStringLiteral("analysis-%1").arg(number)};
    worker.name = QStringLiteral("analysis-worker-%1").arg(number);
    worker.port = static_cast<quint16>(8000 + number);
    worker.pid = 4200 + number;
    worker.state = WorkerState::Busy;
    worker.job = JobId{QStringLiteral("job-%1").arg(1840 + 3 * number)};
    worker.progress = 0.17 * number;
    worker.cpu = MilliCores{1280 + 37 * number};
    worker.memory = mebibytes(452 + 6 * number);
    worker.started = now - Seconds(number == 1 ? 9000 : 190 - 20 * number);
    return worker;
}

Pool analysisPool(TimePoint begin, TimePoint now)
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.version = QStringLiteral("7");
    pool.queue = QueueDepth{9, 5};
    pool.desired = 5;
    pool.ready = 5;
    pool.busy = 5;
    pool.profile = Profile();
    pool.limits = WorkerLimits{1, mebibytes(1024)};
    pool.autoscaler = AutoscalerStatus::Active;
    pool.limitedBy = Limit::MaxWorkers;
    pool.decisions = decisionsOf(pool.id, begin);
    for (int number = 1; number <= 5; ++number)
        pool.workers.push_back(busyWorker(number, now));
    return pool;
}

Pool generationPool(TimePoint now)
{
    Pool pool;
    pool.id = {QStringLiteral("generation")};
    pool.version = QStringLiteral("2");
    pool.queue = QueueDepth{0, 0};
    pool.desired = 1;
    pool.ready = 1;
    pool.busy = 0;
    pool.profile = Profile();
    pool.autoscaler = AutoscalerStatus::Active;
    pool.limitedBy = Limit::MinWorkers;
    Worker worker;
    worker.id = {QStringLiteral("generation-worker-1")};
    worker.name = worker.id.value;
    worker.port = 8006;
    worker.state = WorkerState::Idle;
    worker.cpu = MilliCores{10};
    worker.memory = mebibytes(61);
    worker.started = now - std::chrono::hours(2);
    pool.workers = {worker};
    pool.decisions = {{pool.id, now - Seconds(4), 1, 1, 0, 0, DecisionReason::AtMinimum, Limit::MinWorkers}};
    return pool;
}

/// The outcome of the job with this number: most end well.
JobState stateOfJob(int number, int count)
{
    if (number > count - 5)
        return JobState::Pending;
    if (number > count - 10)
        return JobState::Running;
    if (number % 37 == 0)
        return JobState::Failed;
    return number % 53 == 0 ? JobState::Dead : JobState::Succeeded;
}

void endJob(Job &job, int number)
{
    job.finished = *job.started + Millis(1'200 + number % 7 * 900);
    if (job.state == JobState::Succeeded) {
        const bool isAnalysis = job.pool.value == QLatin1String("analysis");
        job.resultType = isAnalysis ? QStringLiteral("application/json") : QStringLiteral("audio/wav");
        return;
    }
    const bool isFailed = job.state == JobState::Failed;
    job.attempts = isFailed ? 1 : 0;
    job.interruptions = isFailed ? 0 : 10;
    job.failureCause = isFailed ? FailureCause::Input : FailureCause::WorkerLost;
    job.error = isFailed
        ? QStringLiteral("open audio: the file is no sound that libsndfile knows")
        : QStringLiteral("interrupted 10 times: its worker ended, or was not heard of in time");
}

Job demoJob(int number, int count, TimePoint end)
{
    const bool isGeneration = number % 6 == 0;
    Job job;
    job.id = {QString::number(number)};
    job.pool = {isGeneration ? QStringLiteral("generation") : QStringLiteral("analysis")};
    job.state = stateOfJob(number, count);
    job.created = end - Seconds(15) * (count - number + 1);
    job.parameters = isGeneration
        ? QJsonObject{{QStringLiteral("seconds"), 30}, {QStringLiteral("tempo"), 120}}
        : QJsonObject{{QStringLiteral("fileName"), QStringLiteral("take-%1.flac").arg(number)}};
    if (job.state == JobState::Pending)
        return job;
    job.worker = QStringLiteral("%1-worker-%2").arg(job.pool.value).arg(number % 5 + 1);
    job.firstStarted = job.started = job.created + Millis(400 + number % 11 * 700);
    if (job.state == JobState::Running)
        job.progress = 0.2 * (number % 5);
    else
        endJob(job, number);
    return job;
}

std::vector<Job> demoJobs(TimePoint end)
{
    constexpr int count = 240;
    std::vector<Job> jobs;
    for (int number = count; number > 0; --number)
        jobs.push_back(demoJob(number, count, end));
    return jobs;
}

} // namespace

DemoHour demoHour(const ConnectionId &connection, TimePoint end)
{
    const TimePoint begin = end - minutes(60);
    Recording recording(connection, {QStringLiteral("analysis")}, begin);
    for (Millis since(0); since < minutes(60); since += sampleEvery) {
        const bool isSilent = since > Seconds(28 * 60 + 10) && since < Seconds(30 * 60 + 40);
        if (!isSilent)
            recording.record(since);
    }
    DemoHour hour;
    hour.samples = recording.take();
    hour.pools = {analysisPool(begin, end), generationPool(end)};
    hour.decisions = hour.pools.front().decisions;
    hour.sources = {{Source::State, {end - Seconds(2), sampleEvery, Millis(4), std::nullopt}}};
    hour.jobs = demoJobs(end);
    return hour;
}

LogRecords demoLog(TimePoint end)
{
    const auto line = [end](int secondsAgo, LogLevel level, const char *text) {
        return LogRecord{end - Seconds(secondsAgo), level,
                         QByteArrayLiteral("WorkerAutoscalerService: ") + QByteArray(text)};
    };
    LogRecords lines;
    for (int ago = 600; ago > 240; ago -= 10)
        lines.push_back(line(ago, LogLevel::Debug, "Nothing to do for analysis: within thresholds"));
    lines.push_back(line(228, LogLevel::Info, "Scaling UP analysis workers: 2 -> 5 (load: 12)"));
    for (int number = 3; number <= 5; ++number)
        lines.push_back(line(228 - number, LogLevel::Info, "Worker started"));
    lines.push_back(line(214, LogLevel::Info, "Successfully scaled analysis workers to 5"));
    lines.push_back(line(162, LogLevel::Warning, "At the maximum: load 14 would want 6 workers"));
    lines.push_back(line(60, LogLevel::Error, "Worker analysis-worker-4 was killed: out of memory"));
    lines.push_back(line(58, LogLevel::Info, "Worker analysis-worker-4 started on port 8004"));
    return lines;
}

std::vector<JournalEntry> demoChanges(const ConnectionId &connection)
{
    const auto entry = [&connection](const ChangeAction &action, ChangeState state, const char *reason) {
        JournalEntry made;
        made.who = QStringLiteral("operator");
        made.change = {connection, {QStringLiteral("analysis")}, action, {}, QLatin1String(reason)};
        made.state = state;
        return made;
    };
    JournalEntry off = entry(SetAutoscalerEnabled{false}, ChangeState::Failed, "");
    off.change.pool = {};
    off.error = Error{ErrorKind::Unavailable, {}, QStringLiteral("connection refused")};
    JournalEntry scale = entry(SetReplicas{5, minutes(15)}, ChangeState::Verified, "batch import");
    scale.differences = {{QStringLiteral("replicas"), QStringLiteral("4"), QStringLiteral("5")},
                         {QStringLiteral("hold"), {}, QStringLiteral("900 s")}};
    scale.receipt = Receipt{{}, true, scale.change};
    JournalEntry limits = entry(SetWorkerLimits{{2, mebibytes(2048)}}, ChangeState::Unverified, "");
    limits.differences = {{QStringLiteral("MemoryMiB"), QStringLiteral("1024"), QStringLiteral("2048")}};
    return {off, entry(ApplyProfile{Profile(), QStringLiteral("Night")}, ChangeState::Undone, "quiet hours"),
            scale, entry(ReleaseHold(), ChangeState::Verified, ""), limits};
}

std::vector<Node> demoNodes()
{
    Node system{.name = QStringLiteral("aks-system-31842750-vmss000000"), .pool = QStringLiteral("system")};
    system.capacity = {{16'000}, gibibytes(64), 0};
    system.allocatable = {{15'740}, gibibytes(56), 0};
    system.requested = {{2'350}, gibibytes(5), 0};
    system.pods = 23;
    system.conditions = {{QStringLiteral("Ready"), QStringLiteral("True"), {}}};
    Node full{.name = QStringLiteral("aks-gpupool-31842750-vmss000000"), .pool = QStringLiteral("gpupool")};
    full.labels = {{QStringLiteral("accelerator"), QStringLiteral("nvidia")}};
    full.capacity = {{24'000}, gibibytes(220), 1};
    full.allocatable = {{23'680}, gibibytes(209), 1};
    full.requested = {{4'000}, gibibytes(8), 1};
    full.pods = 6;
    full.taints = {QStringLiteral("sku=gpu:NoSchedule")};
    full.conditions = system.conditions;
    Node cordoned = full;
    cordoned.name.replace(QStringLiteral("000000"), QStringLiteral("000001"));
    cordoned.isCordoned = true;
    Node troubled = full;
    troubled.name.replace(QStringLiteral("000000"), QStringLiteral("000002"));
    troubled.conditions.push_back({QStringLiteral("MemoryPressure"), QStringLiteral("True"), {}});
    return {system, full, cordoned, troubled};
}

HpaSpec demoHpa()
{
    HpaSpec spec;
    spec.minReplicas = 1;
    spec.maxReplicas = 10;
    for (const auto &[name, percent] : {std::pair("cpu", "60"), {"memory", "70"}}) {
        HpaMetricSpec metric;
        metric.type = QStringLiteral("Resource");
        metric.name = QLatin1String(name);
        metric.target.amount = QLatin1String(percent);
        spec.metrics.push_back(metric);
    }
    return spec;
}

Preview demoPreview(const Change &change)
{
    Preview preview;
    preview.change = change;
    preview.differences = {{QStringLiteral("replicas"), QStringLiteral("5"),
                            QString::number(std::get<SetReplicas>(change.action).replicas)},
                           {QStringLiteral("hold"), {}, QStringLiteral("900 s")}};
    preview.warnings = {{WarningKind::BelowLoad, QStringLiteral("5")}};
    preview.reversion = Reversion{QStringLiteral("autoscaler"), minutes(15)};
    preview.command = QStringLiteral("curl -X PUT -H \"Authorization: Bearer $CRESCENDO_TOKEN\" -d "
                                     "'{\"replicas\":3,\"holdSeconds\":900}' "
                                     "http://127.0.0.1:5000/api/autoscaling/pools/analysis/replicas");
    return preview;
}

} // namespace crescendo
