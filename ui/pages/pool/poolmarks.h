#pragma once

#include "domain/pool.h"
#include "ui/charts/chartdata.h"

namespace crescendo {

/// What a pool's decisions look like on its charts: a mark for each that changed something or was an
/// operator's, and a tinted stretch for each hold. `decisions` newest first; `hold` is the one of now, whose
/// end lies ahead.
ChartMarks marksOf(const std::vector<Decision> &decisions, const std::optional<Hold> &hold, TimePoint now);

} // namespace crescendo
