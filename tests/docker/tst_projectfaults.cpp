#include "api/poolstate.h"
#include "tests/support/await.h"
#include "tests/support/clips.h"
#include "tests/support/musicproject.h"
#include "tests/support/printedseed.h"

#include <QJsonDocument>

#include <algorithm>
#include <map>
#include <set>

using namespace crescendo;

// The Compose project while its engine fails: the service says so, and reaches its targets by itself when the
// engine is back. No job is lost. On an engine of the test's own.
class ProjectFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysThatTheEngineIsOutOfReach();
    void everyJobEndsOnceThoughTheEngineIsKilled();
    void everyJobEndsOnceThoughContainersAreKilled();
    void reachesTheTargetThoughTheEngineRestarts_data();
    void reachesTheTargetThoughTheEngineRestarts();

private:
    void hold(int replicas);
    bool settlesAt(int replicas);
    QString inside(const QString &path) const;
    std::vector<Async<JobId>> uploads(int count);
    void kill(const QString &container, QRandomGenerator &random) const;
    void killService(QRandomGenerator &random) const;
    QStringList busyWorkers();
    void killWhileJobsFlow(bool alsoTheService, QRandomGenerator &random, std::set<JobId> &accepted);
    std::vector<Job> jobs();
    QString openJobs();
    void noteEnded(std::map<JobId, Job> &ended);
    bool hasItsResult(const JobId &job) const;

    const PrivateEngine m_engine;
    std::unique_ptr<MusicProject> m_project;
};

namespace {

constexpr int recoveryTime = 90'000;
constexpr double clipSeconds = 60; // some seconds of work for a fraction of a core
/// Fewer than the interruptions that make a job dead, should all of them hit the same one.
constexpr int killedWorkers = 9;
constexpr int mostReplicas = 4; // the fifth port may be the other pool's

/// Those that the service has accepted; an upload that got no answer may have been, or not.
void collect(const std::vector<Async<JobId>> &uploads, std::set<JobId> &accepted)
{
    for (const Async<JobId> &upload : uploads) {
        if (const Result<JobId> job = await(upload))
            accepted.insert(*job);
    }
}

} // namespace

void ProjectFaultsTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
        QSKIP("Compose 2 is not here");
    QVERIFY(m_engine.start());
    const ProgramOutput image = MusicProject::buildImage(m_engine);
    QVERIFY2(image.exitCode == 0, qPrintable(image.text));
    m_project = std::make_unique<MusicProject>(m_engine, ComposeProject::Version::V2, Seconds(3));
    QVERIFY2(m_project->bringUp(), qPrintable(m_project->lastLogs()));
}

void ProjectFaultsTest::hold(int replicas)
{
    const Result<> held = m_project->control(
        "PUT", "replicas", {{QStringLiteral("replicas"), replicas}, {QStringLiteral("holdSeconds"), 3600}});
    QVERIFY2(held, held ? "" : qPrintable(describe(held.error())));
}

/// So many run, each with a number of its own, and none is left half made.
bool ProjectFaultsTest::settlesAt(int replicas)
{
    const auto isSo = [&] {
        const QString all =
            m_project->shell(QStringLiteral("docker ps -a --format '{{.Names}}' | grep -c analysis-worker"))
                .text;
        const QStringList names = m_project->running(QStringLiteral("analysis-worker"));
        const std::set<QString> distinct(names.begin(), names.end());
        return all.trimmed() == QString::number(replicas) && static_cast<int>(distinct.size()) == replicas
            && m_project->pool().ready == replicas;
    };
    return QTest::qWaitFor(isSo, recoveryTime);
}

/// What the service answers in the project's own network: what it publishes on the host goes with the engine.
QString ProjectFaultsTest::inside(const QString &path) const
{
    static const QString address =
        m_project
            ->shell(QStringLiteral("docker inspect --format '{{range "
                                   ".NetworkSettings.Networks}}{{.IPAddress}}{{end}}' music-api"))
            .text.trimmed();
    return m_project
        ->shell(QStringLiteral("curl -sS -m 5 -H 'Host: music-api:5000' http://%1:5000%2").arg(address, path))
        .text;
}

void ProjectFaultsTest::saysThatTheEngineIsOutOfReach()
{
    const QString metrics = QStringLiteral("/api/metrics/autoscaling");
    QVERIFY2(inside(metrics).contains(QLatin1String("\"status\": \"active\"")), qPrintable(inside(metrics)));
    m_engine.kill();
    QTRY_VERIFY2_WITH_TIMEOUT(inside(metrics).contains(QLatin1String("\"status\": \"degraded\"")),
                              qPrintable(inside(metrics)), 30'000);
    const QJsonObject state =
        QJsonDocument::fromJson(inside(QStringLiteral("/api/autoscaling/pools/analysis")).toUtf8()).object();
    const Pool pool = poolFromJson({QStringLiteral("analysis")}, state).value_or(Pool());
    QVERIFY(pool.fault);
    QCOMPARE(toString(pool.fault->kind), QStringLiteral("unavailable"));
    QVERIFY(!pool.fault->detail.isEmpty());

    QVERIFY(m_engine.start());
    QVERIFY(settlesAt(1));
    QTRY_VERIFY2_WITH_TIMEOUT(m_project->shell(QStringLiteral("curl -sS ") + m_project->url() + metrics)
                                  .text.contains(QLatin1String("\"status\": \"active\"")),
                              qPrintable(m_project->lastLogs()), recoveryTime);
}

void ProjectFaultsTest::everyJobEndsOnceThoughTheEngineIsKilled()
{
    hold(3);
    QVERIFY2(settlesAt(3), qPrintable(m_project->lastLogs()));
    std::set<JobId> accepted;
    collect(uploads(6), accepted);
    QCOMPARE(accepted.size(), 6U);
    QTRY_VERIFY_WITH_TIMEOUT(m_project->pool().busy.value_or(0) >= 1, 20'000);
    const auto starts = [this] {
        return m_project->shell(QStringLiteral("docker inspect --format '{{.State.StartedAt}}' music-api"))
            .text;
    };
    const QString before = starts();
    m_engine.kill();
    QVERIFY(m_engine.start());

    for (const JobId &id : accepted) {
        const auto state = [&] { return await(m_project->client().job(id)).value_or(Job()).state; };
        QTRY_COMPARE_WITH_TIMEOUT(toString(state()), QStringLiteral("succeeded"), recoveryTime);
        QVERIFY(hasItsResult(id));
    }
    QVERIFY(starts() != before); // else the kill has tested nothing
    QVERIFY2(settlesAt(3), qPrintable(m_project->lastLogs()));
}

std::vector<Async<JobId>> ProjectFaultsTest::uploads(int count)
{
    std::vector<Async<JobId>> uploads;
    for (int i = 0; i < count; ++i)
        uploads.push_back(m_project->client().upload(
            QStringLiteral("a.wav"), makeClip({clipSeconds, 120, static_cast<quint32>(i), 22'050})));
    return uploads;
}

bool ProjectFaultsTest::hasItsResult(const JobId &job) const
{
    const ProgramOutput said =
        m_project->shell(QStringLiteral("curl -sSf %1/api/jobs/%2/result").arg(m_project->url(), job.value));
    return said.exitCode == 0
        && said.text.contains(QStringLiteral("\"durationSeconds\":%1").arg(clipSeconds));
}

/// In one of two ways: a process that crashes has its container started again by the engine; one that the
/// engine was asked to kill stays dead until somebody starts it.
void ProjectFaultsTest::kill(const QString &container, QRandomGenerator &random) const
{
    const QString line = random.bounded(2) == 0
        ? QStringLiteral("docker kill -s KILL %1")
        : QStringLiteral("pid=$(docker inspect --format '{{.State.Pid}}' %1) && [ \"$pid\" -gt 0 ] && "
                         "kill -KILL \"$pid\"");
    (void)m_project->shell(line.arg(container)); // it may have ended by itself by now
}

/// As `docker kill` leaves it to an operator to start music-api again, that is done.
void ProjectFaultsTest::killService(QRandomGenerator &random) const
{
    const QString service = QStringLiteral("music-api");
    kill(service, random);
    QTest::qWait(random.bounded(2'000));
    QCOMPARE(m_project->shell(QStringLiteral("docker start ") + service).exitCode, 0);
}

std::vector<Job> ProjectFaultsTest::jobs()
{
    return await(m_project->client().jobs({.limit = 1000})).value_or(JobPage()).jobs;
}

/// "17 running, 18 pending, " of those that have not ended.
QString ProjectFaultsTest::openJobs()
{
    QString open;
    for (const Job &job : jobs()) {
        if (!isEnded(job.state))
            open += QStringLiteral("%1 %2, ").arg(job.id.value, toString(job.state));
    }
    return open;
}

/// What has ended once stays as it is.
void ProjectFaultsTest::noteEnded(std::map<JobId, Job> &ended)
{
    for (const Job &job : jobs()) {
        if (isEnded(job.state))
            QCOMPARE(ended.emplace(job.id, job).first->second, job);
    }
}

QStringList ProjectFaultsTest::busyWorkers()
{
    QStringList names;
    const Pool pool = m_project->pool();
    for (const Worker &worker : pool.workers) {
        if (worker.job)
            names << worker.name;
    }
    return names;
}

/// One round of it: jobs come, the pool changes its size, and in the middle somebody dies.
void ProjectFaultsTest::killWhileJobsFlow(bool alsoTheService, QRandomGenerator &random,
                                          std::set<JobId> &accepted)
{
    const std::vector<Async<JobId>> underWay = uploads(2);
    // Not always heard: the service may not be back yet.
    (void)m_project->control("PUT", "replicas",
                             {{QStringLiteral("replicas"), 1 + random.bounded(mostReplicas)},
                              {QStringLiteral("holdSeconds"), 3600}});
    QTest::qWait(random.bounded(3'000));
    QStringList workers;
    (void)QTest::qWaitFor([&] { return !(workers = busyWorkers()).isEmpty(); }, 5'000);
    if (!workers.isEmpty())
        kill(workers[random.bounded(static_cast<int>(workers.size()))], random);
    if (alsoTheService)
        killService(random);
    collect(underWay, accepted);
}

void ProjectFaultsTest::everyJobEndsOnceThoughContainersAreKilled()
{
    QRandomGenerator random(printedSeed());
    std::set<JobId> accepted;
    std::map<JobId, Job> ended;
    for (int round = 0; round < killedWorkers; ++round) {
        killWhileJobsFlow(round % 3 == 1, random, accepted);
        noteEnded(ended);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!jobs().empty(), recoveryTime); // the service is back
    hold(3);
    const auto allHaveEnded = [this] { return !jobs().empty() && openJobs().isEmpty(); };
    QVERIFY2(QTest::qWaitFor(allHaveEnded, recoveryTime), qPrintable(openJobs() + m_project->lastLogs()));
    noteEnded(ended);
    QCOMPARE(jobs().size(), ended.size());

    int interruptions = 0;
    for (const auto &[id, job] : ended) {
        QVERIFY2(job.state == JobState::Succeeded, qPrintable(toString(job.state) + job.error));
        QCOMPARE(job.attempts, 0); // an interruption is none
        QVERIFY(hasItsResult(id));
        interruptions += job.interruptions;
    }
    QVERIFY(std::ranges::all_of(accepted, [&](const JobId &id) { return ended.contains(id); }));
    qInfo("%d interruptions of %zu jobs", interruptions, ended.size());
    QVERIFY(interruptions > 0); // else the kills have tested nothing
    QVERIFY2(settlesAt(3), qPrintable(m_project->lastLogs()));
}

void ProjectFaultsTest::reachesTheTargetThoughTheEngineRestarts_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("isKilled");

    QTest::newRow("restarted while it grows") << 1 << 4 << false;
    QTest::newRow("restarted while it shrinks") << 4 << 1 << false;
    // What Docker 20.10 was starting then costs a port of the range each: the proxy is left over.
    QTest::newRow("killed while it grows") << 1 << 2 << true;
}

void ProjectFaultsTest::reachesTheTargetThoughTheEngineRestarts()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    QFETCH(const bool, isKilled);
    hold(from);
    QVERIFY2(settlesAt(from), qPrintable(m_project->lastLogs()));
    hold(to);
    const QString count = QString::number(from);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_project->shell(QStringLiteral("docker ps -a | grep -c analysis-worker")).text.trimmed() != count,
        20'000);
    if (isKilled)
        m_engine.kill();
    QVERIFY(isKilled ? m_engine.start() : m_engine.restart());
    QVERIFY2(settlesAt(to), qPrintable(m_project->lastLogs()));
}

int main(int argc, char **argv)
{
    return runWithEngine<ProjectFaultsTest>(argc, argv);
}
#include "tst_projectfaults.moc"
