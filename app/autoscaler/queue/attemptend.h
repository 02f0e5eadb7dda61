#pragma once

#include "api/job.h"

#include <optional>

namespace crescendo {

/// What the end of one attempt makes of its job.
struct AttemptEnd {
    JobState state = JobState::Pending;
    int attempts = 0;
    int interruptions = 0;
    std::optional<QString> error; ///< nothing: the one of the attempt before stays
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
/// `final`: by the job's own fault, so that another attempt would end alike.
AttemptEnd failedAttempt(const AttemptCounts &before, const QString &reason, bool final);
/// The worker went away without a word, which is nobody's fault, until it happens too often.
AttemptEnd interruptedAttempt(const AttemptCounts &before);
/// The worker or the service ends as it should and gives the job back: nothing speaks against the job.
AttemptEnd returnedAttempt(const AttemptCounts &before);

} // namespace crescendo
