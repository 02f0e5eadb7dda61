#include "autoscaler/runner/replicaroster.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr qsizetype shortIdLength = 12;

/// A worker in a container calls itself by the container's short id.
WorkerId workerIdOf(const Replica &replica)
{
    return {replica.id.left(shortIdLength)};
}

std::optional<quint16> hostPortOf(const Replica &replica)
{
    const auto published = std::ranges::find_if(
        replica.ports, [](const PortMapping &port) { return port.hostPort.has_value(); });
    return published == replica.ports.end() ? std::nullopt : published->hostPort;
}

} // namespace

void ReplicaRoster::setTarget(const std::optional<int> &target)
{
    m_target = target;
    replan();
}

void ReplicaRoster::setReplicas(std::vector<Replica> replicas)
{
    m_replicas = std::move(replicas);
    std::erase_if(m_leaving, [this](const QString &id) {
        return std::ranges::find(m_replicas, id, &Replica::id) == m_replicas.end();
    });
    replan();
}

void ReplicaRoster::setActivities(const Activities &activities)
{
    m_activities = activities;
    replan();
}

void ReplicaRoster::setOutdated(std::set<QString> ids)
{
    m_outdated = std::move(ids);
    replan();
}

bool ReplicaRoster::letGo(const WorkerId &worker)
{
    const auto found = std::ranges::find(m_replicas, worker, workerIdOf);
    if (found == m_replicas.end() || !found->hasProcess())
        return false;
    m_leaving.insert(found->id);
    replan();
    return true;
}

WorkerUse ReplicaRoster::use() const
{
    WorkerUse use{{}, m_leaving};
    for (const Replica &replica : m_replicas) {
        const WorkerActivity *activity = activityOf(replica);
        if (activity && activity->job)
            use.busy.insert(replica.id);
    }
    const auto firstOutdated = std::ranges::find_if(m_replicas, [this](const Replica &replica) {
        return replica.hasProcess() && m_outdated.contains(replica.id);
    });
    if (firstOutdated != m_replicas.end())
        use.leaving.insert(firstOutdated->id);
    return use;
}

bool ReplicaRoster::isReached() const
{
    // What Compose has stopped stays as it is: it may be started again.
    return !m_target || m_plan.isDone() || (*m_target == 0 && running() == 0);
}

bool ReplicaRoster::onlyGrows() const
{
    return m_plan.remove.empty() && m_plan.stop.empty() && m_plan.resume.empty();
}

int ReplicaRoster::running() const
{
    return static_cast<int>(std::ranges::count_if(m_replicas, &Replica::hasProcess));
}

int ReplicaRoster::staying() const
{
    return static_cast<int>(std::ranges::count_if(
        m_replicas, [this](const Replica &replica) { return replica.hasProcess() && !isGoing(replica); }));
}

bool ReplicaRoster::mayWork(const WorkerId &worker) const
{
    const auto found = std::ranges::find(m_replicas, worker, workerIdOf);
    return found != m_replicas.end() && found->hasProcess() && !isGoing(*found);
}

std::vector<Worker> ReplicaRoster::workers() const
{
    std::vector<Worker> workers;
    for (const Replica &replica : m_replicas) {
        if (replica.hasProcess())
            workers.push_back(workerOf(replica));
    }
    return workers;
}

std::set<quint16> ReplicaRoster::hostPorts() const
{
    std::set<quint16> ports;
    for (const Replica &replica : m_replicas) {
        for (const PortMapping &port : replica.ports) {
            if (port.hostPort)
                ports.insert(*port.hostPort);
        }
    }
    return ports;
}

void ReplicaRoster::replan()
{
    m_going.clear();
    m_plan = m_target ? planScale(m_replicas, *m_target, use()) : ScalePlan();
    for (const auto *list : {&m_plan.remove, &m_plan.stop, &m_plan.drain}) {
        for (const Replica &replica : *list)
            m_going.insert(replica.id);
    }
}

const WorkerActivity *ReplicaRoster::activityOf(const Replica &replica) const
{
    const auto found = m_activities.find(workerIdOf(replica));
    return found == m_activities.end() ? nullptr : &found->second;
}

Worker ReplicaRoster::workerOf(const Replica &replica) const
{
    Worker worker;
    worker.id = workerIdOf(replica);
    worker.name = replica.name;
    worker.port = hostPortOf(replica);
    worker.container = replica.id;
    worker.state = stateOf(replica);
    if (const WorkerActivity *activity = activityOf(replica); activity && activity->job) {
        worker.job = activity->job;
        worker.progress = activity->progress;
    }
    return worker;
}

WorkerState ReplicaRoster::stateOf(const Replica &replica) const
{
    if (isGoing(replica))
        return WorkerState::Draining;
    const WorkerActivity *activity = activityOf(replica);
    if (!activity || !replica.isRunning())
        return WorkerState::Starting;
    return activity->job ? WorkerState::Busy : WorkerState::Idle;
}

} // namespace crescendo
