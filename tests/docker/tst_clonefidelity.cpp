#include "tests/docker/engineconnection.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace crescendo;

namespace {

using Version = ComposeProject::Version;

const QStringList upNoRecreate{QStringLiteral("up"), QStringLiteral("-d"), QStringLiteral("--no-recreate")};

/// A service with something of everything that Compose knows; `variation` is more of its lines.
QString composeFile(const QString &variation)
{
    return QStringLiteral(R"(version: "2.4"
services:
  web:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' INT; sleep 1000 & wait"]
    environment: {POOL: analysis, EMPTY: "", SPACES: "a b"}
    labels: {org.example.team: music}
    stop_signal: SIGINT
    stop_grace_period: 3s
    mem_limit: 64m
    cpus: 0.5
    cpu_shares: 512
    pids_limit: 50
    shm_size: 32m
    user: "1000:1000"
    working_dir: /tmp
    init: true
    read_only: true
    tmpfs: [/tmp]
    restart: on-failure:3
    cap_add: [NET_ADMIN]
    cap_drop: [MKNOD]
    security_opt: ["no-new-privileges:true"]
    ulimits: {nofile: {soft: 1000, hard: 2000}}
    sysctls: {net.core.somaxconn: 256}
    extra_hosts: ["one.example:10.0.0.1", "two.example:10.0.0.2"]
    dns: [10.0.0.53]
    dns_search: [example]
    expose: ["9000"]
    ports: ["127.0.0.1:18001-18005:80"]
    volumes: ["data:/data", "/cache", "./:/srv:ro"]
    logging: {driver: json-file, options: {max-size: 1m}}
    healthcheck: {test: ["CMD", "/bin/sh", "-c", "exit 0"], interval: 30s, timeout: 2s, retries: 4}
    depends_on: [db]
    networks:
      front: {aliases: [studio, web.example], priority: 10}
      back: {}
%1
  db:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    networks: [back]
networks: {front: {}, back: {}}
volumes: {data: {}}
)")
        .arg(variation);
}

/// A replica's `inspect` without what must differ between two of them, with '#' for its number and sets in
/// order.
class Portrait {
public:
    explicit Portrait(const ContainerDetails &details) : m_details(details) {}

    QString text() const
    {
        const QJsonObject &document = m_details.document;
        QJsonObject kept{
            {QStringLiteral("Name"), document[QLatin1String("Name")]},
            {QStringLiteral("Path"), document[QLatin1String("Path")]},
            {QStringLiteral("Args"), document[QLatin1String("Args")]},
            {QStringLiteral("Config"), document[QLatin1String("Config")]},
            {QStringLiteral("HostConfig"), document[QLatin1String("HostConfig")]},
            {QStringLiteral("Mounts"), mounts(document[QLatin1String("Mounts")].toArray())},
            {QStringLiteral("Networks"),
             networks(document[QLatin1String("NetworkSettings")][QLatin1String("Networks")].toObject())},
            {QStringLiteral("Ports"), document[QLatin1String("NetworkSettings")][QLatin1String("Ports")]}};
        QString all = QString::fromUtf8(QJsonDocument(ordered({}, kept).toObject()).toJson());
        const QString number = document[QLatin1String("Config")][QLatin1String("Labels")]
                                       [QLatin1String("com.docker.compose.container-number")]
                                           .toString();
        all.replace(m_details.id.left(12), QStringLiteral("<short id>"));
        all.replace(QRegularExpression(QStringLiteral("([-_]web[-_])%1\\b").arg(number)),
                    QStringLiteral("\\1#"));
        all.replace(QRegularExpression(QStringLiteral("(container-number\": \")%1\"").arg(number)),
                    QStringLiteral("\\1#\""));
        all.replace(QRegularExpression(QStringLiteral("\"HostPort\": \"1800[1-5]\"")),
                    QStringLiteral("\"HostPort\": \"<of the range>\""));
        return all;
    }

private:
    static QJsonValue mounts(const QJsonArray &mounts)
    {
        static const QRegularExpression anonymous(QStringLiteral("^[0-9a-f]{64}$"));
        QJsonArray kept;
        for (const QJsonValue value : mounts) {
            QJsonObject mount = value.toObject();
            if (anonymous.match(mount[QLatin1String("Name")].toString()).hasMatch()) {
                mount[QLatin1String("Name")] = QStringLiteral("<anonymous>");
                mount.remove(QLatin1String("Source"));
            }
            kept.append(mount);
        }
        return kept;
    }

    QJsonValue networks(const QJsonObject &networks) const
    {
        QJsonObject kept;
        for (auto it = networks.begin(); it != networks.end(); ++it) {
            QJsonObject endpoint = it.value().toObject();
            for (const char *own : {"EndpointID", "IPAddress", "MacAddress", "GlobalIPv6Address"})
                endpoint.remove(QLatin1String(own));
            // Newer engines resolve the short id without an alias; Compose 1 asks for one all the same.
            if (endpoint.contains(QLatin1String("DNSNames")))
                endpoint[QLatin1String("Aliases")] =
                    without(m_details.id.left(12), endpoint[QLatin1String("Aliases")].toArray());
            kept.insert(it.key(), endpoint);
        }
        return kept;
    }

    static QJsonArray without(const QString &alias, const QJsonArray &aliases)
    {
        QJsonArray kept;
        for (const QJsonValue value : aliases) {
            if (value.toString() != alias)
                kept.append(value);
        }
        return kept;
    }

    /// Compose writes some lists in an order that changes: they are sets.
    static QJsonValue ordered(const QString &key, const QJsonValue &value)
    {
        static const QStringList sets{QStringLiteral("Env"),     QStringLiteral("ExtraHosts"),
                                      QStringLiteral("Aliases"), QStringLiteral("DNSNames"),
                                      QStringLiteral("Mounts"),  QStringLiteral("Binds")};
        if (value.isObject()) {
            QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                it.value() = ordered(it.key(), it.value());
            return object;
        }
        if (!value.isArray() || !sets.contains(key))
            return value;
        std::map<QByteArray, QJsonValue> elements;
        for (const QJsonValue element : value.toArray())
            elements.emplace(QJsonDocument(QJsonArray{element}).toJson(), element);
        QJsonArray array;
        for (const auto &[text, element] : elements)
            array.append(element);
        return array;
    }

    const ContainerDetails &m_details;
};

/// The first line in which two texts differ, for a failed test.
QString firstDifference(const QString &ours, const QString &theirs)
{
    const QStringList a = ours.split(QLatin1Char('\n'));
    const QStringList b = theirs.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (a.value(i) != b.value(i)) {
            return QStringLiteral("line %1\nours:\n%2\ntheirs:\n%3")
                .arg(i)
                .arg(a.mid(std::max<qsizetype>(i - 3, 0), 8).join(QLatin1Char('\n')),
                     b.mid(std::max<qsizetype>(i - 3, 0), 8).join(QLatin1Char('\n')));
        }
    }
    return {};
}

} // namespace

/// Replicas that Compose made and ours are the same, and Compose takes ours for its own.
class CloneFidelityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void looksLikeComposesOwn_data();
    void looksLikeComposesOwn();
    void isAcceptedByCompose_data();
    void isAcceptedByCompose();
    void doesNotShareAnonymousVolumes_data();
    void doesNotShareAnonymousVolumes();

private:
    QStringList replicaIds(const ServiceRef &service) const;

    const DockerEngine m_engine = DockerEngine::shared();
    const EngineConnection m_connection{m_engine};
};

void CloneFidelityTest::initTestCase()
{
    QVERIFY(m_engine.importImage());
}

/// With the moment of their start, which shows whether one was restarted.
QStringList CloneFidelityTest::replicaIds(const ServiceRef &service) const
{
    QStringList ids;
    for (const Replica &replica : m_connection.replicas(service)) {
        const ContainerDetails details = m_connection.inspect(replica.id);
        ids += QStringLiteral("%1 %2 %3")
                   .arg(replica.number)
                   .arg(replica.id, details.started ? toIso(*details.started) : QString());
    }
    return ids;
}

void CloneFidelityTest::looksLikeComposesOwn_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<QString>("variation");

    for (const auto &[version, name] :
         {std::pair(Version::V1, "Compose 1"), std::pair(Version::V2, "Compose 2")}) {
        QTest::addRow("%s, everything", name) << version << QString();
        QTest::addRow("%s, host name", name) << version << QStringLiteral("    hostname: studio-host");
        QTest::addRow("%s, terminal and privileges", name)
            << version << QStringLiteral("    tty: true\n    stdin_open: true\n    privileged: true");
        QTest::addRow("%s, groups and domain", name)
            << version
            << QStringLiteral("    group_add: [\"44\"]\n    domainname: example.org\n    oom_score_adj: 100");
    }
}

void CloneFidelityTest::looksLikeComposesOwn()
{
    QFETCH(Version, version);
    QFETCH(QString, variation);
    if (!ComposeProject::isAvailable(version))
        QSKIP("this version of Compose is not here");
    const ComposeProject project(m_engine, version, QStringLiteral("fidelity"), composeFile(variation));
    const ProgramOutput up = project.run({QStringLiteral("up"), QStringLiteral("-d")});
    QVERIFY2(up.exitCode == 0, qPrintable(up.text));
    const ServiceRef web{project.name(), QStringLiteral("web")};

    const auto scaled = m_connection.scale(web, 2);
    QVERIFY2(scaled, scaled ? "" : qPrintable(describe(scaled.error())));
    const ProgramOutput third =
        project.run(upNoRecreate + QStringList{QStringLiteral("--scale"), QStringLiteral("web=3")});
    QVERIFY2(third.exitCode == 0, qPrintable(third.text));
    const std::vector<Replica> replicas = m_connection.replicas(web);
    QCOMPARE(replicas.size(), 3U);

    const ContainerDetails ours = m_connection.inspect(replicas[1].id);
    const ContainerDetails theirs = m_connection.inspect(replicas[2].id);
    const QString difference = firstDifference(Portrait(ours).text(), Portrait(theirs).text());
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void CloneFidelityTest::isAcceptedByCompose_data()
{
    QTest::addColumn<Version>("version");
    QTest::newRow("Compose 1") << Version::V1;
    QTest::newRow("Compose 2") << Version::V2;
}

void CloneFidelityTest::isAcceptedByCompose()
{
    QFETCH(Version, version);
    if (!ComposeProject::isAvailable(version))
        QSKIP("this version of Compose is not here");
    const ComposeProject project(m_engine, version, QStringLiteral("accepted"), composeFile({}));
    QVERIFY(project.run({QStringLiteral("up"), QStringLiteral("-d")}).exitCode == 0);
    const ServiceRef web{project.name(), QStringLiteral("web")};
    QVERIFY(m_connection.scale(web, 3));

    const QString ps = project.run({QStringLiteral("ps")}).text;
    const QChar separator = version == Version::V1 ? QLatin1Char('_') : QLatin1Char('-');
    for (int number = 1; number <= 3; ++number) {
        const QString name = QStringLiteral("accepted%1web%1%2").arg(separator).arg(number);
        QVERIFY2(ps.contains(name), qPrintable(ps));
    }

    const QStringList before = replicaIds(web);
    QCOMPARE(before.size(), 3);
    const QStringList scale{QStringLiteral("--scale"), QStringLiteral("web=3")};
    const ProgramOutput gently = project.run(upNoRecreate + scale);
    QVERIFY2(gently.exitCode == 0, qPrintable(gently.text));
    QCOMPARE(replicaIds(web), before);
    const ProgramOutput plainly =
        project.run(QStringList{QStringLiteral("up"), QStringLiteral("-d")} + scale);
    QVERIFY2(plainly.exitCode == 0, qPrintable(plainly.text));
    QCOMPARE(replicaIds(web), before);
}

void CloneFidelityTest::doesNotShareAnonymousVolumes_data()
{
    QTest::addColumn<Version>("version");
    QTest::newRow("Compose 2") << Version::V2;
    // Compose 1 recreates by a field of images that newer engines no longer tell.
    if (await(m_connection.client.apiVersion()).value_or(newestApi) < ApiVersion{1, 45})
        QTest::newRow("Compose 1") << Version::V1;
}

/// Compose pins the anonymous volumes of a replica that it recreates: the original to clone is such a one.
void CloneFidelityTest::doesNotShareAnonymousVolumes()
{
    QFETCH(Version, version);
    if (!ComposeProject::isAvailable(version))
        QSKIP("this version of Compose is not here");
    const ComposeProject project(m_engine, version, QStringLiteral("volumes"), composeFile({}));
    QVERIFY(project.run({QStringLiteral("up"), QStringLiteral("-d")}).exitCode == 0);
    const ProgramOutput recreated =
        project.run({QStringLiteral("up"), QStringLiteral("-d"), QStringLiteral("--force-recreate")});
    QVERIFY2(recreated.exitCode == 0, qPrintable(recreated.text));
    const ServiceRef web{project.name(), QStringLiteral("web")};
    QVERIFY(m_connection.scale(web, 3));

    std::set<QString> volumes;
    for (const Replica &replica : m_connection.replicas(web)) {
        const ContainerDetails details = m_connection.inspect(replica.id);
        QVERIFY(replica.number == 1 || replica.replaces.isEmpty());
        for (const QJsonValue mount : details.document[QLatin1String("Mounts")].toArray()) {
            if (mount[QLatin1String("Destination")] == QLatin1String("/cache"))
                volumes.insert(mount[QLatin1String("Name")].toString());
        }
    }
    QCOMPARE(volumes.size(), 3U);
}

int main(int argc, char **argv)
{
    return runWithEngine<CloneFidelityTest>(argc, argv);
}
#include "tst_clonefidelity.moc"
