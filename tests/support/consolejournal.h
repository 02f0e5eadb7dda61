#pragma once

#include "base/clock.h"
#include "history/journal.h"
#include "tests/support/await.h"
#include "tests/support/consoleprocess.h"

namespace crescendo {

/// What stands in the journal of a console that has ended, newest first.
inline std::vector<JournalEntry> journalOf(const ConsoleProcess &console)
{
    const SystemClock clock;
    const auto journal = Journal::open(console.file(QStringLiteral("journal.db")), clock);
    return journal ? await((*journal)->read({})).value_or(std::vector<JournalEntry>())
                   : std::vector<JournalEntry>();
}

} // namespace crescendo
