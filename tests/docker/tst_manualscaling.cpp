#include "local/makeplatform.h"
#include "tests/support/await.h"
#include "tests/support/musicproject.h"

#include <QRegularExpression>

using namespace crescendo;

// What the guide scales and stops by hand with docker-compose, beside the service that scales the same
// containers, and what Compose thinks of what the service leaves. The commands run in the guide's order on
// one project, with each version of Compose.
class ManualScalingTest : public QObject {
    Q_OBJECT

public:
    explicit ManualScalingTest(ComposeProject::Version version) : m_version(version) {}

private Q_SLOTS:
    void initTestCase();
    void scalesAnalysisToThree();
    void workersHaveThePortsOfTheirRange();
    void scalesGenerationToTwo();
    void scalesGenerationAlone();
    void scalesBoth();
    void composeAcceptsWhatTheServiceLeaves_data();
    void composeAcceptsWhatTheServiceLeaves();
    void stoppedWithComposeStaysStopped();
    void startsAgainWhenItIsTold();
    void cleanupTestCase() { m_project.reset(); }

protected:
    QStringList names(const QString &service, int count) const;
    bool settlesAt(int analysis, int generation) const;
    std::unique_ptr<Platform> connected() const;
    QString compose(const QString &arguments) const;

    const ComposeProject::Version m_version;
    const DockerEngine m_engine = DockerEngine::shared();
    std::unique_ptr<MusicProject> m_project;
};

class ManualScalingWithCompose1Test : public ManualScalingTest {
    Q_OBJECT

public:
    ManualScalingWithCompose1Test() : ManualScalingTest(ComposeProject::Version::V1) {}
};

class ManualScalingWithCompose2Test : public ManualScalingTest {
    Q_OBJECT

public:
    ManualScalingWithCompose2Test() : ManualScalingTest(ComposeProject::Version::V2) {}

private Q_SLOTS: // Compose 1 is no plugin of docker, which the offered commands need
    void theOfferedCommandDoesTheSame_data();
    void theOfferedCommandDoesTheSame();
};

namespace {

constexpr int scalingTime = 30'000;
const QString analysis = QStringLiteral("analysis-worker");
const QString generation = QStringLiteral("generation-worker");

} // namespace

/// As docker ps shows them: directai-analysis-worker-1 …, and with Compose 1 directai_analysis-worker_1 ….
QStringList ManualScalingTest::names(const QString &service, int count) const
{
    const QChar separator = m_version == ComposeProject::Version::V1 ? QLatin1Char('_') : QLatin1Char('-');
    QStringList names;
    for (int number = 1; number <= count; ++number)
        names += QStringLiteral("directai%1%2%1%3").arg(separator).arg(service).arg(number);
    return names;
}

/// Not only do the containers run: the service has taken the numbers over, and keeps them.
bool ManualScalingTest::settlesAt(int analysisCount, int generationCount) const
{
    const auto isSo = [&] {
        const Pool one = m_project->pool();
        const Pool other = m_project->pool(QStringLiteral("generation"));
        return one.desired == analysisCount && one.ready == analysisCount && other.desired == generationCount
            && other.ready == generationCount
            && m_project->running(analysis) == names(analysis, analysisCount)
            && m_project->running(generation) == names(generation, generationCount);
    };
    return QTest::qWaitFor(isSo, scalingTime);
}

/// What it says; empty, with a warning, when it fails.
QString ManualScalingTest::compose(const QString &arguments) const
{
    const ProgramOutput said = m_project->shell(QStringLiteral("docker-compose ") + arguments);
    if (said.exitCode == 0)
        return said.text + QLatin1Char('\n');
    qWarning("%s", qPrintable(said.text));
    return {};
}

void ManualScalingTest::initTestCase()
{
    if (!ComposeProject::isAvailable(m_version))
        QSKIP("this version of Compose is not here");
    const ProgramOutput image = MusicProject::buildImage(m_engine);
    QVERIFY2(image.exitCode == 0, qPrintable(image.text));
    m_project = std::make_unique<MusicProject>(m_engine, m_version, Seconds(600));
    QVERIFY2(m_project->bringUp(), qPrintable(m_project->lastLogs()));
    QVERIFY(settlesAt(1, 1));
}

void ManualScalingTest::scalesAnalysisToThree()
{
    QVERIFY(!compose(QStringLiteral("up -d --scale analysis-worker=3 --no-recreate")).isEmpty());
    QCOMPARE(m_project->running(analysis), names(analysis, 3));
    QVERIFY2(settlesAt(3, 1), qPrintable(m_project->lastLogs()));
}

void ManualScalingTest::workersHaveThePortsOfTheirRange()
{
    const QString shown =
        m_project->shell(QStringLiteral("docker ps --format '{{.Ports}}' --filter name=analysis-worker"))
            .text;
    static const QRegularExpression published(QStringLiteral("127\\.0\\.0\\.1:(800[1-5])->8000/tcp"));
    QStringList ports;
    for (auto it = published.globalMatch(shown); it.hasNext();)
        ports += it.next().captured(1);
    QCOMPARE(ports.removeDuplicates(), 0);
    QCOMPARE(ports.size(), 3);
    for (const Worker &worker : m_project->pool().workers)
        QVERIFY(worker.port && ports.contains(QString::number(*worker.port)));
}

void ManualScalingTest::scalesGenerationToTwo()
{
    QVERIFY(
        !compose(QStringLiteral("up -d --scale analysis-worker=3 --scale generation-worker=2 --no-recreate"))
             .isEmpty());
    QCOMPARE(m_project->running(generation), names(generation, 2));
    QVERIFY2(settlesAt(3, 2), qPrintable(m_project->lastLogs()));
}

/// As the guide has it: Compose takes a service that a command does not name back to one.
void ManualScalingTest::scalesGenerationAlone()
{
    QVERIFY(!compose(QStringLiteral("up -d --scale generation-worker=2 --no-recreate")).isEmpty());
    QCOMPARE(m_project->running(generation), names(generation, 2));
    QVERIFY2(settlesAt(1, 2), qPrintable(m_project->lastLogs()));
}

void ManualScalingTest::scalesBoth()
{
    QVERIFY(
        !compose(QStringLiteral("up -d --scale analysis-worker=2 --scale generation-worker=1 --no-recreate"))
             .isEmpty());
    QVERIFY2(settlesAt(2, 1), qPrintable(m_project->lastLogs()));
}

void ManualScalingTest::composeAcceptsWhatTheServiceLeaves_data()
{
    QTest::addColumn<QString>("arguments");

    QTest::newRow("without recreating") << "up -d --scale analysis-worker=2 --no-recreate";
    QTest::newRow("with recreating what is not as it shall be") << "up -d --scale analysis-worker=2";
}

void ManualScalingTest::composeAcceptsWhatTheServiceLeaves()
{
    QFETCH(const QString, arguments);
    // The two ranges share ports: five analysis workers need all of theirs.
    QVERIFY(m_project->control("PUT", "stopped", {{QStringLiteral("stopped"), true}}, "generation"));
    QTRY_VERIFY(m_project->running(generation).isEmpty());
    for (const int replicas : {5, 2}) {
        const Result<> scaled =
            m_project->control("PUT", "replicas", {{QStringLiteral("replicas"), replicas}});
        QVERIFY2(scaled, scaled ? "" : qPrintable(describe(scaled.error())));
        QTRY_VERIFY2_WITH_TIMEOUT(m_project->running(analysis) == names(analysis, replicas),
                                  qPrintable(m_project->lastLogs()), scalingTime);
    }
    QVERIFY(m_project->control("PUT", "stopped", {{QStringLiteral("stopped"), false}}, "generation"));
    QVERIFY2(settlesAt(2, 1), qPrintable(m_project->lastLogs()));
    const QString portrait =
        QStringLiteral("docker inspect --format '{{.Name}} {{.Id}} {{.State.StartedAt}}' "
                       "$(docker ps -aq) | sort");
    const QString before = m_project->shell(portrait).text;
    QCOMPARE(before.count(QLatin1Char('\n')), 4);
    const QString listed = compose(QStringLiteral("ps"));
    for (const QString &name : names(analysis, 2))
        QVERIFY2(listed.contains(name), qPrintable(listed));
    QVERIFY(!compose(arguments).isEmpty());
    QCOMPARE(m_project->shell(portrait).text, before);
}

/// "Stop unused workers."
void ManualScalingTest::stoppedWithComposeStaysStopped()
{
    QVERIFY(!compose(QStringLiteral("stop analysis-worker")).isEmpty());
    QVERIFY(m_project->running(analysis).isEmpty());
    QTRY_VERIFY2_WITH_TIMEOUT(m_project->pool().stopped, qPrintable(m_project->lastLogs()), scalingTime);
    const auto evaluations = [this] { return m_project->pool().decisions.front().at; };
    const TimePoint stopped = evaluations();
    QTRY_VERIFY(evaluations() != stopped);
    QVERIFY(m_project->running(analysis).isEmpty());
}

void ManualScalingTest::startsAgainWhenItIsTold()
{
    QVERIFY(m_project->control("PUT", "stopped", {{QStringLiteral("stopped"), false}}));
    QTRY_VERIFY2_WITH_TIMEOUT(m_project->pool().ready.value_or(0) >= 1, qPrintable(m_project->lastLogs()),
                              scalingTime);
    QVERIFY(!m_project->pool().stopped);
    QVERIFY2(settlesAt(m_project->pool().desired.value_or(0), 1), qPrintable(m_project->lastLogs()));
}

/// As an operator's console is, which knows the project's engine.
std::unique_ptr<Platform> ManualScalingTest::connected() const
{
    EndpointConfig config;
    config.service.id = {QStringLiteral("project")};
    config.service.url = m_project->url();
    config.service.controlToken = [token = m_project->token()] { return token; };
    config.service.compose = {m_engine.host(), QStringLiteral("directai"), {}, {}};
    static const SystemClock clock;
    auto platform = makeEndpointPlatform(config, clock);
    platform->start();
    const auto isKnown = [&platform] {
        const Pool *pool = platform->snapshot()->pool({QStringLiteral("analysis")});
        return pool && !pool->workers.empty();
    };
    return QTest::qWaitFor(isKnown, scalingTime) ? std::move(platform) : nullptr;
}

void ManualScalingWithCompose2Test::theOfferedCommandDoesTheSame_data()
{
    QTest::addColumn<ChangeAction>("action");
    QTest::addColumn<int>("workers");

    QTest::newRow("scale up") << ChangeAction(SetReplicas{3, {}}) << 3;
    QTest::newRow("scale down") << ChangeAction(SetReplicas{1, {}}) << 1;
    QTest::newRow("stop") << ChangeAction(SetPoolStopped{true}) << 0;
}

/// The command of a preview, copied and run as it is by somebody who has Compose's plugin for docker.
void ManualScalingWithCompose2Test::theOfferedCommandDoesTheSame()
{
    QFETCH(const ChangeAction, action);
    QFETCH(const int, workers);
    const auto platform = connected();
    QVERIFY2(platform, qPrintable(m_project->lastLogs()));
    const Result<Preview> preview =
        await(platform->preview({platform->id(), {QStringLiteral("analysis")}, action, {}, {}}));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    const ProgramOutput said = m_project->shell(
        QStringLiteral("mkdir -p docker/cli-plugins && ln -sf \"$(readlink -f bin/docker-compose)\" "
                       "docker/cli-plugins/docker-compose && export DOCKER_CONFIG=$PWD/docker && ")
        + preview->alternative);
    QVERIFY2(!preview->alternative.isEmpty() && said.exitCode == 0, qPrintable(said.text));
    QCOMPARE(m_project->running(analysis), names(analysis, workers));
    const auto takesItOver = [this, workers] {
        const Pool pool = m_project->pool();
        return workers == 0 ? pool.stopped : pool.desired == workers && pool.ready == workers;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(takesItOver(), qPrintable(m_project->lastLogs()), scalingTime);
}

int main(int argc, char **argv)
{
    return runWithEngine<ManualScalingWithCompose1Test, ManualScalingWithCompose2Test>(argc, argv);
}
#include "tst_manualscaling.moc"
