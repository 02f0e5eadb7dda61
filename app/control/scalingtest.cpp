#include "control/scalingtest.h"

#include <algorithm>
#include <utility>

namespace crescendo {

std::vector<ScalingTestObstacle> obstaclesFor(const Pool &pool, int clips)
{
    using enum ScalingTestObstacle;
    const int load = clips + (pool.queue ? pool.queue->load() : 0);
    const bool isOff =
        pool.autoscaler == AutoscalerStatus::Disabled || (pool.profile && !pool.profile->enabled);
    std::vector<ScalingTestObstacle> obstacles;
    const auto add = [&obstacles](bool applies, ScalingTestObstacle obstacle) {
        if (applies)
            obstacles.push_back(obstacle);
    };
    add(pool.stopped, PoolStopped);
    add(isOff, AutoscalerOff);
    add(pool.hold.has_value(), Held);
    add(pool.profile && pool.desired && *pool.desired >= pool.profile->maxWorkers, AtMaximum);
    add(pool.profile && load < pool.profile->scaleUpThreshold, FewClips);
    add(pool.cooldownLeft > Seconds(0), Cooldown);
    return obstacles;
}

ScalingTest::ScalingTest(int clips, Seconds patience, SteadyPoint now) : m_patience(patience), m_start(now)
{
    m_result.clips = clips;
}

void ScalingTest::beginUploads(const Pool &pool, SteadyPoint now)
{
    m_isUploading = true;
    m_start = now;
    m_result.elapsed = Millis(0);
    m_result.workersBefore = pool.ready;
    m_result.mostWorkers = pool.ready;
    if (!pool.decisions.empty())
        m_newestDecision = pool.decisions.front().at;
}

void ScalingTest::failMeasuring(const Error &error, SteadyPoint now)
{
    m_result.elapsed = since(now);
    m_result.failures.push_back({error});
    end(ScalingTestEnd::NotMeasured);
}

void ScalingTest::addUpload(SteadyPoint now)
{
    ++m_result.uploaded;
    settleUploads(now);
}

void ScalingTest::addRefusal(const Error &error, SteadyPoint now)
{
    ++m_result.refused;
    const auto known = std::ranges::find(m_result.failures, error, &UploadFailure::error);
    if (known == m_result.failures.end())
        m_result.failures.push_back({error});
    else
        ++known->count;
    settleUploads(now);
}

void ScalingTest::settleUploads(SteadyPoint now)
{
    m_result.elapsed = since(now);
    if (m_result.uploaded + m_result.refused < m_result.clips)
        return;
    m_result.uploadsDone = since(now);
    if (m_result.uploaded == 0)
        end(ScalingTestEnd::AllUploadsFailed);
}

void ScalingTest::observe(const Pool &pool, SteadyPoint now)
{
    if (!m_isUploading || m_isOver)
        return;
    m_result.elapsed = since(now);
    std::for_each(pool.decisions.rbegin(), pool.decisions.rend(),
                  [this, now](const Decision &decision) { observe(decision, now); });
    observeWorkers(pool, now);
    if (!m_result.end)
        observeQueue(pool, now);
    if (m_result.end)
        observeReturn(pool, now);
}

void ScalingTest::observe(const Decision &decision, SteadyPoint now)
{
    if (!m_isUploading || m_isOver || decision.at <= m_newestDecision)
        return;
    m_newestDecision = decision.at;
    m_result.lastDecision = decision;
    if (!decision.changes())
        return;
    m_result.scaleEvents.push_back({since(now), decision});
    if (decision.to > decision.from && !m_result.firstDecision)
        m_result.firstDecision = since(now);
}

void ScalingTest::observeWorkers(const Pool &pool, SteadyPoint now)
{
    if (!pool.ready)
        return;
    if (!m_result.workersBefore)
        m_result.workersBefore = m_result.mostWorkers = pool.ready;
    if (*pool.ready <= *m_result.mostWorkers)
        return;
    m_result.mostWorkers = pool.ready;
    m_result.mostWorkersAfter = since(now);
    if (!m_result.firstWorker)
        m_result.firstWorker = since(now);
}

/// A queue that was asked for before the last upload arrived may still look empty: the first answer after it
/// does not count.
void ScalingTest::observeQueue(const Pool &pool, SteadyPoint now)
{
    if (!m_result.uploadsDone || !pool.queue || !std::exchange(m_knowsQueue, true) || pool.queue->load() > 0)
        return;
    m_result.drained = since(now);
    m_result.end = ScalingTestEnd::Drained;
    m_isOver = !m_result.firstWorker;
}

void ScalingTest::observeReturn(const Pool &pool, SteadyPoint now)
{
    // One stays where a platform does not scale to zero.
    if (!pool.ready || !pool.profile || *pool.ready > std::max(1, pool.profile->minWorkers))
        return;
    m_result.backAtMinimum = since(now);
    m_isOver = true;
}

void ScalingTest::passTime(SteadyPoint now)
{
    if (m_isOver)
        return;
    m_result.elapsed = since(now);
    if (m_isUploading && m_result.elapsed >= m_patience)
        end(m_result.end.value_or(ScalingTestEnd::TimedOut));
}

void ScalingTest::cancel(SteadyPoint now)
{
    if (m_isOver)
        return;
    m_result.elapsed = since(now);
    end(m_result.end.value_or(ScalingTestEnd::Cancelled));
}

ScalingTestPhase ScalingTest::phase() const
{
    if (m_isOver)
        return ScalingTestPhase::Over;
    if (m_result.end)
        return ScalingTestPhase::Settling;
    if (!m_isUploading)
        return ScalingTestPhase::Measuring;
    return m_result.uploadsDone ? ScalingTestPhase::Draining : ScalingTestPhase::Uploading;
}

Millis ScalingTest::since(SteadyPoint now) const
{
    return now - m_start;
}

void ScalingTest::end(ScalingTestEnd end)
{
    m_result.end = end;
    m_isOver = true;
}

} // namespace crescendo
