#pragma once

#include "base/result.h"
#include "domain/change.h"
#include "domain/snapshot.h"

namespace crescendo {

/// Whether a change makes sense anywhere, before its platform is asked. Error: InvalidInput with the broken
/// rules.
Result<> validate(const Change &change);

/// Whether a snapshot shows what the change asked for; nothing where it does not show what would tell.
std::optional<bool> isInEffect(const Change &change, const Snapshot &snapshot);

} // namespace crescendo
