#include "ui/shell/mainwindow.h"

#include "base/clock.h"
#include "control/changepipeline.h"
#include "control/connections.h"
#include "settings/preferences.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/timerange.h"
#include "ui/interaction/interaction.h"
#include "ui/models/connectionsmodel.h"
#include "ui/pages/pool/page.h"
#include "ui/presentation/errortext.h"
#include "ui/shell/navigation.h"
#include "ui/shell/statepage.h"
#include "ui/shell/topbar.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>

#include <array>

namespace crescendo {
namespace {

constexpr QSize defaultSize(1440, 900);
constexpr Millis heartbeat = Seconds(1);

struct SchemeChoice {
    Scheme scheme;
    const char *key; // in the preferences
    const char *label;
};
constexpr std::array<SchemeChoice, 3> schemeChoices{{
    {Scheme::System, "system", QT_TRANSLATE_NOOP("crescendo::MainWindow", "&System theme")},
    {Scheme::Light, "light", QT_TRANSLATE_NOOP("crescendo::MainWindow", "&Light theme")},
    {Scheme::Dark, "dark", QT_TRANSLATE_NOOP("crescendo::MainWindow", "&Dark theme")},
}};

} // namespace

MainWindow::MainWindow(const Services &services, Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_theme(theme)
    , m_range(new TimeRange(services.clock.now(), this))
    , m_crosshair(new Crosshair(this))
    , m_connections(new ConnectionsModel(services.connections, this))
    , m_navigation(new Navigation(*m_connections, this))
    , m_topBar(new TopBar(*m_range, services.pipeline, this))
    , m_poolPage(new PoolPage(services, *m_range, *m_crosshair, this))
    , m_statePage(new StatePage(this))
    , m_pages(new QStackedWidget(this))
{
    setupViews();
    setupActions();
    restore();
    connectSignals();
    chooseFirst();
    updatePage();
    m_timer.start(heartbeat);
}

MainWindow::~MainWindow() = default;

void MainWindow::setupViews()
{
    setWindowTitle(tr("Crescendo"));
    setWindowIcon(applicationIcon());
    m_pages->addWidget(m_poolPage);
    m_pages->addWidget(m_statePage);
    auto *centre = new QWidget(this);
    auto *columns = new QHBoxLayout(centre);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(0);
    rows->addWidget(m_topBar);
    rows->addWidget(m_pages, 1);
    columns->addWidget(m_navigation);
    columns->addLayout(rows, 1);
    setCentralWidget(centre);
    m_poolPage->setFocus();
}

void MainWindow::setupActions()
{
    QMenu *menu = m_topBar->menu();
    QAction *save = menu->addAction(tr("Save &picture…"), this, &MainWindow::savePicture);
    save->setShortcut(QKeySequence::Save);
    addAction(save);
    menu->addSeparator();
    auto *group = new QActionGroup(this);
    const auto remembered = m_services.preferences.get<QString>(Preference::Theme);
    for (const SchemeChoice &choice : schemeChoices) {
        QAction *action = menu->addAction(tr(choice.label), this, [this, choice] {
            m_theme.setScheme(choice.scheme);
            m_services.preferences.set(Preference::Theme, QString::fromLatin1(choice.key));
        });
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(remembered == QLatin1String(choice.key));
        if (action->isChecked())
            m_theme.setScheme(choice.scheme);
    }
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);
    addAction(quit);
}

void MainWindow::connectSignals()
{
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::tick);
    connect(m_navigation, &Navigation::chosen, this, &MainWindow::showPool);
    connect(m_range, &TimeRange::spanChanged, this, [this] {
        m_services.preferences.set(
            Preference::TimeRangeSeconds,
            static_cast<int>(std::chrono::duration_cast<Seconds>(m_range->span()).count()));
    });
    connect(&m_services.pipeline, &ChangePipeline::readOnlyChanged, this,
            [this](bool isReadOnly) { m_services.preferences.set(Preference::ReadOnly, isReadOnly); });
    for (Platform *platform : m_services.connections.all())
        follow(platform);
    connect(&m_services.connections, &Connections::added, this, [this](Platform *platform) {
        follow(platform);
        chooseFirst();
    });
}

void MainWindow::restore()
{
    const Preferences &preferences = m_services.preferences;
    if (!restoreGeometry(preferences.get<QByteArray>(Preference::WindowGeometry)))
        resize(defaultSize);
    m_range->setSpan(Seconds(preferences.get<int>(Preference::TimeRangeSeconds)));
    showPool({preferences.get<QString>(Preference::LastConnection)},
             {preferences.get<QString>(Preference::LastPool)});
}

void MainWindow::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &MainWindow::chooseFirst);
    connect(platform, &Platform::stateChanged, this, &MainWindow::updatePage);
}

void MainWindow::showPool(const ConnectionId &connection, const PoolId &pool)
{
    if (connection == m_connection && pool == m_pool)
        return;
    m_connection = connection;
    m_pool = pool;
    m_poolPage->setTarget(connection, pool);
    m_navigation->select(connection, pool);
    updatePage();
}

void MainWindow::reloadHistory()
{
    m_poolPage->reloadHistory();
}

void MainWindow::tick()
{
    const TimePoint now = m_services.clock.now();
    m_range->follow(now);
    m_connections->setNow(now);
    m_poolPage->setNow(now);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Preferences &preferences = m_services.preferences;
    preferences.set(Preference::WindowGeometry, saveGeometry());
    preferences.set(Preference::LastConnection, m_connection.value);
    preferences.set(Preference::LastPool, m_pool.value);
    QMainWindow::closeEvent(event);
}

void MainWindow::chooseFirst()
{
    const std::vector<Platform *> platforms = m_services.connections.all();
    const Platform *platform = m_services.connections.find(m_connection);
    if (!platform && !platforms.empty())
        platform = platforms.front();
    if (platform && m_pool.isEmpty() && !platform->snapshot()->pools.empty())
        showPool(platform->id(), platform->snapshot()->pools.begin()->first);
    else if (platform && platform->id() != m_connection)
        showPool(platform->id(), {});
    updatePage();
}

void MainWindow::updatePage()
{
    const Platform *platform = m_services.connections.find(m_connection);
    const bool hasPool = platform && platform->snapshot()->pool(m_pool);
    m_topBar->setPlace(platform ? platform->name() : tr("Crescendo"), hasPool ? m_pool.value : QString());
    if (!hasPool)
        explain(platform);
    m_pages->setCurrentWidget(hasPool ? static_cast<QWidget *>(m_poolPage) : m_statePage);
}

void MainWindow::explain(const Platform *platform)
{
    if (!platform) {
        m_statePage->show(tr("No connection"),
                          tr("Start the console with --endpoint URL, or without it for the local platform."));
        return;
    }
    for (const auto &entry : platform->snapshot()->sources) {
        if (entry.second.error) {
            const ErrorText text = textOf(*entry.second.error);
            m_statePage->show(text.headline, QStringLiteral("%1\n%2").arg(text.evidence, text.remedy));
            return;
        }
    }
    const bool isConnecting = platform->state() == ConnectionState::Connecting;
    m_statePage->show(isConnecting ? tr("Connecting to %1").arg(platform->name())
                                   : tr("%1 shows no such pool").arg(platform->name()),
                      isConnecting ? tr("Its pools appear as soon as it answers.")
                                   : tr("Choose another one on the left."));
}

void MainWindow::savePicture()
{
    const QPixmap picture = grab();
    m_services.interaction
        .askSaveFileName(tr("Save picture"), QStringLiteral("crescendo.png"), tr("Pictures (*.png)"))
        .then(this, [picture](const std::optional<QString> &path) {
            if (path)
                picture.save(*path);
        });
}

} // namespace crescendo
