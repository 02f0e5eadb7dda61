#pragma once

#include "platform/clusterobjects.h"

namespace crescendo {

/// "Pod analysis-worker-1".
QString titleOf(const ObjectRef &object);
/// What happened to an object, newest first; or why that is not known.
QString eventsText(const ObjectDescription &description, TimePoint now);

} // namespace crescendo
