#pragma once

#include "base/clock.h"
#include "base/future.h"
#include "history/database.h"

#include <QObject>
#include <QThread>

namespace crescendo {

/// One SQLite file and the one thread that uses it: work runs in the order in which it was asked for. A file
/// that turns out to be damaged is set aside as PATH.corrupt-<time>, a fresh one begun, and troubled()
/// emitted; the work that met the damage fails with Corrupt. The destructor does all work that waits.
class DatabaseThread final : public QObject {
    Q_OBJECT

public:
    DatabaseThread(DatabaseOptions options, const Clock &clock);
    ~DatabaseThread() override;

    /// Waits until the file is open and up to date. Errors as Database::open(); Corrupt only where the
    /// damaged file cannot be set aside.
    Result<> open();

    /// Futures settle on the database's thread.
    template <typename T> Async<T> run(std::function<Result<T>(Database &)> work)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        post([this, promise, work = std::move(work)] {
            promise->addResult(guarded(work));
            promise->finish();
        });
        return promise->future();
    }

Q_SIGNALS:
    void troubled(const crescendo::Error &error);

private:
    void post(std::function<void()> work);
    Result<> ensureOpen();
    void setAside(const Error &why);

    template <typename T> Result<T> guarded(const std::function<Result<T>(Database &)> &work)
    {
        if (const Result<> opened = ensureOpen(); !opened)
            return fail(opened.error());
        Result<T> result = work(*m_database);
        if (m_database->isDamaged())
            setAside(result ? Error{ErrorKind::Corrupt, m_options.path, {}} : result.error());
        return result;
    }

    const DatabaseOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<Database> m_database; // of the thread
    QThread m_thread;
    QObject *m_worker; // receives the work on the thread
};

} // namespace crescendo
