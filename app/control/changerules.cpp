#include "control/changerules.h"

#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Seconds longestHold = std::chrono::days(7);

QStringList textsOf(const std::vector<ProfileFault> &faults)
{
    QStringList texts;
    for (const ProfileFault &fault : faults)
        texts.append(fault.field + QLatin1Char(' ') + fault.rule);
    return texts;
}

QStringList faultsOf(const ChangeAction &action)
{
    QStringList faults;
    if (const auto *set = std::get_if<SetReplicas>(&action)) {
        if (set->replicas < 0)
            faults.append(QStringLiteral("replicas must not be negative"));
        if (set->hold && (*set->hold <= Seconds(0) || *set->hold > longestHold))
            faults.append(QStringLiteral("hold must last from 1 second to 7 days"));
    } else if (const auto *apply = std::get_if<ApplyProfile>(&action)) {
        faults = textsOf(faultsOf(apply->profile));
    } else if (const auto *limits = std::get_if<SetWorkerLimits>(&action)) {
        faults = textsOf(faultsOf(limits->limits));
    } else if (const auto *edit = std::get_if<EditHpa>(&action)) {
        faults = textsOf(faultsOf(edit->spec));
    }
    return faults;
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
    if (const std::optional<QString> name = nodeOf(change.action)) {
        const auto node = std::ranges::find(snapshot.nodes, *name, &Node::name);
        return node == snapshot.nodes.end() ? std::nullopt : isInEffect(change.action, *node);
    }
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
