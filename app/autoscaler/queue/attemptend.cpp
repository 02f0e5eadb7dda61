#include "autoscaler/queue/attemptend.h"

#include <array>

namespace crescendo {
namespace {

/// After the first failed attempt, after the second. The one after that is the last.
constexpr std::array retryDelays{Millis(1'000), longestRetryDelay};
constexpr int maxAttempts = static_cast<int>(retryDelays.size()) + 1;
constexpr int maxInterruptions = 10;

} // namespace

AttemptEnd succeededAttempt(const AttemptCounts &before, const QString &resultType)
{
    return {.state = JobState::Succeeded,
            .attempts = before.attempts,
            .interruptions = before.interruptions,
            .error = QString(),
            .resultType = resultType};
}

AttemptEnd failedAttempt(const AttemptCounts &before, const QString &reason, FailureCause cause)
{
    AttemptEnd end{.attempts = before.attempts + 1,
                   .interruptions = before.interruptions,
                   .error = reason,
                   .cause = cause};
    if (cause == FailureCause::Input)
        end.state = JobState::Failed;
    else if (end.attempts >= maxAttempts)
        end.state = JobState::Dead;
    else
        end.retryAfter = retryDelays.at(static_cast<std::size_t>(before.attempts));
    return end;
}

AttemptEnd returnedAttempt(const AttemptCounts &before)
{
    return {.attempts = before.attempts, .interruptions = before.interruptions};
}

AttemptEnd interruptedAttempt(const AttemptCounts &before)
{
    AttemptEnd end{.attempts = before.attempts, .interruptions = before.interruptions + 1};
    if (end.interruptions >= maxInterruptions) {
        end.state = JobState::Dead;
        end.error = QStringLiteral("interrupted %1 times: its worker ended, or was not heard of in time")
                        .arg(end.interruptions);
        end.cause = FailureCause::WorkerLost;
    }
    return end;
}

} // namespace crescendo
