#include "local/projectdiscovery.h"

#include "api/serviceclient.h"
#include "compose/labels.h"
#include "compose/settled.h"
#include "docker/dockertransport.h"
#include "net/networktransport.h"
#include "net/origin.h"

#include <QHostAddress>

#include <algorithm>

namespace crescendo {
namespace {

using QCoro::Task;
using Projects = std::vector<DiscoveredProject>;

QString projectOf(const ContainerSummary &container)
{
    const auto found = container.labels.find(QLatin1String(composelabels::project));
    return found == container.labels.end() ? QString() : found->second;
}

/// Nothing for a port that only the engine's own machine can reach, when that is another one.
std::optional<QUrl> urlOf(const PortMapping &port, const QString &engineHost)
{
    if (!port.hostPort || port.protocol != QLatin1String("tcp"))
        return std::nullopt;
    const QHostAddress address(port.hostAddress);
    const bool isOpen =
        address.isNull() || address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6;
    if (address.isLoopback() && !isLoopback(engineHost))
        return std::nullopt;
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(isOpen ? engineHost : port.hostAddress);
    url.setPort(*port.hostPort);
    return url;
}

DiscoveredService serviceFrom(const QString &name, const ServiceReading &replicas)
{
    const auto running = std::ranges::count_if(
        replicas, [](const ReplicaReading &reading) { return reading.replica.isRunning(); });
    return {name, static_cast<int>(replicas.size()), static_cast<int>(running)};
}

/// One port of a service is reached as any other: the first replica that runs stands for all.
std::vector<QUrl> candidatesOf(const ServiceReading &replicas, const QString &engineHost)
{
    std::vector<QUrl> urls;
    const auto running = std::ranges::find_if(
        replicas, [](const ReplicaReading &reading) { return reading.replica.isRunning(); });
    if (running == replicas.end())
        return urls;
    for (const PortMapping &port : running->replica.ports) {
        const std::optional<QUrl> url = urlOf(port, engineHost);
        if (url && std::ranges::find(urls, *url) == urls.end()) // bound for IPv4 and IPv6 alike
            urls.push_back(*url);
    }
    return urls;
}

void describeServices(DiscoveredProject &project, const ProjectReading &reading, const QString &engineHost)
{
    project.directory = reading.directory;
    for (const auto &[name, replicas] : reading.services) {
        project.services.push_back(serviceFrom(name, replicas));
        const std::vector<QUrl> urls = candidatesOf(replicas, engineHost);
        const bool isFirst = name == QLatin1String("music-api");
        project.candidates.insert(isFirst ? project.candidates.begin() : project.candidates.end(),
                                  urls.begin(), urls.end());
    }
}

Task<Result<Projects>> discover(EngineClient engine, QString engineHost, AnswersMetrics answers)
{
    const ContainerFilter ofCompose{{QLatin1String(composelabels::project)}};
    const auto containers = co_await settled(engine.containers(ofCompose));
    if (!containers)
        co_return fail(containers.error());
    Projects projects = projectsFrom(*containers, engineHost);
    std::vector<std::vector<Async<>>> asked;
    for (const DiscoveredProject &project : projects) {
        std::vector<Async<>> &each = asked.emplace_back();
        for (const QUrl &url : project.candidates)
            each.push_back(answers(url));
    }
    for (std::size_t i = 0; i < projects.size(); ++i) {
        for (std::size_t j = 0; j < asked[i].size() && !projects[i].endpoint; ++j) {
            const Result<> answer = co_await settled(asked[i][j]);
            if (answer)
                projects[i].endpoint = projects[i].candidates[j];
        }
    }
    co_return projects;
}

/// With a transport of its own.
Task<> finishAt(DockerHost host, std::shared_ptr<QPromise<Result<Projects>>> promise)
{
    Result<Projects> projects;
    const Result<std::unique_ptr<HttpTransport>> transport = makeTransport(host);
    if (transport) {
        const QString machine = host.socket.isEmpty() ? host.url.host() : QStringLiteral("127.0.0.1");
        projects = co_await discover(EngineClient(**transport), machine, answersMetrics);
    } else {
        projects = fail(transport.error());
    }
    promise->addResult(std::move(projects));
    promise->finish();
}

Task<> finish(EngineClient engine, QString engineHost, AnswersMetrics answers,
              std::shared_ptr<QPromise<Result<Projects>>> promise)
{
    auto projects = co_await discover(std::move(engine), std::move(engineHost), std::move(answers));
    promise->addResult(std::move(projects));
    promise->finish();
}

} // namespace

std::vector<DiscoveredProject> projectsFrom(const std::vector<ContainerSummary> &containers,
                                            const QString &engineHost)
{
    std::map<QString, std::vector<ContainerSummary>> byProject;
    for (const ContainerSummary &container : containers) {
        if (const QString name = projectOf(container); !name.isEmpty())
            byProject[name].push_back(container);
    }
    Projects projects;
    for (const auto &[name, members] : byProject) {
        DiscoveredProject &project = projects.emplace_back();
        project.name = name;
        if (const Result<ProjectReading> reading = projectFrom(members); reading)
            describeServices(project, *reading, engineHost);
        else
            project.fault = reading.error();
    }
    return projects;
}

Async<> answersMetrics(const QUrl &url)
{
    auto *transport = new NetworkTransport(url);
    return ServiceClient(*transport, Secret())
        .metrics()
        .then(transport, [transport](const Result<AutoscalingMetrics> &metrics) {
            transport->deleteLater(); // it is the one that is calling
            return metrics.map([](const AutoscalingMetrics &) {});
        });
}

Async<std::vector<DiscoveredProject>> discoverProjectsOf(const QString &dockerHost)
{
    const Result<DockerHost> host = findDockerHost(dockerHost, systemDockerEnvironment());
    if (!host)
        return ready<Projects>(fail(host.error()));
    const auto promise = std::make_shared<QPromise<Result<Projects>>>();
    promise->start();
    finishAt(*host, promise);
    return promise->future();
}

Async<std::vector<DiscoveredProject>> discoverProjects(const EngineClient &engine, const QString &engineHost,
                                                       const AnswersMetrics &answers)
{
    const auto promise = std::make_shared<QPromise<Result<Projects>>>();
    promise->start();
    finish(engine, engineHost, answers, promise);
    return promise->future();
}

} // namespace crescendo
