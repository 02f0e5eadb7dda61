// The console. Everything is wired here, and only here: which platforms there are, what they are made of, and
// what the window gets to see of them.

#include "control/changefile.h"
#include "control/changepipeline.h"
#include "control/changerun.h"
#include "control/configuredconnections.h"
#include "control/connections.h"
#include "control/recorder.h"
#include "control/statusreport.h"
#include "history/historystore.h"
#include "history/journal.h"
#include "history/liveseries.h"
#include "local/loadgenerator.h"
#include "net/networktransport.h"
#include "platforms/platforms.h"
#include "settings/preferences.h"
#include "settings/presetstore.h"
#include "system/privatefolder.h"
#include "system/termination.h"
#include "ui/interaction/dialoginteraction.h"
#include "ui/interaction/services.h"
#include "ui/presentation/errortext.h"
#include "ui/shell/commandline.h"
#include "ui/shell/headlessreport.h"
#include "ui/shell/headlessrun.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/terminal.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QMessageBox>
#include <QPointer>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

using namespace crescendo;

namespace {

QString operatorName()
{
    for (const char *name : {"USER", "USERNAME", "LOGNAME"}) {
        if (QString user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    }
    return QStringLiteral("operator");
}

Secret readToken(const QString &path)
{
    QFile file(path);
    const bool isReadable = !path.isEmpty() && file.open(QIODevice::ReadOnly);
    return isReadable ? Secret(file.readAll().trimmed()) : Secret();
}

LocalOptions optionsFrom(const CommandLine &line, const QString &folder, const Preferences &preferences)
{
    const bool hasTokenFile = line.endpoint && !line.tokenFile.isEmpty();
    return {QCoreApplication::applicationDirPath() + QStringLiteral("/crescendo-autoscaler"),
            QDir(folder).filePath(QStringLiteral("service")),
            line.dockerHost,
            line.project,
            hasTokenFile ? QFileInfo(line.tokenFile).absoluteFilePath() : QString(),
            preferences.get<bool>(Preference::LeaveRunning)};
}

/// Another folder is another console, with secrets of its own.
std::unique_ptr<SecretStore> keychainOf(const CommandLine &line, const QString &folder)
{
    const QString name = QStringLiteral("crescendo");
    return std::make_unique<FallbackStore>(
        std::make_unique<KeychainStore>(line.dataFolder.isEmpty() ? name : name + QLatin1Char(' ') + folder));
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
        , m_local(optionsFrom(m_line, m_folder, m_preferences), m_clock)
        , m_platforms(m_local, m_clock)
        , m_secrets(keychainOf(m_line, m_folder))
        , m_configured(m_connections, m_platforms, ConnectionsStore(m_folder), *m_secrets)
    {
        m_lock.setStaleLockTime(0);
    }

    Result<> open()
    {
        if (!m_lock.tryLock(0))
            return fail(lockError());
        Result<std::unique_ptr<Journal>> journal = Journal::open(file("journal.db"), m_clock);
        if (!journal)
            return fail(journal.error());
        m_journal = std::move(*journal);
        Result<std::unique_ptr<HistoryStore>> history = HistoryStore::open(file("history.db"), m_clock);
        if (!history)
            return fail(history.error());
        m_history = std::move(*history);
        m_pipeline = std::make_unique<ChangePipeline>(m_connections, *m_journal, operatorName());
        m_pipeline->setReadOnly(m_preferences.get<bool>(Preference::ReadOnly)
                                || m_preferences.get<bool>(Preference::BeginReadOnly));
        if (m_line.readOnly)
            m_pipeline->refuseForGood();
        m_recorder = std::make_unique<Recorder>(m_connections, *m_history, m_live, m_clock);
        m_report = std::make_unique<StatusReport>(m_connections, m_clock);
        watchFiles();
        watchService();
        m_configured.load();
        if (m_line.isCluster)
            return connectToCluster();
        return m_line.endpoint ? connectTo(*m_line.endpoint) : m_configured.connectAll();
    }

    /// What happens meanwhile is said there, too.
    void setWindow(MainWindow &window)
    {
        m_window = &window;
        m_interaction.setWindow(&window);
        for (const QString &text : std::exchange(m_untold, {}))
            window.tell(text);
    }

    /// Ends what was started, then the program.
    void stop(int exitCode)
    {
        m_load.reset();
        for (Platform *platform : m_connections.all())
            platform->stop();
        QObject::connect(&m_local, &LocalPlatforms::stopped, &m_local,
                         [exitCode] { QCoreApplication::exit(exitCode); });
        m_local.stop(m_preferences.get<bool>(Preference::LeaveRunning));
    }

    Services services()
    {
        return {m_connections, *m_pipeline, *m_history,   *m_journal,  m_live, m_interaction,
                m_preferences, m_presets,   m_configured, m_platforms, m_clock};
    }
    Connections &connections() { return m_connections; }
    Recorder &recorder() { return *m_recorder; }
    StatusReport &report() { return *m_report; }
    Journal &journal() { return *m_journal; }

    /// Uploads the load once the first worker is ready.
    void generateLoad()
    {
        const std::vector<Platform *> platforms = m_connections.all();
        if (platforms.empty())
            return tell(QCoreApplication::translate("Console", "No load: there is no connection"));
        Platform *platform = platforms.front();
        m_loadStart = QObject::connect(platform, &Platform::snapshotChanged, platform,
                                       [this, platform](const SnapshotPtr &now) {
                                           const Pool *pool = now->pool({QStringLiteral("analysis")});
                                           if (!pool || pool->ready.value_or(0) < 1)
                                               return;
                                           QObject::disconnect(m_loadStart);
                                           startLoad(urlOf(platform->id()));
                                       });
    }

private:
    /// Not before the platform is there: its address is another where somebody else took the usual port.
    void startLoad(const QUrl &url)
    {
        m_load = std::make_unique<LoadGenerator>(std::make_unique<NetworkTransport>(url), LoadPlan());
        tell(QCoreApplication::translate("Console", "Measuring how fast a worker is"));
        QObject::connect(
            m_load.get(), &LoadGenerator::measured, m_load.get(), [this](double rate, double seconds) {
                tell(QCoreApplication::translate(
                         "Console", "One worker analyses %1 s of audio a second: uploading ten clips of %2 s")
                         .arg(rate, 0, 'f', 1)
                         .arg(seconds, 0, 'f', 0));
            });
        for (const auto trouble : {&LoadGenerator::failed, &LoadGenerator::refused}) {
            QObject::connect(m_load.get(), trouble, m_load.get(), [this](const Error &error) {
                tell(QCoreApplication::translate("Console", "No load: %1").arg(describe(error)));
            });
        }
        m_load->start();
    }

    /// Names the console that has the folder.
    Error lockError() const
    {
        const QString operation = QStringLiteral("open ") + m_folder;
        qint64 pid = 0;
        QString host;
        QString name;
        if (!m_lock.getLockInfo(&pid, &host, &name))
            return {ErrorKind::Io, operation, QStringLiteral("it cannot be written to")};
        return {ErrorKind::Conflict, operation,
                QStringLiteral("another console uses this folder (process %1 on %2); say --data DIR for one "
                               "of its own")
                    .arg(pid)
                    .arg(host)};
    }

    QString file(const char *name) const { return QDir(m_folder).filePath(QString::fromLatin1(name)); }

    /// For this run alone, and instead of what is configured.
    Result<> connectTo(const QUrl &url)
    {
        ConnectionConfig config;
        config.id = {url.toString(QUrl::StripTrailingSlash)};
        config.name = url.host();
        config.kind = ConnectionKind::Endpoint;
        config.endpoint = url;
        config.dockerHost = m_line.dockerHost;
        config.project = m_line.project;
        config.settingsFile = m_line.settingsFile;
        return connectTo(config, [path = m_line.tokenFile] {
            return ConnectionSecrets{readToken(path), {}};
        });
    }

    /// For this run alone, too.
    Result<> connectToCluster()
    {
        ConnectionConfig config;
        config.kind = ConnectionKind::Cluster;
        config.kubeconfig = m_line.kubeconfig;
        config.context = m_line.context;
        config.namespaceName = m_line.namespaceName;
        return termsOf(config).and_then([this, &config](const ClusterTerms &terms) {
            return checkAllowed(terms).and_then([this, &config, &terms] {
                config.loginProgram = terms.loginProgram;
                config.unsafeServer = terms.unsafeServer;
                return connectTo(config, {});
            });
        });
    }

    Result<> checkAllowed(const ClusterTerms &terms) const
    {
        const QString operation = QStringLiteral("open the cluster");
        if (!terms.unsafeServer.isEmpty() && !m_line.allowsUnsafe)
            return fail(ErrorKind::Forbidden, operation,
                        QStringLiteral("it is unsafe: nobody verifies the server %1; say --allow-unsafe to "
                                       "open it all the same")
                            .arg(terms.unsafeServer));
        if (!terms.loginProgram.isEmpty() && !m_line.allowsExec)
            return fail(ErrorKind::Forbidden, operation,
                        QStringLiteral("to log in, the kubeconfig runs '%1'; say --allow-exec if it may")
                            .arg(terms.loginProgram));
        return {};
    }

    Result<> connectTo(const ConnectionConfig &config, std::function<ConnectionSecrets()> secrets)
    {
        return m_platforms.make(config, std::move(secrets)).map([this](std::unique_ptr<Platform> &&platform) {
            m_connections.add(std::move(platform));
        });
    }

    QUrl urlOf(const ConnectionId &id) const
    {
        const ConnectionConfig *config = m_configured.find(id);
        return config ? m_local.urlOf(*config) : QUrl(id.value);
    }

    void watchService()
    {
        QObject::connect(&m_local, &LocalPlatforms::serviceReady, m_report.get(),
                         [this](const QString &url) { remark(QStringLiteral("Local platform: ") + url); });
        QObject::connect(&m_local, &LocalPlatforms::serviceFailed, [](const QString &why) {
            std::fprintf(stderr, "crescendo: the local service ended: %s\n", qPrintable(why));
        });
        QObject::connect(&m_local, &LocalPlatforms::serviceMoved, &m_configured,
                         &ConfiguredConnections::reconnect);
    }

    void watchFiles()
    {
        const auto tellTrouble = [this](const Error &error) {
            m_report->noteTrouble(error);
            tell(sentenceOf(error));
        };
        QObject::connect(m_history.get(), &HistoryStore::troubled, m_report.get(), tellTrouble);
        QObject::connect(m_journal.get(), &Journal::troubled, m_report.get(), tellTrouble);
        QObject::connect(&m_configured, &ConfiguredConnections::troubled, m_report.get(), tellTrouble);
        if (const QString &kept = m_preferences.setAsideAs(); !kept.isEmpty())
            tellTrouble(
                {ErrorKind::Corrupt, QStringLiteral("read preferences"), QStringLiteral("kept as ") + kept});
    }

    /// What a script that applies changes reads is nothing but what became of them.
    void remark(const QString &text) const
    {
        if (m_line.changes.isEmpty())
            say(text);
        else
            std::fprintf(stderr, "crescendo: %s\n", qPrintable(text));
    }

    void tell(const QString &text)
    {
        remark(text);
        if (m_window)
            m_window->tell(text);
        else
            m_untold << text;
    }

    const CommandLine m_line;
    const QString m_folder;
    QLockFile m_lock;
    SystemClock m_clock;
    Preferences m_preferences;
    PresetStore m_presets;
    DialogInteraction m_interaction;
    LocalPlatforms m_local; // ends last, with the service that it started
    Platforms m_platforms;
    Connections m_connections;
    std::unique_ptr<SecretStore> m_secrets;
    ConfiguredConnections m_configured;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<HistoryStore> m_history;
    LiveSeries m_live;
    std::unique_ptr<ChangePipeline> m_pipeline;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<StatusReport> m_report;
    std::unique_ptr<LoadGenerator> m_load;
    QMetaObject::Connection m_loadStart;
    QPointer<MainWindow> m_window;
    QStringList m_untold; // from before there was one
};

/// Also on the screen: who began from a menu sees no terminal.
int complainInWindow(const Error &error)
{
    const int exitCode = complain(error);
    QMessageBox(QMessageBox::Critical, QStringLiteral("Crescendo"), describe(error), QMessageBox::Close)
        .exec();
    return exitCode;
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
        console.stop(
            conclude(console.report(), line, headless, changes.value_or(std::vector<JournalEntry>())));
    };
    const auto readChanges = [&console, &headless, finish] {
        JournalFilter ofThisRun;
        ofThisRun.from = console.report().began();
        console.journal().read(ofThisRun).then(&headless, finish);
    };
    QObject::connect(&headless, &HeadlessRun::finished, &window, [&console, &headless, readChanges] {
        console.report().askForJobs().then(&headless, [readChanges](const Result<> &) { readChanges(); });
    });
    Termination termination;
    QObject::connect(&termination, &Termination::requested, &headless, &HeadlessRun::end);
    headless.start();
    return QApplication::exec();
}

/// Without a window: nobody would see it.
int runChanges(Console &console, const CommandLine &line, const std::vector<Change> &changes)
{
    ChangeRun run(console.connections(), console.services().pipeline, changes, {line.isDryRun, line.seconds});
    QObject::connect(&run, &ChangeRun::told, &run, &say);
    QObject::connect(&run, &ChangeRun::finished, &run,
                     [&console](bool isGood) { console.stop(isGood ? 0 : exitFailure); });
    Termination termination;
    QObject::connect(&termination, &Termination::requested, &run, [&console] { console.stop(exitFailure); });
    // Not before exec(): what ends at once could not be left.
    QMetaObject::invokeMethod(&run, &ChangeRun::start, Qt::QueuedConnection);
    return QApplication::exec();
}

int run(QApplication &application, const CommandLine &line)
{
    Result<std::vector<Change>> changes;
    if (!line.changes.isEmpty())
        changes = readChangeFile(line.changes);
    if (!changes)
        return complain(changes.error());

    QString folder = line.dataFolder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (!makePrivateFolder(folder))
        return complain({ErrorKind::Io, QStringLiteral("make folder ") + folder});

    Console console(line, QDir(folder).absolutePath());
    if (const Result<> opened = console.open(); !opened)
        return line.headless ? complain(opened.error()) : complainInWindow(opened.error());
    if (!changes->empty())
        return runChanges(console, line, *changes);
    speak(application, console.services().preferences.get<QString>(Preference::Language));
    Theme theme(application);
    MainWindow window(console.services(), theme);
    QObject::connect(&console.recorder(), &Recorder::backfilled, &window, &MainWindow::reloadHistory);
    console.setWindow(window);
    if (line.page)
        window.navigator().goToPage(*line.page);
    window.show();
    if (line.generateLoad)
        console.generateLoad();
    return line.headless ? runHeadless(console, window, line) : runWindow(console, window);
}

} // namespace

int main(int argc, char *argv[])
{
    const bool isBlind = !hasDisplay(argc, argv);
    if (isBlind || (isAmong(argc, argv, "--headless") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // also to say what is wrong with the command line
    muteOffscreenPlatform();
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
