#pragma once

#include "api/history.h"
#include "platform/platform.h"

namespace crescendo {

/// What our service remembers, as the console keeps it; what it did not know stays missing.
Backfill backfillFrom(const ConnectionId &connection, const ServiceHistory &known);

} // namespace crescendo
