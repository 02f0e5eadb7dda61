#include "ui/presentation/profiletext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace crescendo {
namespace {

struct ProfileTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ProfileTexts)
};

/// What the guide says of cooldowns.
QString cooldownHint(Seconds cooldown)
{
    if (cooldown < Seconds(60))
        return ProfileTexts::tr("quick, may flap");
    return cooldown < Seconds(120) ? ProfileTexts::tr("between two actions")
                                   : ProfileTexts::tr("stable, slower to react");
}

QString gapHint(int gap)
{
    return gap == 1 ? ProfileTexts::tr("no load between: may flap")
                    : ProfileTexts::tr("a gap of %1 steadies it").arg(gap);
}

} // namespace

QString presetNameOf(const Profile &profile)
{
    const auto &presets = guidePresets();
    const auto found = std::ranges::find(presets, profile, &Preset::profile);
    return found == presets.end() ? QString() : found->name;
}

QString profileNameText(const Profile &profile)
{
    const QString preset = presetNameOf(profile);
    return preset.isEmpty() ? ProfileTexts::tr("own values") : preset;
}

QString profileText(const Profile &profile)
{
    return ProfileTexts::tr("%1–%2 workers, up ≥ %3, down ≤ %4, cooldown %5")
        .arg(profile.minWorkers)
        .arg(profile.maxWorkers)
        .arg(profile.scaleUpThreshold)
        .arg(profile.scaleDownThreshold)
        .arg(durationText(profile.cooldown));
}

QString hintText(const QString &key, const Profile &profile)
{
    if (key == QLatin1String("MinWorkers"))
        return ProfileTexts::tr("always running");
    if (key == QLatin1String("MaxWorkers"))
        return ProfileTexts::tr("hard limit");
    if (key == QLatin1String("ScaleUpThreshold"))
        return ProfileTexts::tr("pending + running jobs");
    if (key == QLatin1String("ScaleDownThreshold"))
        return gapHint(profile.scaleUpThreshold - profile.scaleDownThreshold);
    return cooldownHint(profile.cooldown);
}

} // namespace crescendo
