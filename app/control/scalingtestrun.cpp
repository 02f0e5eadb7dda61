#include "control/scalingtestrun.h"

#include "control/changepipeline.h"
#include "control/connections.h"

namespace crescendo {
namespace {

constexpr Millis heartbeat{1'000};

QString testing()
{
    return QStringLiteral("test scaling");
}

} // namespace

ScalingTestRun::ScalingTestRun(Connections &connections, const ChangePipeline &pipeline, const Clock &clock,
                               QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_pipeline(pipeline)
    , m_clock(clock)
{
    m_timer.setInterval(heartbeat);
    connect(&m_timer, &QTimer::timeout, this, &ScalingTestRun::passTime);
    connect(&connections, &Connections::aboutToRemove, this, [this](const Platform *platform) {
        if (platform == m_platform)
            cancel();
    });
}

ScalingTestRun::~ScalingTestRun() = default;

Result<> ScalingTestRun::check(const ConnectionId &connection, const PoolId &pool) const
{
    const Platform *platform = m_connections.find(connection);
    if (isRunning())
        return fail(ErrorKind::Conflict, testing(), QStringLiteral("a test is under way"));
    if (!platform || !platform->snapshot()->pool(pool))
        return fail(ErrorKind::NotFound, testing(), pool.value);
    const Capabilities capabilities = platform->capabilities();
    if (m_pipeline.isReadOnly() || capabilities.readOnly)
        return fail(ErrorKind::Forbidden, testing(), QStringLiteral("read-only"));
    if (platform->state() != ConnectionState::Live)
        return fail(ErrorKind::Unavailable, testing(), QStringLiteral("not connected"));
    if (capabilities.uploads != pool)
        return fail(ErrorKind::Unsupported, testing(), capabilities.uploads.value_or(PoolId()).value);
    return {};
}

Result<> ScalingTestRun::start(const ScalingTestPlan &plan)
{
    if (Result<> possible = check(plan.connection, plan.pool); !possible)
        return possible;
    Platform &platform = *m_connections.find(plan.connection);
    std::unique_ptr<Load> load = platform.makeLoad(plan.load);
    if (!load)
        return fail(ErrorKind::Unavailable, testing(), QStringLiteral("not connected"));
    stopFollowing();
    m_plan = plan;
    m_test.emplace(plan.load.clips, plan.patience, m_clock.steadyNow());
    m_load = std::move(load);
    follow(platform);
    followLoad();
    m_timer.start();
    m_load->start();
    Q_EMIT changed();
    return {};
}

void ScalingTestRun::follow(Platform &platform)
{
    m_platform = &platform;
    connect(&platform, &Platform::snapshotChanged, this, &ScalingTestRun::onSnapshot);
    connect(&platform, &Platform::eventObserved, this, &ScalingTestRun::onEvent);
}

void ScalingTestRun::followLoad()
{
    connect(m_load.get(), &Load::uploading, this, &ScalingTestRun::beginUploads);
    connect(m_load.get(), &Load::failed, this, [this](const Error &error) {
        m_test->failMeasuring(error, m_clock.steadyNow());
        conclude();
    });
    connect(m_load.get(), &Load::accepted, this, [this] {
        m_test->addUpload(m_clock.steadyNow());
        conclude();
    });
    connect(m_load.get(), &Load::refused, this, [this](const Error &error) {
        m_test->addRefusal(error, m_clock.steadyNow());
        conclude();
    });
}

void ScalingTestRun::beginUploads()
{
    const Pool *pool = m_platform ? m_platform->snapshot()->pool(m_plan.pool) : nullptr;
    m_test->beginUploads(pool ? *pool : Pool(), m_clock.steadyNow());
    conclude();
}

void ScalingTestRun::onSnapshot(const SnapshotPtr &snapshot)
{
    const Pool *pool = snapshot->pool(m_plan.pool);
    if (!pool)
        return;
    m_test->observe(*pool, m_clock.steadyNow());
    conclude();
}

void ScalingTestRun::onEvent(const PlatformEvent &event)
{
    if (!event.decision || event.decision->pool != m_plan.pool)
        return;
    m_test->observe(*event.decision, m_clock.steadyNow());
    conclude();
}

void ScalingTestRun::passTime()
{
    m_test->passTime(m_clock.steadyNow());
    if (m_test->isOver())
        m_load.reset(); // what is still on its way to a service that does not answer
    conclude();
}

void ScalingTestRun::cancel()
{
    if (!m_test || m_test->isOver())
        return;
    m_load.reset();
    m_test->cancel(m_clock.steadyNow());
    conclude();
}

void ScalingTestRun::conclude()
{
    if (m_test->isOver())
        stopFollowing();
    Q_EMIT changed();
}

/// The load stays: it may be telling us just now, and has nothing left to do.
void ScalingTestRun::stopFollowing()
{
    m_timer.stop();
    if (m_platform)
        m_platform->disconnect(this);
    m_platform = nullptr;
}

} // namespace crescendo
