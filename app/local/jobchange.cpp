#include "local/jobchange.h"

#include "local/changeplan.h"

#include <QObject>

namespace crescendo {
namespace {

const QString gone = QStringLiteral("deleted");

tl::unexpected<Error> conflict(const JobId &job, const QString &detail)
{
    return fail(ErrorKind::Conflict, QStringLiteral("change job %1").arg(job.value), detail);
}

std::vector<FieldDifference> differenceOf(const Job &before, const QString &after)
{
    return {{QStringLiteral("job %1").arg(before.id.value), toString(before.state), after}};
}

/// Nothing for a job that is gone, which is an answer, too.
Result<std::optional<Job>> found(const Result<Job> &job)
{
    if (!job && job.error().kind == ErrorKind::NotFound)
        return std::nullopt;
    return job.map([](const Job &there) { return std::optional(there); });
}

} // namespace

QString versionOf(const Job &job)
{
    return QStringLiteral("%1 %2 %3").arg(toString(job.state)).arg(job.attempts).arg(job.interruptions);
}

Result<Preview> planJobChange(const Change &change, const Job &job)
{
    const bool isRetry = std::holds_alternative<RetryJob>(change.action);
    if (isRetry && !canRetry(job.state))
        return conflict(
            job.id,
            QStringLiteral("is %1; only failed and dead jobs can be tried again").arg(toString(job.state)));
    if (!change.basedOn.isEmpty() && change.basedOn != versionOf(job))
        return conflict(job.id, QStringLiteral("is %1 now").arg(toString(job.state)));
    Preview preview;
    preview.change = change;
    preview.change.basedOn = versionOf(job);
    preview.differences = differenceOf(job, isRetry ? toString(JobState::Pending) : gone);
    return preview;
}

Receipt jobReceipt(const Change &change, const Job &before, const std::optional<Job> &now)
{
    Receipt receipt;
    receipt.readBack = differenceOf(before, now ? toString(now->state) : gone);
    // A job that was tried again may have failed again already.
    const bool hasEndedAgain = now && now->finished != before.finished;
    receipt.verified =
        isInEffect(change.action, now) || (std::holds_alternative<RetryJob>(change.action) && hasEndedAgain);
    return receipt;
}

Async<Preview> previewJobChange(ServiceClient &client, const Change &change, QObject *context)
{
    return client.job(*jobOf(change.action)).then(context, [change](const Result<Job> &job) {
        return job.and_then([&](const Job &there) { return planJobChange(change, there); });
    });
}

Async<Receipt> applyJobChange(const std::shared_ptr<ServiceClient> &client, const Change &change,
                              QObject *context)
{
    const JobId id = *jobOf(change.action);
    const auto readBack = [client, change, context, id](const Job &before) {
        return client->job(id).then(context, [change, before](const Result<Job> &now) {
            return found(now).map(
                [&](const std::optional<Job> &there) { return jobReceipt(change, before, there); });
        });
    };
    const auto act = [client, change, context, readBack](const Result<Job> &job) -> Async<Receipt> {
        const Result<Preview> plan =
            job.and_then([&](const Job &there) { return planJobChange(change, there); });
        const Result<ControlCall> call = controlCallFor(change);
        if (!plan || !call)
            return ready<Receipt>(fail(plan ? call.error() : plan.error()));
        return client->control(*call, false)
            .then(context,
                  [readBack, before = *job](const Result<> &done) {
                      return done ? readBack(before) : ready<Receipt>(fail(done.error()));
                  })
            .unwrap();
    };
    return client->job(id).then(context, act).unwrap();
}

} // namespace crescendo
