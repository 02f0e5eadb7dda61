#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

#include <QJsonObject>

#include <optional>

namespace crescendo {

enum class JobState {
    Pending, // waiting, also for a retry
    Running, // leased to a worker
    Succeeded,
    Failed, // by the job's own fault: never retried by itself
    Dead, // three failed attempts, or ten interruptions
};

QString toString(JobState state); ///< "pending", "running", …
std::optional<JobState> jobStateFrom(const QString &name);

/// A job as the API shows it.
struct Job {
    JobId id;
    PoolId pool;
    JobState state = JobState::Pending;
    int attempts = 0; ///< failed ones; interruptions are counted apart
    int interruptions = 0;
    double progress = 0; ///< 0–1
    QString worker; ///< that has it, or had it last
    QString error; ///< of the last failed attempt
    QString resultType; ///< MIME type; empty while there is no result
    QJsonObject parameters; ///< generation: seconds, tempo, seed, format; analysis: fileName
    TimePoint created;
    std::optional<TimePoint> started; ///< of the last attempt
    std::optional<TimePoint> finished;
    std::optional<TimePoint> notBefore; ///< when a retry is due

    bool operator==(const Job &) const = default;
};

QJsonObject toJson(const Job &job);
Result<Job> jobFromJson(const QJsonObject &object);

} // namespace crescendo
