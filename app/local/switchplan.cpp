#include "local/switchplan.h"

#include <QStringList>

#include <algorithm>

namespace crescendo {
namespace {

std::optional<bool> isOn(const Pool &pool)
{
    return pool.profile ? std::optional(pool.profile->enabled) : std::nullopt;
}

QString text(const std::optional<bool> &isOn)
{
    if (!isOn)
        return {};
    return *isOn ? QStringLiteral("true") : QStringLiteral("false");
}

bool wantsOn(const Change &change)
{
    return std::get<SetAutoscalerEnabled>(change.action).enabled;
}

/// It is of all pools, whichever it was asked for.
Change ofAllPools(Change change)
{
    change.pool = {};
    return change;
}

void addIfDifferent(std::vector<FieldDifference> &differences, const PoolId &pool,
                    const std::optional<bool> &before, const std::optional<bool> &after)
{
    if (before != after)
        differences.push_back({QStringLiteral("Enabled[%1]").arg(pool.value), text(before), text(after)});
}

std::vector<Pool> thoseThatSwitch(const Change &change, const std::vector<Pool> &before)
{
    std::vector<Pool> switching;
    std::ranges::copy_if(before, std::back_inserter(switching),
                         [&change](const Pool &pool) { return isOn(pool) != wantsOn(change); });
    return switching;
}

/// Puts back what each pool was: all at once where all switch, a single one by its profile. Nothing where
/// that takes more than one change, or nobody knows what was.
std::optional<Change> undoOfSwitch(const Change &change, const std::vector<Pool> &before)
{
    const std::vector<Pool> switching = thoseThatSwitch(change, before);
    const bool areKnown =
        std::ranges::all_of(switching, [](const Pool &pool) { return isOn(pool).has_value(); });
    if (switching.empty() || !areKnown)
        return std::nullopt;
    if (switching.size() == before.size())
        return Change{change.connection, {}, SetAutoscalerEnabled{!wantsOn(change)}, {}, {}};
    if (switching.size() == 1)
        return Change{
            change.connection, switching.front().id, ApplyProfile{*switching.front().profile, {}}, {}, {}};
    return std::nullopt;
}

/// Of a change that leaves more to do by hand than its undo could.
void warnOfUndo(Preview &preview, const std::vector<Pool> &pools)
{
    QStringList names;
    for (const Pool &pool : thoseThatSwitch(preview.change, pools))
        names << pool.id.value;
    if (preview.undo || names.isEmpty())
        return;
    preview.warnings.push_back(
        {WarningKind::Other,
         QStringLiteral("No single undo puts this back: %1 would each get their profiles again.")
             .arg(names.join(QStringLiteral(", ")))});
}

} // namespace

Preview planSwitch(const Change &change, const std::vector<Pool> &pools, const QString &version)
{
    Preview preview;
    preview.change = ofAllPools(change);
    if (preview.change.basedOn.isEmpty())
        preview.change.basedOn = version;
    for (const Pool &pool : pools)
        addIfDifferent(preview.differences, pool.id, isOn(pool), wantsOn(change));
    preview.undo = undoOfSwitch(change, pools);
    warnOfUndo(preview, pools);
    return preview;
}

Receipt switchReceipt(const Change &change, const std::vector<Pool> &before, const std::vector<Pool> &now)
{
    Receipt receipt;
    for (const Pool &pool : now) {
        const auto was = std::ranges::find(before, pool.id, &Pool::id);
        addIfDifferent(receipt.readBack, pool.id, was == before.end() ? std::nullopt : isOn(*was),
                       isOn(pool));
    }
    receipt.verified = !now.empty() && thoseThatSwitch(change, now).empty();
    receipt.undo = undoOfSwitch(change, before);
    return receipt;
}

} // namespace crescendo
