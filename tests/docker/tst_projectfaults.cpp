#include "api/poolstate.h"
#include "tests/support/await.h"
#include "tests/support/clips.h"
#include "tests/support/musicproject.h"

#include <QJsonDocument>

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
    void reachesTheTargetThoughTheEngineRestarts_data();
    void reachesTheTargetThoughTheEngineRestarts();

private:
    void hold(int replicas);
    bool settlesAt(int replicas);
    QString inside(const QString &path) const;

    const PrivateEngine m_engine;
    std::unique_ptr<MusicProject> m_project;
};

namespace {

constexpr int recoveryTime = 90'000;

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
    std::vector<Async<JobId>> uploads;
    for (quint32 i = 0; i < 6; ++i)
        uploads.push_back(
            m_project->client().upload(QStringLiteral("a.wav"), makeClip({30, 120, i, 22'050})));
    std::set<QString> jobs;
    for (const Async<JobId> &upload : uploads)
        jobs.insert(await(upload).value_or(JobId()).value);
    QCOMPARE(jobs.size(), 6U);
    QTRY_VERIFY_WITH_TIMEOUT(m_project->pool().busy.value_or(0) >= 1, 20'000);
    const auto starts = [this] {
        return m_project->shell(QStringLiteral("docker inspect --format '{{.State.StartedAt}}' music-api"))
            .text;
    };
    const QString before = starts();
    m_engine.kill();
    QVERIFY(m_engine.start());

    for (const QString &id : jobs) {
        const auto state = [&] { return await(m_project->client().job({id})).value_or(Job()).state; };
        QTRY_COMPARE_WITH_TIMEOUT(toString(state()), QStringLiteral("succeeded"), recoveryTime);
        const QString result =
            m_project->shell(QStringLiteral("curl -sS %1/api/jobs/%2/result").arg(m_project->url(), id)).text;
        QVERIFY2(result.contains(QLatin1String("\"durationSeconds\":30")), qPrintable(result));
    }
    QVERIFY(starts() != before); // else the kill has tested nothing
    QVERIFY2(settlesAt(3), qPrintable(m_project->lastLogs()));
}

void ProjectFaultsTest::reachesTheTargetThoughTheEngineRestarts_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("isKilled");

    QTest::newRow("restarted while it grows") << 1 << 4 << false;
    QTest::newRow("restarted while it shrinks") << 4 << 1 << false;
    QTest::newRow("killed while it grows") << 1 << 3 << true;
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
