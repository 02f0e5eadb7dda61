#include "ui/shell/mainwindow.h"

#include "base/clock.h"
#include "control/changepipeline.h"
#include "control/connections.h"
#include "control/scalingtestrun.h"
#include "settings/preferences.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/timerange.h"
#include "ui/interaction/interaction.h"
#include "ui/interaction/page.h"
#include "ui/models/connectionsmodel.h"
#include "ui/pages/scalingtest/dialog.h"
#include "ui/presentation/errortext.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/navigation.h"
#include "ui/shell/notifier.h"
#include "ui/shell/preferencefollower.h"
#include "ui/shell/statepage.h"
#include "ui/shell/topbar.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLoggingCategory>
#include <QMenu>
#include <QStackedWidget>
#include <QStatusBar>
#include <QSystemTrayIcon>

#include <array>
#include <utility>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(lcStart, "crescendo.start", QtWarningMsg)

constexpr QSize defaultSize(1440, 900);
constexpr Millis heartbeat = Seconds(1);
constexpr Millis tellingTime = Seconds(20);

struct ThemeChoice {
    const char *key; // in the preferences
    const char *label;
};
constexpr std::array<ThemeChoice, 3> themeChoices{{
    {"system", QT_TRANSLATE_NOOP("crescendo::MainWindow", "&System theme")},
    {"light", QT_TRANSLATE_NOOP("crescendo::MainWindow", "&Light theme")},
    {"dark", QT_TRANSLATE_NOOP("crescendo::MainWindow", "&Dark theme")},
}};

} // namespace

MainWindow::MainWindow(const Services &services, Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_range(new TimeRange(services.clock.now(), this))
    , m_crosshair(new Crosshair(this))
    , m_navigator(new Navigator(this))
    , m_connections(new ConnectionsModel(services.connections, this))
    , m_navigation(new Navigation(*m_connections, *m_navigator, this))
    , m_topBar(new TopBar(*m_range, services.pipeline, this))
    , m_statePage(new StatePage(this))
    , m_stack(new QStackedWidget(this))
    , m_scalingTest(new ScalingTestRun(services.connections, services.pipeline, services.clock, this))
{
    new PreferenceFollower(services, theme, this);
    setupViews();
    setupMenu();
    setupActions();
    restore();
    connectSignals();
    chooseFirst();
    m_timer.start(heartbeat);
}

MainWindow::~MainWindow() = default;

void MainWindow::setupViews()
{
    setWindowTitle(tr("Crescendo"));
    setWindowIcon(applicationIcon());
    m_stack->addWidget(m_statePage);
    auto *centre = new QWidget(this);
    auto *columns = new QHBoxLayout(centre);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(0);
    rows->addWidget(m_topBar);
    rows->addWidget(m_stack, 1);
    columns->addWidget(m_navigation);
    columns->addLayout(rows, 1);
    setCentralWidget(centre);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->hide(); // takes room only while it has something to say
    connect(statusBar(), &QStatusBar::messageChanged, this,
            [this](const QString &text) { statusBar()->setVisible(!text.isEmpty()); });
}

void MainWindow::setupMenu()
{
    QMenu *menu = m_topBar->menu();
    QAction *palette = menu->addAction(tr("&Commands…"), this, &MainWindow::openPalette);
    palette->setShortcut(Qt::CTRL | Qt::Key_K);
    addAction(palette);
    QAction *save = menu->addAction(tr("Save &picture…"), this, &MainWindow::savePicture);
    save->setShortcut(QKeySequence::Save);
    addAction(save);
    addAction(menu->addAction(tr("&Test scaling…"), this, &MainWindow::openScalingTest));
    menu->addSeparator();
    setupThemes();
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);
    addAction(quit);
}

void MainWindow::setupThemes()
{
    auto *group = new QActionGroup(this);
    for (const ThemeChoice &choice : themeChoices) {
        const QString key = QLatin1String(choice.key);
        QAction *action = m_topBar->menu()->addAction(
            tr(choice.label), this, [this, key] { m_services.preferences.set(Preference::Theme, key); });
        action->setCheckable(true);
        action->setActionGroup(group);
        const auto showChosen = [this, action, key] {
            action->setChecked(m_services.preferences.get<QString>(Preference::Theme) == key);
        };
        showChosen();
        connect(&m_services.preferences, &Preferences::changed, action, showChosen);
        addAction(action);
    }
}

/// Ctrl+1, Ctrl+2, … lead to the pages.
void MainWindow::setupActions()
{
    int number = 0;
    for (const PageEntry &entry : pageEntries()) {
        auto *action = new QAction(tr("Go to %1").arg(titleOf(entry.id)), this);
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number++)));
        connect(action, &QAction::triggered, this, [this, id = entry.id] { m_navigator->goToPage(id); });
        addAction(action);
    }
    addActions(m_topBar->actions());
}

void MainWindow::connectSignals()
{
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::tick);
    connect(m_navigator, &Navigator::placeChanged, this, &MainWindow::showPlace);
    connect(m_topBar, &TopBar::spanChosen, this, [this](Seconds span) {
        m_services.preferences.set(Preference::TimeRangeSeconds, static_cast<int>(span.count()));
    });
    connect(&m_services.pipeline, &ChangePipeline::readOnlyChanged, this,
            [this](bool isReadOnly) { m_services.preferences.set(Preference::ReadOnly, isReadOnly); });
    for (Platform *platform : m_services.connections.all())
        follow(platform);
    connect(&m_services.connections, &Connections::added, this, [this](Platform *platform) {
        follow(platform);
        chooseFirst();
    });
    connect(&m_services.connections, &Connections::removed, this, &MainWindow::chooseFirst);
    connect(new Notifier(m_services, this), &Notifier::noticed, this, &MainWindow::notify);
}

void MainWindow::restore()
{
    const Preferences &preferences = m_services.preferences;
    if (!restoreGeometry(preferences.get<QByteArray>(Preference::WindowGeometry)))
        resize(defaultSize);
    m_range->setSpan(Seconds(preferences.get<int>(Preference::TimeRangeSeconds)));
    m_navigator->go({pageFrom(preferences.get<QString>(Preference::LastPage)).value_or(PageId::Pool),
                     {preferences.get<QString>(Preference::LastConnection)},
                     {preferences.get<QString>(Preference::LastPool)}});
}

void MainWindow::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &MainWindow::chooseFirst);
    connect(platform, &Platform::stateChanged, this, &MainWindow::showPlace);
}

void MainWindow::reloadHistory()
{
    for (const auto &entry : m_pages)
        entry.second->reloadHistory();
}

void MainWindow::tell(const QString &text)
{
    statusBar()->showMessage(text, static_cast<int>(tellingTime.count()));
}

void MainWindow::tick()
{
    const TimePoint now = m_services.clock.now();
    m_range->follow(now);
    m_connections->setNow(now);
    if (auto *shown = qobject_cast<Page *>(m_stack->currentWidget()))
        shown->setNow(now);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const Place &place = m_navigator->place();
    Preferences &preferences = m_services.preferences;
    preferences.set(Preference::WindowGeometry, saveGeometry());
    preferences.set(Preference::LastPage, nameOf(place.page));
    preferences.set(Preference::LastConnection, place.connection.value);
    preferences.set(Preference::LastPool, place.pool.value);
    QMainWindow::closeEvent(event);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(m_isPainted, true)) // the pages follow at once
        QTimer::singleShot(0, this, [] { qCDebug(lcStart) << "first frame painted"; });
}

/// Leads to the first pool where the place names none that could be shown.
void MainWindow::chooseFirst()
{
    const Place &place = m_navigator->place();
    const std::vector<Platform *> platforms = m_services.connections.all();
    const Platform *platform = m_services.connections.find(place.connection);
    if (!platform && !platforms.empty())
        platform = platforms.front();
    if (platform && place.pool.isEmpty() && !platform->snapshot()->pools.empty())
        m_navigator->go({place.page, platform->id(), platform->snapshot()->pools.begin()->first});
    else if (platform && platform->id() != place.connection)
        m_navigator->go({place.page, platform->id(), {}});
    showPlace();
}

Page *MainWindow::pageOf(PageId id)
{
    Page *&page = m_pages[id];
    if (page)
        return page;
    const auto entry = std::ranges::find(pageEntries(), id, &PageEntry::id);
    page = entry->make({m_services, *m_navigator, *m_range, *m_crosshair}, m_stack);
    m_stack->addWidget(page);
    connect(page, &Page::scalingTestWanted, this, &MainWindow::openScalingTest);
    return page;
}

bool MainWindow::showsPool() const
{
    const Place &place = m_navigator->place();
    const Platform *platform = m_services.connections.find(place.connection);
    return platform && platform->snapshot()->pool(place.pool);
}

void MainWindow::showPlace()
{
    const Place &place = m_navigator->place();
    const Platform *platform = m_services.connections.find(place.connection);
    const bool isPool = place.page == PageId::Pool;
    m_topBar->setPlace(isPool && platform ? platform->name() : QString(),
                       isPool ? place.pool.value : titleOf(place.page),
                       platform && platform->isUnsafe() ? Tone::Broken : Tone::Muted);
    if (isPool && !showsPool()) {
        explain(platform);
        m_topBar->setTimeShown(true);
        m_stack->setCurrentWidget(m_statePage);
        return;
    }
    Page *page = pageOf(place.page);
    m_topBar->setTimeShown(page->usesTimeRange());
    if (m_stack->currentWidget() == page)
        return;
    page->setNow(m_services.clock.now());
    m_stack->setCurrentWidget(page);
    page->firstControl()->setFocus();
}

void MainWindow::explain(const Platform *platform)
{
    if (!platform) {
        m_statePage->show(tr("No connection"),
                          tr("Add one on the page Settings: the console's own platform, or any service."));
        return;
    }
    const std::vector<Error> troubles = platform->snapshot()->troubles();
    if (!troubles.empty()) {
        const ErrorText text = textOf(troubles.front());
        m_statePage->show(text.headline, QStringLiteral("%1\n%2").arg(text.evidence, text.remedy));
        return;
    }
    const bool isConnecting = platform->state() == ConnectionState::Connecting
        || platform->state() == ConnectionState::Stopped; // it is being started
    m_statePage->show(isConnecting ? tr("Connecting to %1").arg(platform->name())
                                   : tr("%1 shows no such pool").arg(platform->name()),
                      isConnecting ? tr("Its pools appear as soon as it answers.")
                                   : tr("Choose another one on the left."));
}

/// Everything that the window and the page offer, and every pool.
void MainWindow::openPalette()
{
    auto *palette = new CommandPalette(this);
    for (const Platform *platform : m_services.connections.all()) {
        for (const auto &pool : platform->snapshot()->pools) {
            auto *action =
                new QAction(tr("Go to pool %1 of %2").arg(pool.first.value, platform->name()), palette);
            connect(action, &QAction::triggered, this, [this, connection = platform->id(), id = pool.first] {
                m_navigator->goToPool(connection, id);
            });
            palette->offer(action);
        }
    }
    palette->offer(m_stack->currentWidget()->actions());
    palette->offer(actions());
    palette->open();
}

void MainWindow::openScalingTest()
{
    if (!m_scalingTestDialog)
        m_scalingTestDialog = new ScalingTestDialog(m_services, *m_scalingTest, this);
    m_scalingTestDialog->setTarget(m_navigator->place().connection, m_navigator->place().pool);
    m_scalingTestDialog->show();
    m_scalingTestDialog->raise();
    m_scalingTestDialog->activateWindow();
}

void MainWindow::savePicture()
{
    const QPixmap picture = grab();
    m_services.interaction
        .askSaveFileName(tr("Save picture"), QStringLiteral("crescendo.png"), tr("Pictures (*.png)"))
        .then(this, [this, picture](const std::optional<QString> &path) {
            if (path)
                tell(picture.save(*path) ? tr("Saved %1.").arg(*path)
                                         : tr("The picture cannot be written to %1.").arg(*path));
        });
}

/// By the desktop, or at the bottom of the window where the desktop has no place for it.
void MainWindow::notify(const NoticeText &notice)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return tell(QStringLiteral("%1. %2").arg(notice.title, notice.text));
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(windowIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, &QWidget::activateWindow);
        m_tray->show();
    }
    m_tray->showMessage(notice.title, notice.text, windowIcon());
}

} // namespace crescendo
