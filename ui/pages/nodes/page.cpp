#include "ui/pages/nodes/page.h"

#include "control/connections.h"
#include "ui/interaction/changeflow.h"
#include "ui/interaction/showobject.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"
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

namespace crescendo {
namespace {

constexpr int rowHeight = 30;

} // namespace

NodesPage::NodesPage(const Services &services, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_flow(
          new ChangeFlow(services.connections, services.pipeline, services.interaction, services.clock, this))
    , m_nodes(new NodesModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_cordon(new QPushButton(this))
    , m_drain(new QPushButton(tr("&Drain…"), this))
    , m_describe(new QPushButton(tr("D&escribe…"), this))
    , m_now(services.clock.now())
{
    setupTable();
    setupViews();
    setupFlow();
    connectSignals();
    refresh();
}

void NodesPage::setupTable()
{
    m_found->setSourceModel(m_nodes);
    m_found->setSortRole(SortRole);
    m_found->setFilterRole(NodesModel::FilterRole);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("nodes"));
    m_table->setAccessibleName(tr("Nodes"));
    m_table->setModel(m_found);
    m_table->setItemDelegateForColumn(NodesModel::State, new StateDelegate(ToneRole, this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(NodesModel::Name, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView &header = *m_table->horizontalHeader();
    header.setHighlightSections(false);
    header.setFont(fontFor(TextRole::Caption, font()));
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(NodesModel::Taints, QHeaderView::Stretch);
}

void NodesPage::setupViews()
{
    m_filter->setObjectName(QStringLiteral("nodesFilter"));
    m_filter->setPlaceholderText(tr("Filter by name, node pool, state or label, as in accelerator=nvidia"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_status->setObjectName(QStringLiteral("nodesStatus"));
    m_describe->setObjectName(QStringLiteral("describeNode"));
    m_drain->setObjectName(QStringLiteral("drainNode"));
    m_cordon->setObjectName(QStringLiteral("cordonNode"));
    auto *top = new QHBoxLayout;
    top->setSpacing(space::unit);
    top->addWidget(m_filter, 1);
    top->addWidget(m_describe);
    top->addWidget(m_cordon);
    top->addWidget(m_drain);
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::unit, space::tight, space::unit, space::tight);
    inner->addWidget(m_table);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addLayout(top);
    rows->addWidget(card, 1);
    rows->addWidget(m_status);
    setFirstControl(m_table);
}

void NodesPage::connectSignals()
{
    for (Platform *platform : m_services.connections.all())
        follow(platform);
    connect(&m_services.connections, &Connections::added, this, &NodesPage::follow);
    connect(&m_services.connections, &Connections::aboutToRemove, this, &NodesPage::refresh,
            Qt::QueuedConnection);
    connect(m_filter, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
}

void NodesPage::setupFlow()
{
    connect(m_flow, &ChangeFlow::busyChanged, this, &NodesPage::showChosen);
    connect(m_flow, &ChangeFlow::finished, this,
            [this](const Outcome &outcome) { say(outcomeText(outcome.entry, m_now)); });
    connect(m_flow, &ChangeFlow::refused, this, [this](const Error &error) { say(sentenceOf(error)); });
    connect(m_drain, &QPushButton::clicked, this, [this] { runChosen(drainingOf); });
    connect(m_flow, &ChangeFlow::applying, this, [this] { say(tr("Applying…")); });
    connect(m_describe, &QPushButton::clicked, this, &NodesPage::describeChosen);
    connect(m_cordon, &QPushButton::clicked, this, [this] { runChosen(cordoningOf); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &NodesPage::showChosen);
    connect(m_nodes, &QAbstractItemModel::dataChanged, this, &NodesPage::showChosen);
}

void NodesPage::say(const QString &text)
{
    m_said = text;
    refresh();
}

const NodeRow *NodesPage::chosen() const
{
    const QModelIndex index = m_found->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_nodes->row(index.row()) : nullptr;
}

Change NodesPage::cordoningOf(const NodeRow &row)
{
    return {row.connection, {}, SetNodeCordoned{row.node.name, !row.node.isCordoned}, {}, {}};
}

Change NodesPage::drainingOf(const NodeRow &row)
{
    return {row.connection, {}, DrainNode{row.node.name}, {}, {}};
}

void NodesPage::showDraining(const Platform *platform, const NodeRow *row)
{
    const QString refusal = platform ? refusalOf(*platform, drainingOf(*row)) : tr("Choose a node.");
    m_drain->setEnabled(refusal.isEmpty() && !m_flow->isBusy());
    m_drain->setToolTip(refusal.isEmpty()
                            ? tr("Its pods go elsewhere, as far as their disruption budgets let them.")
                            : refusal);
}

void NodesPage::showChosen()
{
    const NodeRow *row = chosen();
    const Platform *platform = row ? m_services.connections.find(row->connection) : nullptr;
    const bool isCordoned = row && row->node.isCordoned;
    const QString refusal = platform ? refusalOf(*platform, cordoningOf(*row)) : tr("Choose a node.");
    showDraining(platform, row);
    m_describe->setEnabled(platform && platform->objects());
    m_describe->setToolTip(platform ? tr("Its YAML and its events") : refusal);
    m_cordon->setText(isCordoned ? tr("Un&cordon…") : tr("&Cordon…"));
    m_cordon->setEnabled(refusal.isEmpty() && !m_flow->isBusy());
    m_cordon->setToolTip(!refusal.isEmpty() ? refusal
                             : isCordoned   ? tr("It gets pods again.")
                                            : tr("It gets no more pods; those that it has stay."));
}

void NodesPage::describeChosen()
{
    const NodeRow *row = chosen();
    const Platform *platform = row ? m_services.connections.find(row->connection) : nullptr;
    if (platform)
        showObject(*platform, {ObjectKind::Node, {}, row->node.name}, m_services.interaction);
}

void NodesPage::runChosen(Change (*changeOf)(const NodeRow &))
{
    if (const NodeRow *row = chosen())
        m_flow->run(changeOf(*row));
}

void NodesPage::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, &NodesPage::refresh);
}

void NodesPage::refresh()
{
    std::vector<NodeRow> rows;
    int clusters = 0;
    for (const Platform *platform : m_services.connections.all()) {
        for (const Node &node : platform->snapshot()->nodes)
            rows.push_back({node, platform->name(), platform->id()});
        clusters += platform->snapshot()->nodes.empty() ? 0 : 1;
    }
    m_table->setColumnHidden(NodesModel::Where, clusters < 2);
    m_status->setText(rows.empty() ? tr("No nodes: none of the connections is a cluster that shows them.")
                                   : m_said);
    m_status->setVisible(!m_status->text().isEmpty());
    m_nodes->setRows(std::move(rows));
    showChosen();
}

} // namespace crescendo
