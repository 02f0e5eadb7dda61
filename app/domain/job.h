#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <QJsonObject>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace crescendo {

enum class JobState {
    Pending, // waiting, also for a retry
    Running, // leased to a worker
    Succeeded,
    Failed, // by the job's own fault: never retried by itself
    Dead, // three failed attempts, or ten interruptions
};

constexpr std::array<JobState, 5> everyJobState{JobState::Pending, JobState::Running, JobState::Succeeded,
                                                JobState::Failed, JobState::Dead};

QString toString(JobState state); ///< "pending", "running", …
std::optional<JobState> jobStateFrom(const QString &name);

/// Why an attempt failed, for counting; Job::error says it in words.
enum class FailureCause {
    Input, // the job's own fault: another attempt would end alike
    Worker, // trouble of the machine it ran on
    OutOfMemory,
    WorkerLost, // its worker was killed, or not heard of in time
};

QString toString(FailureCause cause); ///< "input", "worker", "outOfMemory", "workerLost"
std::optional<FailureCause> failureCauseFrom(const QString &name);
/// The job would have succeeded where there is more of everything.
bool isLackOfResources(FailureCause cause);

/// A job as its queue knows it.
struct Job {
    JobId id; ///< a number that grows with each job of its queue
    PoolId pool;
    JobState state = JobState::Pending;
    int attempts = 0; ///< failed ones; interruptions are counted apart
    int interruptions = 0;
    double progress = 0; ///< 0–1
    QString worker; ///< that has it, or had it last
    QString error; ///< of the last failed attempt
    std::optional<FailureCause> failureCause; ///< of the last failed attempt
    QString resultType; ///< MIME type; empty while there is no result
    QJsonObject parameters; ///< generation: seconds, tempo, seed, format; analysis: fileName
    TimePoint created;
    std::optional<TimePoint> firstStarted; ///< of the first attempt
    std::optional<TimePoint> started; ///< of the last attempt
    std::optional<TimePoint> finished;
    std::optional<TimePoint> notBefore; ///< when a retry is due

    bool operator==(const Job &) const = default;
};

bool isEnded(JobState state);
/// Whether an operator can have it tried again.
bool canRetry(JobState state);
/// From acceptance to the first attempt; nothing before that, or where it is not known.
std::optional<Millis> waitingTime(const Job &job);
/// Of the attempt that ended it; nothing before that.
std::optional<Millis> processingTime(const Job &job);
/// Parameters by their names, as text, in the order of the names.
std::vector<std::pair<QString, QString>> parameterTexts(const Job &job);
/// Job::id as the number that it is; 0 where it is none.
qint64 numberOf(const JobId &id);

} // namespace crescendo
