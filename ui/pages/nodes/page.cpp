#include "ui/pages/nodes/page.h"

#include "control/connections.h"
#include "ui/models/nodesmodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/statedelegate.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QLineEdit>
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
    , m_nodes(new NodesModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
{
    setupTable();
    setupViews();
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
    m_status->setText(tr("No nodes: none of the connections is a cluster that shows them."));
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::unit, space::tight, space::unit, space::tight);
    inner->addWidget(m_table);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addWidget(m_filter);
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
            rows.push_back({node, platform->name()});
        clusters += platform->snapshot()->nodes.empty() ? 0 : 1;
    }
    m_table->setColumnHidden(NodesModel::Where, clusters < 2);
    m_status->setVisible(rows.empty());
    m_nodes->setRows(std::move(rows));
}

} // namespace crescendo
