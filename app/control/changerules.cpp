#include "control/changerules.h"

#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Seconds longestHold = std::chrono::days(7);

template <typename... Functions> struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

QStringList faultsOf(const ChangeAction &action)
{
    QStringList faults;
    if (const auto *set = std::get_if<SetReplicas>(&action)) {
        if (set->replicas < 0)
            faults.append(QStringLiteral("replicas must not be negative"));
        if (set->hold && (*set->hold <= Seconds(0) || *set->hold > longestHold))
            faults.append(QStringLiteral("hold must last from 1 second to 7 days"));
    } else if (const auto *apply = std::get_if<ApplyProfile>(&action)) {
        for (const ProfileFault &fault : faultsOf(apply->profile))
            faults.append(fault.field + QLatin1Char(' ') + fault.rule);
    }
    return faults;
}

template <typename T, typename U> std::optional<bool> equal(const std::optional<T> &seen, const U &wanted)
{
    return seen ? std::optional(*seen == wanted) : std::nullopt;
}

std::optional<bool> isInEffect(const SetReplicas &set, const Pool &pool)
{
    if (set.hold)
        return pool.hold && pool.hold->workers == set.replicas;
    return equal(pool.desired, set.replicas);
}

bool isDraining(const WorkerId &id, const Pool &pool)
{
    const auto found = std::ranges::find(pool.workers, id, &Worker::id);
    return found == pool.workers.end() || found->state == WorkerState::Draining
        || found->state == WorkerState::Exited;
}

std::optional<bool> isInEffect(const ChangeAction &action, const Pool &pool)
{
    using Answer = std::optional<bool>;
    return std::visit(Overloaded{
                          [&](const SetReplicas &set) { return isInEffect(set, pool); },
                          [&](const ReleaseHold &) { return Answer(!pool.hold); },
                          [&](const ApplyProfile &apply) { return equal(pool.profile, apply.profile); },
                          [&](const SetAutoscalerEnabled &set) {
                              return pool.profile ? Answer(pool.profile->enabled == set.enabled)
                                                  : std::nullopt;
                          },
                          [&](const SetPoolStopped &set) { return Answer(pool.stopped == set.stopped); },
                          [&](const DrainWorker &drain) { return Answer(isDraining(drain.worker, pool)); },
                      },
                      action);
}

} // namespace

Result<> validate(const Change &change)
{
    const QStringList faults = faultsOf(change.action);
    if (faults.isEmpty())
        return {};
    return fail(ErrorKind::InvalidInput, kindOf(change.action), faults.join(QStringLiteral("; ")));
}

std::optional<bool> isInEffect(const Change &change, const Snapshot &snapshot)
{
    if (!change.pool.isEmpty()) {
        const Pool *pool = snapshot.pool(change.pool);
        return pool ? isInEffect(change.action, *pool) : std::nullopt;
    }
    // A change of the whole connection shows in each of its pools.
    std::optional<bool> all;
    for (const auto &[id, pool] : snapshot.pools) {
        const std::optional<bool> one = isInEffect(change.action, *pool);
        if (!one)
            return std::nullopt;
        all = all.value_or(true) && *one;
    }
    return all;
}

} // namespace crescendo
