#include "domain/job.h"

#include "base/enumnames.h"

#include <QVariant>

#include <algorithm>

namespace crescendo {
namespace {

constexpr EnumNames<JobState, 5> stateNames{{
    {JobState::Pending, "pending"},
    {JobState::Running, "running"},
    {JobState::Succeeded, "succeeded"},
    {JobState::Failed, "failed"},
    {JobState::Dead, "dead"},
}};

constexpr EnumNames<FailureCause, 4> causeNames{{
    {FailureCause::Input, "input"},
    {FailureCause::Worker, "worker"},
    {FailureCause::OutOfMemory, "outOfMemory"},
    {FailureCause::WorkerLost, "workerLost"},
}};

std::optional<Millis> between(const std::optional<TimePoint> &from, const std::optional<TimePoint> &to)
{
    if (!from || !to)
        return std::nullopt;
    return std::max(Millis(0), *to - *from); // wall time may have been set back in between
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

QString toString(FailureCause cause)
{
    return nameOf(causeNames, cause);
}

std::optional<FailureCause> failureCauseFrom(const QString &name)
{
    return valueOf(causeNames, name);
}

bool isLackOfResources(FailureCause cause)
{
    return cause == FailureCause::OutOfMemory || cause == FailureCause::WorkerLost;
}

bool isEnded(JobState state)
{
    return state != JobState::Pending && state != JobState::Running;
}

bool canRetry(JobState state)
{
    return state == JobState::Failed || state == JobState::Dead;
}

std::optional<Millis> waitingTime(const Job &job)
{
    return between(job.created, job.firstStarted);
}

std::optional<Millis> processingTime(const Job &job)
{
    return between(job.started, job.finished);
}

std::vector<std::pair<QString, QString>> parameterTexts(const Job &job)
{
    std::vector<std::pair<QString, QString>> texts;
    for (auto member = job.parameters.begin(); member != job.parameters.end(); ++member)
        texts.emplace_back(member.key(), member.value().toVariant().toString());
    return texts;
}

qint64 numberOf(const JobId &id)
{
    return id.value.toLongLong();
}

} // namespace crescendo
