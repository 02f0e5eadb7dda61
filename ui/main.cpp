// The console. Everything is wired here, and only here: which platforms there are, what they are made of, and
// what the window gets to see of them.

#include "control/changepipeline.h"
#include "control/connections.h"
#include "control/recorder.h"
#include "control/statusreport.h"
#include "history/historystore.h"
#include "history/journal.h"
#include "history/liveseries.h"
#include "local/embeddedservice.h"
#include "local/loadgenerator.h"
#include "local/makeplatform.h"
#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "net/origin.h"
#include "settings/connectionsstore.h"
#include "settings/preferences.h"
#include "settings/presetstore.h"
#include "system/hostreading.h"
#include "system/privatefolder.h"
#include "system/termination.h"
#include "ui/interaction/dialoginteraction.h"
#include "ui/interaction/services.h"
#include "ui/presentation/errortext.h"
#include "ui/shell/commandline.h"
#include "ui/shell/headlessrun.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QPointer>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>

using namespace crescendo;

namespace {

constexpr int exitFailure = 1;
constexpr int exitUsage = 2;

int complain(const Error &error)
{
    std::fprintf(stderr, "crescendo: %s\n", qPrintable(describe(error)));
    return exitUsage;
}

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

QString operatorName()
{
    for (const char *name : {"USER", "USERNAME", "LOGNAME"}) {
        if (QString user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    }
    return QStringLiteral("operator");
}

HostCapacity thisHost()
{
    const Result<HostReading> host = readHost();
    if (!host)
        return {};
    return {static_cast<double>(host->cores), host->memoryTotal.value};
}

Secret readToken(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? Secret(file.readAll().trimmed()) : Secret();
}

EndpointConfig endpointOf(const ConnectionConfig &config, std::function<Secret()> controlToken)
{
    EndpointConfig endpoint;
    endpoint.service.id = config.id;
    endpoint.service.name = config.name;
    endpoint.service.url = config.endpoint.toString(QUrl::StripTrailingSlash);
    endpoint.service.controlToken = std::move(controlToken);
    if (isLoopback(config.endpoint.host()))
        endpoint.service.host = thisHost();
    endpoint.project = config.project.isEmpty() ? QStringLiteral("directai") : config.project;
    endpoint.dockerHost = config.dockerHost;
    endpoint.settingsFile = config.settingsFile;
    endpoint.readOnly = config.readOnly;
    return endpoint;
}

/// Everything behind the window, in the order in which it depends on each other.
class Console {
public:
    Console(CommandLine line, QString folder)
        : m_line(std::move(line))
        , m_folder(std::move(folder))
        , m_lock(QDir(m_folder).filePath(QStringLiteral("lock")))
        , m_preferences(m_folder)
        , m_presets(m_folder)
    {
        m_lock.setStaleLockTime(0);
    }

    Result<> open()
    {
        if (!m_lock.tryLock(0))
            return fail(
                ErrorKind::Conflict, QStringLiteral("open ") + m_folder,
                QStringLiteral("another console uses this folder; say --data DIR for one of its own"));
        Result<std::unique_ptr<Journal>> journal = Journal::open(file("journal.db"), m_clock);
        if (!journal)
            return fail(journal.error());
        m_journal = std::move(*journal);
        Result<std::unique_ptr<HistoryStore>> history = HistoryStore::open(file("history.db"), m_clock);
        if (!history)
            return fail(history.error());
        m_history = std::move(*history);
        m_pipeline = std::make_unique<ChangePipeline>(m_connections, *m_journal, operatorName());
        m_pipeline->setReadOnly(m_line.readOnly || m_preferences.get<bool>(Preference::ReadOnly));
        m_recorder = std::make_unique<Recorder>(m_connections, *m_history, m_live, m_clock);
        m_report = std::make_unique<StatusReport>(m_connections, m_clock);
        watchFiles();
        return m_line.endpoint ? connectTo(*m_line.endpoint) : startEmbedded();
    }

    /// What happens meanwhile is said there, too.
    void setWindow(MainWindow &window)
    {
        m_window = &window;
        m_interaction.setWindow(&window);
    }

    /// Ends what was started, then the program.
    void stop(int exitCode)
    {
        m_load.reset();
        for (Platform *platform : m_connections.all())
            platform->stop();
        if (!m_embedded)
            return QCoreApplication::exit(exitCode);
        QObject::connect(m_embedded.get(), &EmbeddedService::stopped, m_embedded.get(),
                         [exitCode] { QCoreApplication::exit(exitCode); });
        m_embedded->stop();
    }

    Services services()
    {
        return {m_connections, *m_pipeline,   *m_history, *m_journal, m_live,
                m_interaction, m_preferences, m_presets,  m_clock};
    }
    Connections &connections() { return m_connections; }
    Recorder &recorder() { return *m_recorder; }
    const StatusReport &report() const { return *m_report; }
    Journal &journal() { return *m_journal; }

    /// Uploads the load once the first worker is ready.
    void generateLoad()
    {
        m_load = std::make_unique<LoadGenerator>(std::make_unique<NetworkTransport>(QUrl(m_url)), LoadPlan());
        tell(QCoreApplication::translate("Console", "Measuring how fast a worker is"));
        QObject::connect(
            m_load.get(), &LoadGenerator::measured, m_load.get(), [this](double rate, double seconds) {
                tell(QCoreApplication::translate(
                         "Console", "One worker analyses %1 s of audio a second: uploading ten clips of %2 s")
                         .arg(rate, 0, 'f', 1)
                         .arg(seconds, 0, 'f', 0));
            });
        QObject::connect(m_load.get(), &LoadGenerator::failed, m_load.get(), [this](const Error &error) {
            tell(QCoreApplication::translate("Console", "No load: %1").arg(describe(error)));
        });
        Platform *platform = m_connections.all().front();
        m_loadStart = QObject::connect(platform, &Platform::snapshotChanged, m_load.get(),
                                       [this](const SnapshotPtr &now) {
                                           const Pool *pool = now->pool({QStringLiteral("analysis")});
                                           if (!pool || pool->ready.value_or(0) < 1)
                                               return;
                                           QObject::disconnect(m_loadStart);
                                           m_load->start();
                                       });
    }

private:
    QString file(const char *name) const { return QDir(m_folder).filePath(QString::fromLatin1(name)); }

    Result<> connectTo(const QUrl &url)
    {
        m_url = url.toString(QUrl::StripTrailingSlash);
        ConnectionConfig config;
        config.id = {m_url};
        config.name = url.host();
        config.kind = ConnectionKind::Endpoint;
        config.endpoint = url;
        config.dockerHost = m_line.dockerHost;
        config.project = m_line.project;
        config.settingsFile = m_line.settingsFile;
        const auto token = [path = m_line.tokenFile] { return readToken(path); };
        m_connections.add(makeEndpointPlatform(endpointOf(config, token), m_clock)).start();
        return {};
    }

    Result<> startEmbedded()
    {
        EmbeddedServiceOptions options;
        options.program = QCoreApplication::applicationDirPath() + QStringLiteral("/crescendo-autoscaler");
        options.dataDirectory = file("service");
        options.extraArguments = {QStringLiteral("--project"), m_line.project};
        if (!m_line.dockerHost.isEmpty())
            options.extraArguments << QStringLiteral("--runner") << QStringLiteral("docker")
                                   << QStringLiteral("--docker-host") << m_line.dockerHost;
        m_embedded = std::make_unique<EmbeddedService>(std::move(options));
        if (Result<> started = m_embedded->start(); !started)
            return started;
        m_url = m_embedded->url();
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.name = m_embedded->hasPreferredPort()
            ? QCoreApplication::translate("Console", "Local platform")
            : QCoreApplication::translate("Console", "Local platform, port %1").arg(QUrl(m_url).port());
        endpoint.controlToken = [service = m_embedded.get()] { return service->controlToken(); };
        endpoint.host = thisHost();
        follow(*m_embedded, addPlatform(std::move(endpoint)));
        return {};
    }

    /// Nobody asks the service before it listens, or after it has ended.
    static void follow(EmbeddedService &service, ServicePlatform &platform)
    {
        QObject::connect(&service, &EmbeddedService::ready, &platform, [&platform](const QString &url) {
            say(QStringLiteral("Local platform: ") + url);
            platform.start();
        });
        QObject::connect(&service, &EmbeddedService::failed, &platform, [&platform](const QString &why) {
            std::fprintf(stderr, "crescendo: the local service ended: %s\n", qPrintable(why));
            platform.suspend({ErrorKind::Unavailable, QStringLiteral("start the local service"), why});
        });
    }

    void watchFiles()
    {
        const auto tellTrouble = [this](const Error &error) {
            m_report->noteTrouble(error);
            tell(sentenceOf(error));
        };
        QObject::connect(m_history.get(), &HistoryStore::troubled, m_report.get(), tellTrouble);
        QObject::connect(m_journal.get(), &Journal::troubled, m_report.get(), tellTrouble);
    }

    void tell(const QString &text)
    {
        say(text);
        if (m_window)
            m_window->tell(text);
    }

    ServicePlatform &addPlatform(ServiceEndpoint endpoint)
    {
        endpoint.url = m_url;
        auto transport = std::make_unique<NetworkTransport>(QUrl(m_url));
        auto platform = std::make_unique<ServicePlatform>(std::move(endpoint), std::move(transport), m_clock);
        ServicePlatform &added = *platform;
        m_connections.add(std::move(platform));
        return added;
    }

    const CommandLine m_line;
    const QString m_folder;
    QLockFile m_lock;
    SystemClock m_clock;
    Preferences m_preferences;
    PresetStore m_presets;
    DialogInteraction m_interaction;
    std::unique_ptr<EmbeddedService> m_embedded; // ends last
    Connections m_connections;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<HistoryStore> m_history;
    LiveSeries m_live;
    std::unique_ptr<ChangePipeline> m_pipeline;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<StatusReport> m_report;
    std::unique_ptr<LoadGenerator> m_load;
    QMetaObject::Connection m_loadStart;
    QString m_url;
    QPointer<MainWindow> m_window;
};

/// Writes the report and says what happened. The exit code: whether all was written and, with a load, whether
/// workers really scaled.
int conclude(const Console &console, const CommandLine &line, const HeadlessRun &run,
             const std::vector<JournalEntry> &changes)
{
    for (const QString &text : console.report().summary())
        say(text);
    for (const QString &picture : run.pictures())
        say(QStringLiteral("Picture: ") + picture);
    if (!line.report.isEmpty()) {
        const Result<> written = console.report().write(line.report, changes);
        if (!written)
            return complain(written.error());
        say(QStringLiteral("Report: ") + line.report);
    }
    for (const QString &picture : run.failures())
        std::fprintf(stderr, "crescendo: cannot write %s\n", qPrintable(picture));
    if (!run.failures().isEmpty())
        return exitFailure;
    if (line.generateLoad && !console.report().hasScaledUp()) {
        say(QStringLiteral("The workers did not scale."));
        return exitFailure;
    }
    return 0;
}

int runWindow(Console &console, MainWindow &window)
{
    // The window is gone at once; the program ends when the local platform has ended.
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(qApp, &QGuiApplication::lastWindowClosed, &window, [&console] { console.stop(0); });
    Termination termination;
    QObject::connect(&termination, &Termination::requested, &window, &QWidget::close);
    return QApplication::exec();
}

int runHeadless(Console &console, MainWindow &window, const CommandLine &line)
{
    window.resize(1600, 1000);
    HeadlessRun headless(window, console.connections(), {line.seconds, line.screenshots});
    const auto finish = [&](const Result<std::vector<JournalEntry>> &changes) {
        console.stop(conclude(console, line, headless, changes.value_or(std::vector<JournalEntry>())));
    };
    QObject::connect(&headless, &HeadlessRun::finished, &window, [&console, &headless, finish] {
        JournalFilter ofThisRun;
        ofThisRun.from = console.report().began();
        console.journal().read(ofThisRun).then(&headless, finish);
    });
    Termination termination;
    QObject::connect(&termination, &Termination::requested, &headless, &HeadlessRun::end);
    headless.start();
    return QApplication::exec();
}

int run(QApplication &application, const CommandLine &line)
{
    QString folder = line.dataFolder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (!makePrivateFolder(folder))
        return complain({ErrorKind::Io, QStringLiteral("make folder ") + folder});

    Console console(line, QDir(folder).absolutePath());
    if (const Result<> opened = console.open(); !opened)
        return complain(opened.error());
    Theme theme(application);
    MainWindow window(console.services(), theme);
    QObject::connect(&console.recorder(), &Recorder::backfilled, &window, &MainWindow::reloadHistory);
    QObject::connect(&window, &MainWindow::loadWanted, &window, [&console] { console.generateLoad(); });
    console.setWindow(window);
    if (line.page)
        window.navigator().goToPage(*line.page);
    window.show();
    if (line.generateLoad)
        console.generateLoad();
    return line.headless ? runHeadless(console, window, line) : runWindow(console, window);
}

bool isAmong(int argc, char *argv[], const char *option)
{
    return std::any_of(argv + 1, argv + argc,
                       [option](const char *each) { return qstrcmp(each, option) == 0; });
}

/// Whether there is a screen that Qt could open; elsewhere than on Unix there always is.
bool hasDisplay(int argc, char *argv[])
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return isAmong(argc, argv, "-platform") || qEnvironmentVariableIsSet("QT_QPA_PLATFORM")
        || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

} // namespace

int main(int argc, char *argv[])
{
    const bool isBlind = !hasDisplay(argc, argv);
    if (isBlind || (isAmong(argc, argv, "--headless") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // also to say what is wrong with the command line
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("crescendo"));
    QCoreApplication::setOrganizationName(QStringLiteral("crescendo"));
    const Result<ParsedCommandLine> line = parseCommandLine(QCoreApplication::arguments());
    if (!line)
        return complain(line.error());
    if (!line->run) {
        std::fputs(qPrintable(line->text), stdout);
        return 0;
    }
    if (isBlind && !line->run->headless)
        return complain({ErrorKind::Unsupported, QStringLiteral("open the window"),
                         QStringLiteral("there is no display; set DISPLAY, or use --headless")});
    return run(application, *line->run);
}
