#pragma once

#include "tests/support/testrun.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

namespace crescendo {

/// What a program that was run to its end said.
struct ProgramOutput {
    int exitCode = -1;
    QString text; ///< standard output and error together
};

ProgramOutput runProgram(const QString &program, const QStringList &arguments, const QStringList &variables,
                         const QString &folder = {});

/// A real Docker engine for tests, driven through its own command line.
class DockerEngine {
public:
    /// The engine that CRESCENDO_TEST_DOCKER_HOST names; tests/run starts it.
    static DockerEngine shared();

    const QString &host() const { return m_host; }
    ProgramOutput docker(const QStringList &arguments) const;
    /// Imports the image crescendo-test:1 (a busybox) unless it is there.
    bool importImage() const;

protected:
    explicit DockerEngine(QString host);

private:
    QString m_host;
};

/// An engine of the test's own, which may be killed. Ends with this object.
class PrivateEngine : public DockerEngine {
public:
    PrivateEngine();
    ~PrivateEngine();
    PrivateEngine(const PrivateEngine &) = delete;
    PrivateEngine &operator=(const PrivateEngine &) = delete;

    void kill() const; ///< as a crash would
    bool start() const;
    /// More of dockerd's options, from the next start on.
    bool setOptions(const QStringList &options) const;
    bool restart() const; ///< as an operator would: stops it in peace first

private:
    explicit PrivateEngine(std::unique_ptr<QTemporaryDir> folder);

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// A Compose project in a folder of its own, taken down with this object.
class ComposeProject {
public:
    enum class Version { V1, V2 };

    ComposeProject(const DockerEngine &engine, Version version, QString name, const QString &file);
    ~ComposeProject();
    ComposeProject(const ComposeProject &) = delete;
    ComposeProject &operator=(const ComposeProject &) = delete;

    /// Where that version of Compose is; empty when it is not here.
    static QString program(Version version);
    /// Whether that version of Compose is there to test with.
    static bool isAvailable(Version version);

    const QString &name() const { return m_name; }
    ProgramOutput run(const QStringList &arguments) const;

private:
    const DockerEngine &m_engine;
    Version m_version;
    QString m_name;
    QTemporaryDir m_folder;
};

/// main() of tests that need an engine: skipped (77) without one, which is a failure in CI.
template <typename... Tests> int runWithEngine(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("CRESCENDO_TEST_DOCKER_HOST")) {
        std::fputs("Skipped: CRESCENDO_TEST_DOCKER_HOST names no Docker engine\n", stderr);
        return TestRun::skipped();
    }
    QCoreApplication application(argc, argv);
    TestRun run(QCoreApplication::arguments());
    (run.execute(Tests()), ...);
    return run.exitCode();
}

} // namespace crescendo
