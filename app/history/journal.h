#pragma once

#include "base/clock.h"
#include "base/future.h"
#include "history/journalentry.h"

#include <QObject>

#include <memory>

namespace crescendo {

class DatabaseThread;

/// The operator's journal: every change that was confirmed, written to disk before it is applied. One SQLite
/// file, used by one thread of its own. Lives on the thread that made it; futures settle on any thread. A
/// damaged file is set aside as PATH.corrupt-<time> and said by troubled().
class Journal final : public QObject {
    Q_OBJECT

public:
    /// Errors as HistoryStore::open().
    static Result<std::unique_ptr<Journal>> open(const QString &path, const Clock &clock);
    ~Journal() override;

    /// Writes a new entry; settled, with its id and time, when it is on disk. Error: Io.
    Async<JournalEntry> begin(JournalEntry entry);
    /// Writes state, error and receipt of an entry that exists; marks the one that it undid. Error: NotFound,
    /// Io.
    Async<JournalEntry> resolve(JournalEntry entry);

    Async<JournalEntry> entry(JournalId id); ///< Error: NotFound
    Async<std::vector<JournalEntry>> read(const JournalFilter &filter); ///< newest first
    /// Applying and interrupted ones, oldest first.
    Async<std::vector<JournalEntry>> unresolved();

Q_SIGNALS:
    void entryChanged(const crescendo::JournalEntry &entry); ///< new ones as well
    void troubled(const crescendo::Error &error);

private:
    using Entries = std::vector<JournalEntry>;

    Journal(std::unique_ptr<DatabaseThread> thread, const Clock &clock);
    Async<JournalEntry> announced(const Async<Entries> &written);

    const Clock &m_clock;
    std::unique_ptr<DatabaseThread> m_thread;
};

} // namespace crescendo
