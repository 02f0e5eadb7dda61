#include "autoscaler/runner/dockerrunner.h"
#include "tests/docker/engineconnection.h"

#include <QSignalSpy>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
constexpr int patience = 60'000;

const QString composeFile = QStringLiteral(R"(services:
  web:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    ports: ["127.0.0.1:18301-18308:80"]
  other:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    ports: ["127.0.0.1:18303-18304:80"]
)");

/// A runner on a project, which takes over what others do, as with the autoscaler.
struct Bench {
    const EngineConnection connection;
    const ServiceRef web;
    SystemClock clock;
    DockerRunner runner;
    QStringList outside;

    Bench(const DockerEngine &engine, const QString &project)
        : connection(engine)
        , web{project, QStringLiteral("web")}
        , runner({project, {}}, connection.client, clock)
    {
        QObject::connect(&runner, &Runner::changedOutside, &runner, [this](const PoolId &pool, int workers) {
            outside += QString::number(workers);
            keep(workers, pool);
        });
    }

    void keep(int workers, const PoolId &pool = analysis, const QString &service = QStringLiteral("web"))
    {
        runner.keep({pool, service, workers, {18301, 18308}, false, {}});
    }
    QString show() const { return connection.show(web); }
    QString faultOf(const PoolId &pool) const
    {
        const std::optional<Error> fault = runner.fault(pool);
        return fault ? toString(fault->kind) + QStringLiteral(": ") + fault->detail : QString();
    }
};

} // namespace

/// The service's runner on a project that Compose brought up, on a real engine.
class RunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
            QSKIP("Compose 2 is not here");
        QVERIFY(m_engine.importImage());
    }

    void oneToThreeToOne()
    {
        const ComposeProject project(m_engine, ComposeProject::Version::V2, m_name, composeFile);
        QVERIFY(up(project));
        Bench bench(m_engine, m_name);
        bench.keep(3);
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.present(analysis), std::optional(3), patience);
        QCOMPARE(bench.show(), QStringLiteral("1 running, 2 running, 3 running"));
        const auto isMeasured = [](const Worker &worker) {
            return worker.cpu && worker.memory && worker.started && worker.port;
        };
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(bench.runner.workers(analysis), isMeasured), patience);
        bench.keep(1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.show(), QStringLiteral("1 running"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.workers(analysis).size(), 1U, patience);
        QCOMPARE(bench.faultOf(analysis), QString());
        QCOMPARE(bench.outside, QStringList());
    }

    void takesOverWhatComposeDoes_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("Compose 1.29") << static_cast<int>(ComposeProject::Version::V1);
        QTest::newRow("Compose 2") << static_cast<int>(ComposeProject::Version::V2);
    }

    void takesOverWhatComposeDoes()
    {
        QFETCH(int, version);
        if (!ComposeProject::isAvailable(static_cast<ComposeProject::Version>(version)))
            QSKIP("this Compose is not here");
        const ComposeProject project(m_engine, static_cast<ComposeProject::Version>(version), m_name,
                                     composeFile);
        QVERIFY(up(project));
        Bench bench(m_engine, m_name);
        bench.keep(1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.present(analysis), std::optional(1), patience);

        QVERIFY(up(project, {QStringLiteral("--scale"), QStringLiteral("web=3")}));
        QTRY_COMPARE_WITH_TIMEOUT(bench.outside.join(QLatin1Char(' ')), QStringLiteral("3"), patience);
        QVERIFY(up(project, {QStringLiteral("--scale"), QStringLiteral("web=2")}));
        QTRY_COMPARE_WITH_TIMEOUT(bench.outside.join(QLatin1Char(' ')), QStringLiteral("3 2"), patience);
        for (const char *command : {"stop", "start"})
            QCOMPARE(project.run({QLatin1String(command), QStringLiteral("web")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.present(analysis), std::optional(2), patience);
        QCOMPARE(bench.show(), QStringLiteral("1 running, 2 running"));
        QCOMPARE(project.run({QStringLiteral("stop"), QStringLiteral("web")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.outside.last(), QStringLiteral("0"), patience);
        QCOMPARE(bench.show(), QStringLiteral("1 exited, 2 exited"));
        QCOMPARE(project.run({QStringLiteral("start"), QStringLiteral("web")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.outside.last(), QStringLiteral("2"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.show(), QStringLiteral("1 running, 2 running"), patience);
    }

    void replacesAKilledContainer()
    {
        const ComposeProject project(m_engine, ComposeProject::Version::V2, m_name, composeFile);
        QVERIFY(up(project));
        Bench bench(m_engine, m_name);
        bench.keep(2);
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.present(analysis), std::optional(2), patience);
        QSignalSpy ended(&bench.runner, &Runner::workerEnded);
        QSignalSpy started(&bench.runner, &Runner::workerStarted);
        QCOMPARE(m_engine.docker({QStringLiteral("kill"), m_name + QStringLiteral("-web-2")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        QCOMPARE(ended.front()[2].toString(), QStringLiteral("exited with code 137"));
        QCOMPARE(bench.show(), QStringLiteral("1 running, 2 running"));
        QCOMPARE(
            m_engine.docker({QStringLiteral("rm"), QStringLiteral("-f"), m_name + QStringLiteral("-web-1")})
                .exitCode,
            0);
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 2, patience);
        QCOMPARE(bench.show(), QStringLiteral("2 running, 3 running"));
        QCOMPARE(bench.outside, QStringList());
    }

    void anUnknownServiceAndScarcePortsAreFaultsOfTheirPools()
    {
        const ComposeProject project(m_engine, ComposeProject::Version::V2, m_name, composeFile);
        // Without web, to which the engine may give ports of other's range.
        QCOMPARE(project.run({QStringLiteral("up"), QStringLiteral("-d"), QStringLiteral("other")}).exitCode,
                 0);
        Bench bench(m_engine, m_name);
        bench.keep(4, analysis, QStringLiteral("other")); // two ports
        bench.keep(1, generation, QStringLiteral("nothing"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.faultOf(generation),
                                  QStringLiteral("notFound: project runner has no container of a service "
                                                 "nothing to clone; it has other"),
                                  patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.faultOf(analysis),
                                  QStringLiteral("limitExceeded: service other publishes the host ports "
                                                 "18303-18304, which have room for 2 containers"),
                                  patience);
        QCOMPARE(bench.runner.capacity(analysis), std::optional(2));
        QCOMPARE(bench.runner.present(analysis), std::optional(2));
    }

    void comesBackAfterAnOutage()
    {
        const PrivateEngine engine;
        QVERIFY(engine.start());
        QVERIFY(engine.importImage());
        const ComposeProject project(engine, ComposeProject::Version::V2, m_name, composeFile);
        QVERIFY(up(project));
        Bench bench(engine, m_name);
        bench.keep(4);
        // In the middle of it.
        QTRY_VERIFY_WITH_TIMEOUT(bench.show().contains(QStringLiteral("2 ")), patience);
        engine.kill();
        QTRY_VERIFY_WITH_TIMEOUT(bench.faultOf(analysis).startsWith(QStringLiteral("unavailable: ")),
                                 patience);
        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.present(analysis), std::optional(4), patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.faultOf(analysis), QString(), patience);
        QVERIFY(!bench.show().contains(QStringLiteral("created")));
        QCOMPARE(bench.outside, QStringList());
    }

private:
    static bool up(const ComposeProject &project, const QStringList &arguments = {})
    {
        const QStringList command{QStringLiteral("up"), QStringLiteral("-d"),
                                  QStringLiteral("--no-recreate")};
        const ProgramOutput output = project.run(command + arguments + QStringList{QStringLiteral("web")});
        if (output.exitCode != 0)
            qWarning("%s", qPrintable(output.text));
        return output.exitCode == 0;
    }

    const QString m_name = QStringLiteral("runner");
    const DockerEngine m_engine = DockerEngine::shared();
};

int main(int argc, char **argv)
{
    return runWithEngine<RunnerTest>(argc, argv);
}
#include "tst_runner.moc"
