#pragma once

#include "control/scalingtest.h"
#include "platform/platform.h"

#include <QPointer>
#include <QTimer>

namespace crescendo {

class ChangePipeline;
class Connections;

/// Runs one scaling test at a time: gives a platform its load and watches how it answers. Goes on whoever
/// looks; the last one's result stays until the next begins.
class ScalingTestRun final : public QObject {
    Q_OBJECT

public:
    ScalingTestRun(Connections &connections, const ChangePipeline &pipeline, const Clock &clock,
                   QObject *parent = nullptr);
    ~ScalingTestRun() override;

    /// Whether a test of the pool could begin now. Errors: NotFound, Forbidden (read-only), Unsupported (the
    /// pool gets no work from uploads), Unavailable (not connected), Conflict (one is under way).
    Result<> check(const ConnectionId &connection, const PoolId &pool) const;
    Result<> start(const ScalingTestPlan &plan); ///< errors as check()
    void cancel(); ///< also what it uploads; no effect where none is under way

    /// Until it has drained, or has ended otherwise.
    bool isRunning() const { return m_test && !m_test->result().end; }
    const ScalingTestPlan &plan() const { return m_plan; } ///< of the last one
    const std::optional<ScalingTest> &test() const { return m_test; }

Q_SIGNALS:
    void changed();

private:
    void follow(Platform &platform);
    void followLoad();
    void beginUploads();
    void onSnapshot(const SnapshotPtr &snapshot);
    void onEvent(const PlatformEvent &event);
    void passTime();
    void conclude();
    void stopFollowing();

    Connections &m_connections;
    const ChangePipeline &m_pipeline;
    const Clock &m_clock;
    ScalingTestPlan m_plan;
    std::optional<ScalingTest> m_test;
    QPointer<Platform> m_platform; // that is followed
    std::unique_ptr<Load> m_load;
    QTimer m_timer;
};

} // namespace crescendo
