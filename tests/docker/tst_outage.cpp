#include "tests/docker/engineconnection.h"

#include <QTimer>

using namespace crescendo;

namespace {

/// Three times as many ports as replicas: an engine that is killed while it starts containers restores their
/// ports' proxies when it comes back and never gives these ports out again (Docker 20.10, observed).
const QString composeFile = QStringLiteral(R"(services:
  web:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    ports: ["127.0.0.1:18201-18215:80"]
    networks: [front, back]
networks: {front: {}, back: {}}
)");

} // namespace

/// The engine is killed in the middle of scaling and comes back; scaling again reaches the target.
class OutageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void convergesAfterTheEngineWasKilled_data();
    void convergesAfterTheEngineWasKilled();
};

void OutageTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
        QSKIP("Compose 2 is not here");
}

void OutageTest::convergesAfterTheEngineWasKilled_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("afterMillis");

    for (const int millis : {30, 120, 250, 500})
        QTest::addRow("growing, killed after %d ms", millis) << 1 << 5 << millis;
    for (const int millis : {20, 150})
        QTest::addRow("shrinking, killed after %d ms", millis) << 5 << 2 << millis;
}

void OutageTest::convergesAfterTheEngineWasKilled()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, afterMillis);
    const PrivateEngine engine;
    QVERIFY(engine.start());
    QVERIFY(engine.importImage());
    const ComposeProject project(engine, ComposeProject::Version::V2, QStringLiteral("outage"), composeFile);
    const ServiceRef web{project.name(), QStringLiteral("web")};
    QCOMPARE(project
                 .run({QStringLiteral("up"), QStringLiteral("-d"), QStringLiteral("--scale"),
                       QStringLiteral("web=%1").arg(from)})
                 .exitCode,
             0);

    const EngineConnection connection(engine);
    const auto interrupted = connection.scaler.scale(web, to, {});
    QTimer::singleShot(afterMillis, this, [&] { engine.kill(); });
    const auto lost = await(interrupted, Millis(60'000));
    QTRY_VERIFY(!await(connection.client.info()));
    QVERIFY(lost || lost.error().kind == ErrorKind::Unavailable || lost.error().kind == ErrorKind::Protocol);

    QVERIFY(engine.start());
    const auto outcome = connection.scale(web, to);
    QVERIFY2(outcome, qPrintable(outcome ? QString() : describe(outcome.error())));
    QVERIFY2(!outcome->limit, qPrintable(outcome->limit ? describe(*outcome->limit) : QString()));
    const std::vector<Replica> replicas = connection.replicas(web);
    QCOMPARE(static_cast<int>(replicas.size()), to);
    std::set<int> numbers;
    for (const Replica &replica : replicas) {
        QCOMPARE(toString(replica.state), QStringLiteral("running"));
        QVERIFY(numbers.insert(replica.number).second);
        const QJsonObject networks =
            connection.inspect(replica.id)
                .document[QLatin1String("NetworkSettings")][QLatin1String("Networks")]
                .toObject();
        QCOMPARE(networks.keys(),
                 (QStringList{QStringLiteral("outage_back"), QStringLiteral("outage_front")}));
    }
}

int main(int argc, char **argv)
{
    return runWithEngine<OutageTest>(argc, argv);
}
#include "tst_outage.moc"
