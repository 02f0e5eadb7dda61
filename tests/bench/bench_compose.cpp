// A Compose service from one replica to five and back: through us, through docker-compose 2 and 1, and
// through the bare calls of the Engine API that it cannot be done without. All take their turns in the same
// rounds. Exit code 77: there is no engine or no Compose 2 to measure beside.
#include "compose/clone.h"
#include "tests/docker/engineconnection.h"
#include "tests/support/benchrow.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFutureWatcher>

#include <algorithm>
#include <functional>
#include <memory>

using namespace crescendo;

namespace {

using Version = ComposeProject::Version;

constexpr int few = 1;
constexpr int many = 5;
constexpr int rounds = 5;

/// Host ports of a project; none: it publishes none.
QString composeFile(const QString &ports)
{
    return QStringLiteral(R"(version: "2.4"
services:
  web:
    image: crescendo-test:1
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]
    networks: [front]
%1
networks: {front: {}}
)")
        .arg(ports.isEmpty() ? QString() : QStringLiteral("    ports: [\"127.0.0.1:%1:80\"]").arg(ports));
}

/// Settles a future as a program does: without the pauses of a test that looks again and again.
template <typename T> Result<T> finished(const Async<T> &future)
{
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

template <typename T> T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
    if constexpr (!std::is_void_v<T>)
        return *result;
}

/// One way to scale, what it scales, and what it took, in milliseconds.
struct Way {
    ServiceRef service;
    std::function<void(int target)> scale;
    std::vector<double> growing{};
    std::vector<double> shrinking{};
};

/// Those calls of the engine without which there are no more and no fewer containers, in parallel where it
/// can take them so: it gives out the ports of a range one by one.
class BareCalls {
public:
    BareCalls(const EngineConnection &connection, const ServiceRef &service, bool hasPorts)
        : m_client(connection.client)
        , m_hasPorts(hasPorts)
    {
        const ContainerDetails original = connection.inspect(connection.replicas(service).front().id);
        const ApiVersion api = must(finished(m_client.apiVersion()));
        for (int number = few + 1; number <= many; ++number)
            m_clones.push_back(must(cloneOf(original, service, number, api)).container);
    }

    void scale(int target)
    {
        if (target == many)
            grow();
        else
            shrink();
    }

private:
    void grow()
    {
        std::vector<Async<QString>> creations;
        for (const NewContainer &clone : m_clones)
            creations.push_back(m_client.create(clone));
        std::vector<Async<>> starts;
        for (const Async<QString> &creation : creations) {
            const QString id = must(finished(creation));
            if (m_hasPorts)
                must(finished(m_client.start(id)));
            else
                starts.push_back(m_client.start(id));
        }
        for (const Async<> &start : starts)
            must(finished(start));
    }

    void shrink()
    {
        std::vector<Async<>> removals;
        for (const NewContainer &clone : m_clones) {
            const auto remove = [client = m_client, name = clone.name](const Result<> &stopped) {
                must(stopped);
                return client.remove(name);
            };
            removals.push_back(
                m_client.stop(clone.name, Seconds(10)).then(QtFuture::Launch::Sync, remove).unwrap());
        }
        for (const Async<> &removal : removals)
            must(finished(removal));
    }

    EngineClient m_client;
    bool m_hasPorts;
    std::vector<NewContainer> m_clones;
};

void scaleWithCompose(const ComposeProject &project, int target)
{
    const ProgramOutput said =
        project.run({QStringLiteral("up"), QStringLiteral("-d"), QStringLiteral("--no-recreate"),
                     QStringLiteral("--scale"), QStringLiteral("web=%1").arg(target)});
    if (said.exitCode != 0)
        qFatal("%s", qPrintable(said.text));
}

double timed(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void check(const EngineConnection &connection, const ServiceRef &service, int target)
{
    const std::vector<Replica> replicas = connection.replicas(service);
    if (static_cast<int>(replicas.size()) != target || !std::ranges::all_of(replicas, &Replica::isRunning))
        qFatal("not %d replicas run: %s", target, qPrintable(connection.show(service)));
}

/// In turns, as a machine has its moods.
void takeTurns(const EngineConnection &connection, const std::vector<Way *> &ways)
{
    for (int round = 0; round < rounds; ++round) {
        for (Way *way : ways) {
            way->growing.push_back(timed([way] { way->scale(many); }));
            check(connection, way->service, many);
            way->shrinking.push_back(timed([way] { way->scale(few); }));
            check(connection, way->service, few);
        }
    }
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

void compare(const QString &what, const std::vector<double> &ours, const std::vector<double> &reference,
             double budget)
{
    report({.what = what,
            .unit = QStringLiteral("ms"),
            .measured = median(ours),
            .reference = median(reference),
            .budget = budget});
}

void compare(const Way &ours, const Way &other, const QString &name, double budget)
{
    compare(QStringLiteral("Compose service 1 -> 5, beside ") + name, ours.growing, other.growing, budget);
    compare(QStringLiteral("Compose service 5 -> 1, beside ") + name, ours.shrinking, other.shrinking,
            budget);
}

/// A project with one replica.
std::unique_ptr<ComposeProject> project(const DockerEngine &engine, Version version, const QString &name,
                                        const QString &ports)
{
    if (!ComposeProject::isAvailable(version))
        return nullptr;
    auto made = std::make_unique<ComposeProject>(engine, version, name, composeFile(ports));
    scaleWithCompose(*made, few);
    return made;
}

Way composeWay(const ComposeProject &project)
{
    return {{project.name(), QStringLiteral("web")},
            [&project](int target) { scaleWithCompose(project, target); }};
}

void measure(const DockerEngine &engine, bool hasPorts)
{
    const auto ports = [hasPorts](const char *range) {
        return hasPorts ? QString::fromLatin1(range) : QString();
    };
    const auto two = project(engine, Version::V2, QStringLiteral("bench"), ports("18301-18305"));
    // It has its own idea of names and hashes, and so a project of its own.
    const auto one = project(engine, Version::V1, QStringLiteral("benchone"), ports("18311-18315"));
    const EngineConnection connection(engine);
    Way composeTwo = composeWay(*two);
    const ServiceRef service = composeTwo.service;
    BareCalls calls(connection, service, hasPorts);
    Way ours{service, [&](int target) { must(finished(connection.scaler.scale(service, target, {}))); }};
    Way bare{service, [&calls](int target) { calls.scale(target); }};
    Way composeOne = one ? composeWay(*one) : Way();
    std::vector<Way *> ways{&ours, &composeTwo, &bare};
    if (one)
        ways.push_back(&composeOne);
    takeTurns(connection, ways);
    const QString suffix = hasPorts ? QStringLiteral(", port range") : QString();
    compare(ours, composeTwo, QStringLiteral("docker compose 2.40") + suffix, 0.9);
    compare(ours, bare, QStringLiteral("bare Engine calls") + suffix, 1.15);
    if (one)
        compare(ours, composeOne, QStringLiteral("docker-compose 1.29") + suffix, 0.9);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const DockerEngine engine = DockerEngine::shared();
    if (engine.host().isEmpty() || !ComposeProject::isAvailable(Version::V2)) {
        std::fputs("bench_compose: needs a Docker engine and Compose 2\n", stderr);
        return TestRun::skipped();
    }
    if (!engine.importImage())
        qFatal("the image of the tests cannot be imported");
    for (const bool hasPorts : {false, true})
        measure(engine, hasPorts); // its projects are gone by then, and their ports are free
    return 0;
}
