#include "docker/container.h"

#include <QTest>

using namespace crescendo;

namespace {

QString show(const ContainerSummary &container)
{
    QStringList parts{container.id, container.name, toString(container.state), toIso(container.created)};
    for (const auto &[key, value] : container.labels)
        parts += key + QLatin1Char('=') + value;
    for (const PortMapping &port : container.ports) {
        const QString host = port.hostPort
            ? port.hostAddress + QLatin1Char(':') + QString::number(*port.hostPort)
            : QStringLiteral("-");
        parts += QStringLiteral("%1>%2/%3").arg(host).arg(port.containerPort).arg(port.protocol);
    }
    return parts.join(QLatin1Char(' '));
}

QString show(const ContainerDetails &container)
{
    return QStringLiteral("%1 %2 %3 exit=%4 oom=%5 health=%6 started=%7 tty=%8 grace=%9")
        .arg(container.id, container.name, toString(container.state))
        .arg(container.exitCode)
        .arg(container.outOfMemory)
        .arg(static_cast<int>(container.health))
        .arg(container.started ? toIso(*container.started) : QStringLiteral("-"))
        .arg(container.hasTerminal)
        .arg(container.stopTimeout.count());
}

template <typename Parsed, typename Show> QString outcome(const Parsed &parsed, Show show)
{
    return parsed ? show(*parsed)
                  : QStringLiteral("error: ") + toString(parsed.error().kind) + QStringLiteral(": ")
            + parsed.error().detail;
}

} // namespace

class ContainerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsLists_data();
    void readsLists();
    void readsDetails_data();
    void readsDetails();
    void keepsTheWholeDocument();
};

void ContainerTest::readsLists_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");

    QTest::newRow("empty") << QByteArray("[]") << QString();
    QTest::newRow("full") << QByteArray(
        R"([{"Id":"abc","Names":["/directai-web-1"],"Image":"web","State":"running","Created":1772374925,
            "Status":"Up 2 minutes","Labels":{"a":"1","b":""},"Ports":[
            {"IP":"127.0.0.1","PrivatePort":80,"PublicPort":8001,"Type":"tcp"},{"PrivatePort":81,"Type":"udp"}]}])")
                          << QStringLiteral("abc directai-web-1 running 2026-03-01T14:22:05.000Z a=1 b= "
                                            "127.0.0.1:8001>80/tcp ->81/udp");
    QTest::newRow("null and absent are empty")
        << QByteArray(R"([{"Id":"abc","Names":null,"State":"exited","Labels":null}])")
        << QStringLiteral("abc  exited 1970-01-01T00:00:00.000Z");
    QTest::newRow("the name that is not a link")
        << QByteArray(R"([{"Id":"a","Names":["/other/alias","/own"],"State":"dead"}])")
        << QStringLiteral("a own dead 1970-01-01T00:00:00.000Z");
    QTest::newRow("two") << QByteArray(R"([{"Id":"a","State":"created"},{"Id":"b","State":"paused"}])")
                         << QStringLiteral(
                                "a  created 1970-01-01T00:00:00.000Z; b  paused 1970-01-01T00:00:00.000Z");
    QTest::newRow("no id") << QByteArray(R"([{"State":"created"}])")
                           << QStringLiteral("error: protocol: [0].Id: expected text");
    QTest::newRow("unknown state")
        << QByteArray(R"([{"Id":"a","State":"running"},{"Id":"b","State":"sleepy"}])")
        << QStringLiteral("error: protocol: [1].State: expected a container's state");
    QTest::newRow("label is a number") << QByteArray(R"([{"Id":"a","State":"running","Labels":{"n":1}}])")
                                       << QStringLiteral("error: protocol: [0].Labels.n: expected text");
    QTest::newRow("port too big")
        << QByteArray(R"([{"Id":"a","State":"running","Ports":[{"PrivatePort":65536}]}])")
        << QStringLiteral("error: protocol: [0].Ports[0].PrivatePort: expected a port");
    QTest::newRow("port is a fraction")
        << QByteArray(R"([{"Id":"a","State":"running","Ports":[{"PrivatePort":1.5}]}])")
        << QStringLiteral("error: protocol: [0].Ports[0].PrivatePort: expected an integer");
    QTest::newRow("object") << QByteArray("{}")
                            << QStringLiteral("error: protocol: document: expected a list");
    QTest::newRow("list of text") << QByteArray(R"(["a"])")
                                  << QStringLiteral("error: protocol: [0]: expected an object");
    QTest::newRow("cut off") << QByteArray(R"([{"Id":"a")")
                             << QStringLiteral("error: protocol: offset 10: unterminated string");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("error: protocol: offset 0: illegal value");
}

void ContainerTest::readsLists()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    const QString actual = outcome(parseContainerList(json), [](const auto &containers) {
        QStringList shown;
        for (const ContainerSummary &container : containers)
            shown += show(container);
        return shown.join(QStringLiteral("; "));
    });
    QCOMPARE(actual, expected);
}

void ContainerTest::readsDetails_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");

    QTest::newRow("running and healthy") << QByteArray(
        R"({"Id":"abc","Name":"/directai-web-1","State":{"Status":"running","ExitCode":0,"OOMKilled":false,
            "StartedAt":"2026-03-01T14:22:05.123456789Z","Health":{"Status":"healthy"}},"Config":{"Tty":true,"StopTimeout":3}})")
                                         << QStringLiteral("abc directai-web-1 running exit=0 oom=0 health=2 "
                                                           "started=2026-03-01T14:22:05.123Z tty=1 grace=3");
    QTest::newRow("never started") << QByteArray(
        R"({"Id":"abc","Name":"/w","State":{"Status":"created","StartedAt":"0001-01-01T00:00:00Z"},"Config":{}})")
                                   << QStringLiteral(
                                          "abc w created exit=0 oom=0 health=0 started=- tty=0 grace=10");
    QTest::newRow("killed for memory")
        << QByteArray(
               R"({"Id":"abc","Name":"/w","State":{"Status":"exited","ExitCode":137,"OOMKilled":true}})")
        << QStringLiteral("abc w exited exit=137 oom=1 health=0 started=- tty=0 grace=10");
    QTest::newRow("unknown health")
        << QByteArray(R"({"Id":"abc","Name":"/w","State":{"Status":"exited","Health":{"Status":"fine"}}})")
        << QStringLiteral("error: protocol: State.Health.Status: expected a health status");
    QTest::newRow("bad time") << QByteArray(
        R"({"Id":"abc","Name":"/w","State":{"Status":"exited","StartedAt":"noon"}})")
                              << QStringLiteral("error: protocol: State.StartedAt: expected a time");
    QTest::newRow("list") << QByteArray("[]")
                          << QStringLiteral("error: protocol: document: expected an object");
}

void ContainerTest::readsDetails()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    QCOMPARE(outcome(parseContainerDetails(json), [](const auto &container) { return show(container); }),
             expected);
}

void ContainerTest::keepsTheWholeDocument()
{
    const auto details = parseContainerDetails(
        R"({"Id":"a","Name":"/w","State":{"Status":"running"},"HostConfig":{"Memory":9007199254740993}})");
    QVERIFY(details);
    QCOMPARE(details->document[QLatin1String("HostConfig")][QLatin1String("Memory")].toInteger(),
             9007199254740993);
}

QTEST_GUILESS_MAIN(ContainerTest)
#include "tst_container.moc"
