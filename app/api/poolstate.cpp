#include "api/poolstate.h"

#include "api/jsonreader.h"
#include "base/oneline.h"

namespace crescendo {
namespace {

constexpr double mostCores = 1'000'000; // beyond any machine; milli-cores of it fit into an integer

template <typename T> QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

ErrorKind errorKindFrom(const QString &name)
{
    for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
        const auto kind = static_cast<ErrorKind>(i);
        if (toString(kind) == name)
            return kind;
    }
    return ErrorKind::Internal;
}

QJsonObject faultToJson(const Error &error)
{
    return {
        {QStringLiteral("kind"), toString(error.kind)},
        {QStringLiteral("operation"), error.operation},
        {QStringLiteral("detail"), error.detail},
    };
}

Worker readWorker(JsonReader &reader)
{
    Worker worker;
    worker.id = {reader.text("id")};
    worker.name = reader.text("name");
    if (const auto port = reader.optionalInteger("port")) {
        if (*port < 0 || *port > 65535)
            reader.complain("port", QStringLiteral("a port"));
        worker.port = static_cast<quint16>(*port);
    }
    if (reader.has("pid"))
        worker.pid = reader.integer64("pid");
    worker.container = reader.optionalText("container");
    if (const auto state = workerStateFrom(reader.text("state")))
        worker.state = *state;
    else
        reader.complain("state", QStringLiteral("a worker state"));
    if (reader.has("job"))
        worker.job = JobId{reader.text("job")};
    worker.progress = reader.optionalNumber("progress");
    if (const auto cores = reader.optionalNumber("cpu")) {
        if (*cores < 0 || *cores > mostCores)
            reader.complain("cpu", QStringLiteral("cores"));
        else
            worker.cpu = MilliCores{qRound64(*cores * 1000)};
    }
    if (reader.has("memory"))
        worker.memory = Bytes{reader.integer64("memory")};
    worker.started = reader.optionalTime("started");
    return worker;
}

Hold readHold(JsonReader &reader)
{
    return {reader.integer("replicas"), reader.time("until"), reader.optionalText("reason")};
}

int readCount(JsonReader &reader, const char *key)
{
    const int count = reader.integer(key);
    if (count < 0)
        reader.complain(key, QStringLiteral("a count"));
    return count;
}

std::optional<int> readOptionalCount(JsonReader &reader, const char *key)
{
    return reader.has(key) ? std::optional(readCount(reader, key)) : std::nullopt;
}

void readQueue(JsonReader &reader, Pool &pool)
{
    reader.object("queue", [&pool](JsonReader &queue) {
        pool.queue = QueueDepth{readCount(queue, "pending"), readCount(queue, "running")};
    });
}

void readGovernance(JsonReader &reader, Pool &pool)
{
    reader.object("profile", [&pool](JsonReader &inner) { pool.profile = readProfile(inner); });
    reader.object("limits", [&pool](JsonReader &inner) { pool.limits = readLimits(inner); });
    pool.autoscaler = autoscalerStatusFrom(reader.text("status"));
    pool.stopped = reader.boolean("stopped");
    if (reader.has("hold"))
        reader.object("hold", [&pool](JsonReader &inner) { pool.hold = readHold(inner); });
    if (reader.has("limitedBy")) {
        if (const auto limit = limitFrom(reader.text("limitedBy")))
            pool.limitedBy = *limit;
        else
            reader.complain("limitedBy", QStringLiteral("a limit"));
    }
    pool.cooldownLeft = Seconds(reader.integer64("cooldownSecondsLeft"));
    if (reader.has("fault")) {
        reader.object("fault", [&pool](JsonReader &inner) {
            pool.fault = Error{errorKindFrom(inner.text("kind")), inner.text("operation"),
                               inner.optionalText("detail")};
        });
    }
}

/// `base` with the members of `object`, of which none may be new.
Result<QJsonObject> completed(QJsonObject base, const QJsonObject &object, const QString &operation)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!base.contains(it.key()))
            return fail(ErrorKind::InvalidInput, operation,
                        QStringLiteral("unknown member '%1'").arg(it.key()));
        base.insert(it.key(), it.value());
    }
    return base;
}

Host readHost(JsonReader &reader)
{
    Host host;
    host.cores = reader.integer("cores");
    host.cpuPercent = reader.optionalNumber("cpuPercent");
    host.load = reader.number("load");
    host.memoryTotal = {reader.integer64("memoryTotal")};
    host.memoryAvailable = {reader.integer64("memoryAvailable")};
    return host;
}

QJsonObject hostToJson(const Host &host)
{
    return {
        {QStringLiteral("cores"), host.cores},
        {QStringLiteral("cpuPercent"), host.cpuPercent ? QJsonValue(*host.cpuPercent) : QJsonValue()},
        {QStringLiteral("load"), host.load},
        {QStringLiteral("memoryTotal"), host.memoryTotal.value},
        {QStringLiteral("memoryAvailable"), host.memoryAvailable.value},
    };
}

} // namespace

QJsonObject toJson(const Profile &profile)
{
    return {
        {QStringLiteral("enabled"), profile.enabled},
        {QStringLiteral("minWorkers"), profile.minWorkers},
        {QStringLiteral("maxWorkers"), profile.maxWorkers},
        {QStringLiteral("scaleUpThreshold"), profile.scaleUpThreshold},
        {QStringLiteral("scaleDownThreshold"), profile.scaleDownThreshold},
        {QStringLiteral("cooldownSeconds"), static_cast<qint64>(profile.cooldown.count())},
    };
}

Profile readProfile(JsonReader &reader)
{
    return {
        reader.boolean("enabled"),
        reader.integer("minWorkers"),
        reader.integer("maxWorkers"),
        reader.integer("scaleUpThreshold"),
        reader.integer("scaleDownThreshold"),
        Seconds(reader.integer("cooldownSeconds")),
    };
}

Result<Profile> profileFromJson(const QJsonObject &object, const Profile &base)
{
    return completed(toJson(base), object, QStringLiteral("read profile"))
        .and_then([](const QJsonObject &complete) {
            JsonReader reader(complete, QStringLiteral("profile"));
            const Profile profile = readProfile(reader);
            return reader.result().map([&profile] { return profile; });
        });
}

QJsonObject toJson(const WorkerLimits &limits)
{
    return {
        {QStringLiteral("maxConcurrentJobs"), limits.maxConcurrentJobs},
        {QStringLiteral("memory"), limits.memory ? QJsonValue(limits.memory->value) : QJsonValue()},
    };
}

WorkerLimits readLimits(JsonReader &reader)
{
    WorkerLimits limits;
    limits.maxConcurrentJobs = reader.integer("maxConcurrentJobs");
    if (reader.has("memory"))
        limits.memory = Bytes{reader.integer64("memory")};
    return limits;
}

Result<WorkerLimits> limitsFromJson(const QJsonObject &object, const WorkerLimits &base)
{
    return completed(toJson(base), object, QStringLiteral("read limits"))
        .and_then([](const QJsonObject &complete) {
            JsonReader reader(complete, QStringLiteral("limits"));
            const WorkerLimits limits = readLimits(reader);
            return reader.result().map([&limits] { return limits; });
        });
}

QJsonObject toJson(const Decision &decision)
{
    return {
        {QStringLiteral("pool"), decision.pool.value},
        {QStringLiteral("at"), toIso(decision.at)},
        {QStringLiteral("from"), decision.from},
        {QStringLiteral("to"), decision.to},
        {QStringLiteral("wanted"), decision.wanted},
        {QStringLiteral("load"), orNull(decision.load)},
        {QStringLiteral("reason"), toString(decision.reason)},
        {QStringLiteral("limitedBy"),
         decision.limitedBy == Limit::None ? QJsonValue() : toString(decision.limitedBy)},
        {QStringLiteral("cooldownSecondsLeft"), static_cast<qint64>(decision.cooldownLeft.count())},
        {QStringLiteral("note"), orNull(decision.note)},
    };
}

Decision readDecision(JsonReader &reader)
{
    Decision decision;
    decision.pool = {reader.text("pool")};
    decision.at = reader.time("at");
    decision.from = reader.integer("from");
    decision.to = reader.integer("to");
    decision.wanted = reader.integer("wanted");
    decision.load = reader.optionalInteger("load");
    if (const auto reason = decisionReasonFrom(reader.text("reason")))
        decision.reason = *reason;
    else
        reader.complain("reason", QStringLiteral("a decision reason"));
    if (reader.has("limitedBy"))
        decision.limitedBy = limitFrom(reader.text("limitedBy")).value_or(Limit::None);
    decision.cooldownLeft = Seconds(reader.integer64("cooldownSecondsLeft"));
    decision.note = reader.optionalText("note");
    return decision;
}

QJsonObject toJson(const Worker &worker)
{
    const auto number = [](auto value) { return QJsonValue(static_cast<qint64>(value)); };
    return {
        {QStringLiteral("id"), worker.id.value},
        {QStringLiteral("name"), worker.name},
        {QStringLiteral("port"), worker.port ? number(*worker.port) : QJsonValue()},
        {QStringLiteral("pid"), worker.pid ? number(*worker.pid) : QJsonValue()},
        {QStringLiteral("container"), orNull(worker.container)},
        {QStringLiteral("state"), toString(worker.state)},
        {QStringLiteral("job"), worker.job ? QJsonValue(worker.job->value) : QJsonValue()},
        {QStringLiteral("progress"), orNull(worker.progress)},
        {QStringLiteral("cpu"),
         worker.cpu ? QJsonValue(static_cast<double>(worker.cpu->value) / 1000) : QJsonValue()},
        {QStringLiteral("memory"), worker.memory ? number(worker.memory->value) : QJsonValue()},
        {QStringLiteral("started"), worker.started ? QJsonValue(toIso(*worker.started)) : QJsonValue()},
    };
}

QJsonObject toJson(const Hold &hold)
{
    return {
        {QStringLiteral("replicas"), hold.workers},
        {QStringLiteral("until"), toIso(hold.until)},
        {QStringLiteral("reason"), orNull(hold.reason)},
    };
}

QJsonObject toJson(const Pool &pool)
{
    QJsonObject object{
        {QStringLiteral("version"), pool.version},
        {QStringLiteral("target"), orNull(pool.desired)},
        {QStringLiteral("ready"), orNull(pool.ready)},
        {QStringLiteral("busy"), orNull(pool.busy)},
        {QStringLiteral("status"), toString(pool.autoscaler)},
        {QStringLiteral("limitedBy"),
         pool.limitedBy == Limit::None ? QJsonValue() : toString(pool.limitedBy)},
        {QStringLiteral("cooldownSecondsLeft"), static_cast<qint64>(pool.cooldownLeft.count())},
        {QStringLiteral("hold"), pool.hold ? QJsonValue(toJson(*pool.hold)) : QJsonValue()},
        {QStringLiteral("stopped"), pool.stopped},
        {QStringLiteral("fault"), pool.fault ? QJsonValue(faultToJson(*pool.fault)) : QJsonValue()},
    };
    const QueueDepth queue = pool.queue.value_or(QueueDepth());
    object.insert(QStringLiteral("queue"),
                  QJsonObject{{QStringLiteral("pending"), queue.pending},
                              {QStringLiteral("running"), queue.running},
                              {QStringLiteral("total"), queue.load()}});
    object.insert(QStringLiteral("profile"), toJson(pool.profile.value_or(Profile())));
    object.insert(QStringLiteral("limits"), toJson(pool.limits.value_or(WorkerLimits())));
    QJsonArray workers;
    for (const Worker &worker : pool.workers)
        workers.append(toJson(worker));
    object.insert(QStringLiteral("workers"), workers);
    QJsonArray decisions;
    for (const Decision &decision : pool.decisions)
        decisions.append(toJson(decision));
    object.insert(QStringLiteral("decisions"), decisions);
    return object;
}

Result<Pool> poolFromJson(const PoolId &id, const QJsonObject &object)
{
    JsonReader reader(object, QStringLiteral("pool ") + oneLine(id.value));
    Pool pool;
    pool.id = id;
    pool.version = reader.text("version");
    pool.desired = readOptionalCount(reader, "target");
    pool.ready = readOptionalCount(reader, "ready");
    pool.busy = readOptionalCount(reader, "busy");
    readQueue(reader, pool);
    readGovernance(reader, pool);
    reader.array("workers", [&pool](JsonReader &inner) { pool.workers.push_back(readWorker(inner)); });
    reader.array("decisions", [&pool](JsonReader &inner) { pool.decisions.push_back(readDecision(inner)); });
    return reader.result().map([&pool] { return std::move(pool); });
}

QJsonObject toJson(const ServiceState &state)
{
    QJsonObject pools;
    for (const Pool &pool : state.pools)
        pools.insert(pool.id.value, toJson(pool));
    return {{QStringLiteral("pools"), pools},
            {QStringLiteral("host"), state.host ? QJsonValue(hostToJson(*state.host)) : QJsonValue()}};
}

Result<ServiceState> stateFromJson(const QByteArray &bytes)
{
    return parseObject(bytes, QStringLiteral("autoscaling state"))
        .and_then([](const QJsonObject &document) -> Result<ServiceState> {
            JsonReader reader(document, QStringLiteral("autoscaling state"));
            reader.members("pools", [](const QString &, JsonReader &) {}); // each an object
            if (const Result<> read = reader.result(); !read)
                return fail(read.error());
            ServiceState state;
            const QJsonObject members = document.value(QLatin1String("pools")).toObject();
            for (auto it = members.begin(); it != members.end(); ++it) {
                Result<Pool> pool = poolFromJson({it.key()}, it.value().toObject());
                if (!pool)
                    return fail(pool.error());
                state.pools.push_back(std::move(*pool));
            }
            if (reader.has("host"))
                reader.object("host", [&state](JsonReader &inner) { state.host = readHost(inner); });
            return reader.result().map([&state] { return std::move(state); });
        });
}

} // namespace crescendo
