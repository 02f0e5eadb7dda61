#include "compose/clone.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

constexpr auto originalId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const ServiceRef service{QStringLiteral("p"), QStringLiteral("web")};

QJsonObject object(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject parsed = QJsonDocument::fromJson(json, &error).object();
    Q_ASSERT_X(error.error == QJsonParseError::NoError, "object", json.constData());
    return parsed;
}

/// Replica 1 of p/web with more of Config, HostConfig and networks.
ContainerDetails original(const QByteArray &config, const QByteArray &hostConfig, const QByteArray &networks,
                          const QString &name = QStringLiteral("p-web-1"))
{
    QJsonObject configuration = object(config);
    QJsonObject labels = configuration[QLatin1String("Labels")].toObject();
    labels.insert(QStringLiteral("com.docker.compose.container-number"), QStringLiteral("1"));
    configuration.insert(QStringLiteral("Labels"), labels);
    ContainerDetails details;
    details.id = QLatin1String(originalId);
    details.name = name;
    details.document = {
        {QStringLiteral("Config"), configuration},
        {QStringLiteral("HostConfig"), object(hostConfig)},
        {QStringLiteral("NetworkSettings"), QJsonObject{{QStringLiteral("Networks"), object(networks)}}}};
    return details;
}

QString compact(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

} // namespace

class CloneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesWhatIsItsOwn_data();
    void changesWhatIsItsOwn();
    void namesAsTheProjectDoes_data();
    void namesAsTheProjectDoes();
    void connectsLikeTheOriginal_data();
    void connectsLikeTheOriginal();
    void tellsAllNetworksAtOnceWhereItCan();
    void findsMissingNetworks();
    void knowsTheLimit_data();
    void knowsTheLimit();
    void refusesWhatIsNoReplica();
    void changesLimits_data();
    void changesLimits();
    void comesBackToTheComposeFilesMemory();
};

void CloneTest::changesWhatIsItsOwn_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("hostConfig");
    QTest::addColumn<QString>("expected"); // the body without what every row has
    const QByteArray plain = R"({"NetworkMode":"none"})";

    QTest::newRow("everything else stays")
        << QByteArray(
               R"({"Image":"web:1","Cmd":["run"],"Env":["A=1","B=2"],"StopSignal":"SIGINT","User":"me"})")
        << QByteArray(
               R"({"NetworkMode":"none","Memory":1073741824,"NanoCpus":500000000,"Binds":["data:/data:rw"],"RestartPolicy":{"Name":"always"}})")
        << QStringLiteral(
               R"({"Cmd":["run"],"Env":["A=1","B=2"],"HostConfig":{"Binds":["data:/data:rw"],"Memory":1073741824,"NanoCpus":500000000,"NetworkMode":"none","RestartPolicy":{"Name":"always"}},"Image":"web:1","StopSignal":"SIGINT","User":"me"})");
    QTest::newRow("its own host name") << QByteArray(R"({"Hostname":"0123456789ab"})") << plain
                                       << QStringLiteral(R"({"HostConfig":{"NetworkMode":"none"}})");
    QTest::newRow("a configured host name")
        << QByteArray(R"({"Hostname":"studio"})") << plain
        << QStringLiteral(R"({"HostConfig":{"NetworkMode":"none"},"Hostname":"studio"})");
    QTest::newRow("the host's host name")
        << QByteArray(R"({"Hostname":"laptop"})") << QByteArray(R"({"NetworkMode":"host"})")
        << QStringLiteral(R"({"HostConfig":{"NetworkMode":"host"}})");
    QTest::newRow("MAC address") << QByteArray(R"({"MacAddress":"02:42:ac:11:00:02"})") << plain
                                 << QStringLiteral(R"({"HostConfig":{"NetworkMode":"none"}})");
    QTest::newRow("port range stays text")
        << QByteArray("{}")
        << QByteArray(
               R"({"NetworkMode":"none","PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8001-8005"}]}})")
        << QStringLiteral(
               R"({"HostConfig":{"NetworkMode":"none","PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8001-8005"}]}}})");
    QTest::newRow("anonymous volume pinned as a mount")
        << QByteArray("{}")
        << QByteArray(
               R"({"NetworkMode":"none","Mounts":[{"Type":"volume","Source":"fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210","Target":"/cache"},{"Type":"volume","Source":"p_data","Target":"/data"},{"Type":"volume","Target":"/tmp"}]})")
        << QStringLiteral(
               R"({"HostConfig":{"Mounts":[{"Target":"/cache","Type":"volume"},{"Source":"p_data","Target":"/data","Type":"volume"},{"Target":"/tmp","Type":"volume"}],"NetworkMode":"none"}})");
    QTest::newRow("anonymous volume pinned as a bind")
        << QByteArray(R"({"Volumes":{"/log":{}}})")
        << QByteArray(
               R"({"NetworkMode":"none","Binds":["fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210:/cache:rw","/srv:/srv:ro"]})")
        << QStringLiteral(
               R"({"HostConfig":{"Binds":["/srv:/srv:ro"],"NetworkMode":"none"},"Volumes":{"/cache":{},"/log":{}}})");
    QTest::newRow("no binds stay no binds")
        << QByteArray("{}") << QByteArray(R"({"NetworkMode":"none","Binds":null})")
        << QStringLiteral(R"({"HostConfig":{"Binds":null,"NetworkMode":"none"}})");
}

void CloneTest::changesWhatIsItsOwn()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, hostConfig);
    const auto clone = cloneOf(original(config, hostConfig, "{}"), service, 4, {1, 41});
    QVERIFY(clone);
    QCOMPARE(clone->container.name, QStringLiteral("p-web-4"));
    QVERIFY(clone->laterNetworks.empty());
    QJsonObject body = clone->container.body;
    QCOMPARE(compact(body.take(QLatin1String("Labels"))),
             QStringLiteral(R"({"com.docker.compose.container-number":"4"})"));
    QTEST(compact(body), "expected");
}

void CloneTest::namesAsTheProjectDoes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");

    QTest::newRow("Compose 2") << QStringLiteral("p-web-1") << QStringLiteral("p-web-4");
    QTest::newRow("Compose 1") << QStringLiteral("p_web_1") << QStringLiteral("p_web_4");
    QTest::newRow("while Compose recreates it")
        << QStringLiteral("0123456789ab_p-web-1") << QStringLiteral("p-web-4");
    QTest::newRow("container_name") << QStringLiteral("studio") << QString();
    QTest::newRow("another number") << QStringLiteral("p-web-2") << QString();
}

void CloneTest::namesAsTheProjectDoes()
{
    QFETCH(QString, name);
    const auto clone =
        cloneOf(original(R"({"Image":"w","Labels":{"a":"b","com.docker.compose.replace":"x"}})",
                         R"({"NetworkMode":"none"})", "{}", name),
                service, 4, {1, 41});
    QTEST(clone ? clone->container.name : QString(), "expected");
    if (clone)
        QCOMPARE(compact(clone->container.body[QLatin1String("Labels")]),
                 QStringLiteral(R"({"a":"b","com.docker.compose.container-number":"4"})"));
}

void CloneTest::connectsLikeTheOriginal_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QByteArray>("networks");
    QTest::addColumn<QString>("atOnce");
    QTest::addColumn<QString>("later");
    const QByteArray own = R"({"Hostname":"0123456789ab"})";

    QTest::newRow("Compose 2")
        << own << QByteArray("p_default")
        << QByteArray(
               R"({"p_default":{"Aliases":["p-web-1","web","studio","0123456789ab"],"IPAddress":"10.0.0.2","MacAddress":"02:42","NetworkID":"n","EndpointID":"e","Links":null,"DriverOpts":null,"IPAMConfig":{}}})")
        << QStringLiteral(R"({"p_default":{"Aliases":["p-web-4","web","studio"],"IPAMConfig":{}}})")
        << QString();
    QTest::newRow("Compose 1: in any order")
        << own << QByteArray("p_default") << QByteArray(R"({"p_default":{"Aliases":["0123456789ab","web"]}})")
        << QStringLiteral(R"({"p_default":{"Aliases":["web"]}})") << QString();
    QTest::newRow("the engine's alias of a configured host name")
        << QByteArray(R"({"Hostname":"studio"})") << QByteArray("p_default")
        << QByteArray(R"({"p_default":{"Aliases":["p-web-1","web","0123456789ab","studio"]}})")
        << QStringLiteral(R"({"p_default":{"Aliases":["p-web-4","web"]}})") << QString();
    QTest::newRow("fixed addresses")
        << own << QByteArray("p_default")
        << QByteArray(
               R"({"p_default":{"Aliases":["web"],"IPAMConfig":{"IPv4Address":"10.0.0.9","IPv6Address":"fd::9","LinkLocalIPs":["169.254.1.1"]}}})")
        << QStringLiteral(
               R"({"p_default":{"Aliases":["web"],"IPAMConfig":{"LinkLocalIPs":["169.254.1.1"]}}})")
        << QString();
    QTest::newRow("two networks: that of the mode first")
        << own << QByteArray("p_front")
        << QByteArray(
               R"({"p_back":{"Aliases":["web"],"Links":["db:db"]},"p_front":{"Aliases":["web"],"DriverOpts":{"a":"b"}}})")
        << QStringLiteral(R"({"p_front":{"Aliases":["web"],"DriverOpts":{"a":"b"}}})")
        << QStringLiteral(R"(p_back {"Aliases":["web"],"Links":["db:db"]})");
    QTest::newRow("host") << own << QByteArray("host") << QByteArray(R"({"host":{"Aliases":null}})")
                          << QStringLiteral("{}") << QString();
    QTest::newRow("bridge") << own << QByteArray("bridge") << QByteArray(R"({"bridge":{"Aliases":null}})")
                            << QStringLiteral("{}") << QString();
    QTest::newRow("another's network")
        << own << QByteArray("container:abc") << QByteArray("{}") << QStringLiteral("{}") << QString();
}

void CloneTest::connectsLikeTheOriginal()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, mode);
    QFETCH(QByteArray, networks);
    const auto clone =
        cloneOf(original(config, R"({"NetworkMode":")" + mode + R"("})", networks), service, 4, {1, 41});
    QVERIFY(clone);
    QTEST(compact(clone->container.body[QLatin1String("NetworkingConfig")][QLatin1String("EndpointsConfig")]),
          "atOnce");
    QStringList later;
    for (const NetworkLink &link : clone->laterNetworks)
        later += link.network + QLatin1Char(' ') + compact(link.endpoint);
    QTEST(later.join(QLatin1Char(' ')), "later");
}

void CloneTest::tellsAllNetworksAtOnceWhereItCan()
{
    const auto clone = cloneOf(original(R"({"Image":"w"})", R"({"NetworkMode":"a"})", R"({"a":{},"b":{}})"),
                               service, 2, {1, 44});
    QVERIFY(clone);
    QVERIFY(clone->laterNetworks.empty());
    QCOMPARE(clone->container.body[QLatin1String("NetworkingConfig")][QLatin1String("EndpointsConfig")]
                 .toObject()
                 .keys(),
             (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
}

void CloneTest::findsMissingNetworks()
{
    const ContainerDetails whole =
        original(R"({"Hostname":"0123456789ab"})", R"({"NetworkMode":"a"})",
                 R"({"a":{"Aliases":["p-web-1"]},"b":{"Aliases":["p-web-1","web"]}})");
    const ContainerDetails half =
        original("{}", R"({"NetworkMode":"a"})", R"({"a":{}})", QStringLiteral("p-web-2"));
    const auto missing = missingNetworks(whole, half);
    QCOMPARE(missing.size(), 1U);
    QCOMPARE(missing.front().network, QStringLiteral("b"));
    QCOMPARE(compact(missing.front().endpoint), QStringLiteral(R"({"Aliases":["p-web-2","web"]})"));
    QVERIFY(missingNetworks(whole, whole).empty());
}

void CloneTest::knowsTheLimit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bindings");
    QTest::addColumn<QString>("expected");
    const QString web = QStringLiteral("p-web-1");

    QTest::newRow("none") << web << QByteArray("{}") << QStringLiteral("none");
    QTest::newRow("any port") << web << QByteArray(R"({"80/tcp":[{"HostPort":""}],"81/tcp":null})")
                              << QStringLiteral("none");
    QTest::newRow("range")
        << web << QByteArray(R"({"80/tcp":[{"HostPort":"8001-8005"}]})")
        << QStringLiteral(
               "5 ports: service web publishes the host ports 8001-8005, which have room for 5 containers");
    QTest::newRow("the narrowest range")
        << web << QByteArray(R"({"80/tcp":[{"HostPort":"8001-8005"}],"81/tcp":[{"HostPort":"9001-9003"}]})")
        << QStringLiteral(
               "3 ports: service web publishes the host ports 9001-9003, which have room for 3 containers");
    QTest::newRow("fixed") << web << QByteArray(R"({"80/tcp":[{"HostPort":"8080"}]})")
                           << QStringLiteral("1 ports: service web publishes the fixed host port 8080, which "
                                             "only one container can have (give it a range)");
    QTest::newRow("container_name") << QStringLiteral("studio") << QByteArray("{}")
                                    << QStringLiteral(
                                           "1: service web has the fixed container name \"studio\"; Compose "
                                           "cannot scale it (remove container_name from the Compose file)");
}

void CloneTest::knowsTheLimit()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bindings);
    const ContainerDetails details =
        original("{}", R"({"NetworkMode":"none","PortBindings":)" + bindings + "}", "{}", name);
    const auto limit = limitOf(details, service);
    const QString ports = publishesHostPorts(details) ? QStringLiteral(" ports") : QString();
    QTEST(limit ? QStringLiteral("%1%2: %3").arg(limit->count).arg(ports, limit->why)
                : QStringLiteral("none") + ports,
          "expected");
}

void CloneTest::refusesWhatIsNoReplica()
{
    ContainerDetails empty;
    empty.name = QStringLiteral("p-web-1");
    const auto clone = cloneOf(empty, service, 2, {1, 41});
    QVERIFY(!clone);
    QCOMPARE(describe(clone.error()), QStringLiteral("clone container p-web-1: it is not a replica of web"));
}

void CloneTest::changesLimits_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("hostConfig");
    QTest::addColumn<QString>("expected"); // environment and host configuration

    QTest::newRow("no limits yet") << QByteArray("{}") << QByteArray(R"({"Memory":0,"MemorySwap":0})")
                                   << QStringLiteral(
                                          R"(["N=2"] {"Memory":1000,"MemoryReservation":0,"MemorySwap":0})");
    QTest::newRow("swap in the same ratio, and not more reserved than allowed")
        << QByteArray(R"({"Env":["A=1","N=1","NO=3"]})")
        << QByteArray(R"({"Memory":4000,"MemoryReservation":3000,"MemorySwap":8000})")
        << QStringLiteral(
               R"(["A=1","NO=3","N=2"] {"Memory":1000,"MemoryReservation":1000,"MemorySwap":2000})");
    QTest::newRow("unlimited swap")
        << QByteArray("{}") << QByteArray(R"({"Memory":4000,"MemorySwap":-1})")
        << QStringLiteral(R"(["N=2"] {"Memory":1000,"MemoryReservation":0,"MemorySwap":-1})");
}

void CloneTest::changesLimits()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, hostConfig);
    const ContainerDetails details = changed(original(config, hostConfig, "{}"),
                                             {Bytes{1000}, {{QStringLiteral("N"), QStringLiteral("2")}}});
    QTEST(compact(details.document[QLatin1String("Config")][QLatin1String("Env")]) + QLatin1Char(' ')
              + compact(details.document[QLatin1String("HostConfig")]),
          "expected");
}

void CloneTest::comesBackToTheComposeFilesMemory()
{
    const ContainerDetails before =
        original("{}", R"({"Memory":4000,"MemoryReservation":3000,"MemorySwap":8000})", "{}");
    ContainerDetails details = before;
    QVERIFY(!hasChangedMemory(details));
    details = changed(changed(details, {Bytes{1000}, {}}), {Bytes{2000}, {}});
    QVERIFY(hasChangedMemory(details));
    QCOMPARE(compact(details.document[QLatin1String("HostConfig")]),
             QStringLiteral(R"({"Memory":2000,"MemoryReservation":2000,"MemorySwap":4000})"));
    details = changed(details, {});
    QVERIFY(!hasChangedMemory(details));
    QCOMPARE(details.document, before.document);
}

QTEST_GUILESS_MAIN(CloneTest)
#include "tst_clone.moc"
