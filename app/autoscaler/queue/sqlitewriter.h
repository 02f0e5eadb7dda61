#pragma once

#include "autoscaler/queue/sqliteconnection.h"

#include <QObject>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace crescendo {

/// One thread that owns the writing connection to one database. What is submitted while a commit is under way
/// goes into the next one together (group commit), in the order of submission. Create, use and destroy it on
/// one thread with an event loop; there every `done` is called, once, after its work is durable or has
/// failed.
class SqliteWriter {
public:
    /// Runs on the writer's thread inside a transaction. It may run a second time after a roll-back, and an
    /// error undoes what it did; so it must do nothing that a roll-back would not undo and a repetition not
    /// repeat.
    template <typename T> using Work = std::function<Result<T>(SqliteConnection &)>;
    template <typename T> using Done = std::function<void(Result<T>)>;

    static Result<std::unique_ptr<SqliteWriter>> start(const QString &file,
                                                       SqliteConnection::Durability durability);
    SqliteWriter(const SqliteWriter &) = delete;
    SqliteWriter &operator=(const SqliteWriter &) = delete;
    ~SqliteWriter(); ///< finishes first

    template <typename T> void submit(Work<T> work, Done<T> done)
    {
        enqueue(std::make_unique<TypedTask<T>>(std::move(work), std::move(done)));
    }
    /// Commits all that was submitted, calls its `done` and ends the thread. Nothing may be submitted
    /// afterwards.
    void finish();

private:
    class Task {
    public:
        Task() = default;
        Task(const Task &) = delete;
        Task &operator=(const Task &) = delete;
        virtual ~Task() = default;
        virtual Result<> run(SqliteConnection &connection) = 0;
        virtual void undo(const Error &error) = 0;
        virtual void settle() = 0;
    };
    template <typename T> class TypedTask final : public Task {
    public:
        TypedTask(Work<T> work, Done<T> done) : m_work(std::move(work)), m_done(std::move(done)) {}
        Result<> run(SqliteConnection &connection) override
        {
            m_result = m_work(connection);
            return m_result->has_value() ? Result<>() : fail(m_result->error());
        }
        void undo(const Error &error) override { m_result = fail(error); }
        void settle() override { m_done(std::move(*m_result)); }

    private:
        Work<T> m_work;
        Done<T> m_done;
        std::optional<Result<T>> m_result;
    };
    using Tasks = std::vector<std::unique_ptr<Task>>;

    SqliteWriter() = default;
    void enqueue(std::unique_ptr<Task> task);
    void settleCommitted();

    // On the writer's thread:
    void serve(SqliteConnection &connection);
    Tasks awaitBatch();
    void handBack(Tasks batch);

    QObject m_home; // lives on the owner's thread
    std::unique_ptr<QThread> m_thread;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    Tasks m_submitted;
    Tasks m_committed; // or failed: waiting for settle()
    bool m_finishing = false;
};

} // namespace crescendo
