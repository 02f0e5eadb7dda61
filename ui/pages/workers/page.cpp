#include "ui/pages/workers/page.h"

#include "control/connections.h"
#include "ui/interaction/changeflow.h"
#include "ui/interaction/navigator.h"
#include "ui/interaction/remember.h"
#include "ui/interaction/showobject.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/poolname.h"
#include "ui/presentation/reading.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/statedelegate.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int rowHeight = 30;

} // namespace

WorkersPage::WorkersPage(const Services &services, Navigator &navigator, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_navigator(navigator)
    , m_flow(
          new ChangeFlow(services.connections, services.pipeline, services.interaction, services.clock, this))
    , m_workers(new WorkersModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_hosts(new TextLabel(TextRole::Caption, Tone::Muted, this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_drain(new QPushButton(tr("&Drain…"), this))
    , m_delete(new QPushButton(tr("De&lete pod…"), this))
    , m_log(new QPushButton(tr("&Logs"), this))
    , m_describe(new QPushButton(tr("D&escribe…"), this))
    , m_now(services.clock.now())
{
    setupTable();
    setupViews();
    setupFlow();
    connectSignals();
    refresh();
}

void WorkersPage::setupTable()
{
    m_found->setSourceModel(m_workers);
    m_found->setSortRole(SortRole);
    m_found->setFilterKeyColumn(-1);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("allWorkers"));
    m_table->setAccessibleName(tr("Workers"));
    m_table->setModel(m_found);
    m_table->setItemDelegateForColumn(WorkersModel::State, new StateDelegate(ToneRole, this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(WorkersModel::Name, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView &header = *m_table->horizontalHeader();
    header.setHighlightSections(false);
    header.setFont(fontFor(TextRole::Caption, font()));
    header.moveSection(WorkersModel::PoolColumn, WorkersModel::State);
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(WorkersModel::Job, QHeaderView::Stretch);
    rememberSorting(header, m_services.preferences, Preference::WorkersHeader);
}

void WorkersPage::setupViews()
{
    m_filter->setObjectName(QStringLiteral("workersFilter"));
    m_filter->setPlaceholderText(tr("Filter by name, pool, state or job"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_drain->setObjectName(QStringLiteral("drainWorker"));
    m_delete->setObjectName(QStringLiteral("deletePod"));
    m_describe->setObjectName(QStringLiteral("describePod"));
    m_log->setObjectName(QStringLiteral("workerLog"));
    m_hosts->setObjectName(QStringLiteral("workersHosts"));
    m_hosts->setWordWrap(true);
    m_status->setObjectName(QStringLiteral("workersStatus"));
    auto *top = new QHBoxLayout;
    top->setSpacing(space::unit);
    top->addWidget(m_filter, 1);
    top->addWidget(m_describe);
    top->addWidget(m_log);
    top->addWidget(m_drain);
    top->addWidget(m_delete);
    setTabOrder(m_describe, m_log);
    setTabOrder(m_log, m_drain);
    setTabOrder(m_drain, m_delete);
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::unit, space::tight, space::unit, space::tight);
    inner->addWidget(m_table);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addLayout(top);
    rows->addWidget(card, 1);
    rows->addWidget(m_hosts);
    rows->addWidget(m_status);
    setFirstControl(m_table);
}

void WorkersPage::setupFlow()
{
    connect(m_flow, &ChangeFlow::busyChanged, this, &WorkersPage::showChosen);
    connect(m_flow, &ChangeFlow::finished, this,
            [this](const Outcome &outcome) { m_status->setText(outcomeText(outcome.entry, m_now)); });
    connect(m_flow, &ChangeFlow::refused, this,
            [this](const Error &error) { m_status->setText(sentenceOf(error)); });
}

void WorkersPage::connectSignals()
{
    for (Platform *platform : m_services.connections.all())
        follow(platform);
    connect(&m_services.connections, &Connections::added, this, &WorkersPage::follow);
    connect(&m_services.connections, &Connections::aboutToRemove, this, &WorkersPage::refresh,
            Qt::QueuedConnection);
    connect(m_filter, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &WorkersPage::showChosen);
    connect(m_workers, &QAbstractItemModel::dataChanged, this, &WorkersPage::showChosen);
    connect(m_table, &QTableView::activated, this, &WorkersPage::open);
    connect(m_table, &QTableView::doubleClicked, this, &WorkersPage::open);
    connect(m_drain, &QPushButton::clicked, this, &WorkersPage::drainChosen);
    connect(m_delete, &QPushButton::clicked, this, &WorkersPage::deleteChosen);
    connect(m_describe, &QPushButton::clicked, this, &WorkersPage::describeChosen);
    connect(m_log, &QPushButton::clicked, this, &WorkersPage::openLog);
}

void WorkersPage::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &WorkersPage::refresh);
}

void WorkersPage::setNow(TimePoint now)
{
    m_now = now;
    m_workers->setNow(now);
}

void WorkersPage::refresh()
{
    std::vector<WorkerRow> rows;
    for (const Platform *platform : m_services.connections.all()) {
        const SnapshotPtr snapshot = platform->snapshot();
        for (const auto &[id, pool] : snapshot->pools) {
            const QString absence = gpuAbsence(*snapshot, *pool);
            for (const Worker &worker : pool->workers)
                rows.push_back({worker, platform->id(), id, absence});
        }
    }
    if (rows.empty() != m_isEmpty)
        m_status->setText(rows.empty() ? noWorkers() : QString());
    m_isEmpty = rows.empty();
    const bool hasPods = std::ranges::any_of(m_services.connections.all(), [](const Platform *platform) {
        return platform->capabilities().cluster;
    });
    m_delete->setVisible(hasPods);
    m_describe->setVisible(hasPods);
    m_workers->show(std::move(rows), m_now);
    showHosts();
    showChosen();
}

QString WorkersPage::noWorkers()
{
    return tr("No worker runs. Scale a pool, or start one that is stopped.");
}

void WorkersPage::showHosts()
{
    QStringList hosts;
    for (const Platform *platform : m_services.connections.all()) {
        const std::optional<Host> host = platform->snapshot()->host;
        if (host && platform->state() == ConnectionState::Live)
            hosts << tr("Machine of %1: %2").arg(platform->name(), hostText(*host));
    }
    m_hosts->setText(hosts.join(u'\n'));
    m_hosts->setVisible(!hosts.isEmpty());
}

const WorkerRow *WorkersPage::chosen() const
{
    const QModelIndex index = m_found->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_workers->row(index.row()) : nullptr;
}

QString WorkersPage::drainRefusalOf(const WorkerRow &row) const
{
    const Platform *platform = m_services.connections.find(row.connection);
    if (!platform || !platform->capabilities().drain)
        return tr("This platform cannot drain a single worker.");
    return row.worker.state == WorkerState::Draining ? tr("It drains already.") : QString();
}

QString WorkersPage::deleteRefusalOf(const WorkerRow &row) const
{
    const Platform *platform = m_services.connections.find(row.connection);
    if (!platform || !platform->capabilities().cluster)
        return tr("It is no pod.");
    if (row.worker.state == WorkerState::Draining)
        return tr("It is being deleted already.");
    return refusalOf(*platform, deletionOf(row));
}

Change WorkersPage::deletionOf(const WorkerRow &row)
{
    return {row.connection, row.pool, DeletePod{row.worker.name, row.worker.id}, {}, {}};
}

void WorkersPage::showDeletion(const WorkerRow *row)
{
    const QString refusal = row ? deleteRefusalOf(*row) : tr("Choose a worker.");
    m_delete->setEnabled(refusal.isEmpty() && !m_flow->isBusy());
    m_delete->setToolTip(refusal.isEmpty() ? tr("It ends, and another takes its place.") : refusal);
}

void WorkersPage::showChosen()
{
    const WorkerRow *row = chosen();
    const QString refusal = row ? drainRefusalOf(*row) : tr("Choose a worker.");
    m_drain->setEnabled(refusal.isEmpty() && !m_flow->isBusy());
    m_drain->setToolTip(refusal.isEmpty() ? tr("It finishes its job and goes; another takes its place.")
                                          : refusal);
    showDeletion(row);
    const Platform *platform = row ? m_services.connections.find(row->connection) : nullptr;
    m_describe->setEnabled(platform && platform->objects());
    m_describe->setToolTip(!row                          ? refusal
                               : m_describe->isEnabled() ? tr("Its YAML and its events")
                                                         : tr("It is no pod."));
    m_log->setEnabled(platform && platform->capabilities().logs);
    m_log->setToolTip(!row ? refusal
                           : (m_log->isEnabled() ? tr("What it writes, as it writes it.")
                                                 : tr("This platform does not tell its logs.")));
}

void WorkersPage::openLog()
{
    if (const WorkerRow *row = chosen())
        m_navigator.goToLog(row->connection, row->pool, row->worker.shownName());
}

void WorkersPage::drainChosen()
{
    if (const WorkerRow *row = chosen())
        m_flow->run({row->connection, row->pool, DrainWorker{row->worker.id}, {}, {}});
}

void WorkersPage::describeChosen()
{
    const WorkerRow *row = chosen();
    const Platform *platform = row ? m_services.connections.find(row->connection) : nullptr;
    if (platform)
        showObject(*platform, {ObjectKind::Pod, namespaceOf(row->pool), row->worker.name},
                   m_services.interaction);
}

void WorkersPage::deleteChosen()
{
    if (const WorkerRow *row = chosen())
        m_flow->run(deletionOf(*row));
}

void WorkersPage::open(const QModelIndex &index)
{
    const WorkerRow &row = m_workers->row(m_found->mapToSource(index).row());
    m_navigator.goToPool(row.connection, row.pool);
}

} // namespace crescendo
