#include "ui/pages/pool/page.h"

#include "control/connections.h"
#include "settings/preferences.h"
#include "ui/charts/chartstack.h"
#include "ui/charts/timerange.h"
#include "ui/interaction/changeflow.h"
#include "ui/interaction/navigator.h"
#include "ui/interaction/remember.h"
#include "ui/interaction/showobject.h"
#include "ui/models/decisionsfeed.h"
#include "ui/models/decisionsmodel.h"
#include "ui/models/workersmodel.h"
#include "ui/pages/pool/charttools.h"
#include "ui/pages/pool/poolcharts.h"
#include "ui/pages/pool/pooltiles.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/objecttext.h"
#include "ui/presentation/poolname.h"
#include "ui/presentation/reading.h"
#include "ui/presentation/units.h"
#include "ui/widgets/choicemenu.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/statedelegate.h"
#include "ui_page.h"

#include <QSortFilterProxyModel>

namespace crescendo {
namespace {

constexpr int sideWidth = 288;
constexpr int rowHeight = 28;
constexpr int leastWorkerRows = 2;
constexpr int mostWorkerRows = 8; // more scroll within the table

Millis intervalOf(const Snapshot &snapshot)
{
    Millis interval = Seconds(10); // what is stored
    for (const auto &entry : snapshot.sources)
        interval = std::max(interval, entry.second.interval);
    return interval;
}

/// What a platform that is not heard of says; nothing while it is.
std::optional<QString> troubleOf(const Platform &platform)
{
    if (platform.state() == ConnectionState::Live)
        return std::nullopt;
    if (const std::vector<Error> troubles = platform.snapshot()->troubles(); !troubles.empty())
        return sentenceOf(troubles.front());
    return PoolPage::tr("not connected");
}

} // namespace

PoolPage::PoolPage(const Services &services, Navigator &navigator, TimeRange &range, Crosshair &crosshair,
                   QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_navigator(navigator)
    , m_range(range)
    , m_crosshair(crosshair)
    , m_ui(std::make_unique<Ui::PoolPage>())
    , m_flow(
          new ChangeFlow(services.connections, services.pipeline, services.interaction, services.clock, this))
    , m_workers(new WorkersModel(this))
    , m_sortedWorkers(new QSortFilterProxyModel(this))
    , m_decisions(new DecisionsModel(this))
    , m_decisionsFeed(new DecisionsFeed(services.history, this))
    , m_now(services.clock.now())
{
    m_ui->setupUi(this);
    setupViews();
    setupWorkers();
    setupDecisions();
    connectSignals();
    rememberTurned(*this, m_services.preferences, Preference::PoolTurned);
    setTarget(m_navigator.place().connection, m_navigator.place().pool);
}

PoolPage::~PoolPage() = default;

void PoolPage::setupViews()
{
    m_tiles = new PoolTiles(m_services.live, m_ui->content);
    m_ui->tilesPlace->addWidget(m_tiles);
    m_stack = new ChartStack(m_range, m_crosshair, m_ui->chartsCard);
    m_stack->setObjectName(QStringLiteral("charts"));
    m_ui->chartsPlace->addWidget(m_stack);
    m_chartTools = new ChartTools(*m_stack, m_range, m_services.interaction, m_ui->chartsCard);
    m_ui->chartsPlace->addWidget(m_chartTools);
    m_charts =
        new PoolCharts(*m_stack, m_range, m_services.history, m_services.journal, m_services.live, this);
    m_ui->sideColumn->setFixedWidth(sideWidth);
    m_ui->workersTitle->setRole(TextRole::Section);
    m_ui->decisionsTitle->setRole(TextRole::Section);
    m_ui->scale->setHold(Seconds(m_services.preferences.get<int>(Preference::HoldSeconds)));
    addActions(m_ui->profile->commands());
    addAction(m_ui->hpa->command());
    addAction(m_ui->workload->command());
    setFirstControl(m_stack);
}

void PoolPage::setupWorkers()
{
    m_sortedWorkers->setSourceModel(m_workers);
    m_sortedWorkers->setSortRole(SortRole);
    m_ui->workers->setModel(m_sortedWorkers);
    m_ui->workers->hideColumn(WorkersModel::PoolColumn);
    m_ui->workers->sortByColumn(WorkersModel::Name, Qt::AscendingOrder);
    m_ui->workers->setItemDelegateForColumn(WorkersModel::State, new StateDelegate(ToneRole, this));
    m_ui->workers->verticalHeader()->hide();
    m_ui->workers->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_ui->workers->horizontalHeader()->setHighlightSections(false);
    m_ui->workers->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ui->workers->horizontalHeader()->setSectionResizeMode(WorkersModel::Job, QHeaderView::Stretch);
    m_ui->workers->horizontalHeader()->setFont(fontFor(TextRole::Caption, font()));
    rememberSorting(*m_ui->workers->horizontalHeader(), m_services.preferences,
                    Preference::PoolWorkersHeader);
    fitWorkers();
}

void PoolPage::setupDecisions()
{
    m_ui->decisions->setModel(m_decisions);
    m_ui->decisions->setItemDelegate(
        new EntryDelegate({DecisionsModel::TitleRole, DecisionsModel::TimeRole, DecisionsModel::ChangeRole,
                           DecisionsModel::DetailRole},
                          this));
}

void PoolPage::connectSignals()
{
    connect(&m_navigator, &Navigator::placeChanged, this,
            [this](const Place &place) { setTarget(place.connection, place.pool); });
    connect(m_ui->scale, &ScaleControl::changeRequested, this, &PoolPage::requestChange);
    connect(m_ui->scale, &ScaleControl::holdChosen, this, [this](Seconds hold) {
        m_services.preferences.set(Preference::HoldSeconds, static_cast<int>(hold.count()));
    });
    connect(m_ui->scale, &ScaleControl::undoRequested, this, [this] {
        if (m_undoable)
            m_flow->undo(*m_undoable);
    });
    connect(m_ui->profile, &ProfileView::changeRequested, this, &PoolPage::requestChange);
    connect(m_ui->profile, &ProfileView::limitsRequested, this, &PoolPage::askLimits);
    connect(m_ui->hpa, &HpaView::editRequested, this, &PoolPage::askHpa);
    connect(m_ui->workload, &WorkloadView::restartRequested, this, [this] { requestChange(RestartPool()); });
    connect(m_ui->workload, &WorkloadView::describeRequested, this, &PoolPage::askWhatToDescribe);
    connect(m_ui->scale, &ScaleControl::testRequested, this, &Page::scalingTestWanted);
    connect(m_flow, &ChangeFlow::busyChanged, m_ui->scale, &ScaleControl::setBusy);
    connect(m_flow, &ChangeFlow::busyChanged, m_ui->profile, &ProfileView::setBusy);
    connect(m_flow, &ChangeFlow::busyChanged, m_ui->hpa, &HpaView::setBusy);
    connect(m_flow, &ChangeFlow::busyChanged, m_ui->workload, &WorkloadView::setBusy);
    connect(m_flow, &ChangeFlow::applying, this,
            [this] { m_ui->scale->setStatus(tr("Applying…"), false, false); });
    connect(m_flow, &ChangeFlow::finished, this, &PoolPage::onFinished);
    connect(m_flow, &ChangeFlow::refused, this, &PoolPage::onRefused);
    connect(m_chartTools, &ChartTools::told, this,
            [this](const QString &text, bool isTrouble) { m_ui->scale->setStatus(text, isTrouble, false); });
    connect(m_charts, &PoolCharts::filled, m_chartTools, &ChartTools::refresh);
    connect(&m_range, &TimeRange::moved, this,
            [this] { m_decisionsFeed->setRange(m_range.from(), m_range.to()); });
    connect(&m_range, &TimeRange::spanChanged, this,
            [this] { m_decisionsFeed->setRange(m_range.from(), m_range.to()); });
    connect(m_decisionsFeed, &DecisionsFeed::changed, this, &PoolPage::refresh);
    connect(m_workers, &QAbstractItemModel::rowsInserted, this, &PoolPage::fitWorkers);
    connect(m_workers, &QAbstractItemModel::rowsRemoved, this, &PoolPage::fitWorkers);
}

void PoolPage::setTarget(const ConnectionId &connection, const PoolId &pool)
{
    if (connection == m_connection && pool == m_pool)
        return;
    if (Platform *before = m_services.connections.find(m_connection))
        before->disconnect(this);
    m_connection = connection;
    m_pool = pool;
    m_undoable.reset();
    m_ui->scale->setStatus({}, false, false);
    m_chartTools->setSubject(pool.value);
    m_charts->setTarget(connection, pool);
    m_decisionsFeed->setTarget(connection, pool);
    m_decisionsFeed->setRange(m_range.from(), m_range.to());
    if (Platform *platform = m_services.connections.find(connection)) {
        connect(platform, &Platform::snapshotChanged, this, &PoolPage::refresh);
        connect(platform, &Platform::stateChanged, this, &PoolPage::refresh);
    }
    refresh();
}

void PoolPage::setNow(TimePoint now)
{
    m_now = now;
    m_workers->setNow(now);
    refresh();
}

void PoolPage::reloadHistory()
{
    m_charts->reload();
    m_decisionsFeed->reload();
}

void PoolPage::refresh()
{
    const Platform *platform = m_services.connections.find(m_connection);
    const SnapshotPtr snapshot = platform ? platform->snapshot() : nullptr;
    if (const Pool *pool = snapshot ? snapshot->pool(m_pool) : nullptr)
        show(*platform, *pool);
}

void PoolPage::show(const Platform &platform, const Pool &pool)
{
    const SnapshotPtr snapshot = platform.snapshot();
    m_tiles->show(*snapshot, pool, m_now);
    m_ui->sentence->show(sentenceFor(pool, m_now), evidenceFor(pool, m_now));
    const auto refusal = [&](const ChangeAction &action) { return refusalOf(platform, changeTo(action)); };
    m_ui->scale->show(pool, platform.capabilities(), refusal(SetReplicas()), m_now);
    m_ui->profile->show(pool, platform.capabilities(), refusal(SetAutoscalerEnabled()));
    m_ui->profile->setVisible(!pool.hpa || pool.scaledObject); // what governs it is no profile
    if (pool.hpa)
        m_ui->hpa->show(*pool.hpa, refusal(EditHpa()));
    else
        m_ui->hpa->hideAll();
    if (pool.rollout)
        m_ui->workload->show(*pool.rollout, refusal(RestartPool()), m_now);
    else
        m_ui->workload->hideAll();
    m_workers->show(pool.workers, m_now, gpuAbsence(*snapshot, pool));
    m_decisions->show(pool.decisions);
    m_decisionsFeed->setRecent(pool.decisions);
    m_charts->setInterval(intervalOf(*snapshot));
    m_charts->setTrouble(troubleOf(platform));
    m_charts->setDecisions(m_decisionsFeed->decisions(), pool.hold, m_now);
}

void PoolPage::fitWorkers()
{
    const int rows = std::clamp(m_workers->rowCount(), leastWorkerRows, mostWorkerRows);
    m_ui->workers->setFixedHeight(m_ui->workers->horizontalHeader()->sizeHint().height() + rows * rowHeight
                                  + 2);
}

const Pool *PoolPage::shownPool() const
{
    const Platform *platform = m_services.connections.find(m_connection);
    return platform ? platform->snapshot()->pool(m_pool) : nullptr;
}

/// The workload, and who scales it.
void PoolPage::askWhatToDescribe()
{
    const Pool *pool = shownPool();
    if (!pool)
        return;
    std::vector<ObjectRef> objects{{ObjectKind::Deployment, namespaceOf(m_pool), shortNameOf(m_pool)}};
    if (pool->hpa)
        objects.push_back({ObjectKind::Hpa, pool->hpa->namespaceName, pool->hpa->name});
    if (pool->scaledObject)
        objects.push_back(
            {ObjectKind::ScaledObject, pool->scaledObject->namespaceName, pool->scaledObject->name});
    QStringList titles;
    for (const ObjectRef &object : objects)
        titles += titleOf(object);
    const auto show = [this, objects](int chosen) {
        if (const Platform *platform = m_services.connections.find(m_connection))
            showObject(*platform, objects.at(static_cast<std::size_t>(chosen)), m_services.interaction);
    };
    popUpChoices(m_ui->workload->describeButton(), QStringLiteral("describeMenu"), titles, show);
}

Change PoolPage::changeTo(const ChangeAction &action) const
{
    return {m_connection, m_pool, action, {}, {}};
}

void PoolPage::requestChange(const ChangeAction &action)
{
    const Pool *pool = shownPool();
    const bool isForOne = pool && pool->scaledObject; // which KEDA scales by itself
    const bool isForAll = std::holds_alternative<SetAutoscalerEnabled>(action) && !isForOne;
    m_flow->run({m_connection, isForAll ? PoolId() : m_pool, action, {}, {}});
}

void PoolPage::askLimits()
{
    const Pool *pool = shownPool();
    if (!pool)
        return;
    m_services.interaction
        .askLimits({tr("Limits of %1 workers").arg(m_pool.value), pool->limits.value_or(WorkerLimits()),
                    pool->largestMemory()})
        .then(this, [this](const std::optional<WorkerLimits> &wanted) {
            if (wanted)
                requestChange(SetWorkerLimits{*wanted});
        });
}

/// Based on what is shown: what somebody changed while it was typed is not overwritten unseen.
void PoolPage::askHpa()
{
    const Pool *pool = shownPool();
    if (!pool || !pool->hpa)
        return;
    m_services.interaction
        .askHpa({tr("Autoscaler of %1").arg(shortNameOf(m_pool)), pool->hpa->spec,
                 pool->desired.value_or(pool->hpa->currentReplicas)})
        .then(this, [this, basedOn = pool->hpa->version](const std::optional<HpaSpec> &wanted) {
            if (wanted)
                m_flow->run({m_connection, m_pool, EditHpa{*wanted}, basedOn, {}});
        });
}

void PoolPage::onFinished(const Outcome &outcome)
{
    const JournalEntry &entry = outcome.entry;
    const bool isDone = entry.state == ChangeState::Verified || entry.state == ChangeState::Unverified;
    const bool canUndo = isDone && entry.receipt && entry.receipt->undo;
    m_undoable = canUndo ? std::optional(entry.id) : std::nullopt;
    m_ui->scale->setStatus(outcomeText(entry, m_now), !isDone, canUndo);
    if (isDone)
        m_ui->scale->forgetEdit();
}

void PoolPage::onRefused(const Error &error)
{
    m_undoable.reset();
    m_ui->scale->setStatus(sentenceOf(error), true, false);
}

} // namespace crescendo
