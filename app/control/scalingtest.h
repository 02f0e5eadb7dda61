#pragma once

#include "domain/pool.h"
#include "platform/load.h"

namespace crescendo {

/// What a scaling test is to do.
struct ScalingTestPlan {
    ConnectionId connection;
    PoolId pool;
    LoadPlan load;
    Seconds patience{600}; ///< for the reaction, from the first upload on

    bool operator==(const ScalingTestPlan &) const = default;
};

enum class ScalingTestPhase {
    Measuring, // how fast a worker is
    Uploading,
    Draining, // all is uploaded, and the queue is worked off
    Settling, // drained, and the workers have not gone back to the minimum yet
    Over,
};

enum class ScalingTestEnd { Drained, TimedOut, Cancelled, AllUploadsFailed, NotMeasured };

/// Why the autoscaler will not answer to a load, as far as is known beforehand.
enum class ScalingTestObstacle { PoolStopped, AutoscalerOff, Held, AtMaximum, FewClips, Cooldown };

std::vector<ScalingTestObstacle> obstaclesFor(const Pool &pool, int clips);

/// A reason for which uploads failed, and how many did.
struct UploadFailure {
    Error error;
    int count = 1;

    bool operator==(const UploadFailure &) const = default;
};

/// A decision that changed the number of workers.
struct ScaleEvent {
    Millis after{0};
    Decision decision;

    bool operator==(const ScaleEvent &) const = default;
};

/// What a scaling test has seen so far. Times are counted from the first upload; nothing: not yet seen.
struct ScalingTestResult {
    int clips = 0;
    int uploaded = 0;
    int refused = 0;
    std::vector<UploadFailure> failures;
    std::optional<int> workersBefore; ///< ready when it began
    std::optional<int> mostWorkers; ///< ready at the same time
    std::optional<Millis> uploadsDone;
    std::optional<Millis> firstDecision; ///< to scale up
    std::optional<Millis> firstWorker; ///< more ready than before
    std::optional<Millis> mostWorkersAfter;
    std::optional<Millis> drained;
    std::optional<Millis> backAtMinimum;
    std::vector<ScaleEvent> scaleEvents; ///< oldest first
    std::optional<Decision> lastDecision; ///< also one that changed nothing: it tells why
    std::optional<ScalingTestEnd> end;
    Millis elapsed{0}; ///< until now, or until it was over

    bool hasScaledUp() const { return firstDecision || firstWorker; }
    bool operator==(const ScalingTestResult &) const = default;
};

/// The bookkeeping of one scaling test: is told what happens, and knows what that means. After it has drained
/// it still waits for the workers to go back to the minimum, if they became more. Moments are those at which
/// the console saw something, so that the clocks of two machines are never compared.
class ScalingTest {
public:
    ScalingTest(int clips, Seconds patience, SteadyPoint now);

    void beginUploads(const Pool &pool, SteadyPoint now);
    void failMeasuring(const Error &error, SteadyPoint now);
    void addUpload(SteadyPoint now);
    void addRefusal(const Error &error, SteadyPoint now);
    void observe(const Pool &pool, SteadyPoint now);
    void observe(const Decision &decision, SteadyPoint now);
    void passTime(SteadyPoint now); ///< ends it when its patience is over
    void cancel(SteadyPoint now);

    ScalingTestPhase phase() const;
    bool isOver() const { return phase() == ScalingTestPhase::Over; }
    const ScalingTestResult &result() const { return m_result; }

private:
    Millis since(SteadyPoint now) const;
    void settleUploads(SteadyPoint now);
    void observeWorkers(const Pool &pool, SteadyPoint now);
    void observeQueue(const Pool &pool, SteadyPoint now);
    void observeReturn(const Pool &pool, SteadyPoint now);
    void end(ScalingTestEnd end);

    ScalingTestResult m_result;
    Seconds m_patience;
    SteadyPoint m_start;
    TimePoint m_newestDecision; // by its source's clock
    bool m_isUploading = false;
    bool m_isOver = false;
    bool m_knowsQueue = false; // it was asked for after the last upload
};

} // namespace crescendo
