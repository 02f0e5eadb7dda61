#include "control/statusreport.h"

#include "control/statusjson.h"
#include "history/changejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace crescendo {
namespace {

constexpr std::size_t keptErrors = 100;
constexpr int mostJobs = 1000; // of a pool

QString unitOf(Metric metric)
{
    switch (metric) {
    case Metric::QueuePending:
    case Metric::QueueRunning:
    case Metric::ScaleUpThreshold:
    case Metric::ScaleDownThreshold:
        return QStringLiteral("jobs");
    case Metric::CpuCores:
    case Metric::CpuCapacity:
        return QStringLiteral("cores");
    case Metric::MemoryBytes:
    case Metric::MemoryLimit:
    case Metric::GpuMemoryBytes:
        return QStringLiteral("bytes");
    case Metric::GpuUtilization:
        return QStringLiteral("percent");
    default:
        return QStringLiteral("workers");
    }
}

/// Our own service tells everything but GPUs in its state; of any other the engine knows the workers.
Source sourceOf(Metric metric, const Snapshot &snapshot)
{
    const QString unit = unitOf(metric);
    if (metric == Metric::GpuUtilization || metric == Metric::GpuMemoryBytes)
        return Source::Gpu;
    if (snapshot.sources.contains(Source::State))
        return Source::State;
    const bool isOfWorkers = metric == Metric::WorkersDesired || metric == Metric::WorkersReady
        || unit == QLatin1String("cores") || unit == QLatin1String("bytes");
    return isOfWorkers && snapshot.sources.contains(Source::Docker) ? Source::Docker : Source::Metrics;
}

double secondsBetween(TimePoint from, TimePoint to)
{
    return static_cast<double>((to - from).count()) / 1000;
}

/// The start-up fill to the workers that always run is no scaling.
bool rose(const StatusReport::Span &ready, double always)
{
    return ready.most > std::max(ready.first, always);
}

QJsonArray describeErrors(const std::vector<std::pair<TimePoint, Error>> &errors)
{
    QJsonArray array;
    for (const auto &[at, error] : errors) {
        array.append(QJsonObject{{QStringLiteral("at"), toIso(at)},
                                 {QStringLiteral("kind"), toString(error.kind)},
                                 {QStringLiteral("text"), describe(error)}});
    }
    return array;
}

} // namespace

StatusReport::StatusReport(Connections &connections, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_clock(clock)
    , m_began(clock.now())
{
    connect(&connections, &Connections::added, this, &StatusReport::follow);
    for (Platform *platform : connections.all())
        follow(platform);
}

std::optional<StatusReport::Span> StatusReport::span(const ConnectionId &connection, const PoolId &pool,
                                                     Metric metric) const
{
    const auto found = m_spans.constFind(SeriesKey{connection, pool, {}, metric});
    return found == m_spans.constEnd() ? std::nullopt : std::optional(*found);
}

bool StatusReport::hasScaledUp() const
{
    return anyPool(rose);
}

bool StatusReport::hasScaledDown() const
{
    return anyPool(
        [](const Span &ready, double always) { return rose(ready, always) && ready.last < ready.most; });
}

bool StatusReport::anyPool(bool (*holds)(const Span &ready, double always)) const
{
    for (const Platform *platform : m_connections.all()) {
        for (const auto &entry : platform->snapshot()->pools) {
            const auto ready = span(platform->id(), entry.first, Metric::WorkersReady);
            const auto always = span(platform->id(), entry.first, Metric::WorkersMin);
            if (ready && holds(*ready, always ? always->most : 0))
                return true;
        }
    }
    return false;
}

Async<> StatusReport::askForJobs()
{
    std::vector<QFuture<void>> answers;
    for (Platform *platform : m_connections.all()) {
        JobBoard *board = platform->jobs();
        if (!board)
            continue;
        for (const auto &entry : platform->snapshot()->pools) {
            PoolJobs &jobs = m_jobs[{platform->id(), entry.first}];
            JobFilter ended;
            ended.pool = entry.first;
            ended.endedFrom = m_began;
            ended.limit = mostJobs;
            answers.push_back(board->counts(entry.first).then(this, [&jobs](const Result<JobCounts> &counts) {
                jobs.counts = counts ? std::optional(*counts) : std::nullopt;
            }));
            answers.push_back(board->list(ended).then(this, [&jobs](const Result<JobPage> &page) {
                jobs.ended = page ? std::optional(*page) : std::nullopt;
            }));
        }
    }
    return QtFuture::whenAll(answers.begin(), answers.end()).then(this, [](const QList<QFuture<void>> &) {
        return Result<>();
    });
}

QJsonObject StatusReport::document(const std::vector<JournalEntry> &changes) const
{
    QJsonArray connections;
    for (const Platform *platform : m_connections.all())
        connections.append(describe(*platform));
    QJsonArray written;
    for (const JournalEntry &entry : changes)
        written.append(toJson(entry));
    return {
        {QStringLiteral("version"), QStringLiteral(CRESCENDO_VERSION)},
        {QStringLiteral("began"), toIso(m_began)},
        {QStringLiteral("ended"), toIso(m_clock.now())},
        {QStringLiteral("scaledUp"), hasScaledUp()},
        {QStringLiteral("scaledDown"), hasScaledDown()},
        {QStringLiteral("connections"), connections},
        {QStringLiteral("changes"), written},
        {QStringLiteral("errors"), describeErrors(m_troubles)},
    };
}

Result<> StatusReport::write(const QString &path, const std::vector<JournalEntry> &changes) const
{
    QSaveFile file(path);
    const QByteArray bytes = QJsonDocument(document(changes)).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    return {};
}

QStringList StatusReport::summary() const
{
    QStringList lines;
    for (const Platform *platform : m_connections.all()) {
        for (const auto &entry : platform->snapshot()->pools) {
            const auto pending = span(platform->id(), entry.first, Metric::QueuePending);
            const auto ready = span(platform->id(), entry.first, Metric::WorkersReady);
            if (!pending || !ready)
                continue;
            lines << QStringLiteral("%1: queue up to %2, now %3; workers %4 -> %5 -> %6")
                         .arg(entry.first.value)
                         .arg(pending->most)
                         .arg(pending->last)
                         .arg(ready->first)
                         .arg(ready->most)
                         .arg(ready->last);
        }
    }
    return lines;
}

void StatusReport::follow(Platform *platform)
{
    connect(platform, &Platform::sampled, this, &StatusReport::note);
    connect(platform, &Platform::stateChanged, this, [this, platform](ConnectionState state) {
        if (state != ConnectionState::Lost)
            return;
        for (const Error &error : platform->snapshot()->troubles())
            noteError(platform->id(), error);
    });
}

void StatusReport::note(const Samples &samples)
{
    for (const Sample &sample : samples) {
        if (!sample.series.worker.isEmpty())
            continue;
        Span &span = m_spans[sample.series];
        if (span.count++ == 0)
            span.least = span.most = sample.value;
        if (span.first == 0)
            span.first = sample.value;
        span.least = std::min(span.least, sample.value);
        span.most = std::max(span.most, sample.value);
        span.last = sample.value;
        span.sum += sample.value;
        span.lastAt = sample.at;
    }
}

void StatusReport::noteError(const ConnectionId &connection, const Error &error)
{
    auto &errors = m_errors[connection];
    if (errors.size() < keptErrors)
        errors.emplace_back(m_clock.now(), error);
}

void StatusReport::noteTrouble(const Error &error)
{
    if (m_troubles.size() < keptErrors)
        m_troubles.emplace_back(m_clock.now(), error);
}

QJsonObject StatusReport::describe(const Platform &platform) const
{
    const SnapshotPtr snapshot = platform.snapshot();
    QJsonObject sources;
    for (const auto &[source, status] : snapshot->sources) {
        sources.insert(toString(source), statusJson(status, m_clock.now()));
    }
    QJsonArray pools;
    for (const auto &[id, pool] : snapshot->pools) {
        QJsonObject described = statusJson(*pool, m_clock.now());
        described.insert(QStringLiteral("values"), values(*snapshot, id));
        const auto found = m_jobs.find({platform.id(), id});
        const PoolJobs jobs = found == m_jobs.end() ? PoolJobs() : found->second;
        described.insert(QStringLiteral("jobs"),
                         jobs.counts ? QJsonValue(statusJson(*jobs.counts)) : QJsonValue());
        described.insert(QStringLiteral("indicators"), indicators(platform.id(), *pool, jobs));
        pools.append(described);
    }
    QJsonArray nodes;
    for (const Node &node : snapshot->nodes)
        nodes.append(statusJson(node));
    return {
        {QStringLiteral("id"), platform.id().value},
        {QStringLiteral("name"), platform.name()},
        {QStringLiteral("state"), toString(platform.state())},
        {QStringLiteral("unsafe"), platform.isUnsafe()},
        {QStringLiteral("readOnly"), platform.capabilities().readOnly},
        {QStringLiteral("sources"), sources},
        {QStringLiteral("host"), snapshot->host ? QJsonValue(statusJson(*snapshot->host)) : QJsonValue()},
        {QStringLiteral("nodes"), nodes},
        {QStringLiteral("pools"), pools},
        {QStringLiteral("errors"), describeErrors(m_errors.value(platform.id()))},
    };
}

/// Since we began, or where more jobs ended than were told, since the first that was.
QJsonValue StatusReport::indicators(const ConnectionId &connection, const Pool &pool,
                                    const PoolJobs &jobs) const
{
    if (!jobs.ended)
        return {};
    Observations seen;
    for (const Job &job : jobs.ended->jobs) {
        if (const std::optional<JobEnd> end = endOf(job))
            seen.ends.push_back(*end);
    }
    seen.decisions = pool.decisions;
    seen.busy = {course(connection, pool.id, Metric::WorkersBusy)};
    seen.ready = {course(connection, pool.id, Metric::WorkersReady)};
    TimePoint from = m_began;
    if (jobs.ended->more && !seen.ends.empty())
        from = std::ranges::min_element(seen.ends, {}, &JobEnd::at)->at;
    return statusJson(indicatorsOf(seen, from, m_clock.now()));
}

/// The whole of it as one point.
std::vector<Point> StatusReport::course(const ConnectionId &connection, const PoolId &pool,
                                        Metric metric) const
{
    const std::optional<Span> seen = span(connection, pool, metric);
    if (!seen)
        return {};
    return {{m_began, seen->least, seen->most, seen->sum / static_cast<double>(seen->count), seen->last,
             seen->count}};
}

QJsonObject StatusReport::values(const Snapshot &snapshot, const PoolId &pool) const
{
    QJsonObject values;
    for (auto it = m_spans.constBegin(); it != m_spans.constEnd(); ++it) {
        if (it.key().connection != snapshot.connection || it.key().pool != pool)
            continue;
        values.insert(toString(it.key().metric),
                      QJsonObject{
                          {QStringLiteral("value"), it->last},
                          {QStringLiteral("unit"), unitOf(it.key().metric)},
                          {QStringLiteral("source"), toString(sourceOf(it.key().metric, snapshot))},
                          {QStringLiteral("ageSeconds"), secondsBetween(it->lastAt, m_clock.now())},
                          {QStringLiteral("least"), it->least},
                          {QStringLiteral("most"), it->most},
                          {QStringLiteral("samples"), it->count},
                      });
    }
    return values;
}

} // namespace crescendo
