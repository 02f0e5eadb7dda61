// The durable queue against bare batched SQLite writes of the same rows on the same disk, and what 100,000
// waiting jobs cost. Writes below the system's folder for temporary files, or below TMPDIR.
#include "autoscaler/queue/jobqueue.h"
#include "autoscaler/queue/jobstore.h"
#include "tests/support/await.h"
#include "tests/support/benchrow.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <vector>

using namespace crescendo;

namespace {

constexpr int jobs = 10'000;
constexpr int workers = 64; // that lease and complete at the same time; so many share a commit
constexpr int rounds = 3;
constexpr int waitingJobs = 100'000;

const PoolId pool{QStringLiteral("analysis")};
const QByteArray contentType = "application/json";
const QByteArray result(1'000, 'x');

[[noreturn]] void stop(const Error &error)
{
    qFatal("%s", qPrintable(describe(error)));
}

std::unique_ptr<JobQueue> open(const QString &folder, const Clock &clock)
{
    auto queue = JobQueue::open({.directory = folder}, clock);
    if (!queue)
        stop(queue.error());
    return std::move(*queue);
}

void addJobs(JobQueue &queue, int count)
{
    std::vector<Async<JobId>> added;
    for (int i = 0; i < count; ++i)
        added.push_back(
            queue.add({.pool = pool, .parameters = {{QStringLiteral("fileName"), QStringLiteral("a.mp3")}}}));
    for (const auto &job : added) {
        if (const auto id = await(job); !id)
            stop(id.error());
    }
}

double rate(int count, const QElapsedTimer &timer)
{
    return count * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

/// `workers` workers, each of which leases the next job as soon as its last is stored, until none is left.
class Crew {
public:
    explicit Crew(JobQueue &queue) : m_queue(queue) {}
    void work()
    {
        for (int i = 0; i < workers; ++i)
            leaseNext({QStringLiteral("worker-%1").arg(i)});
        m_loop.exec();
    }

private:
    void leaseNext(const WorkerId &worker)
    {
        m_queue.lease(pool, worker).then(&m_loop, [this, worker](const Result<std::optional<Lease>> &lease) {
            if (!lease)
                stop(lease.error());
            if (*lease)
                complete(worker, **lease);
            else if (++m_idle == workers)
                m_loop.quit();
        });
    }
    void complete(const WorkerId &worker, const Lease &lease)
    {
        m_queue.complete(lease.job, lease.token, contentType, result)
            .then(&m_loop, [this, worker](const Result<> &done) {
                if (!done)
                    stop(done.error());
                leaseNext(worker);
            });
    }

    JobQueue &m_queue;
    QEventLoop m_loop;
    int m_idle = 0;
};

double queueRate(const Clock &clock)
{
    const QTemporaryDir folder;
    const auto queue = open(folder.path(), clock);
    addJobs(*queue, jobs);
    Crew crew(*queue);
    QElapsedTimer timer;
    timer.start();
    crew.work();
    return rate(jobs, timer);
}

void must(const Result<> &done)
{
    if (!done)
        stop(done.error());
}

/// The same rows in the same tables through one connection in one loop, as many to a commit as there are
/// workers.
double bareRate()
{
    const QTemporaryDir folder;
    auto opened = SqliteConnection::open(folder.filePath(QStringLiteral("bare.db")),
                                         SqliteConnection::Durability::PowerLoss);
    if (!opened)
        stop(opened.error());
    SqliteConnection &database = **opened;
    must(database.migrate(jobstore::schema()));
    must(database.begin());
    for (int i = 1; i <= jobs; ++i)
        must(database.run(
            QStringLiteral("INSERT INTO jobs (id, pool, state, parameters, created) VALUES (?, ?, ?, ?, ?)"),
            {i, pool.value, QStringLiteral("pending"), QStringLiteral("{\"fileName\":\"a.mp3\"}"), i}));
    must(database.commit());
    const QString token(32, QLatin1Char('0'));
    QElapsedTimer timer;
    timer.start();
    for (int first = 1; first <= jobs; first += workers) {
        const int end = std::min(first + workers, jobs + 1);
        must(database.begin());
        for (int i = first; i < end; ++i)
            must(database.run(
                QStringLiteral(
                    "UPDATE jobs SET state = 'running', worker = ?, token = ?, started = ? WHERE id = ?"),
                {QStringLiteral("worker-1"), token, i, i}));
        must(database.commit());
        must(database.begin());
        for (int i = first; i < end; ++i) {
            must(database.run(
                QStringLiteral(
                    "UPDATE jobs SET state = 'succeeded', result_type = ?, finished = ? WHERE id = ?"),
                {QString::fromLatin1(contentType), i, i}));
            must(database.run(QStringLiteral("INSERT INTO results (job, body) VALUES (?, ?)"), {i, result}));
        }
        must(database.commit());
    }
    return rate(jobs, timer);
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

void reportThroughput(const Clock &clock)
{
    std::vector<double> ours;
    std::vector<double> bare;
    for (int round = 0; round < rounds; ++round) { // in turns, as a disk has its moods
        bare.push_back(bareRate());
        ours.push_back(queueRate(clock));
    }
    report({.what = QStringLiteral("queue: lease and complete, beside bare batched SQLite"),
            .unit = QStringLiteral("jobs/s"),
            .measured = median(ours),
            .reference = median(bare),
            .bound = Bound::AtLeast,
            .budget = 0.5});
}

double residentMebibytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr double pagesPerMebibyte = 256;
    return file.readAll().split(' ').value(1).toDouble() / pagesPerMebibyte;
}

void reportBacklog(const QString &folder, const Clock &clock)
{
    const double before = residentMebibytes();
    QElapsedTimer timer;
    timer.start();
    const auto queue = open(folder, clock);
    const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (queue->depth(pool).pending != waitingJobs)
        qFatal("not all jobs are waiting");
    report({.what = QStringLiteral("queue: memory of 100,000 waiting jobs"),
            .unit = QStringLiteral("MiB"),
            .measured = residentMebibytes() - before,
            .budget = 40});
    report({.what = QStringLiteral("queue: opening with 100,000 waiting jobs"),
            .unit = QStringLiteral("ms"),
            .measured = milliseconds,
            .budget = 2'000});
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const SystemClock clock;
    if (argc == 2) {
        reportBacklog(QString::fromLocal8Bit(argv[1]), clock);
        return 0;
    }
    reportThroughput(clock);
    const QTemporaryDir folder;
    addJobs(*open(folder.path(), clock), waitingJobs);
    // In a process of its own, whose memory the adding has not touched.
    return QProcess::execute(QCoreApplication::applicationFilePath(), {folder.path()});
}
