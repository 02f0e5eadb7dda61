#pragma once

#include "history/journal.h"

namespace crescendo {

/// What a change does, as a heading: "Scale analysis to 5 workers".
QString titleOf(const Change &change);
/// The same of several that are made at once: "Scale 3 pools to 5 workers".
QString titleOf(const std::vector<Change> &changes);
/// The same as one line for lists: "workers 4 → 5, hold 15 min" where the differences are known.
QString summaryOf(const Change &change, const std::vector<FieldDifference> &differences, TimePoint now);

/// "replicas" → "Workers"; configuration keys keep their name.
QString fieldText(const QString &field);
/// A field's value as people read it: times and durations of holds, a dash where there is none.
QString valueText(const QString &field, const QString &value, TimePoint now);
QString textOf(const Warning &warning);
/// What a memory limit below this is warned of.
QString memoryUseText(Bytes used);
/// How it ended: "Done and verified at 14:36."
QString outcomeText(const JournalEntry &entry, TimePoint now);

/// What happens once it is applied, and who will undo it: one short paragraph.
QString whatHappensNext(const Preview &preview, TimePoint now);

} // namespace crescendo
