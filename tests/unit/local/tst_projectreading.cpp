#include "local/projectdiscovery.h"
#include "tests/support/await.h"
#include "tests/support/fakeengine.h"

#include <QTest>

using namespace crescendo;

namespace {

using Labels = std::map<QString, QString>;

/// "p/web/1 running 8001", "p/music-api/1 exited"; without a port none is published.
ContainerSummary container(const QString &text)
{
    const QStringList words = text.split(QLatin1Char(' '));
    const QStringList names = words[0].split(QLatin1Char('/'));
    ContainerSummary summary;
    summary.id = words[0];
    summary.name = names.join(QLatin1Char('-'));
    summary.state =
        words.value(1) == QLatin1String("running") ? ContainerState::Running : ContainerState::Exited;
    summary.labels =
        Labels{{QStringLiteral("com.docker.compose.project"), names[0]},
               {QStringLiteral("com.docker.compose.service"), names[1]},
               {QStringLiteral("com.docker.compose.container-number"), names[2]},
               {QStringLiteral("com.docker.compose.oneoff"), QStringLiteral("False")},
               {QStringLiteral("com.docker.compose.project.working_dir"), QStringLiteral("/srv")},
               {QStringLiteral("com.docker.compose.project.config_files"), QStringLiteral("a.yml,b.yml")}};
    if (words.size() > 2)
        summary.ports = {
            {80, static_cast<quint16>(words[2].toInt()), QStringLiteral("0.0.0.0"), QStringLiteral("tcp")}};
    return summary;
}

std::vector<ContainerSummary> containers(const QString &text)
{
    std::vector<ContainerSummary> all;
    for (const QString &each : text.split(QStringLiteral(", ")))
        all.push_back(container(each));
    return all;
}

ReplicaReading running(ContainerState state, Health health)
{
    ReplicaReading reading;
    reading.replica.state = state;
    reading.health = health;
    return reading;
}

QString show(const std::vector<DiscoveredProject> &projects)
{
    QStringList lines;
    for (const DiscoveredProject &project : projects) {
        QString line = project.name + QLatin1Char(':');
        for (const DiscoveredService &service : project.services)
            line += QStringLiteral(" %1 %2/%3").arg(service.name).arg(service.running).arg(service.replicas);
        for (const QUrl &url : project.candidates)
            line += QLatin1Char(' ') + url.toString();
        if (project.endpoint)
            line += QStringLiteral(" => ") + project.endpoint->toString();
        lines << line + (project.fault ? QStringLiteral(" ?") : QString());
    }
    return lines.join(QStringLiteral("; "));
}

} // namespace

class TestProjectReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsServices()
    {
        const ProjectReading project =
            projectFrom(containers(QStringLiteral("p/web/2 running, p/web/1 running, p/db/1 exited")))
                .value();
        QCOMPARE(project.services.size(), std::size_t(2));
        QCOMPARE(project.service(QStringLiteral("web"))->front().replica.number, 1);
        QCOMPARE(project.directory, QStringLiteral("/srv"));
        QCOMPARE(project.files, (QStringList{QStringLiteral("a.yml"), QStringLiteral("b.yml")}));
        QVERIFY(!projectFrom(containers(QStringLiteral("p/web/x running"))));
    }

    void leavesOutWhatRunsOnce()
    {
        std::vector<ContainerSummary> all = containers(QStringLiteral("p/web/1 running, p/web/2 running"));
        all.back().labels[QStringLiteral("com.docker.compose.oneoff")] = QStringLiteral("True");
        QCOMPARE(projectFrom(all)->service(QStringLiteral("web"))->size(), std::size_t(1));
    }

    void findsAPoolsService_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("service");
        QTest::newRow("the guide's") << "p/analysis-worker/1 running, p/analysis/1 running"
                                     << "analysis-worker";
        QTest::newRow("its own name") << "p/analysis/1 running"
                                      << "analysis";
        QTest::newRow("none") << "p/generation-worker/1 running"
                              << "";
    }
    void findsAPoolsService()
    {
        QFETCH(QString, text);
        QTEST(serviceOf({QStringLiteral("analysis")}, projectFrom(containers(text)).value()), "service");
    }

    void findsTheContainerThatServes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("id");
        QTest::newRow("music-api") << "p/app/1 running 5000, p/music-api/1 running"
                                   << "p/music-api/1";
        QTest::newRow("by port") << "p/app/1 running 5000, p/db/1 running 5432"
                                 << "p/app/1";
        QTest::newRow("stopped") << "p/music-api/1 exited 5000"
                                 << "";
        QTest::newRow("other port") << "p/app/1 running 5001"
                                    << "";
    }
    void findsTheContainerThatServes()
    {
        QFETCH(QString, text);
        QTEST(servingContainer(projectFrom(containers(text)).value(), 5000), "id");
    }

    void tellsAWorkersState_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("health");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, ContainerState state, Health health, const char *expected) {
            QTest::newRow(name) << static_cast<int>(state) << static_cast<int>(health)
                                << QString::fromLatin1(expected);
        };
        row("no check", ContainerState::Running, Health::None, "running");
        row("healthy", ContainerState::Running, Health::Healthy, "running");
        row("being checked", ContainerState::Running, Health::Starting, "starting");
        row("unhealthy", ContainerState::Running, Health::Unhealthy, "starting");
        row("created", ContainerState::Created, Health::None, "starting");
        row("paused", ContainerState::Paused, Health::None, "starting");
        row("exited", ContainerState::Exited, Health::None, "exited");
        row("dead", ContainerState::Dead, Health::None, "exited");
    }
    void tellsAWorkersState()
    {
        QFETCH(int, state);
        QFETCH(int, health);
        const ReplicaReading reading =
            running(static_cast<ContainerState>(state), static_cast<Health>(health));
        QTEST(toString(workerFrom(reading).state), "expected");
    }

    void limitsAreSummedUpToTheHost()
    {
        const HostCapacity host{8.0, gibibytes(4).value};
        ReplicaReading limited = running(ContainerState::Running, Health::None);
        limited.memoryLimit = gibibytes(1);
        ReplicaReading unlimited = limited;
        unlimited.memoryLimit = gibibytes(4);
        QCOMPARE(capacityOf({limited, limited}, host).memoryBytes.value(), gibibytes(2).value);
        QCOMPARE(capacityOf({limited, unlimited}, host).memoryBytes.value(), gibibytes(4).value);
        QCOMPARE(capacityOf(ServiceReading(6, limited), host).memoryBytes.value(), gibibytes(4).value);
        QCOMPARE(capacityOf({limited}, host).cores.value(), 8.0);
        ReplicaReading exited = unlimited;
        exited.replica.state = ContainerState::Exited;
        QCOMPARE(capacityOf({limited, exited}, host).memoryBytes.value(), gibibytes(1).value);
        QVERIFY(!capacityOf({running(ContainerState::Exited, Health::None)}, {}).memoryBytes);
    }

    void discoversProjects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *text, const char *host, const char *shown) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(host)
                                << QString::fromLatin1(shown);
        };
        row("music-api first", "p/a-worker/1 running 8001, p/music-api/1 running 5000, p/a-worker/2 exited",
            "127.0.0.1", "p: a-worker 1/2 music-api 1/1 http://127.0.0.1:5000 http://127.0.0.1:8001");
        row("two", "q/web/1 exited 80, p/web/1 running", "127.0.0.1", "p: web 1/1; q: web 0/1");
        row("elsewhere", "p/web/1 running 80", "music.example", "p: web 1/1 http://music.example:80");
        row("damaged", "p/web/x running, q/web/1 running", "127.0.0.1", "p: ?; q: web 1/1");
    }
    void discoversProjects()
    {
        QFETCH(QString, text);
        QFETCH(QString, host);
        QTEST(show(projectsFrom(containers(text), host)), "shown");
    }

    void portsOfAnotherMachinesLoopbackCannotBeReached()
    {
        std::vector<ContainerSummary> all = containers(QStringLiteral("p/web/1 running 80"));
        all.front().ports.front().hostAddress = QStringLiteral("127.0.0.1");
        QCOMPARE(show(projectsFrom(all, QStringLiteral("music.example"))), QStringLiteral("p: web 1/1"));
        QCOMPARE(show(projectsFrom(all, QStringLiteral("127.0.0.1"))),
                 QStringLiteral("p: web 1/1 http://127.0.0.1:80"));
    }

    void asksWhichOneAnswers()
    {
        FakeEngine engine;
        engine.hostPort = QStringLiteral("8001-8005");
        engine.addReplica(1);
        engine.addReplicaOf(QStringLiteral("api"), 1, QStringLiteral("running"));
        const auto answers = [](const QUrl &url) {
            return ready<void>(url.port() == 8002 ? Result<>()
                                                  : fail(ErrorKind::NotFound, QStringLiteral("ask")));
        };
        const auto projects =
            await(discoverProjects(EngineClient(engine.transport), QStringLiteral("127.0.0.1"), answers));
        QCOMPARE(show(projects.value()),
                 QStringLiteral("p: api 1/1 web 1/1 http://127.0.0.1:8002 http://127.0.0.1:8001 => "
                                "http://127.0.0.1:8002"));
        engine.isDown = true;
        QVERIFY(
            !await(discoverProjects(EngineClient(engine.transport), QStringLiteral("127.0.0.1"), answers)));
    }
};

QTEST_GUILESS_MAIN(TestProjectReading)
#include "tst_projectreading.moc"
