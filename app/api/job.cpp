#include "api/job.h"

#include "api/jsonreader.h"

#include <QUrl>

namespace crescendo {
namespace {

void insertIf(QJsonObject &object, const char *key, const std::optional<TimePoint> &time)
{
    if (time)
        object.insert(QLatin1String(key), toIso(*time));
}

void insertIf(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1String(key), text);
}

void readCause(JsonReader &reader, Job &job)
{
    const QString name = reader.optionalText("failureCause");
    job.failureCause = failureCauseFrom(name);
    if (!name.isEmpty() && !job.failureCause)
        reader.complain("failureCause", QStringLiteral("a failure cause"));
}

Job readJob(JsonReader &reader)
{
    Job job;
    job.id = {reader.text("jobId")};
    job.pool = {reader.text("pool")};
    if (const auto state = jobStateFrom(reader.text("state")))
        job.state = *state;
    else
        reader.complain("state", QStringLiteral("a job state"));
    job.attempts = reader.integer("attempts");
    job.interruptions = reader.integer("interruptions");
    job.progress = reader.number("progress");
    job.parameters = reader.raw("parameters");
    job.created = reader.time("created");
    job.worker = reader.optionalText("worker");
    job.error = reader.optionalText("error");
    readCause(reader, job);
    job.resultType = reader.optionalText("resultType");
    job.firstStarted = reader.optionalTime("firstStarted");
    job.started = reader.optionalTime("started");
    job.finished = reader.optionalTime("finished");
    job.notBefore = reader.optionalTime("notBefore");
    return job;
}

} // namespace

QByteArray jobTarget(const JobId &job)
{
    return "/api/jobs/" + job.value.toUtf8().toPercentEncoding();
}

QJsonObject toJson(const Job &job)
{
    QJsonObject object{
        {QStringLiteral("jobId"), job.id.value},
        {QStringLiteral("pool"), job.pool.value},
        {QStringLiteral("state"), toString(job.state)},
        {QStringLiteral("attempts"), job.attempts},
        {QStringLiteral("interruptions"), job.interruptions},
        {QStringLiteral("progress"), job.progress},
        {QStringLiteral("parameters"), job.parameters},
        {QStringLiteral("created"), toIso(job.created)},
    };
    insertIf(object, "worker", job.worker);
    insertIf(object, "error", job.error);
    if (job.failureCause)
        insertIf(object, "failureCause", toString(*job.failureCause));
    insertIf(object, "resultType", job.resultType);
    insertIf(object, "firstStarted", job.firstStarted);
    insertIf(object, "started", job.started);
    insertIf(object, "finished", job.finished);
    insertIf(object, "notBefore", job.notBefore);
    return object;
}

Result<Job> jobFromJson(const QJsonObject &object)
{
    JsonReader reader(object, QStringLiteral("job"));
    Job job = readJob(reader);
    return reader.result().map([&job] { return std::move(job); });
}

QJsonObject toJson(const JobPage &page)
{
    QJsonArray jobs;
    for (const Job &job : page.jobs)
        jobs.append(toJson(job));
    return {{QStringLiteral("jobs"), jobs}, {QStringLiteral("more"), page.more}};
}

Result<JobPage> decodeJobPage(const QByteArray &bytes)
{
    return parseObject(bytes, QStringLiteral("jobs")).and_then([](const QJsonObject &object) {
        JsonReader reader(object, QStringLiteral("jobs"));
        JobPage page;
        reader.array("jobs", [&page](JsonReader &job) { page.jobs.push_back(readJob(job)); });
        page.more = reader.boolean("more");
        return reader.result().map([&page] { return std::move(page); });
    });
}

QJsonObject toJson(const JobCounts &counts)
{
    QJsonObject object;
    for (const auto &[state, count] : counts)
        object.insert(toString(state), count);
    return object;
}

Result<JobCounts> decodeJobCounts(const QByteArray &bytes)
{
    return parseObject(bytes, QStringLiteral("job counts")).and_then([](const QJsonObject &object) {
        JsonReader reader(object, QStringLiteral("job counts"));
        JobCounts counts;
        for (const JobState state : everyJobState)
            counts[state] = reader.optionalInteger(toString(state).toLatin1().constData()).value_or(0);
        return reader.result().map([&counts] { return std::move(counts); });
    });
}

QByteArray queryOf(const JobFilter &filter)
{
    QByteArrayList parts{"limit=" + QByteArray::number(filter.limit)};
    const auto add = [&parts](const char *key, const QString &value) {
        parts.append(key + ('=' + QUrl::toPercentEncoding(value)));
    };
    if (filter.state)
        add("state", toString(*filter.state));
    if (filter.pool)
        add("pool", filter.pool->value);
    if (!filter.text.isEmpty())
        add("text", filter.text);
    if (filter.endedFrom)
        add("endedFrom", toIso(*filter.endedFrom));
    if (filter.endedBefore)
        add("endedBefore", toIso(*filter.endedBefore));
    if (filter.after)
        add("after", filter.after->value);
    return parts.join('&');
}

} // namespace crescendo
