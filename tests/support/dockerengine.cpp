#include "tests/support/dockerengine.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

namespace crescendo {

namespace {

constexpr int programTime = 120'000;

QString dockerdScript()
{
    return QStringLiteral(QT_TESTCASE_SOURCEDIR "/dockerd");
}

/// Where tests/run looks for engines that a test which was killed has left.
QString folderTemplate()
{
    return qEnvironmentVariable("CRESCENDO_TEST_WORK", QDir::tempPath()) + QStringLiteral("/engine-XXXXXX");
}

} // namespace

ProgramOutput runProgram(const QString &program, const QStringList &arguments, const QStringList &variables,
                         const QString &folder)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : variables)
        environment.insert(variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(folder);
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(programTime) || process.exitStatus() != QProcess::NormalExit)
        return {-1, program + QStringLiteral(": ") + process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

DockerEngine::DockerEngine(QString host) : m_host(std::move(host))
{
}

DockerEngine DockerEngine::shared()
{
    return DockerEngine(qEnvironmentVariable("CRESCENDO_TEST_DOCKER_HOST"));
}

ProgramOutput DockerEngine::docker(const QStringList &arguments) const
{
    return runProgram(QStringLiteral("docker"), arguments, {QStringLiteral("DOCKER_HOST=") + m_host});
}

bool DockerEngine::importImage() const
{
    const QString image = QStringLiteral("crescendo-test:1");
    if (docker({QStringLiteral("image"), QStringLiteral("inspect"), image}).exitCode == 0)
        return true;
    const QTemporaryDir folder;
    const QString busybox = QStandardPaths::findExecutable(QStringLiteral("busybox"));
    QDir(folder.path()).mkpath(QStringLiteral("bin"));
    QFile::copy(busybox, folder.filePath(QStringLiteral("bin/busybox")));
    for (const char *applet : {"sh", "sleep", "wget", "httpd"})
        QFile::link(QStringLiteral("busybox"),
                    folder.filePath(QStringLiteral("bin/") + QLatin1String(applet)));
    const QString archive = folder.filePath(QStringLiteral("image.tar"));
    const auto packed = runProgram(
        QStringLiteral("tar"),
        {QStringLiteral("-C"), folder.path(), QStringLiteral("-cf"), archive, QStringLiteral("bin")}, {});
    return packed.exitCode == 0 && docker({QStringLiteral("import"), archive, image}).exitCode == 0;
}

PrivateEngine::PrivateEngine(std::unique_ptr<QTemporaryDir> folder)
    : DockerEngine(QStringLiteral("unix://") + folder->filePath(QStringLiteral("docker.sock")))
    , m_folder(std::move(folder))
{
}

PrivateEngine::PrivateEngine() : PrivateEngine(std::make_unique<QTemporaryDir>(folderTemplate()))
{
}

PrivateEngine::~PrivateEngine()
{
    (void)runProgram(dockerdScript(), {QStringLiteral("stop"), m_folder->path()}, {});
}

void PrivateEngine::kill() const
{
    (void)runProgram(dockerdScript(), {QStringLiteral("kill"), m_folder->path()}, {});
}

bool PrivateEngine::start() const
{
    return runProgram(dockerdScript(), {QStringLiteral("start"), m_folder->path()}, {}).exitCode == 0;
}

bool PrivateEngine::setOptions(const QStringList &options) const
{
    QFile file(m_folder->filePath(QStringLiteral("options")));
    const QByteArray lines = options.join(QLatin1Char('\n')).toUtf8() + '\n';
    return file.open(QIODevice::WriteOnly) && file.write(lines) == lines.size();
}

bool PrivateEngine::restart() const
{
    return runProgram(dockerdScript(), {QStringLiteral("restart"), m_folder->path()}, {}).exitCode == 0;
}

ComposeProject::ComposeProject(const DockerEngine &engine, Version version, QString name, const QString &file)
    : m_engine(engine)
    , m_version(version)
    , m_name(std::move(name))
{
    QFile compose(m_folder.filePath(QStringLiteral("compose.yaml")));
    if (compose.open(QIODevice::WriteOnly))
        compose.write(file.toUtf8());
}

ComposeProject::~ComposeProject()
{
    (void)run({QStringLiteral("down"), QStringLiteral("--volumes"), QStringLiteral("--timeout"),
               QStringLiteral("1")});
}

QString ComposeProject::program(Version version)
{
    return version == Version::V1 ? qEnvironmentVariable("CRESCENDO_TEST_COMPOSE_V1")
                                  : qEnvironmentVariable("CRESCENDO_TEST_COMPOSE_V2");
}

bool ComposeProject::isAvailable(Version version)
{
    return !program(version).isEmpty();
}

ProgramOutput ComposeProject::run(const QStringList &arguments) const
{
    const QStringList common{QStringLiteral("--file"), QStringLiteral("compose.yaml"),
                             QStringLiteral("--project-name"), m_name};
    return runProgram(program(m_version), common + arguments,
                      {QStringLiteral("DOCKER_HOST=") + m_engine.host()}, m_folder.path());
}

} // namespace crescendo
