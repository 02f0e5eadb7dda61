#include "tests/support/musicproject.h"

#include "net/networktransport.h"
#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

namespace crescendo {
namespace {

const QString image = QStringLiteral("crescendo-under-test");
constexpr int upTime = 60'000;

QString installed(const char *file)
{
    return QDir::cleanPath(QStringLiteral(QT_TESTCASE_SOURCEDIR "/../../installer/compose/"))
        + QLatin1Char('/') + QLatin1String(file);
}

quint16 freePort()
{
    QTcpServer server;
    (void)server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

/// What is different for a test, in a file that Compose reads over the project's own.
QByteArray overrides(Seconds cooldown)
{
    return R"(services:
  music-api:
    environment: {Autoscaling__PollSeconds: "1", Autoscaling__CooldownSeconds: ")"
        + QByteArray::number(static_cast<qint64>(cooldown.count())) + R"("}
  analysis-worker: {cpus: 0.25}
  generation-worker: {cpus: 0.25}
)";
}

} // namespace

MusicProject::MusicProject(const DockerEngine &engine, ComposeProject::Version version, Seconds cooldown)
    : m_engine(engine)
    , m_url(QStringLiteral("http://localhost:%1").arg(freePort()))
{
    QDir folder(m_folder.path());
    folder.mkdir(QStringLiteral("config"));
    folder.mkdir(QStringLiteral("bin"));
    QFile::link(ComposeProject::program(version), folder.filePath(QStringLiteral("bin/docker-compose")));
    write(folder.filePath(QStringLiteral("overrides.yml")), overrides(cooldown));
    writeSettings(read(installed("config/appsettings.Development.json")));
}

MusicProject::~MusicProject()
{
    (void)shell(QStringLiteral("docker-compose down --volumes --timeout 1"));
}

ProgramOutput MusicProject::buildImage(const DockerEngine &engine)
{
    return runProgram(installed("build-image"),
                      {QStringLiteral("--build-dir"),
                       qEnvironmentVariable("CRESCENDO_BIN") + QStringLiteral("/.."), QStringLiteral("--tag"),
                       image},
                      {QStringLiteral("DOCKER_HOST=") + engine.host()});
}

bool MusicProject::bringUp()
{
    if (shell(QStringLiteral("docker-compose up -d")).exitCode != 0)
        return false;
    return QTest::qWaitFor([this] { return takeToken(); }, upTime)
        && QTest::qWaitFor(
               [this] {
                   return pool(QStringLiteral("analysis")).ready == 1
                       && pool(QStringLiteral("generation")).ready == 1;
               },
               upTime);
}

QStringList MusicProject::variables() const
{
    QString socket = m_engine.host();
    socket.remove(QStringLiteral("unix://"));
    return {QStringLiteral("DOCKER_HOST=") + m_engine.host(),
            QStringLiteral("COMPOSE_FILE=%1:%2")
                .arg(installed("docker-compose.yml"), m_folder.filePath(QStringLiteral("overrides.yml"))),
            QStringLiteral("CRESCENDO_IMAGE=") + image,
            QStringLiteral("CRESCENDO_CONFIG=") + m_folder.filePath(QStringLiteral("config")),
            QStringLiteral("CRESCENDO_DOCKER_SOCKET=") + socket,
            QStringLiteral("CRESCENDO_PORT=%1").arg(QUrl(m_url).port()),
            QStringLiteral("PATH=%1:%2")
                .arg(m_folder.filePath(QStringLiteral("bin")), qEnvironmentVariable("PATH"))};
}

ProgramOutput MusicProject::shell(const QString &line) const
{
    return runProgram(QStringLiteral("bash"), {QStringLiteral("-c"), line}, variables(), folder());
}

QString MusicProject::logs() const
{
    return shell(QStringLiteral("docker logs music-api 2>&1")).text;
}

QString MusicProject::lastLogs() const
{
    constexpr qsizetype longestMessage = 900;
    return logs().right(longestMessage);
}

QStringList MusicProject::running(const QString &service) const
{
    return shell(QStringLiteral("docker ps --format '{{.Names}}' | grep %1 | sort").arg(service))
        .text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

void MusicProject::writeSettings(const QByteArray &json)
{
    write(m_folder.filePath(QStringLiteral("config/appsettings.Development.json")), json);
}

QByteArray MusicProject::settings() const
{
    return read(m_folder.filePath(QStringLiteral("config/appsettings.Development.json")));
}

bool MusicProject::takeToken()
{
    const QString token = m_folder.filePath(QStringLiteral("control-token"));
    if (m_engine.docker({QStringLiteral("cp"), QStringLiteral("music-api:/data/control-token"), token})
            .exitCode
        != 0)
        return false;
    m_client.reset();
    m_transport = std::make_unique<NetworkTransport>(QUrl(m_url));
    m_token = Secret(read(token).trimmed());
    m_client = std::make_unique<ServiceClient>(*m_transport, m_token);
    return true;
}

Pool MusicProject::pool(const QString &id)
{
    return await(m_client->pool({id})).value_or(Pool());
}

Result<> MusicProject::control(const QByteArray &method, const QByteArray &what, const QJsonObject &body,
                               const QByteArray &pool)
{
    return await(m_client->control({method, "/api/autoscaling/pools/" + pool + '/' + what, body, {}}, false));
}

} // namespace crescendo
