#include "ui/shell/commandline.h"

#include <QCommandLineParser>

namespace crescendo {
namespace {

constexpr std::chrono::seconds longestRun{1'000'000}; // what a timer takes in milliseconds

// Options are named in English in every language: scripts use them.
void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Watch and steer worker autoscaling. Without --endpoint the embedded local platform is started."));
    parser.addOptions({
        {QStringLiteral("endpoint"), QStringLiteral("Connect to a running service."), QStringLiteral("URL")},
        {QStringLiteral("control-token-file"),
         QStringLiteral("The service's DATA/control-token; without it the connection only reads."),
         QStringLiteral("FILE")},
        {QStringLiteral("kubeconfig"),
         QStringLiteral("Connect to a Kubernetes cluster (default: KUBECONFIG, else ~/.kube/config)."),
         QStringLiteral("FILE")},
        {QStringLiteral("context"), QStringLiteral("Context of the kubeconfig (default: its current one)."),
         QStringLiteral("NAME")},
        {QStringLiteral("namespace"),
         QStringLiteral("Namespace of the cluster (default: the context's, else music-platform)."),
         QStringLiteral("NAME")},
        {QStringLiteral("allow-exec"),
         QStringLiteral("Run the program that the kubeconfig names to log in, such as kubelogin.")},
        {QStringLiteral("allow-unsafe"),
         QStringLiteral("Open a cluster whose server the kubeconfig lets nobody verify.")},
        {QStringLiteral("docker-host"), QStringLiteral("Engine of the workers' containers."),
         QStringLiteral("URL")},
        {QStringLiteral("project"), QStringLiteral("Compose project (default: directai)."),
         QStringLiteral("NAME"), QStringLiteral("directai")},
        {QStringLiteral("settings-file"),
         QStringLiteral(
             "Of an --endpoint that is not ours: the appsettings file that profiles are written to."),
         QStringLiteral("FILE")},
        {QStringLiteral("data"), QStringLiteral("Folder for history, journal and the embedded service."),
         QStringLiteral("DIR")},
        {QStringLiteral("headless"), QStringLiteral("Run without a display for a time, then exit.")},
        {QStringLiteral("seconds"),
         QStringLiteral("How long --headless runs, or --apply waits for platforms (default: 120)."),
         QStringLiteral("N"), QStringLiteral("120")},
        {QStringLiteral("screenshots"),
         QStringLiteral("With --headless: a folder for pictures of every page."), QStringLiteral("DIR")},
        {QStringLiteral("report"), QStringLiteral("With --headless: a file for the status report (JSON)."),
         QStringLiteral("FILE")},
        {QStringLiteral("generate-load"),
         QStringLiteral(
             "Upload ten clips of about 6 s of work each; with --headless exit 0 only if workers scaled.")},
        {QStringLiteral("page"), QStringLiteral("Begin with this page: overview, pool, profiles, …"),
         QStringLiteral("NAME")},
        {QStringLiteral("read-only"), QStringLiteral("Refuse every change, as long as the console runs.")},
        {QStringLiteral("apply"),
         QStringLiteral(
             "With --headless: apply the changes in a file, print a line of JSON for each, and exit: "
             "0 all verified, 1 one was not, 2 the file is malformed."),
         QStringLiteral("FILE")},
        {QStringLiteral("dry-run"), QStringLiteral("With --apply: stop after the previews.")},
    });
}

/// The names of all pages, for a message.
QString pageNames()
{
    QStringList names;
    for (const PageId page : everyPage)
        names << nameOf(page);
    return names.join(QStringLiteral(", "));
}

tl::unexpected<Error> refuse(const QString &why)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("command line"), why);
}

Result<> readEndpoint(const QString &text, CommandLine &line)
{
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return refuse(QStringLiteral("--endpoint must be an http or https URL, not '%1'").arg(text));
    if (!url.userInfo().isEmpty())
        return refuse(QStringLiteral("--endpoint must not hold a user or password"));
    line.endpoint = url;
    return {};
}

/// A cluster has nothing of a service's.
Result<> readCluster(const QCommandLineParser &parser, CommandLine &line)
{
    line.kubeconfig = parser.value(QStringLiteral("kubeconfig"));
    line.context = parser.value(QStringLiteral("context"));
    line.namespaceName = parser.value(QStringLiteral("namespace"));
    line.isCluster = parser.isSet(QStringLiteral("kubeconfig")) || parser.isSet(QStringLiteral("context"));
    line.allowsExec = parser.isSet(QStringLiteral("allow-exec"));
    line.allowsUnsafe = parser.isSet(QStringLiteral("allow-unsafe"));
    if (!line.isCluster) {
        for (const char *option : {"namespace", "allow-exec", "allow-unsafe"}) {
            if (parser.isSet(QLatin1String(option)))
                return refuse(
                    QStringLiteral("--%1 needs --kubeconfig or --context").arg(QLatin1String(option)));
        }
        return {};
    }
    for (const char *other :
         {"endpoint", "docker-host", "settings-file", "control-token-file", "generate-load"}) {
        if (parser.isSet(QLatin1String(other)))
            return refuse(QStringLiteral("a cluster goes without --%1").arg(QLatin1String(other)));
    }
    return {};
}

/// Applying a file is a run of its own.
Result<> readChanges(const QCommandLineParser &parser, CommandLine &line)
{
    line.changes = parser.value(QStringLiteral("apply"));
    line.isDryRun = parser.isSet(QStringLiteral("dry-run"));
    const bool isApplying = parser.isSet(QStringLiteral("apply"));
    if (line.isDryRun && !isApplying)
        return refuse(QStringLiteral("--dry-run needs --apply"));
    if (!isApplying)
        return {};
    if (line.changes.isEmpty())
        return refuse(QStringLiteral("--apply needs the name of a file"));
    if (!line.headless)
        return refuse(QStringLiteral("--apply needs --headless"));
    for (const char *other : {"screenshots", "report", "generate-load", "page"}) {
        if (parser.isSet(QLatin1String(other)))
            return refuse(QStringLiteral("--apply goes without --%1").arg(QLatin1String(other)));
    }
    return {};
}

} // namespace

Result<ParsedCommandLine> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help) || parser.isSet(QStringLiteral("help-all")))
        return ParsedCommandLine{std::nullopt, parser.helpText()};
    if (parser.isSet(version))
        return ParsedCommandLine{std::nullopt, QStringLiteral("crescendo " CRESCENDO_VERSION "\n")};
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("unexpected '%1'").arg(parser.positionalArguments().constFirst()));

    CommandLine line;
    line.dockerHost = parser.value(QStringLiteral("docker-host"));
    line.project = parser.value(QStringLiteral("project"));
    line.settingsFile = parser.value(QStringLiteral("settings-file"));
    line.tokenFile = parser.value(QStringLiteral("control-token-file"));
    line.dataFolder = parser.value(QStringLiteral("data"));
    line.headless = parser.isSet(QStringLiteral("headless"));
    line.screenshots = parser.value(QStringLiteral("screenshots"));
    line.report = parser.value(QStringLiteral("report"));
    line.generateLoad = parser.isSet(QStringLiteral("generate-load"));
    line.readOnly = parser.isSet(QStringLiteral("read-only"));
    if (line.readOnly && line.generateLoad)
        return refuse(QStringLiteral("--read-only makes no load: leave --generate-load out"));
    if (const QString page = parser.value(QStringLiteral("page")); !page.isEmpty()) {
        line.page = pageFrom(page);
        if (!line.page)
            return refuse(QStringLiteral("--page must be one of %1, not '%2'").arg(pageNames(), page));
    }
    if (const Result<> changes = readChanges(parser, line); !changes)
        return fail(changes.error());
    if (const Result<> cluster = readCluster(parser, line); !cluster)
        return fail(cluster.error());
    bool isNumber = false;
    line.seconds = std::chrono::seconds(parser.value(QStringLiteral("seconds")).toInt(&isNumber));
    if (!isNumber || line.seconds < std::chrono::seconds(1) || line.seconds > longestRun)
        return refuse(QStringLiteral("--seconds must be a whole number from 1 to 1000000"));
    return readEndpoint(parser.value(QStringLiteral("endpoint")), line).map([&line] {
        return ParsedCommandLine{line, {}};
    });
}

} // namespace crescendo
