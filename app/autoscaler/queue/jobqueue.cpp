#include "autoscaler/queue/jobqueue.h"

#include "autoscaler/queue/leasedesk.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTimer>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(log, "crescendo.queue")

constexpr Millis tickInterval{500};
constexpr Seconds removalInterval{60};
constexpr int removalsAtOnce = 200; // bounds what one commit holds up
constexpr int maxPage = 1000;

QString nameOf(const JobId &id)
{
    return QStringLiteral("job %1").arg(id.value);
}

tl::unexpected<Error> noSuchJob(const JobId &id)
{
    return fail(ErrorKind::NotFound, nameOf(id), QStringLiteral("no such job"));
}

} // namespace

struct JobQueue::Parts {
    Parts(QueueOptions queueOptions, const Clock &queueClock)
        : options(std::move(queueOptions))
        , clock(queueClock)
        , book(options.directory, clock)
        , desk(book, clock)
    {
    }
    void insert(const StoredJob &stored, const Deferred<JobId> &accepted);
    void showProgress(Job &job) const;
    void removeEnded();

    QueueOptions options;
    qint64 uploadBytes = 0;
    QStringList discarded; // uploads that could not be removed yet
    const Clock &clock;
    JobBook book;
    LeaseDesk desk;
    SteadyPoint nextRemoval;
    QTimer timer;
};

Result<std::unique_ptr<JobQueue>> JobQueue::open(const QueueOptions &options, const Clock &clock)
{
    std::unique_ptr<JobQueue> queue(new JobQueue(std::make_unique<Parts>(options, clock)));
    return queue->m_parts->book.open().map([&queue] {
        queue->m_parts->timer.start(tickInterval);
        return std::move(queue);
    });
}

JobQueue::JobQueue(std::unique_ptr<Parts> parts) : m_parts(std::move(parts))
{
    connect(&m_parts->book, &JobBook::depthChanged, this, &JobQueue::depthChanged);
    connect(&m_parts->book, &JobBook::jobChanged, this, &JobQueue::jobChanged);
    connect(&m_parts->book, &JobBook::jobRemoved, this, &JobQueue::jobRemoved);
    connect(&m_parts->book, &JobBook::jobAvailable, this, &JobQueue::jobAvailable);
    connect(&m_parts->timer, &QTimer::timeout, this, &JobQueue::tick);
}

JobQueue::~JobQueue()
{
    // What ends now settles its futures; nobody is to act on it any more.
    m_parts->timer.stop();
    disconnect(&m_parts->book, nullptr, this, nullptr);
    m_parts->book.finish();
}

QString JobQueue::recovered() const
{
    return m_parts->book.recovered();
}

QStringList JobQueue::removedCopies() const
{
    return m_parts->book.removedCopies();
}

QString JobQueue::uploadFolder() const
{
    return m_parts->book.files().uploadFolder();
}

void JobQueue::discardUpload(const QString &path)
{
    if (!QFile::remove(path) && QFile::exists(path))
        m_parts->discarded += path;
}

Result<> JobQueue::checkRoom(Bytes extra) const
{
    const qint64 left = m_parts->options.maxData.value - m_parts->book.used().value - m_parts->uploadBytes;
    if (extra.value <= left)
        return {};
    QString detail = QStringLiteral("%1 bytes would exceed the limit of %2 bytes by %3")
                         .arg(extra.value)
                         .arg(m_parts->options.maxData.value)
                         .arg(extra.value - left);
    if (const Bytes aside = m_parts->book.aside(); aside.value > 0)
        detail += QStringLiteral("; %1 bytes of it are *.corrupt-*, which may be removed").arg(aside.value);
    return fail(ErrorKind::LimitExceeded, QStringLiteral("data folder %1").arg(m_parts->options.directory),
                detail);
}

void JobQueue::countUpload(qint64 bytes)
{
    m_parts->uploadBytes += bytes;
}

void JobQueue::setLimits(Bytes maxData, Seconds resultRetention)
{
    if (resultRetention != m_parts->options.resultRetention)
        m_parts->nextRemoval = {}; // what is too old now goes with the next tick
    m_parts->options.maxData = maxData;
    m_parts->options.resultRetention = resultRetention;
}

Async<JobId> JobQueue::add(const NewJob &job)
{
    const qint64 bytes = job.inputPath.isEmpty() ? 0 : QFileInfo(job.inputPath).size();
    if (const auto room = checkRoom({bytes}); !room)
        return ready<JobId>(fail(room.error()));
    StoredJob stored{.number = m_parts->book.nextNumber()};
    stored.job = {.id = jobId(stored.number),
                  .pool = job.pool,
                  .parameters = job.parameters,
                  .created = m_parts->clock.now()};
    const Deferred<JobId> accepted;
    if (job.inputPath.isEmpty()) {
        m_parts->insert(stored, accepted);
        return accepted.future();
    }
    stored.inputBytes = bytes;
    m_parts->book.countFile(bytes); // from now on, so that many at once don't pass the limit together
    const auto adopt = [files = m_parts->book.files(), upload = job.inputPath, number = stored.number] {
        return files.adoptInput(upload, number);
    };
    m_parts->book.onDisk<void>(adopt, [this, stored, accepted](const Result<> &adopted) {
        if (adopted) {
            m_parts->insert(stored, accepted);
        } else {
            m_parts->book.removeInputFile(stored);
            accepted.settle(fail(adopted.error()));
        }
    });
    return accepted.future();
}

void JobQueue::Parts::insert(const StoredJob &stored, const Deferred<JobId> &accepted)
{
    book.insert(stored, [this, stored, accepted](const Result<> &inserted) {
        if (inserted)
            ++book.statistics(stored.job.pool).accepted;
        else if (stored.hasInput())
            book.removeInputFile(stored);
        accepted.settle(inserted.map([&stored] { return stored.job.id; }));
    });
}

Async<> JobQueue::retry(const JobId &id)
{
    const auto number = jobNumber(id);
    if (!number)
        return ready<void>(noSuchJob(id));
    const Deferred<> done;
    const auto work = [number = *number](SqliteConnection &connection) {
        return jobstore::retry(connection, number);
    };
    m_parts->book.change(*number, work, [this, id, done](const JobBook::RowResult &row) {
        if (!row)
            done.settle(fail(row.error()));
        else if (*row)
            done.settle({});
        else if (const auto there = job(id); !there)
            done.settle(fail(there.error()));
        else
            done.settle(fail(ErrorKind::Conflict, nameOf(id),
                             QStringLiteral("is %1; only failed and dead jobs can be tried again")
                                 .arg(toString(there->state))));
    });
    return done.future();
}

Async<> JobQueue::remove(const JobId &id)
{
    const auto number = jobNumber(id);
    if (!number)
        return ready<void>(noSuchJob(id));
    const Deferred<> done;
    m_parts->book.remove(*number, [id, done](const Result<JobBook::Deleted> &deleted) {
        if (!deleted)
            done.settle(fail(deleted.error()));
        else if (!*deleted)
            done.settle(noSuchJob(id));
        else
            done.settle({});
    });
    return done.future();
}

Async<std::optional<Lease>> JobQueue::lease(const PoolId &pool, const WorkerId &worker)
{
    return m_parts->desk.lease(pool, worker);
}

Async<> JobQueue::heartbeat(const JobId &job, const QString &token, double progress)
{
    return m_parts->desk.heartbeat(job, token, progress);
}

Async<> JobQueue::complete(const JobId &job, const QString &token, const QByteArray &contentType,
                           const QByteArray &result)
{
    return m_parts->desk.complete(job, token, contentType, result);
}

Async<> JobQueue::completeWithFile(const JobId &job, const QString &token, const QByteArray &contentType,
                                   const QString &path)
{
    return m_parts->desk.completeWithFile(job, token, contentType, path);
}

Async<> JobQueue::failJob(const JobId &job, const QString &token, const QString &reason, FailureCause cause)
{
    return m_parts->desk.failJob(job, token, reason, cause);
}

Async<> JobQueue::giveBack(const JobId &job, const QString &token)
{
    return m_parts->desk.giveBack(job, token);
}

Async<> JobQueue::giveBackOf(const WorkerId &worker)
{
    return m_parts->desk.interruptOf(worker);
}

Async<> JobQueue::giveBackAll()
{
    return m_parts->desk.giveBackAll();
}

Result<QString> JobQueue::inputFile(const JobId &job, const QString &token) const
{
    const auto number = m_parts->desk.held(job, token);
    if (!number)
        return fail(ErrorKind::Conflict, nameOf(job), QStringLiteral("the lease is lost"));
    QString path = m_parts->book.files().inputPath(*number);
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound, nameOf(job), QStringLiteral("has no input"));
    return path;
}

QueueDepth JobQueue::depth(const PoolId &pool) const
{
    return m_parts->book.index().depth(pool);
}

std::vector<RunningJob> JobQueue::running(const PoolId &pool) const
{
    std::vector<RunningJob> jobs;
    for (const auto &[number, lease] : m_parts->book.index().leases()) {
        if (m_parts->book.index().find(number)->pool == pool)
            jobs.push_back({jobId(number), {lease.job.job.worker}, lease.progress});
    }
    return jobs;
}

std::optional<TimePoint> JobQueue::oldestPending(const PoolId &pool) const
{
    return m_parts->book.index().oldestAvailable(pool);
}

JobStatistics JobQueue::statistics(const PoolId &pool) const
{
    return m_parts->book.statistics(pool);
}

void JobQueue::Parts::showProgress(Job &job) const
{
    const auto number = jobNumber(job.id);
    if (const HeldLease *const lease = number ? book.index().lease(*number) : nullptr)
        job.progress = lease->progress;
}

Result<Job> JobQueue::job(const JobId &id) const
{
    const auto number = jobNumber(id);
    auto row = number ? jobstore::find(m_parts->book.reader(), *number) : JobBook::RowResult();
    if (!row)
        return fail(row.error());
    if (!*row)
        return noSuchJob(id);
    Job found = std::move((*row)->job);
    m_parts->showProgress(found);
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
    auto page = jobstore::list(m_parts->book.reader(), filter);
    if (page) {
        for (Job &job : page->jobs)
            m_parts->showProgress(job);
    }
    return page;
}

Result<JobCounts> JobQueue::counts(const std::optional<PoolId> &pool) const
{
    return jobstore::count(m_parts->book.reader(), pool);
}

Result<StoredResult> JobQueue::result(const JobId &id) const
{
    const auto of = job(id);
    if (!of)
        return fail(of.error());
    const qint64 number = *jobNumber(id);
    const auto row = jobstore::findResult(m_parts->book.reader(), number);
    if (!row)
        return fail(row.error());
    if (!*row)
        return fail(ErrorKind::NotFound, nameOf(id), QStringLiteral("has no result"));
    StoredResult result{.contentType = of->resultType.toUtf8(), .body = (*row)->body};
    if ((*row)->fileBytes)
        result.file = m_parts->book.files().resultPath(number);
    return result;
}

void JobQueue::tick()
{
    const SteadyPoint now = m_parts->clock.steadyNow();
    for (const PoolId &pool : m_parts->book.index().wake(now))
        m_parts->book.announce(pool);
    m_parts->desk.expire();
    const QStringList discarded = std::exchange(m_parts->discarded, {});
    for (const QString &path : discarded)
        discardUpload(path);
    if (now >= m_parts->nextRemoval)
        m_parts->removeEnded();
}

void JobQueue::Parts::removeEnded()
{
    nextRemoval = clock.steadyNow() + removalInterval;
    book.measureBeside();
    book.removeEnded(
        clock.now() - options.resultRetention, removalsAtOnce, [this](const Result<int> &removed) {
            if (!removed)
                qCWarning(log).noquote() << "old jobs stay for now:" << describe(removed.error());
            else if (*removed == removalsAtOnce)
                nextRemoval = clock.steadyNow(); // there may be more
        });
}

} // namespace crescendo
