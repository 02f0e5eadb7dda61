#pragma once

#include "history/journalentry.h"

#include <vector>

namespace crescendo {

class HeadlessRun;
class StatusReport;
struct CommandLine;

/// Writes the report and says what happened. The exit code: whether all was written and, with a load, whether
/// workers really scaled.
int conclude(const StatusReport &report, const CommandLine &line, const HeadlessRun &run,
             const std::vector<JournalEntry> &changes);

} // namespace crescendo
