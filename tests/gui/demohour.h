#pragma once

#include "domain/job.h"
#include "domain/sample.h"
#include "domain/snapshot.h"
#include "history/journalentry.h"
#include "platform/logsources.h"

namespace crescendo {

/// One hour of a pool as a busy afternoon would leave it: two bursts, a gap in between, decisions, an
/// operator's change with a hold. The same at every call.
struct DemoHour {
    Samples samples;
    std::vector<Decision> decisions; ///< newest first
    std::vector<Pool> pools; ///< as they are at its end
    std::map<Source, SourceStatus> sources;
    std::vector<Job> jobs; ///< newest first
};

DemoHour demoHour(const ConnectionId &connection, TimePoint end);
/// What its service wrote in the last minutes of it.
LogRecords demoLog(TimePoint end);
/// What a small cluster shows: a node that is full, one that takes no more pods, one in trouble.
std::vector<Node> demoNodes();
/// What an operator changed in it, oldest first, without ids and times.
std::vector<JournalEntry> demoChanges(const ConnectionId &connection);
/// The guide's HPA.
HpaSpec demoHpa();
/// Everything that a preview of a scaling by hand can tell.
Preview demoPreview(const Change &change);

} // namespace crescendo
