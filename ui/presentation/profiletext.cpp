#include "ui/presentation/profiletext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace crescendo {
namespace {

struct ProfileTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ProfileTexts)
};

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

} // namespace crescendo
