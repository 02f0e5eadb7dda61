#pragma once

#include "domain/job.h"
#include "domain/node.h"
#include "domain/pool.h"

#include <QString>

#include <variant>

namespace crescendo {

// What an operator can want to be different. Each is one small struct; `Change` adds where, why and based on
// what.
struct SetReplicas {
    int replicas = 0;
    std::optional<Seconds>
        hold; ///< keep it for this long; nothing: the autoscaler takes over after its cooldown
    bool operator==(const SetReplicas &) const = default;
};
struct ReleaseHold {
    bool operator==(const ReleaseHold &) const = default;
};
struct ApplyProfile {
    Profile profile;
    QString preset; ///< the name it came from, if any
    bool operator==(const ApplyProfile &) const = default;
};
struct SetAutoscalerEnabled {
    bool enabled = true;
    bool operator==(const SetAutoscalerEnabled &) const = default;
};
struct SetWorkerLimits {
    WorkerLimits limits;
    bool operator==(const SetWorkerLimits &) const = default;
};
struct SetPoolStopped {
    bool stopped = true;
    bool operator==(const SetPoolStopped &) const = default;
};
struct DrainWorker {
    WorkerId worker;
    bool operator==(const DrainWorker &) const = default;
};
struct RetryJob {
    JobId job; ///< one that failed or is dead; with fresh attempts
    bool operator==(const RetryJob &) const = default;
};
struct CancelJob {
    JobId job; ///< in any state; it is deleted with its file and its result
    bool operator==(const CancelJob &) const = default;
};
struct EditHpa {
    HpaSpec spec; ///< all of it: what differs from what is there is changed
    bool operator==(const EditHpa &) const = default;
};

struct DeletePod {
    QString pod; ///< its name; what owns it makes another
    WorkerId uid; ///< of the one that is meant: another may have its name by then
    bool operator==(const DeletePod &) const = default;
};
struct RestartPool {
    std::optional<TimePoint> at; ///< what marks it, in whole seconds; nothing: of its preview
    bool operator==(const RestartPool &) const = default;
};
struct SetNodeCordoned {
    QString node;
    bool cordoned = true; ///< takes no more pods; those that it has stay
    bool operator==(const SetNodeCordoned &) const = default;
};
struct DrainNode {
    QString node; ///< cordoned, and its pods evicted as far as their disruption budgets let them go
    bool operator==(const DrainNode &) const = default;
};

using ChangeAction = std::variant<SetReplicas, ReleaseHold, ApplyProfile, SetAutoscalerEnabled,
                                  SetWorkerLimits, SetPoolStopped, DrainWorker, RetryJob, CancelJob, EditHpa,
                                  DeletePod, RestartPool, SetNodeCordoned, DrainNode>;

/// Something an operator wants to be different. Every write is one.
struct Change {
    ConnectionId connection;
    PoolId
        pool; ///< empty where the whole connection is meant (SetAutoscalerEnabled may be of both), or a node
    ChangeAction action;
    QString basedOn; ///< Pool::version (Hpa::version of EditHpa) that the operator saw, of the whole
                     ///< connection that of its state; empty = any
    QString reason;

    bool operator==(const Change &) const = default;
};

/// "setReplicas", "applyProfile", …: stable, for the journal and reports.
QString kindOf(const ChangeAction &action);

/// The job that the action is about, if it is about one.
std::optional<JobId> jobOf(const ChangeAction &action);

/// Only a cluster can do it.
bool isOfCluster(const ChangeAction &action);

/// The node that the action is about, if it is about one.
std::optional<QString> nodeOf(const ChangeAction &action);

/// Whether the pool shows what the action asks for; nothing where it does not tell.
std::optional<bool> isInEffect(const ChangeAction &action, const Pool &pool);
/// Whether a job shows what an action about it asks for; nothing: it is gone.
bool isInEffect(const ChangeAction &action, const std::optional<Job> &job);
/// Whether a node shows what an action about it asks for; nothing where it does not tell.
std::optional<bool> isInEffect(const ChangeAction &action, const Node &node);

struct FieldDifference {
    QString field; ///< configuration or API name: "replicas", "MaxWorkers"
    QString before; ///< empty when unknown; "none" when there was none
    QString after;

    bool operator==(const FieldDifference &) const = default;
};

/// What differs between two profiles, by configuration keys.
std::vector<FieldDifference> differencesBetween(const Profile &before, const Profile &after);
/// The same of limits; nobody may know those from before.
std::vector<FieldDifference> differencesBetween(const std::optional<WorkerLimits> &before,
                                                const WorkerLimits &after);
/// What differs between two HPAs, by the API's names: "minReplicas", "metrics[cpu]",
/// "behavior.scaleDown.policies".
std::vector<FieldDifference> differencesBetween(const HpaSpec &before, const HpaSpec &after);

enum class WarningKind {
    AutoscalerReverts, // the autoscaler will move the target again
    RunningJobsMayBeCut,
    BelowLoad, // fewer workers than the load asks for
    ScaleToZeroUnsupported,
    PortsLimit,
    NotConfirmable, // the platform cannot show whether it took effect; detail: of which fields
    AllPools, // it applies to more than the chosen pool; detail: to which
    WorkersReplaced, // what runs goes on as it is until another takes its place
    AutoscalerPauses, // with no workers it does nothing until somebody scales up
    BelowMemoryUse, // a worker uses more than it shall have; detail: how many bytes
    NoCounterpart, // the platform's autoscaler knows no such values; detail: which fields
    PodsLoseData, // in volumes that end with them; detail: which pods
    PodsNotReplaced, // nothing makes others in their place; detail: which pods
    WaitsForBudget, // a disruption budget forbids it for now; detail: of which pod, and why
    PodsReplaced, // new ones take their place; detail: how many
    NotKept, // the platform would not keep all of it; detail: which fields
    Other,
};

struct Warning {
    WarningKind kind = WarningKind::Other;
    QString detail; ///< numbers or words of the source

    bool operator==(const Warning &) const = default;
};

/// How whoever scales a pool by itself takes a change.
enum class ReversionKind {
    Decides, // anew, whatever comes of it
    RaisesTooFew, // soon, if the load still asks for more
    CutsToMaximum, // soon
    LowersTooMany, // not before its window has passed
};

/// Who will undo a change, and when at the earliest.
struct Reversion {
    QString by; ///< "autoscaler", "hold end", "HPA analysis-worker"
    std::optional<Seconds> after;
    ReversionKind kind = ReversionKind::Decides;

    bool operator==(const Reversion &) const = default;
};

/// What a change would do, before it is done.
struct Preview {
    Change change; ///< with `basedOn` filled in
    std::vector<FieldDifference> differences;
    std::vector<Warning> warnings;
    std::optional<Reversion> reversion;
    std::optional<Change> undo; ///< the change that puts back what is there now
    QString command; ///< the same thing as a docker, kubectl, az or curl command to copy; holds no secret
    QString alternative; ///< another command that comes to the same; empty where there is none

    bool operator==(const Preview &) const = default;
};

/// What a change did, read back from the platform.
struct Receipt {
    std::vector<FieldDifference> readBack;
    bool verified = false; ///< the platform showed the new values
    std::optional<Change> undo; ///< the change that puts back what was before

    bool operator==(const Receipt &) const = default;
};

} // namespace crescendo
