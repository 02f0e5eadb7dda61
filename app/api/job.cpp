#include "api/job.h"

#include "api/jsonreader.h"
#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<JobState, 5> stateNames{{
    {JobState::Pending, "pending"},
    {JobState::Running, "running"},
    {JobState::Succeeded, "succeeded"},
    {JobState::Failed, "failed"},
    {JobState::Dead, "dead"},
}};

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

} // namespace

QString toString(JobState state)
{
    return nameOf(stateNames, state);
}

std::optional<JobState> jobStateFrom(const QString &name)
{
    return valueOf(stateNames, name);
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
    insertIf(object, "resultType", job.resultType);
    insertIf(object, "started", job.started);
    insertIf(object, "finished", job.finished);
    insertIf(object, "notBefore", job.notBefore);
    return object;
}

Result<Job> jobFromJson(const QJsonObject &object)
{
    JsonReader reader(object, QStringLiteral("job"));
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
    job.resultType = reader.optionalText("resultType");
    job.started = reader.optionalTime("started");
    job.finished = reader.optionalTime("finished");
    job.notBefore = reader.optionalTime("notBefore");
    return reader.result().map([&job] { return std::move(job); });
}

} // namespace crescendo
