#pragma once

#include "config/settingsfile.h"
#include "domain/change.h"

#include <QStringList>

namespace crescendo {

// What changes mean for a service that only shows metrics: its workers are scaled through Compose's
// containers, its profile is edited in its settings file, and its own autoscaler knows of neither.

/// Of what operators change, as the pool shows it: a change based on another version is refused.
QString versionOf(const Pool &pool);

/// Unsupported, with what to do instead, for changes that only our own service knows; InvalidInput for zero
/// workers.
Result<> checkMetricsChange(const Change &change);

/// What the change would do; the command is left to the caller. `pools` are all that the service has.
Preview planMetricsChange(const Change &change, const Pool &pool, const QStringList &pools, TimePoint now);

/// What the settings file should say for this change; nothing for changes of other things.
std::vector<SettingEdit> wantedSettings(const Change &change);

/// Whether the endpoint shows what was written, of that which it can show.
bool isShown(const Change &change, const Pool &pool);
/// What was read back, and how the change is undone. Verified only where all of it can be seen.
Receipt metricsReceipt(const Change &change, const Pool &before, const Pool &now, TimePoint at);

} // namespace crescendo
