#pragma once

#include "history/database.h"
#include "history/journalentry.h"

namespace crescendo {

/// The rows of the journal. Made for one piece of work on the database's thread.
class JournalTable {
public:
    explicit JournalTable(Database &database) : m_database(database) {}

    Result<JournalEntry> insert(JournalEntry entry); ///< with its new id
    Result<> update(const JournalEntry &entry); ///< state, error and receipt. Error: NotFound
    Result<> setState(JournalId id, ChangeState state);
    Result<JournalEntry> entry(JournalId id);
    Result<std::vector<JournalEntry>> read(const JournalFilter &filter);
    Result<std::vector<JournalEntry>> unresolved();

private:
    Result<std::vector<JournalEntry>> select(const QString &condition, const QVariantList &values);

    Database &m_database;
};

} // namespace crescendo
