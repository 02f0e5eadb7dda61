#pragma once

#include "autoscaler/runner/runner.h"
#include "compose/scaleplan.h"

namespace crescendo {

/// A service's replicas with what their workers do, and what follows: who goes, who may work, what is to be
/// done so that there are as many as there shall be. Pure.
class ReplicaRoster {
public:
    /// Nothing: whatever is there is right.
    void setTarget(const std::optional<int> &target);
    void setReplicas(std::vector<Replica> replicas);
    void setActivities(const Activities &activities);
    /// These have limits that are no longer asked for: one after the other is replaced.
    void setOutdated(std::set<QString> ids);
    /// Lets a worker go once it is idle; another takes its place. False when there is no such worker.
    bool letGo(const WorkerId &worker);

    const std::vector<Replica> &replicas() const { return m_replicas; }
    WorkerUse use() const;
    bool isReached() const;
    /// All that is missing is further replicas.
    bool onlyGrows() const;
    int running() const; ///< with those that are to go
    int staying() const; ///< without them
    bool mayWork(const WorkerId &worker) const;
    /// Of those that run, without what only the engine can measure.
    std::vector<Worker> workers() const;
    std::set<quint16> hostPorts() const;

private:
    void replan();
    bool isGoing(const Replica &replica) const { return m_going.contains(replica.id); }
    const WorkerActivity *activityOf(const Replica &replica) const;
    Worker workerOf(const Replica &replica) const;
    WorkerState stateOf(const Replica &replica) const;

    std::optional<int> m_target;
    std::vector<Replica> m_replicas; // by number
    Activities m_activities;
    std::set<QString> m_leaving; // by an operator's wish
    std::set<QString> m_outdated;
    ScalePlan m_plan;
    std::set<QString> m_going; // by the plan
};

} // namespace crescendo
