#include "worker/options.h"

#include "base/enumnames.h"
#include "domain/profile.h"
#include "system/containerid.h"

#include <QCommandLineParser>
#include <QFile>
#include <QSysInfo>

namespace crescendo {
namespace {

constexpr int maxDrainSeconds = 24 * 3600;
constexpr qint64 maxTokenBytes = 4096;
constexpr auto clearTextVariable = "CRESCENDO_ALLOW_CLEAR_TEXT";

constexpr EnumNames<WorkKind, 2> kindNames{{
    {WorkKind::Analysis, "analysis"},
    {WorkKind::Generation, "generation"},
}};

struct Declaration {
    const char *option;
    const char *variable;
    const char *value;
    const char *fallback;
    const char *description;
};
constexpr std::array declarations{
    Declaration{"service", "CRESCENDO_SERVICE", "URL", "http://127.0.0.1:5000",
                "The service to lease jobs from."},
    Declaration{"token-file", "CRESCENDO_TOKEN_FILE", "PATH", "",
                "File with the worker token; CRESCENDO_WORKER_TOKEN may hold the token itself."},
    Declaration{"pool", "CRESCENDO_POOL", "POOL", "", "Which jobs to do: analysis or generation."},
    Declaration{"id", "CRESCENDO_WORKER_ID", "ID", "",
                "Name of this worker (default: the container's short id, else the host's name)."},
    Declaration{"listen", "CRESCENDO_LISTEN", "HOST", "127.0.0.1", "Address of /healthz and /metrics."},
    Declaration{"port", "CRESCENDO_PORT", "N", "0", "Port of /healthz and /metrics; 0 picks one."},
    Declaration{"concurrency", "CRESCENDO_CONCURRENCY", "N", "1", "Jobs at a time."},
    Declaration{"drain-seconds", "CRESCENDO_DRAIN_SECONDS", "N", "0",
                "Give running jobs back this long after SIGTERM; 0 lets them finish."},
};

/// In a container its short id, as the service knows it; a host name may be anything there. Else the host's
/// name.
QString ownName()
{
    constexpr qsizetype shortIdLength = 12;
    const QString container = ownContainerId();
    return container.isEmpty() ? QSysInfo::machineHostName() : container.left(shortIdLength);
}

tl::unexpected<Error> refuse(const QString &why)
{
    return fail(ErrorKind::InvalidInput, QString(), why);
}

/// The values of the options: command line, else environment, else default.
class Values {
public:
    Values(const QCommandLineParser &parser, const QProcessEnvironment &environment)
        : m_parser(parser)
        , m_environment(environment)
    {
    }

    QString text(const char *option) const
    {
        const QString name = QLatin1String(option);
        if (m_parser.isSet(name))
            return m_parser.value(name);
        const auto *declaration = std::ranges::find(
            declarations, name, [](const Declaration &d) { return QString(QLatin1String(d.option)); });
        const QString value = m_environment.value(QLatin1String(declaration->variable));
        return value.isEmpty() ? QString(QLatin1String(declaration->fallback)) : value;
    }

    Result<int> number(const char *option, int min, int max) const
    {
        bool isNumber = false;
        const int value = text(option).toInt(&isNumber);
        if (!isNumber || value < min || value > max)
            return refuse(QStringLiteral("--%1 must be a number from %2 to %3, not '%4'")
                              .arg(QLatin1String(option))
                              .arg(min)
                              .arg(max)
                              .arg(text(option)));
        return value;
    }

private:
    const QCommandLineParser &m_parser;
    const QProcessEnvironment &m_environment;
};

Result<Secret> readToken(const QString &path, const QProcessEnvironment &environment)
{
    if (path.isEmpty()) {
        const QString token = environment.value(QStringLiteral("CRESCENDO_WORKER_TOKEN"));
        if (token.isEmpty())
            return refuse(QStringLiteral(
                "--token-file is missing: the worker token, DATA/worker-token of the service"));
        return Secret(token.toUtf8());
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read worker token %1").arg(path), file.errorString());
    const QByteArray token = file.read(maxTokenBytes).trimmed();
    if (token.isEmpty())
        return fail(ErrorKind::Io, QStringLiteral("read worker token %1").arg(path),
                    QStringLiteral("the file is empty"));
    return Secret(token);
}

Result<QUrl> readService(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isHttp || url.host().isEmpty() || !url.userInfo().isEmpty())
        return refuse(QStringLiteral("--service must be a URL as http://127.0.0.1:5000, not '%1'").arg(text));
    return url;
}

Result<WorkKind> readKind(const QString &pool)
{
    if (const auto kind = valueOf(kindNames, pool))
        return *kind;
    return refuse(QStringLiteral("--pool must be analysis or generation, not '%1'").arg(pool));
}

Result<WorkerOptions> readOptions(const Values &values, const QProcessEnvironment &environment)
{
    const auto service = readService(values.text("service"));
    const auto kind = readKind(values.text("pool"));
    const auto port = values.number("port", 0, 65'535);
    const auto concurrency = values.number("concurrency", 1, mostConcurrentJobs);
    const auto drain = values.number("drain-seconds", 0, maxDrainSeconds);
    if (!service || !kind)
        return fail(service ? kind.error() : service.error());
    for (const auto *number : {&port, &concurrency, &drain}) {
        if (!*number)
            return fail(number->error());
    }
    WorkerOptions options;
    options.service = *service;
    options.kind = *kind;
    options.pool = {values.text("pool")};
    options.id = {values.text("id")};
    if (options.id.isEmpty())
        options.id = {ownName()};
    options.listenHost = values.text("listen");
    options.port = static_cast<quint16>(*port);
    options.concurrency = *concurrency;
    if (*drain > 0)
        options.drainLimit = Seconds(*drain);
    return readToken(values.text("token-file"), environment).map([&options](Secret token) {
        options.token = std::move(token);
        return std::move(options);
    });
}

} // namespace

Result<ParsedOptions> parseOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Leases jobs from the service: analyses audio or generates it."));
    for (const Declaration &declaration : declarations) {
        const QString description = QStringLiteral("%1 [%2]").arg(QLatin1String(declaration.description),
                                                                  QLatin1String(declaration.variable));
        parser.addOption({QLatin1String(declaration.option), description, QLatin1String(declaration.value)});
    }
    const QCommandLineOption allowClearText(
        QStringLiteral("allow-clear-text"),
        QStringLiteral(
            "Send the token over http beyond loopback: only on a network that nobody else reads, as "
            "that of a Compose project [%1=1].")
            .arg(QLatin1String(clearTextVariable)));
    parser.addOption(allowClearText);
    const QCommandLineOption withParent(QStringLiteral("with-parent"),
                                        QStringLiteral("End when the process that started this one ends."));
    parser.addOption(withParent);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return ParsedOptions{std::nullopt, parser.helpText()};
    if (parser.isSet(version))
        return ParsedOptions{std::nullopt, QStringLiteral("crescendo-worker " CRESCENDO_VERSION "\n")};
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("unexpected '%1'").arg(parser.positionalArguments().constFirst()));
    return readOptions(Values(parser, environment), environment).map([&](WorkerOptions options) {
        options.allowClearText = parser.isSet(allowClearText)
            || environment.value(QLatin1String(clearTextVariable)) == QLatin1String("1");
        options.withParent = parser.isSet(withParent);
        return ParsedOptions{std::move(options), {}};
    });
}

} // namespace crescendo
