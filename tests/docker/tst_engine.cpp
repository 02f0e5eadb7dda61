#include "docker/enginestream.h"
#include "tests/docker/engineconnection.h"
#include "tests/support/certificate.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>

using namespace crescendo;

namespace {

const QString image = QStringLiteral("crescendo-test:1");
const QString label = QStringLiteral("org.crescendo.test=engine");
constexpr qint64 memoryLimit = 64LL * 1024 * 1024;

/// A container that runs a shell's command, gone with this object.
class Container {
public:
    Container(const DockerEngine &engine, const QString &command, const QStringList &options = {})
        : m_engine(engine)
    {
        QStringList run{QStringLiteral("run"),  QStringLiteral("--detach"), QStringLiteral("--network"),
                        QStringLiteral("none"), QStringLiteral("--memory"), QString::number(memoryLimit)};
        run += options;
        run << image << QStringLiteral("/bin/sh") << QStringLiteral("-c") << command;
        m_id = m_engine.docker(run).text.trimmed().section(QLatin1Char('\n'), -1);
    }
    ~Container() { remove(); }
    Container(const Container &) = delete;
    Container &operator=(const Container &) = delete;

    const QString &id() const { return m_id; }
    void remove() const { (void)m_engine.docker({QStringLiteral("rm"), QStringLiteral("--force"), m_id}); }

private:
    const DockerEngine &m_engine;
    QString m_id;
};

/// `docker`'s answer in a Go template's form.
QString ask(const DockerEngine &engine, const QStringList &command, const char *format)
{
    return engine.docker(command + QStringList{QStringLiteral("--format"), QString::fromLatin1(format)})
        .text.trimmed();
}

/// "704KiB" in bytes.
double bytesIn(const QString &text)
{
    static const std::map<QString, double> units{{QStringLiteral("B"), 1},
                                                 {QStringLiteral("KiB"), 1024},
                                                 {QStringLiteral("MiB"), 1024 * 1024},
                                                 {QStringLiteral("GiB"), 1024 * 1024 * 1024}};
    const auto isUnit = [](QChar c) { return c.isLetter(); };
    const auto begin = std::ranges::find_if(text, isUnit) - text.begin();
    const auto unit = units.find(text.mid(begin));
    return unit == units.end() ? -1 : text.left(begin).toDouble() * unit->second;
}

/// Docker's own settings, in a folder of the test.
DockerEnvironment environmentOf(const std::map<QByteArray, QString> &variables)
{
    DockerEnvironment environment = systemDockerEnvironment();
    environment.variable = [variables](const char *name) {
        const auto found = variables.find(name);
        return found == variables.end() ? QString() : found->second;
    };
    return environment;
}

/// The engine's version, or what is in the way.
QString versionThrough(const DockerEnvironment &environment)
{
    const auto transport = findDockerHost({}, environment).and_then(makeTransport);
    if (!transport)
        return describe(transport.error());
    const Result<EngineVersion> version = await(EngineClient(**transport).version());
    return version ? version->version
                   : toString(version.error().kind) + QLatin1Char(' ') + version.error().detail;
}

/// With its own authority as Docker's clients look for it.
bool makeCertificates(const QTemporaryDir &folder)
{
    return makeCertificate(folder.path())
        && QFile::copy(folder.filePath(QStringLiteral("cert.pem")),
                       folder.filePath(QStringLiteral("ca.pem")));
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

/// Our client beside the engine's own.
class EngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsItsVersion();
    void tellsAboutItsHost();
    void measuresAsDockerStatsDoes();
    void tellsEventsOfLabelledContainers();
    void readsLogs_data();
    void readsLogs();
    void followsLogs();
    void isFoundByContext();
    void speaksTls();

private:
    const DockerEngine m_engine = DockerEngine::shared();
    const EngineConnection m_connection{m_engine};
};

void EngineTest::initTestCase()
{
    QVERIFY(m_engine.importImage());
}

void EngineTest::tellsItsVersion()
{
    const Result<EngineVersion> version = await(m_connection.client.version());
    QVERIFY2(version, version ? "" : qPrintable(describe(version.error())));
    QCOMPARE(QStringList(
                 {version->version, toString(version->api), version->operatingSystem, version->architecture})
                 .join(QLatin1Char(' ')),
             ask(m_engine, {QStringLiteral("version")},
                 "{{.Server.Version}} {{.Server.APIVersion}} {{.Server.Os}} {{.Server.Arch}}"));
}

void EngineTest::tellsAboutItsHost()
{
    const Container one(m_engine, QStringLiteral("sleep 1000"));
    const Result<EngineInfo> info = await(m_connection.client.info());
    QVERIFY2(info, info ? "" : qPrintable(describe(info.error())));
    QCOMPARE(QStringLiteral("%1 %2 %3 %4 %5 %6")
                 .arg(info->name, info->serverVersion, info->osType)
                 .arg(info->processors)
                 .arg(info->memory.value)
                 .arg(info->containersRunning),
             ask(m_engine, {QStringLiteral("info")},
                 "{{.Name}} {{.ServerVersion}} {{.OSType}} {{.NCPU}} {{.MemTotal}} {{.ContainersRunning}}"));
}

/// One that works half of the time, so that there is something to measure.
void EngineTest::measuresAsDockerStatsDoes()
{
    const Container busy(m_engine, QStringLiteral("while :; do :; done"),
                         {QStringLiteral("--cpus"), QStringLiteral("0.5")});
    StatsStream stream(m_connection.client, busy.id());
    CpuHistory history;
    std::vector<std::pair<StatsSample, std::optional<MilliCores>>> samples;
    connect(&stream, &StatsStream::sampled, &stream, [&](const StatsSample &sample) {
        samples.emplace_back(sample, sample.cpu ? history.observe(busy.id(), *sample.cpu) : std::nullopt);
    });
    QTRY_VERIFY_WITH_TIMEOUT(samples.size() >= 4, 20'000);
    const QStringList said =
        ask(m_engine, {QStringLiteral("stats"), QStringLiteral("--no-stream"), busy.id()},
            "{{.CPUPerc}} {{.MemUsage}} {{.PIDs}}")
            .split(QLatin1Char(' ')); // "49.80% 704KiB / 64MiB 1"
    QCOMPARE(said.size(), 5);
    const auto [sample, use] = samples.back(); // a copy: more come while we ask
    const double milliCores = said[0].chopped(1).toDouble() * 10;
    QVERIFY2(use && use->value > milliCores / 2 && use->value < milliCores * 2, qPrintable(said[0]));
    QVERIFY2(use->value > 50 && use->value < 700, qPrintable(QString::number(use->value)));
    const double memory = bytesIn(said[1]);
    QVERIFY2(std::abs(static_cast<double>(sample.memory->value) - memory) < memory * 0.3 + 65536,
             qPrintable(said[1]));
    QCOMPARE(sample.memoryLimit->value, memoryLimit);
    QCOMPARE(QString::number(sample.processes), said[4]);
    const Result<StatsSample> once = await(m_connection.client.stats(busy.id()));
    QVERIFY(once && once->cpu && once->cpu->used > sample.cpu->used);
}

void EngineTest::tellsEventsOfLabelledContainers()
{
    EventStream events(m_connection.client, {label});
    QSignalSpy opened(&events, &EngineStream::opened);
    QStringList told;
    connect(&events, &EventStream::observed, &events, [&told](const EngineEvent &event) {
        told += event.action + QLatin1Char(' ') + event.actor.left(12);
    });
    QTRY_COMPARE(opened.count(), 1);
    const Container other(m_engine, QStringLiteral("exit 0"));
    const Container ours(m_engine, QStringLiteral("exit 3"), {QStringLiteral("--label"), label});
    const QString id = QLatin1Char(' ') + ours.id().left(12);
    QTRY_VERIFY_WITH_TIMEOUT(told.contains(QStringLiteral("die") + id), 10'000);
    ours.remove();
    QTRY_COMPARE_WITH_TIMEOUT(told.join(QLatin1Char(',')),
                              QStringList({QStringLiteral("create") + id, QStringLiteral("start") + id,
                                           QStringLiteral("die") + id, QStringLiteral("destroy") + id})
                                  .join(QLatin1Char(',')),
                              10'000);
}

void EngineTest::readsLogs_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("err");
    QTest::newRow("framed") << QStringList() << QByteArray("one\n") << QByteArray("two\n");
    QTest::newRow("of a terminal") << QStringList{QStringLiteral("--tty")} << QByteArray("one\r\ntwo\r\n")
                                   << QByteArray();
}

void EngineTest::readsLogs()
{
    QFETCH(QStringList, options);
    const Container container(m_engine, QStringLiteral("echo one; echo two >&2"), options);
    (void)m_engine.docker({QStringLiteral("wait"), container.id()});
    LogStream log(m_connection.client, m_connection.inspect(container.id()), LogWindow{100});
    QByteArray out;
    QByteArray err;
    connect(&log, &LogStream::wrote, &log,
            [&](const LogChunk &chunk) { (chunk.channel == LogChannel::Err ? err : out) += chunk.bytes; });
    QSignalSpy finished(&log, &EngineStream::finished);
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(finished.front().front().value<Result<>>());
    QTEST(out, "out");
    QTEST(err, "err");
}

void EngineTest::followsLogs()
{
    const Container container(
        m_engine,
        QStringLiteral("i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i + 1)); sleep 0.1; done"));
    LogStream log(m_connection.client, m_connection.inspect(container.id()), LogWindow{1});
    QByteArray text;
    connect(&log, &LogStream::wrote, &log, [&text](const LogChunk &chunk) { text += chunk.bytes; });
    QTRY_VERIFY_WITH_TIMEOUT(text.count('\n') >= 5, 10'000);
    QSignalSpy finished(&log, &EngineStream::finished);
    container.remove();
    QTRY_COMPARE(finished.count(), 1);
}

void EngineTest::isFoundByContext()
{
    const QTemporaryDir folder;
    const QStringList variables{QStringLiteral("DOCKER_CONFIG=") + folder.path(),
                                QStringLiteral("DOCKER_HOST=")};
    const auto docker = [&variables](const QStringList &arguments) {
        return runProgram(QStringLiteral("docker"), QStringList{QStringLiteral("context")} + arguments,
                          variables)
            .exitCode;
    };
    QCOMPARE(docker({QStringLiteral("create"), QStringLiteral("studio"), QStringLiteral("--docker"),
                     QStringLiteral("host=") + m_engine.host()}),
             0);
    QCOMPARE(docker({QStringLiteral("use"), QStringLiteral("studio")}), 0);
    const QString version = await(m_connection.client.version())->version;
    QCOMPARE(versionThrough(environmentOf({{"DOCKER_CONFIG", folder.path()}})), version);
    QCOMPARE(versionThrough(environmentOf(
                 {{"DOCKER_CONFIG", folder.path()}, {"DOCKER_CONTEXT", QStringLiteral("nowhere")}})),
             QStringLiteral("find the Docker engine: there is no context \"nowhere\""));
}

void EngineTest::speaksTls()
{
    const QTemporaryDir ours;
    const QTemporaryDir strangers;
    if (!makeCertificates(ours) || !makeCertificates(strangers))
        QSKIP("openssl is not there to make a certificate");
    const QString address = QStringLiteral("tcp://127.0.0.1:%1").arg(freePort());
    const PrivateEngine engine;
    QVERIFY(engine.setOptions({QStringLiteral("--host"), address, QStringLiteral("--tlsverify"),
                               QStringLiteral("--tlscacert"), ours.filePath(QStringLiteral("ca.pem")),
                               QStringLiteral("--tlscert"), ours.filePath(QStringLiteral("cert.pem")),
                               QStringLiteral("--tlskey"), ours.filePath(QStringLiteral("key.pem"))}));
    QVERIFY(engine.start());
    std::map<QByteArray, QString> variables{{"DOCKER_HOST", address},
                                            {"DOCKER_TLS_VERIFY", QStringLiteral("1")},
                                            {"DOCKER_CERT_PATH", ours.path()}};
    QCOMPARE(versionThrough(environmentOf(variables)),
             ask(engine, {QStringLiteral("version")}, "{{.Server.Version}}"));

    variables["DOCKER_CERT_PATH"] = strangers.path();
    const QString untrusted = versionThrough(environmentOf(variables));
    QVERIFY2(untrusted.startsWith(QStringLiteral("unavailable"))
                 && untrusted.contains(QStringLiteral("certificate")),
             qPrintable(untrusted));
    // The server is known, but does not know us.
    QVERIFY(QFile::remove(strangers.filePath(QStringLiteral("ca.pem"))));
    QVERIFY(
        QFile::copy(ours.filePath(QStringLiteral("ca.pem")), strangers.filePath(QStringLiteral("ca.pem"))));
    const QString unknown = versionThrough(environmentOf(variables));
    QVERIFY2(!unknown.isEmpty() && !unknown[0].isDigit(), qPrintable(unknown));
    variables.erase("DOCKER_TLS_VERIFY");
    const QString plain = versionThrough(environmentOf(variables));
    QVERIFY2(!plain.isEmpty() && !plain[0].isDigit(), qPrintable(plain));
}

int main(int argc, char **argv)
{
    return runWithEngine<EngineTest>(argc, argv);
}
#include "tst_engine.moc"
