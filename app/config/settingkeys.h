#pragma once

#include "base/ids.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace crescendo {

/// The pools of the guide: "analysis" and "generation".
const std::vector<PoolId> &knownPools();

/// "Autoscaling:MinWorkers", or of one pool "Autoscaling:Pools:analysis:MinWorkers".
QString profilePath(const std::optional<PoolId> &pool, const QString &key);
/// "Workers:analysis:Ports"
QString workersPath(const PoolId &pool, const QString &key);

/// Every setting inside the sections Autoscaling and Workers.
const QStringList &knownPaths();
/// The sections themselves: "Autoscaling", "Autoscaling:Pools", "Workers:analysis", …
const QStringList &knownSections();

/// Whether a setting lies inside Autoscaling or Workers, where unknown keys are errors.
bool isInOurSections(const QString &path);
/// Whether somebody seems to have written one of our keys in another place ("CooldownSeconds" at the top).
/// Common words
/// ("Enabled", "Service") are taken for ours at the top only.
bool isMisplaced(const QString &path);

} // namespace crescendo
