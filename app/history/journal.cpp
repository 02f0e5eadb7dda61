#include "history/journal.h"

#include "history/databasethread.h"
#include "history/journalschema.h"
#include "history/journaltable.h"

namespace crescendo {

Result<std::unique_ptr<Journal>> Journal::open(const QString &path, const Clock &clock)
{
    auto thread = std::make_unique<DatabaseThread>(DatabaseOptions{path, journalSchema(), true}, clock);
    std::unique_ptr<Journal> journal(new Journal(std::move(thread), clock));
    if (const Result<> opened = journal->m_thread->open(); !opened)
        return fail(opened.error());
    return journal;
}

Journal::Journal(std::unique_ptr<DatabaseThread> thread, const Clock &clock)
    : m_clock(clock)
    , m_thread(std::move(thread))
{
    connect(m_thread.get(), &DatabaseThread::troubled, this, &Journal::troubled);
}

Journal::~Journal() = default;

Async<JournalEntry> Journal::begin(JournalEntry entry)
{
    entry.at = m_clock.now();
    return announced(m_thread->run<Entries>([entry = std::move(entry)](Database &database) {
        return JournalTable(database).insert(entry).map(
            [](const JournalEntry &written) { return Entries{written}; });
    }));
}

Async<JournalEntry> Journal::resolve(JournalEntry entry)
{
    return announced(
        m_thread->run<Entries>([entry = std::move(entry)](Database &database) -> Result<Entries> {
            JournalTable table(database);
            Entries written{entry};
            const Result<> done = database.transaction([&]() -> Result<> {
                if (Result<> updated = table.update(entry); !updated)
                    return updated;
                if (!entry.undoOf || !entry.isDone())
                    return {};
                if (Result<> marked = table.setState(*entry.undoOf, ChangeState::Undone); !marked)
                    return marked;
                return table.entry(*entry.undoOf).map([&](const JournalEntry &undone) {
                    written.push_back(undone);
                });
            });
            if (!done)
                return fail(done.error());
            return written;
        }));
}

/// Says what was written, and yields the first of it.
Async<JournalEntry> Journal::announced(const Async<Entries> &written)
{
    return Async<Entries>(written).then(this, [this](const Result<Entries> &entries) {
        return entries.map([this](const Entries &all) {
            for (const JournalEntry &entry : all)
                Q_EMIT entryChanged(entry);
            return all.front();
        });
    });
}

Async<JournalEntry> Journal::entry(JournalId id)
{
    return m_thread->run<JournalEntry>([id](Database &database) { return JournalTable(database).entry(id); });
}

Async<std::vector<JournalEntry>> Journal::read(const JournalFilter &filter)
{
    return m_thread->run<Entries>(
        [filter](Database &database) { return JournalTable(database).read(filter); });
}

Async<std::vector<JournalEntry>> Journal::unresolved()
{
    return m_thread->run<Entries>([](Database &database) { return JournalTable(database).unresolved(); });
}

} // namespace crescendo
