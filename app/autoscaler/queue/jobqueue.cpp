#include "autoscaler/queue/jobqueue.h"

#include "autoscaler/queue/deferred.h"
#include "autoscaler/queue/folderlock.h"
#include "autoscaler/queue/jobfiles.h"
#include "autoscaler/queue/jobindex.h"
#include "autoscaler/queue/jobstore.h"
#include "autoscaler/queue/queuedatabase.h"
#include "autoscaler/queue/sqlitewriter.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(log, "crescendo.queue")

using jobstore::Row;

constexpr Seconds leaseDuration{15};
constexpr Millis tickInterval{500};
constexpr Seconds removalInterval{60};
constexpr int removalsAtOnce = 200; // bounds what one commit holds up
/// Up to this size a result lies in the database, where it shares the commit; beyond, in a file of its own.
constexpr qsizetype inlineResultBytes = 64 * 1024;
constexpr int maxPage = 1000;

QString newToken()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    return QString::fromLatin1(bytes.toHex());
}

Lease leaseOf(const StoredJob &stored)
{
    return {.job = stored.job.id,
            .token = stored.token,
            .pool = stored.job.pool,
            .parameters = stored.job.parameters,
            .hasInput = stored.hasInput(),
            .duration = leaseDuration};
}

IndexedJob indexed(const StoredJob &stored)
{
    return {stored.job.pool, stored.job.created, stored.counts(), stored.job.worker.isEmpty()};
}

tl::unexpected<Error> noSuchJob(const JobId &id)
{
    return fail(ErrorKind::NotFound, QStringLiteral("job %1").arg(id.value), QStringLiteral("no such job"));
}

tl::unexpected<Error> leaseLost(const JobId &id)
{
    return fail(ErrorKind::Conflict, QStringLiteral("job %1").arg(id.value),
                QStringLiteral("the lease is lost"));
}

double secondsBetween(const std::optional<TimePoint> &from, const std::optional<TimePoint> &to)
{
    // Wall time may have been set back in between.
    return from && to ? std::max(0.0, std::chrono::duration<double>(*to - *from).count()) : 0.0;
}

} // namespace

struct JobQueue::Private {
    Private(JobQueue &queue, const QueueOptions &queueOptions, const Clock &queueClock)
        : q(queue)
        , options(queueOptions)
        , clock(queueClock)
        , files(queueOptions.directory)
    {
    }

    Result<> open();
    Result<> load();

    void announce(const PoolId &pool);
    void follow(const StoredJob &stored);
    void reload(qint64 number);
    void settle(qint64 number, const Row &row);

    void insert(const StoredJob &stored, const Deferred<JobId> &accepted);
    void leaseNext(const PoolId &pool, const WorkerId &worker, const Deferred<std::optional<Lease>> &granted);
    std::optional<qint64> held(const JobId &job, const QString &token) const;
    std::optional<LeaseKey> beginEnd(const JobId &job, const QString &token);
    void endAttempt(const LeaseKey &lease, const AttemptEnd &end, const NewResult &result,
                    const Deferred<> &ended);
    void tally(const StoredJob &stored, const NewResult &result);
    Async<> interrupt(const std::function<bool(const HeldLease &)> &which);
    void showProgress(Job &job) const;

    void removeEnded();
    void dispose(const DeletedJob &deleted);
    Bytes used() const;

    /// Work on files that may take long, beside this thread and the writer's.
    template <typename T> void onDisk(std::function<Result<T>()> work, std::function<void(Result<T>)> done)
    {
        filePool.start([this, work = std::move(work), done = std::move(done)] {
            QMetaObject::invokeMethod(
                &q, [done, outcome = work()] { done(outcome); }, Qt::QueuedConnection);
        });
    }

    JobQueue &q;
    const QueueOptions options;
    const Clock &clock;
    const JobFiles files;
    QString recovered;
    std::unique_ptr<FolderLock> lock;
    std::unique_ptr<SqliteConnection> reader;
    std::unique_ptr<SqliteWriter> writer;
    JobIndex index;
    std::map<PoolId, JobStatistics> statistics;
    qint64 lastNumber = 0;
    qint64 fileBytes = 0; // inputs and results, also those in the database
    SteadyPoint nextRemoval;
    QThreadPool filePool;
    QTimer timer;
};

// ---- opening

Result<> JobQueue::Private::open()
{
    if (!QDir().mkpath(options.directory))
        return fail(ErrorKind::Io, QStringLiteral("data folder %1").arg(options.directory),
                    QStringLiteral("cannot be created"));
    auto locked = FolderLock::take(options.directory);
    if (!locked)
        return fail(locked.error());
    lock = std::move(*locked);
    auto database = openQueueDatabase(options.directory, files, clock.now());
    if (!database)
        return fail(database.error());
    reader = std::move(database->connection);
    recovered = database->recovered;
    for (const auto &step : {files.prepare(), load(), reader->makeReadOnly()}) {
        if (!step)
            return step;
    }
    auto started =
        SqliteWriter::start(queueDatabaseFile(options.directory), SqliteConnection::Durability::PowerLoss);
    if (!started)
        return fail(started.error());
    writer = std::move(*started);
    return {};
}

Result<> JobQueue::Private::load()
{
    const auto last = jobstore::lastNumber(*reader);
    if (!last)
        return fail(last.error());
    // After a loss of the database the numbers that it gave out are unknown; none has come as far as the
    // time.
    lastNumber = recovered.isEmpty() ? *last : toMillis(clock.now()) / 1000;
    QSet<qint64> inputs;
    QSet<QString> results;
    auto done = jobstore::eachUnfinished(*reader, [this](const StoredJob &stored) { follow(stored); });
    if (done)
        done = jobstore::eachInput(*reader, [&](qint64 number, qint64 bytes) {
            inputs.insert(number);
            fileBytes += bytes;
        });
    if (done)
        done = jobstore::eachResult(*reader, [&](const QString &file, qint64 bytes) {
            if (!file.isEmpty())
                results.insert(file);
            fileBytes += bytes;
        });
    if (done)
        files.sweep(inputs, results);
    return done;
}

Result<std::unique_ptr<JobQueue>> JobQueue::open(const QueueOptions &options, const Clock &clock)
{
    std::unique_ptr<JobQueue> queue(new JobQueue);
    queue->d = std::make_unique<Private>(*queue, options, clock);
    if (const auto opened = queue->d->open(); !opened)
        return fail(opened.error());
    connect(&queue->d->timer, &QTimer::timeout, queue.get(), &JobQueue::tick);
    queue->d->timer.start(tickInterval);
    return queue;
}

JobQueue::JobQueue() = default;

JobQueue::~JobQueue()
{
    d->filePool.waitForDone();
    if (d->writer)
        d->writer->finish();
}

QString JobQueue::recovered() const
{
    return d->recovered;
}

QString JobQueue::uploadFolder() const
{
    return d->files.uploadFolder();
}

// ---- the index follows the database

void JobQueue::Private::announce(const PoolId &pool)
{
    Q_EMIT q.depthChanged(pool);
    if (index.hasAvailable(pool))
        Q_EMIT q.jobAvailable(pool);
}

void JobQueue::Private::follow(const StoredJob &stored)
{
    const Job &job = stored.job;
    if (job.state == JobState::Running) {
        index.placeLeased(
            stored.number, indexed(stored),
            {.token = stored.token, .worker = {job.worker}, .deadline = clock.steadyNow() + leaseDuration});
    } else if (job.state != JobState::Pending) {
        index.forget(stored.number);
    } else if (job.notBefore && *job.notBefore > clock.now()) {
        index.placeDelayed(stored.number, indexed(stored),
                           clock.steadyNow() + (*job.notBefore - clock.now()));
    } else {
        index.placeAvailable(stored.number, indexed(stored));
    }
}

void JobQueue::Private::reload(qint64 number)
{
    const auto row = jobstore::find(*reader, number);
    if (!row)
        qCCritical(log).noquote() << "job" << number
                                  << "is out of reach until a restart:" << describe(row.error());
    else if (*row)
        follow(**row);
    else
        index.forget(number);
}

void JobQueue::Private::settle(qint64 number, const Row &row)
{
    const IndexedJob *const before = index.find(number);
    const PoolId pool = row ? row->job.pool : before ? before->pool : PoolId();
    if (row) {
        follow(*row);
        Q_EMIT q.jobChanged(row->job);
    } else {
        reload(number);
    }
    announce(pool);
}

// ---- jobs come and go

Bytes JobQueue::Private::used() const
{
    const QString database = queueDatabaseFile(options.directory);
    return {fileBytes + QFileInfo(database).size() + QFileInfo(database + QStringLiteral("-wal")).size()};
}

Result<> JobQueue::checkRoom(Bytes extra) const
{
    const qint64 left = d->options.maxData.value - d->used().value;
    if (extra.value <= left)
        return {};
    return fail(ErrorKind::LimitExceeded, QStringLiteral("data folder %1").arg(d->options.directory),
                QStringLiteral("full: %1 bytes more than the limit of %2 bytes allows")
                    .arg(extra.value - left)
                    .arg(d->options.maxData.value));
}

Async<JobId> JobQueue::add(const NewJob &job)
{
    const qint64 bytes = job.inputPath.isEmpty() ? 0 : QFileInfo(job.inputPath).size();
    if (const auto room = checkRoom({bytes}); !room)
        return ready<JobId>(fail(room.error()));
    const Deferred<JobId> accepted;
    StoredJob stored{.number = ++d->lastNumber};
    stored.job = {.id = jobId(stored.number),
                  .pool = job.pool,
                  .parameters = job.parameters,
                  .created = d->clock.now()};
    if (job.inputPath.isEmpty()) {
        d->insert(stored, accepted);
        return accepted.future();
    }
    d->fileBytes += bytes;
    stored.inputBytes = bytes;
    const auto adopt = [files = d->files, upload = job.inputPath, number = stored.number] {
        return files.adoptInput(upload, number);
    };
    d->onDisk<void>(adopt, [this, stored, accepted](const Result<> &adopted) {
        if (adopted) {
            d->insert(stored, accepted);
        } else {
            d->fileBytes -= *stored.inputBytes;
            accepted.settle(fail(adopted.error()));
        }
    });
    return accepted.future();
}

void JobQueue::Private::insert(const StoredJob &stored, const Deferred<JobId> &accepted)
{
    const auto work = [stored](SqliteConnection &connection) { return jobstore::insert(connection, stored); };
    writer->submit<void>(work, [this, stored, accepted](const Result<> &inserted) {
        if (inserted) {
            ++statistics[stored.job.pool].accepted;
            follow(stored);
            accepted.settle(stored.job.id);
            Q_EMIT q.jobChanged(stored.job);
            announce(stored.job.pool);
        } else {
            dispose({.stored = stored});
            accepted.settle(fail(inserted.error()));
        }
    });
}

Async<> JobQueue::retry(const JobId &job)
{
    const auto number = jobNumber(job);
    if (!number)
        return ready<void>(noSuchJob(job));
    const Deferred<> done;
    const auto work = [number = *number](SqliteConnection &connection) {
        return jobstore::retry(connection, number);
    };
    d->writer->submit<Row>(work, [this, job, number = *number, done](const Result<Row> &row) {
        d->settle(number, row.value_or(std::nullopt));
        if (!row)
            done.settle(fail(row.error()));
        else if (*row)
            done.settle({});
        else if (const auto there = this->job(job); !there)
            done.settle(fail(there.error()));
        else
            done.settle(fail(ErrorKind::Conflict, QStringLiteral("job %1").arg(job.value),
                             QStringLiteral("is %1; only failed and dead jobs can be tried again")
                                 .arg(toString(there->state))));
    });
    return done.future();
}

Async<> JobQueue::remove(const JobId &job)
{
    const auto number = jobNumber(job);
    if (!number)
        return ready<void>(noSuchJob(job));
    d->index.withhold(*number);
    const Deferred<> done;
    const auto work = [number = *number](SqliteConnection &connection) {
        return jobstore::remove(connection, number);
    };
    using Deleted = std::optional<DeletedJob>;
    d->writer->submit<Deleted>(work, [this, job, number = *number, done](const Result<Deleted> &deleted) {
        if (deleted && *deleted) {
            d->index.forget(number);
            d->dispose(**deleted);
            Q_EMIT jobRemoved(job);
            d->announce((*deleted)->stored.job.pool);
            done.settle({});
            return;
        }
        d->settle(number, std::nullopt);
        done.settle(deleted ? Result<>(noSuchJob(job)) : fail(deleted.error()));
    });
    return done.future();
}

void JobQueue::Private::dispose(const DeletedJob &deleted)
{
    const StoredJob &stored = deleted.stored;
    fileBytes -= deleted.resultBytes + (stored.hasInput() ? *stored.inputBytes : 0);
    if (stored.hasInput())
        filePool.start([files = files, number = stored.number] { files.removeInput(number); });
    if (!deleted.resultFile.isEmpty())
        filePool.start([files = files, name = deleted.resultFile] { files.removeResult(name); });
}

void JobQueue::Private::removeEnded()
{
    nextRemoval = clock.steadyNow() + removalInterval;
    const auto work = [time = clock.now() - options.resultRetention](SqliteConnection &connection) {
        return jobstore::removeEndedBefore(connection, time, removalsAtOnce);
    };
    using Deleted = std::vector<DeletedJob>;
    writer->submit<Deleted>(work, [this](const Result<Deleted> &deleted) {
        if (!deleted) {
            qCWarning(log).noquote() << "old jobs stay:" << describe(deleted.error());
            return;
        }
        for (const DeletedJob &each : *deleted) {
            dispose(each);
            Q_EMIT q.jobRemoved(each.stored.job.id);
        }
        if (deleted->size() == removalsAtOnce)
            nextRemoval = clock.steadyNow(); // there may be more
    });
}

// ---- leases

Async<std::optional<Lease>> JobQueue::lease(const PoolId &pool, const WorkerId &worker)
{
    const Deferred<std::optional<Lease>> granted;
    d->leaseNext(pool, worker, granted);
    return granted.future();
}

void JobQueue::Private::leaseNext(const PoolId &pool, const WorkerId &worker,
                                  const Deferred<std::optional<Lease>> &granted)
{
    const auto number = index.take(pool);
    if (!number) {
        granted.settle(std::nullopt);
        return;
    }
    const auto work = [key = LeaseKey{*number, newToken()}, worker = worker.value,
                       now = clock.now()](SqliteConnection &connection) {
        return jobstore::startAttempt(connection, key, worker, now);
    };
    writer->submit<Row>(work, [this, number = *number, pool, worker, granted](const Result<Row> &row) {
        const IndexedJob *const waiting = index.find(number);
        const bool isFirst = waiting && waiting->isNew;
        settle(number, row.value_or(std::nullopt));
        if (!row) {
            granted.settle(fail(row.error()));
        } else if (!*row) {
            leaseNext(pool, worker, granted); // that one was removed meanwhile
        } else {
            const StoredJob &stored = **row;
            if (isFirst)
                statistics[pool].waiting.add(secondsBetween(stored.job.created, stored.job.started));
            granted.settle(leaseOf(stored));
        }
    });
}

std::optional<qint64> JobQueue::Private::held(const JobId &job, const QString &token) const
{
    const auto number = jobNumber(job);
    const HeldLease *const lease = number ? index.lease(*number) : nullptr;
    return lease && lease->token == token ? number : std::nullopt;
}

Async<> JobQueue::heartbeat(const JobId &job, const QString &token, double progress)
{
    const auto number = d->held(job, token);
    if (!number)
        return ready<void>(leaseLost(job));
    HeldLease &lease = *d->index.lease(*number);
    lease.deadline = d->clock.steadyNow() + leaseDuration;
    lease.progress = std::clamp(progress, 0.0, 1.0);
    return ready<void>({});
}

std::optional<LeaseKey> JobQueue::Private::beginEnd(const JobId &job, const QString &token)
{
    const auto number = held(job, token);
    if (!number || index.lease(*number)->ending)
        return std::nullopt;
    index.lease(*number)->ending = true;
    return LeaseKey{*number, token};
}

Async<> JobQueue::complete(const JobId &job, const QString &token, const QByteArray &contentType,
                           const QByteArray &result)
{
    const auto lease = d->beginEnd(job, token);
    if (!lease)
        return ready<void>(leaseLost(job));
    const AttemptEnd end =
        succeededAttempt(d->index.find(lease->number)->counts, QString::fromUtf8(contentType));
    const Deferred<> ended;
    if (result.size() <= inlineResultBytes) {
        d->endAttempt(*lease, end, {.body = result, .bytes = result.size()}, ended);
        return ended.future();
    }
    const auto write = [files = d->files, lease = *lease, result] {
        return files.writeResult(lease.number, lease.token, result);
    };
    d->onDisk<QString>(write,
                       [this, lease = *lease, end, size = result.size(), ended](const Result<QString> &name) {
                           if (name) {
                               d->endAttempt(lease, end, {.file = *name, .bytes = size}, ended);
                           } else {
                               d->reload(lease.number); // the lease goes on, and the worker may report again
                               ended.settle(fail(name.error()));
                           }
                       });
    return ended.future();
}

Async<> JobQueue::failJob(const JobId &job, const QString &token, const QString &reason, bool final)
{
    const auto lease = d->beginEnd(job, token);
    if (!lease)
        return ready<void>(leaseLost(job));
    const Deferred<> ended;
    d->endAttempt(*lease, failedAttempt(d->index.find(lease->number)->counts, reason, final), {}, ended);
    return ended.future();
}

void JobQueue::Private::endAttempt(const LeaseKey &lease, const AttemptEnd &end, const NewResult &result,
                                   const Deferred<> &ended)
{
    const auto work = [lease, end, result, now = clock.now()](SqliteConnection &connection) -> Result<Row> {
        auto row = jobstore::endAttempt(connection, lease, end, now);
        if (!row || !*row || end.state != JobState::Succeeded)
            return row;
        return jobstore::addResult(connection, lease.number, result).map([&row] { return std::move(*row); });
    };
    writer->submit<Row>(work, [this, lease, result, ended](const Result<Row> &row) {
        const bool hasEnded = row && *row;
        if (hasEnded)
            tally(**row, result);
        else if (!result.file.isEmpty())
            filePool.start([files = files, name = result.file] { files.removeResult(name); });
        settle(lease.number, row.value_or(std::nullopt));
        if (hasEnded)
            ended.settle({});
        else
            ended.settle(row ? Result<>(leaseLost(jobId(lease.number))) : fail(row.error()));
    });
}

void JobQueue::Private::tally(const StoredJob &stored, const NewResult &result)
{
    const Job &job = stored.job;
    JobStatistics &counts = statistics[job.pool];
    counts.processing.add(secondsBetween(job.started, job.finished.value_or(clock.now())));
    counts.count(job.state);
    if (job.state != JobState::Succeeded) {
        ++counts.attemptsFailed;
        return;
    }
    fileBytes += result.bytes;
    if (stored.inputBytes) { // nobody will need it again
        fileBytes -= *stored.inputBytes;
        filePool.start([files = files, number = stored.number] { files.removeInput(number); });
    }
}

Async<> JobQueue::giveBack(const JobId &job, const QString &token)
{
    if (!d->held(job, token))
        return ready<void>(leaseLost(job));
    return d->interrupt([&token](const HeldLease &lease) { return lease.token == token; });
}

Async<> JobQueue::giveBackOf(const WorkerId &worker)
{
    return d->interrupt([&worker](const HeldLease &lease) { return lease.worker == worker; });
}

Async<> JobQueue::giveBackAll()
{
    return d->interrupt([](const HeldLease &) { return true; });
}

Async<> JobQueue::Private::interrupt(const std::function<bool(const HeldLease &)> &which)
{
    std::vector<std::pair<LeaseKey, AttemptEnd>> ends;
    for (auto &[number, lease] : index.leases()) {
        if (!lease.ending && which(lease)) {
            lease.ending = true;
            ends.emplace_back(LeaseKey{number, lease.token}, interruptedAttempt(index.find(number)->counts));
        }
    }
    if (ends.empty())
        return ready<void>({});
    using Rows = std::vector<Row>;
    const auto work = [ends, now = clock.now()](SqliteConnection &connection) -> Result<Rows> {
        Rows rows;
        for (const auto &[lease, end] : ends) {
            auto row = jobstore::endAttempt(connection, lease, end, now);
            if (!row)
                return fail(row.error());
            rows.push_back(std::move(*row));
        }
        return rows;
    };
    const Deferred<> done;
    writer->submit<Rows>(work, [this, ends, done](const Result<Rows> &rows) {
        for (std::size_t i = 0; i < ends.size(); ++i) {
            const Row row = rows ? rows->at(i) : std::nullopt;
            if (row) {
                JobStatistics &counts = statistics[row->job.pool];
                ++counts.interruptions;
                counts.count(row->job.state);
            }
            settle(ends[i].first.number, row);
        }
        done.settle(rows ? Result<>() : fail(rows.error()));
    });
    return done.future();
}

void JobQueue::tick()
{
    const SteadyPoint now = d->clock.steadyNow();
    for (const PoolId &pool : d->index.wake(now))
        d->announce(pool);
    d->interrupt([now](const HeldLease &lease) { return lease.deadline <= now; });
    if (now >= d->nextRemoval)
        d->removeEnded();
}

// ---- reading

Result<QString> JobQueue::inputFile(const JobId &job, const QString &token) const
{
    const auto number = d->held(job, token);
    if (!number)
        return leaseLost(job);
    const QString path = d->files.inputPath(*number);
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound, QStringLiteral("job %1").arg(job.value),
                    QStringLiteral("has no input"));
    return path;
}

QueueDepth JobQueue::depth(const PoolId &pool) const
{
    return d->index.depth(pool);
}

std::vector<RunningJob> JobQueue::running(const PoolId &pool) const
{
    std::vector<RunningJob> jobs;
    for (const auto &[number, lease] : d->index.leases()) {
        if (d->index.find(number)->pool == pool)
            jobs.push_back({jobId(number), lease.worker, lease.progress});
    }
    return jobs;
}

std::optional<TimePoint> JobQueue::oldestPending(const PoolId &pool) const
{
    return d->index.oldestAvailable(pool);
}

JobStatistics JobQueue::statistics(const PoolId &pool) const
{
    const auto found = d->statistics.find(pool);
    return found == d->statistics.end() ? JobStatistics() : found->second;
}

void JobQueue::Private::showProgress(Job &job) const
{
    const auto number = jobNumber(job.id);
    if (const HeldLease *const lease = number ? index.lease(*number) : nullptr)
        job.progress = lease->progress;
}

Result<Job> JobQueue::job(const JobId &id) const
{
    const auto number = jobNumber(id);
    const auto row = number ? jobstore::find(*d->reader, *number) : Result<Row>(std::nullopt);
    if (!row)
        return fail(row.error());
    if (!*row)
        return noSuchJob(id);
    Job found = (*row)->job;
    d->showProgress(found);
    return found;
}

Result<JobPage> JobQueue::list(const JobFilter &filter) const
{
    if (filter.limit < 1 || filter.limit > maxPage)
        return fail(ErrorKind::InvalidInput, QStringLiteral("list jobs"),
                    QStringLiteral("limit must be from 1 to %1").arg(maxPage));
    if (filter.after && !jobNumber(*filter.after))
        return fail(ErrorKind::InvalidInput, QStringLiteral("list jobs"),
                    QStringLiteral("after must be a job id"));
    auto page = jobstore::list(*d->reader, filter);
    if (page) {
        for (Job &job : page->jobs)
            d->showProgress(job);
    }
    return page;
}

Result<StoredResult> JobQueue::result(const JobId &id) const
{
    const auto number = jobNumber(id);
    auto found =
        number ? jobstore::result(*d->reader, *number) : Result<std::optional<StoredResult>>(std::nullopt);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorKind::NotFound, QStringLiteral("job %1").arg(id.value),
                    QStringLiteral("has no result"));
    StoredResult result = std::move(**found);
    if (!result.file.isEmpty())
        result.file = d->files.resultPath(result.file);
    return result;
}

} // namespace crescendo
