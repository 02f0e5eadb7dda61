#pragma once

#include "autoscaler/queue/jobqueue.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace crescendo {

inline const PoolId analysis{QStringLiteral("analysis")};
inline const PoolId generation{QStringLiteral("generation")};
inline const WorkerId worker{QStringLiteral("worker-1")};
inline const QByteArray json = "application/json";

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

template <typename T> QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : toString(result.error().kind);
}

/// One queue on a folder of its own, and the last lease it gave.
class QueueBench {
public:
    QueueBench() { reopen(); }

    void reopen()
    {
        queue.reset();
        auto opened = JobQueue::open(options(), clock);
        if (!opened)
            qFatal("%s", qPrintable(describe(opened.error())));
        queue = std::move(*opened);
    }
    QueueOptions options() const { return {.directory = folder.path(), .maxData = maxData}; }
    JobId add(const PoolId &pool = analysis, const QByteArray &input = {})
    {
        NewJob job{.pool = pool, .parameters = {{QStringLiteral("n"), 1}}};
        if (!input.isEmpty()) {
            job.inputPath = queue->uploadFolder() + QStringLiteral("/u%1").arg(++uploads);
            writeFile(job.inputPath, input);
        }
        return await(queue->add(job)).value_or(JobId{});
    }
    std::optional<Lease> lease(const PoolId &pool = analysis)
    {
        const auto granted = await(queue->lease(pool, worker));
        if (granted && *granted)
            last = **granted;
        return granted.value_or(std::nullopt);
    }
    /// Waits until all that was asked for so far is stored: the writer keeps the order.
    void flush() { (void)await(queue->retry({QStringLiteral("999999")})); }
    /// Does one step of a script and says in a word what came of it.
    QString step(const QString &word);
    QStringList files(const QString &sub) const
    {
        return QDir(folder.filePath(sub)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    QTemporaryDir folder;
    FakeClock clock;
    Bytes maxData = gibibytes(10);
    int uploads = 0;
    Lease last;
    std::unique_ptr<JobQueue> queue;
};

inline QString QueueBench::step(const QString &word)
{
    const JobId job{QStringLiteral("1")};
    if (word == QLatin1String("lease"))
        return lease() ? QStringLiteral("job") : QStringLiteral("none");
    if (word == QLatin1String("fail") || word == QLatin1String("final"))
        return outcome(await(
            queue->failJob(job, last.token, QStringLiteral("broken"),
                           word == QLatin1String("final") ? FailureCause::Input : FailureCause::Worker)));
    if (word == QLatin1String("complete"))
        return outcome(await(queue->complete(job, last.token, json, "{}")));
    if (word == QLatin1String("back"))
        return outcome(await(queue->giveBack(job, last.token)));
    if (word == QLatin1String("all"))
        return outcome(await(queue->giveBackAll()));
    if (word == QLatin1String("gone"))
        return outcome(await(queue->giveBackOf(worker)));
    if (word == QLatin1String("beat"))
        return outcome(await(queue->heartbeat(job, last.token, 0.5)));
    if (word == QLatin1String("retry"))
        return outcome(await(queue->retry(job)));
    if (word == QLatin1String("remove"))
        return outcome(await(queue->remove(job)));
    if (word == QLatin1String("yesterday")) {
        clock.jumpWall(-Seconds(24 * 3600));
        return QStringLiteral("-");
    }
    if (word == QLatin1String("reopen")) {
        reopen();
        return QStringLiteral("-");
    }
    clock.advance(Millis(word.toInt()));
    const int running = queue->depth(analysis).running;
    queue->tick();
    flush();
    return queue->depth(analysis).running == running ? QStringLiteral("-") : QStringLiteral("expired");
}

} // namespace crescendo
