#include "tests/docker/engineconnection.h"

using namespace crescendo;

namespace {

/// A service web that ends on its stop signal at once, with more of its lines, and a service other on the
/// same ports.
QString composeFile(const QString &webLines)
{
    return QStringLiteral(R"(services:
  web:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
%1
  other:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    ports: ["127.0.0.1:18102-18106:80"]
)")
        .arg(webLines);
}

QString show(const Result<ScaleOutcome> &outcome)
{
    if (!outcome)
        return toString(outcome.error().kind) + QStringLiteral(": ") + outcome.error().detail;
    return outcome->limit ? QStringLiteral("limit: ") + outcome->limit->detail : QStringLiteral("ok");
}

} // namespace

/// Scaling a project that Compose 2 brought up, on a real engine.
class ScalingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void oneToFiveToOne();
    void toNothingAndBack();
    void portRangeExhausted();
    void overlappingRangesOfTwoServices();
    void fixedPort();
    void containerName();
    void noReplica();
    void unknownService();
    void pausedExitedAndCreatedReplicas();
    void busyReplicasStay();
    void ownSignalAndGracePeriod();
    void everyNetworkAndAlias();
    void twoScalersAtOnce();

private:
    bool up(const QString &webLines, const QStringList &arguments = {});
    QList<int> portsOf(const ServiceRef &service) const;
    ProgramOutput docker(const QString &arguments) const
    {
        return m_engine.docker(arguments.split(QLatin1Char(' ')));
    }

    const DockerEngine m_engine = DockerEngine::shared();
    const EngineConnection m_connection{m_engine};
    const ServiceRef m_web{QStringLiteral("scaling"), QStringLiteral("web")};
    const ServiceRef m_other{QStringLiteral("scaling"), QStringLiteral("other")};
    std::unique_ptr<ComposeProject> m_project;
};

void ScalingTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
        QSKIP("Compose 2 is not here");
    QVERIFY(m_engine.importImage());
}

void ScalingTest::init()
{
    m_project.reset();
}

void ScalingTest::cleanup()
{
    m_project.reset();
}

bool ScalingTest::up(const QString &webLines, const QStringList &arguments)
{
    m_project = std::make_unique<ComposeProject>(m_engine, ComposeProject::Version::V2, m_web.project,
                                                 composeFile(webLines));
    const ProgramOutput output =
        m_project->run(QStringList{QStringLiteral("up"), QStringLiteral("-d")} + arguments);
    if (output.exitCode != 0)
        qWarning("%s", qPrintable(output.text));
    return output.exitCode == 0;
}

QList<int> ScalingTest::portsOf(const ServiceRef &service) const
{
    QList<int> ports;
    for (const Replica &replica : m_connection.replicas(service)) {
        for (const PortMapping &port : replica.ports)
            ports += port.hostPort.value_or(0);
    }
    std::ranges::sort(ports);
    return ports;
}

void ScalingTest::oneToFiveToOne()
{
    QVERIFY(up(QStringLiteral("    ports: [\"127.0.0.1:18101-18105:80\"]"), {QStringLiteral("web")}));
    QCOMPARE(show(m_connection.scale(m_web, 5)), QStringLiteral("ok"));
    QCOMPARE(m_connection.show(m_web),
             QStringLiteral("1 running, 2 running, 3 running, 4 running, 5 running"));
    QCOMPARE(portsOf(m_web), (QList<int>{18101, 18102, 18103, 18104, 18105}));
    QCOMPARE(show(m_connection.scale(m_web, 1)), QStringLiteral("ok"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("1 running"));
}

void ScalingTest::toNothingAndBack()
{
    QVERIFY(up({}, {QStringLiteral("web")}));
    QCOMPARE(show(m_connection.scale(m_web, 3)), QStringLiteral("ok"));
    QCOMPARE(show(m_connection.scale(m_web, 0)), QStringLiteral("ok"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("1 exited"));
    QCOMPARE(show(m_connection.scale(m_web, 2)), QStringLiteral("ok"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("1 running, 2 running"));
}

void ScalingTest::portRangeExhausted()
{
    QVERIFY(up(QStringLiteral("    ports: [\"127.0.0.1:18101-18103:80\"]"), {QStringLiteral("web")}));
    QCOMPARE(
        show(m_connection.scale(m_web, 5)),
        QStringLiteral(
            "limit: service web publishes the host ports 18101-18103, which have room for 3 containers"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("1 running, 2 running, 3 running"));
}

/// 18101–18105 and 18102–18106 share six ports in all; the engine's answer decides, and nothing half-made
/// stays.
void ScalingTest::overlappingRangesOfTwoServices()
{
    QVERIFY(up(QStringLiteral("    ports: [\"127.0.0.1:18101-18105:80\"]")));
    QCOMPARE(show(m_connection.scale(m_web, 3)), QStringLiteral("ok"));
    const QString outcome = show(m_connection.scale(m_other, 5));
    QVERIFY2(outcome.startsWith(QStringLiteral("limit: ")) && outcome.contains(QStringLiteral("allocated")),
             qPrintable(outcome));
    const int others = static_cast<int>(m_connection.replicas(m_other).size());
    QCOMPARE(portsOf(m_other).size(), others);
    QCOMPARE(portsOf(m_web).size(), 3);
    QVERIFY(others + 3 <= 6);
    QVERIFY(others >= 2); // 18106 and whatever of the rest is free
    QVERIFY(!m_connection.show(m_other).contains(QStringLiteral("created")));
    // What one gives back the other can take.
    QCOMPARE(show(m_connection.scale(m_web, 1)), QStringLiteral("ok"));
    QCOMPARE(show(m_connection.scale(m_other, 4)), QStringLiteral("ok"));
}

void ScalingTest::fixedPort()
{
    QVERIFY(up(QStringLiteral("    ports: [\"127.0.0.1:18101:80\"]"), {QStringLiteral("web")}));
    QCOMPARE(show(m_connection.scale(m_web, 2)),
             QStringLiteral("limit: service web publishes the fixed host port 18101, which only one "
                            "container can have (give it a range)"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("1 running"));
    QCOMPARE(show(m_connection.scale(m_web, 1)), QStringLiteral("ok"));
}

void ScalingTest::containerName()
{
    QVERIFY(up(QStringLiteral("    container_name: scaling-studio"), {QStringLiteral("web")}));
    QCOMPARE(show(m_connection.scale(m_web, 2)),
             QStringLiteral("limit: service web has the fixed container name \"scaling-studio\"; Compose "
                            "cannot scale it (remove "
                            "container_name from the Compose file)"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("1 running"));
}

void ScalingTest::noReplica()
{
    QVERIFY(up({}, {QStringLiteral("other")}));
    QCOMPARE(
        show(m_connection.scale(m_web, 2)),
        QStringLiteral("notFound: project scaling has no container of a service web to clone; it has other"));
}

void ScalingTest::unknownService()
{
    const ServiceRef nothing{QStringLiteral("nowhere"), QStringLiteral("web")};
    QCOMPARE(show(m_connection.scale(nothing, 2)),
             QStringLiteral(
                 "notFound: project nowhere has no containers to clone; bring it up with Compose first"));
}

void ScalingTest::pausedExitedAndCreatedReplicas()
{
    const QStringList scale{QStringLiteral("--no-recreate"), QStringLiteral("--scale"),
                            QStringLiteral("web=4"), QStringLiteral("web")};
    QVERIFY(up({}, {QStringLiteral("--scale"), QStringLiteral("web=3"), QStringLiteral("web")}));
    const ProgramOutput created = m_project->run(QStringList{QStringLiteral("create")} + scale);
    QVERIFY2(created.exitCode == 0, qPrintable(created.text));
    QCOMPARE(docker(QStringLiteral("pause scaling-web-2")).exitCode, 0);
    QCOMPARE(docker(QStringLiteral("kill scaling-web-3")).exitCode, 0);
    QTRY_COMPARE(m_connection.show(m_web), QStringLiteral("1 running, 2 paused, 3 exited, 4 created"));
    QCOMPARE(show(m_connection.scale(m_web, 5)), QStringLiteral("ok"));
    QCOMPARE(m_connection.show(m_web),
             QStringLiteral("1 running, 2 running, 3 running, 4 running, 5 running"));

    QCOMPARE(docker(QStringLiteral("kill scaling-web-1")).exitCode, 0);
    QCOMPARE(docker(QStringLiteral("pause scaling-web-4")).exitCode, 0);
    QTRY_COMPARE(m_connection.show(m_web),
                 QStringLiteral("1 exited, 2 running, 3 running, 4 paused, 5 running"));
    QCOMPARE(show(m_connection.scale(m_web, 2)), QStringLiteral("ok"));
    QCOMPARE(m_connection.show(m_web), QStringLiteral("2 running, 3 running"));
}

void ScalingTest::busyReplicasStay()
{
    QVERIFY(up({}, {QStringLiteral("--scale"), QStringLiteral("web=3"), QStringLiteral("web")}));
    const std::vector<Replica> replicas = m_connection.replicas(m_web);
    QCOMPARE(replicas.size(), 3U);
    const auto outcome = m_connection.scale(m_web, 1, {{replicas[1].id, replicas[2].id}, {}});
    QVERIFY(outcome);
    QCOMPARE(outcome->draining.size(), 1U);
    QCOMPARE(outcome->draining.front().number, 3);
    QCOMPARE(m_connection.show(m_web), QStringLiteral("2 running, 3 running"));
}

/// The one writes a mark when it hears its signal; the other hears none and is killed after its own grace
/// period.
void ScalingTest::ownSignalAndGracePeriod()
{
    QVERIFY(
        up(QStringLiteral("    stop_signal: SIGUSR1\n    stop_grace_period: 1s\n    volumes: [\"./:/out\"]\n"
                          "    entrypoint: [\"/bin/sh\", \"-c\", \"trap 'echo heard > /out/mark; exit 0' "
                          "USR1; sleep 1000 & wait\"]"),
           {QStringLiteral("--scale"), QStringLiteral("web=2"), QStringLiteral("web")}));
    QCOMPARE(show(m_connection.scale(m_web, 1)), QStringLiteral("ok"));
    QVERIFY(m_project
                ->run({QStringLiteral("exec"), QStringLiteral("-T"), QStringLiteral("web"),
                       QStringLiteral("/bin/busybox"), QStringLiteral("cat"), QStringLiteral("/out/mark")})
                .text.contains(QStringLiteral("heard")));

    QVERIFY(up(
        QStringLiteral(
            "    stop_grace_period: 1s\n    entrypoint: [\"/bin/sh\", \"-c\", \"trap '' TERM; sleep 1000\"]"),
        {QStringLiteral("--scale"), QStringLiteral("web=2"), QStringLiteral("web")}));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(show(m_connection.scale(m_web, 1)), QStringLiteral("ok"));
    QVERIFY2(timer.elapsed() >= 1000 && timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
}

/// Replicas answer under the service's name and alias, on each network.
void ScalingTest::everyNetworkAndAlias()
{
    m_project = std::make_unique<ComposeProject>(m_engine, ComposeProject::Version::V2, m_web.project,
                                                 QStringLiteral(R"(services:
  web:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "busybox mkdir -p /www; busybox hostname > /www/index.html; exec httpd -f -p 80 -h /www"]
    stop_grace_period: 1s
    networks: {front: {aliases: [studio]}, back: {}}
  probe:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    networks: [back]
networks: {front: {}, back: {}}
)"));
    QCOMPARE(m_project->run({QStringLiteral("up"), QStringLiteral("-d")}).exitCode, 0);
    QCOMPARE(show(m_connection.scale(m_web, 2)), QStringLiteral("ok"));
    const ContainerDetails clone = m_connection.inspect(QStringLiteral("scaling-web-2"));
    const ProgramOutput answer = m_project->run(
        {QStringLiteral("exec"), QStringLiteral("-T"), QStringLiteral("probe"), QStringLiteral("wget"),
         QStringLiteral("-qO-"), QStringLiteral("http://scaling-web-2/")});
    QVERIFY2(answer.text.contains(clone.id.left(12)), qPrintable(answer.text));
    const ProgramOutput lookUp = m_project->run({QStringLiteral("exec"), QStringLiteral("-T"),
                                                 QStringLiteral("web"), QStringLiteral("/bin/busybox"),
                                                 QStringLiteral("nslookup"), QStringLiteral("studio")});
    const QString address = clone
                                .document[QLatin1String("NetworkSettings")][QLatin1String("Networks")]
                                         [QLatin1String("scaling_front")][QLatin1String("IPAddress")]
                                .toString();
    QVERIFY(!address.isEmpty());
    QVERIFY2(lookUp.text.contains(address), qPrintable(lookUp.text));
}

void ScalingTest::twoScalersAtOnce()
{
    QVERIFY(up(QStringLiteral("    ports: [\"127.0.0.1:18101-18105:80\"]"), {QStringLiteral("web")}));
    const EngineConnection rival(m_engine);
    for (const int target : {5, 2, 4, 1}) {
        const auto one = m_connection.scaler.scale(m_web, target, {});
        const auto two = rival.scaler.scale(m_web, target, {});
        QCOMPARE(show(await(one)), QStringLiteral("ok"));
        QCOMPARE(show(await(two)), QStringLiteral("ok"));
        const std::vector<Replica> replicas = m_connection.replicas(m_web);
        QCOMPARE(static_cast<int>(replicas.size()), target);
        std::set<int> numbers;
        for (const Replica &replica : replicas) {
            QVERIFY(replica.isRunning());
            QVERIFY(numbers.insert(replica.number).second);
        }
    }
}

int main(int argc, char **argv)
{
    return runWithEngine<ScalingTest>(argc, argv);
}
#include "tst_scaling.moc"
