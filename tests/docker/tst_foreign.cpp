#include "api/metrics.h"
#include "local/makeplatform.h"
#include "local/projectdiscovery.h"
#include "net/server/server.h"
#include "platform/logsources.h"
#include "tests/docker/engineconnection.h"

#include <QFile>
#include <QSignalSpy>

#include <algorithm>

using namespace crescendo;

namespace {

/// Somebody else's platform: workers that do nothing, and a service whose log says what the guide's does. The
/// metrics come from the test itself.
const QString composeFile = QStringLiteral(R"yaml(services:
  music-api:
    image: crescendo-test:1
    command:
      - /bin/sh
      - -c
      - |
        echo "Worker autoscaler enabled: Min=1, Max=5, ScaleUpThreshold=3, ScaleDownThreshold=1"
        echo "info: WorkerAutoscalerService[0] Scaling UP analysis workers: 1 -> 3 (load: 7)" >&2
        trap 'exit 0' TERM; sleep 1000 & wait
  analysis-worker:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; while :; do :; done"]
    cpus: 0.3
    mem_limit: 64m
    ports: ["127.0.0.1:18301-18305:80"]
)yaml");

const QByteArray settings = R"({
  "Autoscaling": { "Enabled": true, "MinWorkers": 1, "MaxWorkers": 5, "ScaleUpThreshold": 3,
                   "ScaleDownThreshold": 1, "CooldownSeconds": 60 /* calm */ }
}
)";

} // namespace

/// The console's platform for a foreign service, with its containers on a real engine.
class ForeignTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsItsWorkersAsDockerStatsDoes();
    void readsItsDecisionsFromTheLog();
    void tellsTheLogOfEachContainer();
    void scalesAsComposeWould();
    void stopsAndStartsThePool();
    void writesTheProfile();
    void discoversTheProject();

private:
    const Pool *analysis() const { return m_platform->snapshot()->pool({QStringLiteral("analysis")}); }
    Change change(ChangeAction action) const
    {
        return {m_platform->id(), {QStringLiteral("analysis")}, std::move(action), {}, {}};
    }
    QString settingsPath() const { return m_folder.filePath(QStringLiteral("appsettings.json")); }
    void serveMetrics();
    void connectPlatform();
    bool isListed(int workers) const;

    const DockerEngine m_engine = DockerEngine::shared();
    const EngineConnection m_connection{m_engine};
    const SystemClock m_clock{};
    const QTemporaryDir m_folder;
    AutoscalingMetrics m_metrics;
    std::unique_ptr<ComposeProject> m_project;
    std::unique_ptr<HttpServer> m_service;
    QString m_url;
    std::unique_ptr<Platform> m_platform;
};

void ForeignTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
        QSKIP("Compose 2 is not here");
    QVERIFY(m_engine.importImage());
}

void ForeignTest::init()
{
    m_project = std::make_unique<ComposeProject>(m_engine, ComposeProject::Version::V2,
                                                 QStringLiteral("foreign"), composeFile);
    const ProgramOutput up = m_project->run({QStringLiteral("up"), QStringLiteral("-d")});
    QVERIFY2(up.exitCode == 0, qPrintable(up.text));
    QFile file(settingsPath());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(settings) == settings.size());
    file.close();
    serveMetrics();
    connectPlatform();
    QTRY_VERIFY_WITH_TIMEOUT(analysis() && analysis()->ready == 1, 20'000);
}

void ForeignTest::cleanup()
{
    m_platform.reset();
    m_service.reset();
    m_project.reset();
}

void ForeignTest::serveMetrics()
{
    m_metrics = {};
    m_metrics.status = AutoscalerStatus::Active;
    m_metrics.pools[{QStringLiteral("analysis")}] = {{5, 2}, 40, true, false};
    m_service = std::make_unique<HttpServer>();
    m_service->route("GET", "/api/metrics/autoscaling", [this](const ServerRequest &, const ReplyPtr &reply) {
        reply->send({200, "application/json", encode(m_metrics), {}, {}});
    });
    m_url = QStringLiteral("http://127.0.0.1:%1")
                .arg(m_service->listen(QStringLiteral("127.0.0.1"), 0).value_or(0));
}

void ForeignTest::connectPlatform()
{
    EndpointConfig config;
    config.service.id = {QStringLiteral("foreign")};
    config.service.url = m_url;
    config.project = m_project->name();
    config.dockerHost = m_engine.host();
    config.settingsFile = settingsPath();
    m_platform = makeEndpointPlatform(config, m_clock);
    m_platform->start();
}

/// Whether the engine's own tool lists that many running workers.
bool ForeignTest::isListed(int workers) const
{
    const ProgramOutput listed =
        m_engine.docker({QStringLiteral("ps"), QStringLiteral("-q"), QStringLiteral("--filter"),
                         QStringLiteral("name=foreign-analysis-worker")});
    return listed.text.count(QLatin1Char('\n')) == workers;
}

void ForeignTest::showsItsWorkersAsDockerStatsDoes()
{
    QTRY_VERIFY_WITH_TIMEOUT(analysis()->workers.front().cpu, 10'000);
    const Worker &worker = analysis()->workers.front();
    QCOMPARE(worker.name, QStringLiteral("foreign-analysis-worker-1"));
    QVERIFY(worker.port && *worker.port >= 18301 && *worker.port <= 18305);
    QVERIFY(worker.started && worker.memory);
    // It spins, with three tenths of a core; the engine's own tool measures the same in its second.
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(analysis()->workers.front().cpu->value - 300) < 100, 20'000);
    const ProgramOutput stats =
        m_engine.docker({QStringLiteral("stats"), QStringLiteral("--no-stream"), QStringLiteral("--format"),
                         QStringLiteral("{{.CPUPerc}}"), worker.container});
    const double percent = stats.text.trimmed().chopped(1).toDouble();
    QVERIFY2(std::abs(percent - 30) < 10, qPrintable(stats.text));
}

void ForeignTest::readsItsDecisionsFromTheLog()
{
    QTRY_VERIFY_WITH_TIMEOUT(!analysis()->decisions.empty(), 10'000);
    const Decision &decision = analysis()->decisions.front();
    QCOMPARE(decision.from, 1);
    QCOMPARE(decision.to, 3);
    QCOMPARE(decision.load.value_or(0), 7);
    const auto age = m_clock.now() - decision.at;
    QVERIFY(age >= Millis(0) && age < std::chrono::minutes(2));
}

void ForeignTest::tellsTheLogOfEachContainer()
{
    QVERIFY(m_platform->capabilities().logs);
    const auto hasSources = [this] {
        return m_platform->logs() && m_platform->logs()->sources().size() == 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasSources(), 20'000);
    const std::vector<LogSource> sources = m_platform->logs()->sources();
    QVERIFY(sources[0].isService);
    QVERIFY(sources[0].name.contains(QStringLiteral("music-api")));
    QVERIFY(!sources[1].isService);
    const std::unique_ptr<LiveLog> log = m_platform->logs()->open(sources[0].name);
    LogRecords told;
    connect(log.get(), &LiveLog::wrote, this,
            [&told](const LogRecords &records) { told.insert(told.end(), records.begin(), records.end()); });
    log->start();
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), std::size_t(2), 20'000);
    std::ranges::sort(told, {}, &LogRecord::text); // two channels: whichever comes first
    QVERIFY(told[0].text.startsWith("Worker autoscaler enabled: Min=1"));
    QVERIFY(told[0].at);
    QCOMPARE(told[1].level, std::optional(LogLevel::Info));
}

void ForeignTest::scalesAsComposeWould()
{
    const auto preview = await(m_platform->preview(change(SetReplicas{3, std::nullopt})));
    QVERIFY2(preview, qPrintable(preview ? QString() : describe(preview.error())));
    const auto receipt = await(m_platform->apply(preview->change), Millis(60'000));
    QVERIFY2(receipt, qPrintable(receipt ? QString() : describe(receipt.error())));
    QVERIFY(receipt->verified);
    QVERIFY(isListed(3));
    QTRY_COMPARE_WITH_TIMEOUT(analysis()->ready.value_or(0), 3, 10'000);
    const ProgramOutput undone =
        m_project->run({QStringLiteral("up"), QStringLiteral("-d"), QStringLiteral("--no-recreate"),
                        QStringLiteral("--scale"), QStringLiteral("analysis-worker=1")});
    QVERIFY2(undone.exitCode == 0, qPrintable(undone.text));
    QTRY_COMPARE_WITH_TIMEOUT(analysis()->ready.value_or(0), 1, 10'000); // whoever scaled
}

void ForeignTest::stopsAndStartsThePool()
{
    const auto stopped = await(m_platform->apply(change(SetPoolStopped{true})), Millis(60'000));
    QVERIFY2(stopped && stopped->verified, qPrintable(stopped ? QString() : describe(stopped.error())));
    QVERIFY(isListed(0));
    QTRY_VERIFY_WITH_TIMEOUT(analysis()->stopped, 10'000);
    const auto started = await(m_platform->apply(*stopped->undo), Millis(60'000));
    QVERIFY2(started && started->verified, qPrintable(started ? QString() : describe(started.error())));
    QVERIFY(isListed(1));
}

void ForeignTest::writesTheProfile()
{
    Profile wanted = *analysis()->profile;
    wanted.minWorkers = 2;
    const auto applying = m_platform->apply(change(ApplyProfile{wanted, {}}));
    const auto written = [this] {
        QFile file(settingsPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_COMPARE(written(), QByteArray(settings).replace("\"MinWorkers\": 1", "\"MinWorkers\": 2"));
    m_metrics.common.minWorkers = 2; // the service has read its file
    const auto receipt = await(applying);
    QVERIFY2(receipt && receipt->verified, qPrintable(receipt ? QString() : describe(receipt.error())));
}

void ForeignTest::discoversTheProject()
{
    const auto projects = await(discoverProjects(m_connection.client, QStringLiteral("127.0.0.1")));
    QVERIFY2(projects, qPrintable(projects ? QString() : describe(projects.error())));
    const auto found = std::ranges::find(*projects, m_project->name(), &DiscoveredProject::name);
    QVERIFY(found != projects->end());
    QCOMPARE(found->services.size(), std::size_t(2));
    QCOMPARE(found->services.front().name, QStringLiteral("analysis-worker"));
    QCOMPARE(found->services.front().running, 1);
    QVERIFY(!found->endpoint); // nothing listens in its workers
}

int main(int argc, char **argv)
{
    return runWithEngine<ForeignTest>(argc, argv);
}
#include "tst_foreign.moc"
