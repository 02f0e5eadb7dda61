#pragma once

#include "domain/job.h"

#include <optional>

namespace crescendo {

/// What the end of one attempt makes of its job.
struct AttemptEnd {
    JobState state = JobState::Pending;
    int attempts = 0;
    int interruptions = 0;
    std::optional<QString> error; ///< nothing: the one of the attempt before stays
    std::optional<FailureCause> cause; ///< of `error`
    std::optional<Millis> retryAfter; ///< a pause before the next attempt
    QString resultType;

    bool operator==(const AttemptEnd &) const = default;
};

/// The longest AttemptEnd::retryAfter.
constexpr Millis longestRetryDelay{5'000};

/// How often a job was tried before this attempt.
struct AttemptCounts {
    int attempts = 0; ///< failed ones
    int interruptions = 0;

    bool operator==(const AttemptCounts &) const = default;
};

AttemptEnd succeededAttempt(const AttemptCounts &before, const QString &resultType);
/// By its own fault a job fails for good.
AttemptEnd failedAttempt(const AttemptCounts &before, const QString &reason, FailureCause cause);
/// The worker went away without a word, which is nobody's fault, until it happens too often.
AttemptEnd interruptedAttempt(const AttemptCounts &before);
/// The worker or the service ends as it should and gives the job back: nothing speaks against the job.
AttemptEnd returnedAttempt(const AttemptCounts &before);

} // namespace crescendo
