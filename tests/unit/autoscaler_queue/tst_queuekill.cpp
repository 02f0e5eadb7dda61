// A service that works on a queue is killed at random moments, many times; whatever it acknowledged must
// hold.
#include "autoscaler/queue/jobqueue.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <map>
#include <set>

using namespace crescendo;

namespace {

constexpr int kills = 25;
constexpr int adders = 4;
constexpr int workers = 8;
const PoolId pool{QStringLiteral("analysis")};

/// Every second one is too large for the database.
QByteArray resultOf(const JobId &job)
{
    return ("result of " + job.value.toLatin1() + '\n').repeated(job.value.toInt() % 2 == 0 ? 1 : 6'000);
}

bool isEnd(JobState state)
{
    return state != JobState::Pending && state != JobState::Running;
}

void say(const char *what, const JobId &job)
{
    std::printf("%s %s\n", what, qPrintable(job.value));
    std::fflush(stdout);
}

/// What the killed process does: adds jobs, and leases, ends, returns and removes them in random ways, saying
/// on stdout what it was told. Its time runs 1 s in 5 ms, so that retries come and leases of earlier runs
/// expire.
class Victim : public QObject {
public:
    explicit Victim(const QString &folder)
    {
        auto opened = JobQueue::open({.directory = folder}, m_clock);
        if (!opened)
            qFatal("%s", qPrintable(describe(opened.error())));
        m_queue = std::move(*opened);
        connect(m_queue.get(), &JobQueue::jobChanged, this, [](const Job &job) {
            if (isEnd(job.state))
                say("ended", job.id);
        });
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_clock.advance(Seconds(1));
            m_queue->tick();
        });
        m_timer.start(5);
        for (int i = 0; i < adders; ++i)
            add();
        for (int i = 0; i < workers; ++i)
            work();
    }

private:
    void add()
    {
        NewJob job{.pool = pool};
        if (m_random.bounded(2) == 0) {
            job.inputPath = m_queue->uploadFolder() + QStringLiteral("/%1").arg(++m_uploads);
            QFile file(job.inputPath);
            if (!file.open(QIODevice::WriteOnly) || file.write("RIFF") != 4)
                qFatal("no upload");
        }
        m_queue->add(job).then(this, [this](const Result<JobId> &added) {
            say("added", added.value());
            add();
        });
    }
    void work()
    {
        m_queue->lease(pool, {QStringLiteral("w")})
            .then(this, [this](const Result<std::optional<Lease>> &lease) {
                if (!lease.value())
                    QTimer::singleShot(1, this, [this] { work(); });
                else
                    end(**lease).then(this, [this](const Result<> &) { work(); });
            });
    }
    Async<> end(const Lease &lease)
    {
        const int dice = m_random.bounded(100);
        if (lease.hasInput && !m_queue->inputFile(lease.job, lease.token))
            say("lost the input of", lease.job);
        if (dice < 10)
            return m_queue->failJob(lease.job, lease.token, QStringLiteral("broken"),
                                    dice < 3 ? FailureCause::Input : FailureCause::Worker);
        if (dice < 20)
            return m_queue->giveBack(lease.job, lease.token);
        if (dice < 23) {
            say("removing", lease.job);
            return m_queue->remove(lease.job);
        }
        return m_queue->complete(lease.job, lease.token, "text/plain", resultOf(lease.job))
            .then(this, [job = lease.job](const Result<> &completed) {
                if (completed)
                    say("completed", job);
                return completed;
            });
    }

    FakeClock m_clock;
    QTimer m_timer;
    QRandomGenerator m_random = QRandomGenerator::securelySeeded();
    std::unique_ptr<JobQueue> m_queue;
    int m_uploads = 0;
};

/// What all victims said so far: job ids by word, with how often.
using Ledger = std::map<QByteArray, std::map<QString, int>>;

void read(const QByteArray &output, Ledger &ledger)
{
    QByteArrayList lines = output.split('\n');
    lines.removeLast(); // cut short by the kill, or empty
    for (const QByteArray &line : lines) {
        const qsizetype space = line.lastIndexOf(' ');
        ++ledger[line.first(space)][QString::fromLatin1(line.mid(space + 1))];
    }
}

QByteArray bytesOf(const StoredResult &result)
{
    QFile file(result.file);
    return result.file.isEmpty()         ? result.body
        : file.open(QIODevice::ReadOnly) ? file.readAll()
                                         : QByteArray();
}

std::map<QString, Job> allJobs(const JobQueue &queue)
{
    std::map<QString, Job> jobs;
    JobFilter filter{.limit = 1000};
    for (bool more = true; more;) {
        const auto page = queue.list(filter);
        for (const Job &job : page->jobs)
            jobs.emplace(job.id.value, job);
        more = page->more;
        filter.after = more ? std::optional(page->jobs.back().id) : std::nullopt;
    }
    return jobs;
}

} // namespace

class TestQueueKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAcceptedJobEndsOnce();

private:
    void runAndKill(const QString &folder, Ledger &ledger);
    void check(const JobQueue &queue, const Ledger &ledger);
    void finish(JobQueue &queue, FakeClock &clock);
};

void TestQueueKill::runAndKill(const QString &folder, Ledger &ledger)
{
    QProcess victim;
    victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--victim"), folder});
    QVERIFY(victim.waitForReadyRead(60'000)); // it works
    QTest::qWait(QRandomGenerator::global()->bounded(120));
    victim.kill();
    QVERIFY(victim.waitForFinished(60'000));
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit); // not by itself
    read(victim.readAllStandardOutput(), ledger);
}

void TestQueueKill::check(const JobQueue &queue, const Ledger &ledger)
{
    QVERIFY(queue.recovered().isEmpty());
    const auto of = [&ledger](const char *word) {
        const auto found = ledger.find(word);
        return found == ledger.end() ? std::map<QString, int>() : found->second;
    };
    const auto jobs = allJobs(queue);
    const auto removing = of("removing");
    QCOMPARE(of("lost the input of").size(), std::size_t(0));
    for (const auto &[id, count] : of("added")) {
        QCOMPARE(count, 1); // no number is given out twice
        QVERIFY2(jobs.contains(id) || removing.contains(id), qPrintable(id));
    }
    for (const auto &[id, count] : of("ended")) {
        QVERIFY2(count == 1, qPrintable(id));
        QVERIFY2(jobs.contains(id) && isEnd(jobs.at(id).state), qPrintable(id));
    }
    for (const auto &[id, count] : of("completed"))
        QVERIFY2(count == 1 && jobs.at(id).state == JobState::Succeeded, qPrintable(id));
    QueueDepth depth;
    for (const auto &[id, job] : jobs) {
        depth.pending += job.state == JobState::Pending ? 1 : 0;
        depth.running += job.state == JobState::Running ? 1 : 0;
        const auto result = queue.result(job.id);
        QCOMPARE(result.has_value(), job.state == JobState::Succeeded);
        if (result)
            QVERIFY2(bytesOf(*result) == resultOf(job.id), qPrintable(id));
    }
    QCOMPARE(queue.depth(pool), depth);
}

void TestQueueKill::finish(JobQueue &queue, FakeClock &clock)
{
    clock.advance(Seconds(60)); // for the leases of the last victim, and the retries
    queue.tick();
    QTRY_COMPARE(queue.depth(pool).running, 0);
    while (queue.depth(pool).load() > 0) {
        const auto lease = await(queue.lease(pool, {QStringLiteral("last")}));
        QVERIFY(lease && *lease);
        QVERIFY(await(queue.complete((*lease)->job, (*lease)->token, "text/plain", resultOf((*lease)->job))));
    }
}

void TestQueueKill::everyAcceptedJobEndsOnce()
{
    const QTemporaryDir folder;
    FakeClock clock;
    Ledger ledger;
    for (int i = 0; i < kills; ++i) {
        runAndKill(folder.path(), ledger);
        const auto queue = JobQueue::open({.directory = folder.path()}, clock);
        QVERIFY2(queue, queue ? "" : qPrintable(describe(queue.error())));
        check(**queue, ledger);
        if (QTest::currentTestFailed())
            return;
    }
    // The test tests: there was enough of everything.
    QVERIFY(ledger["added"].size() > kills);
    QVERIFY(ledger["completed"].size() > kills);
    qInfo("%zu jobs accepted, %zu seen to end, %zu completed, %zu removed in %d lives",
          ledger["added"].size(), ledger["ended"].size(), ledger["completed"].size(),
          ledger["removing"].size(), kills);

    auto queue = JobQueue::open({.directory = folder.path()}, clock);
    finish(**queue, clock);
    check(**queue, ledger);
    for (const auto &[id, job] : allJobs(**queue))
        QVERIFY2(isEnd(job.state), qPrintable(id));
    QCOMPARE(QDir(folder.filePath(QStringLiteral("uploads"))).entryList(QDir::Files), QStringList());
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("--victim")) {
        const Victim victim(app.arguments().at(2));
        return QCoreApplication::exec();
    }
    TestQueueKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_queuekill.moc"
