#include "autoscaler/options.h"

#include "config/configsource.h"
#include "net/origin.h"

#include <QCommandLineParser>

#include <map>

namespace crescendo {
namespace {

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Upload API, durable job queue, autoscaler and metrics endpoint of the local platform."));
    const QString none;
    parser.addOptions({
        {QStringLiteral("config"), QStringLiteral("Folder of appsettings.json (default: the current one)."),
         QStringLiteral("DIR"), QStringLiteral(".")},
        {QStringLiteral("environment"),
         QStringLiteral("Which appsettings.<Environment>.json is laid over it."), QStringLiteral("NAME")},
        {QStringLiteral("data"),
         QStringLiteral("Folder for queue, results, tokens and logs (default: ./data)."),
         QStringLiteral("DIR"), QStringLiteral("data")},
        {QStringLiteral("listen"), QStringLiteral("Address; port 0 picks one (default: 127.0.0.1:5000)."),
         QStringLiteral("HOST:PORT"), QStringLiteral("127.0.0.1:5000")},
        {QStringLiteral("allow-host"),
         QStringLiteral("A Host by which it may be reached on an address other than loopback; repeatable."),
         QStringLiteral("NAME")},
        {QStringLiteral("runner"), QStringLiteral("process, docker or none (default: process)."),
         QStringLiteral("KIND"), QStringLiteral("process")},
        {QStringLiteral("docker-host"),
         QStringLiteral("Engine (default: DOCKER_HOST, context, or the usual socket)."),
         QStringLiteral("URL")},
        {QStringLiteral("project"),
         QStringLiteral("Compose project (default: that of the Compose file, else directai)."),
         QStringLiteral("NAME")},
        {QStringLiteral("compose-file"),
         QStringLiteral(
             "Compose file of the project, for its name and to check that it has the workers' services."),
         QStringLiteral("FILE")},
        {QStringLiteral("worker"), QStringLiteral("Worker program (default: beside this one, then in PATH)."),
         QStringLiteral("PATH")},
        {QStringLiteral("with-parent"), QStringLiteral("End when the process that started this one ends.")},
    });
}

std::optional<RunnerKind> runnerFrom(const QString &name)
{
    static const std::map<QString, RunnerKind> kinds{
        {QStringLiteral("process"), RunnerKind::Process},
        {QStringLiteral("docker"), RunnerKind::Docker},
        {QStringLiteral("none"), RunnerKind::None},
    };
    const auto found = kinds.find(name);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

tl::unexpected<Error> refuse(const QString &why)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("command line"), why);
}

Result<> readListen(const QString &text, ServiceOptions &options)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool isNumber = false;
    const uint port = text.mid(colon + 1).toUInt(&isNumber);
    QString host = text.left(std::max<qsizetype>(colon, 0));
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    if (colon < 1 || !isNumber || port > 65535)
        return refuse(QStringLiteral("--listen must be HOST:PORT, not '%1'").arg(text));
    if (!isLoopback(host) && QHostAddress(host).isNull())
        return refuse(QStringLiteral("--listen needs an IP address or localhost, not '%1'").arg(host));
    for (const QString &allowed : options.allowedHosts) {
        if (allowed.contains(QLatin1Char(':')) && !allowed.endsWith(QLatin1Char(']')))
            return refuse(QStringLiteral("--allow-host is a name without a port, not '%1'").arg(allowed));
    }
    if (!isLoopback(host) && options.allowedHosts.isEmpty())
        return refuse(
            QStringLiteral("%1 is reachable from other machines; say with --allow-host NAME as which host "
                           "the service may be addressed")
                .arg(host));
    options.listenHost = host;
    options.listenPort = static_cast<quint16>(port);
    return {};
}

} // namespace

Result<ParsedOptions> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return ParsedOptions{std::nullopt, parser.helpText()};
    if (parser.isSet(version))
        return ParsedOptions{std::nullopt, QStringLiteral("crescendo-autoscaler " CRESCENDO_VERSION "\n")};
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("unexpected '%1'").arg(parser.positionalArguments().constFirst()));

    ServiceOptions options;
    options.configDirectory = parser.value(QStringLiteral("config"));
    options.environment = parser.value(QStringLiteral("environment"));
    if (options.environment.isEmpty())
        options.environment = environmentName(QProcessEnvironment::systemEnvironment());
    options.dataDirectory = parser.value(QStringLiteral("data"));
    options.allowedHosts = parser.values(QStringLiteral("allow-host"));
    options.dockerHost = parser.value(QStringLiteral("docker-host"));
    options.project = parser.value(QStringLiteral("project"));
    options.composeFile = parser.value(QStringLiteral("compose-file"));
    options.workerProgram = parser.value(QStringLiteral("worker"));
    options.withParent = parser.isSet(QStringLiteral("with-parent"));
    const std::optional<RunnerKind> runner = runnerFrom(parser.value(QStringLiteral("runner")));
    if (!runner)
        return refuse(QStringLiteral("--runner must be process, docker or none"));
    options.runner = *runner;
    return readListen(parser.value(QStringLiteral("listen")), options).map([&options] {
        return ParsedOptions{options, {}};
    });
}

} // namespace crescendo
