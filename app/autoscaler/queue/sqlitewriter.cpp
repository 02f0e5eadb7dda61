#include "autoscaler/queue/sqlitewriter.h"

#include <future>
#include <iterator>
#include <span>

namespace crescendo {
namespace {

/// Runs all tasks in one transaction. On an error nothing of them is left.
template <typename Tasks> Result<> runTogether(SqliteConnection &connection, const Tasks &tasks)
{
    Result<> done = connection.begin();
    for (auto task = tasks.begin(); done && task != tasks.end(); ++task)
        done = (*task)->run(connection);
    if (done)
        done = connection.commit();
    if (!done)
        connection.rollback();
    return done;
}

} // namespace

Result<std::unique_ptr<SqliteWriter>> SqliteWriter::start(const QString &file,
                                                          SqliteConnection::Durability durability)
{
    std::unique_ptr<SqliteWriter> writer(new SqliteWriter);
    std::promise<Result<>> opened;
    writer->m_thread.reset(QThread::create([writer = writer.get(), file, durability, &opened] {
        const auto connection = SqliteConnection::open(file, durability);
        opened.set_value(connection ? Result<>() : fail(connection.error()));
        if (connection)
            writer->serve(**connection); // `opened` is gone by now
    }));
    writer->m_thread->setObjectName(QStringLiteral("sqlite-writer"));
    writer->m_thread->start();
    if (const Result<> outcome = opened.get_future().get(); !outcome)
        return fail(outcome.error());
    return writer;
}

SqliteWriter::~SqliteWriter()
{
    finish();
}

void SqliteWriter::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
    }
    m_wake.notify_one();
    m_thread->wait();
    settleCommitted();
}

void SqliteWriter::enqueue(std::unique_ptr<Task> task)
{
    if (m_thread->isFinished()) {
        task->undo({.kind = ErrorKind::Cancelled,
                    .operation = QStringLiteral("store"),
                    .detail = QStringLiteral("shutting down")});
        task->settle();
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_submitted.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void SqliteWriter::settleCommitted()
{
    Tasks committed;
    {
        const std::lock_guard lock(m_mutex);
        committed.swap(m_committed);
    }
    for (const auto &task : committed)
        task->settle();
}

void SqliteWriter::serve(SqliteConnection &connection)
{
    for (Tasks batch = awaitBatch(); !batch.empty(); batch = awaitBatch()) {
        if (!runTogether(connection, batch)) {
            // One that fails must not take the others with it: each gets a transaction of its own.
            for (auto &task : batch) {
                if (const auto done = runTogether(connection, std::span(&task, 1)); !done)
                    task->undo(done.error());
            }
        }
        handBack(std::move(batch));
    }
}

SqliteWriter::Tasks SqliteWriter::awaitBatch()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_finishing || !m_submitted.empty(); });
    return std::exchange(m_submitted, {});
}

void SqliteWriter::handBack(Tasks batch)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        wake = m_committed.empty(); // else a wake-up is already on its way
        m_committed.insert(m_committed.end(), std::make_move_iterator(batch.begin()),
                           std::make_move_iterator(batch.end()));
    }
    if (wake)
        QMetaObject::invokeMethod(
            &m_home, [this] { settleCommitted(); }, Qt::QueuedConnection);
}

} // namespace crescendo
