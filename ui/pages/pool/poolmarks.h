#pragma once

#include "domain/pool.h"
#include "history/journalentry.h"
#include "ui/charts/chartdata.h"

namespace crescendo {

/// What a pool's decisions and its operators' changes look like on its charts: a mark for each that changed
/// something or was an operator's, and a tinted stretch for each hold. A decision that one of `changes` made
/// is told by that one, which knows who and why. `decisions` newest first; `hold` is the one of now, whose
/// end lies ahead.
ChartMarks marksOf(const std::vector<Decision> &decisions, const std::vector<JournalEntry> &changes,
                   const std::optional<Hold> &hold, TimePoint now);

} // namespace crescendo
