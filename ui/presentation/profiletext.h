#pragma once

#include "domain/profile.h"

namespace crescendo {

/// The guide's preset with these values; empty for an operator's own.
QString presetNameOf(const Profile &profile);
/// The preset's name, or "own values".
QString profileNameText(const Profile &profile);
/// "1–5, up ≥ 3, down ≤ 1, cooldown 1 min"
QString profileText(const Profile &profile);
/// What one of its values, named by its configuration key, does: "pending + running jobs".
QString hintText(const QString &key, const Profile &profile);

} // namespace crescendo
