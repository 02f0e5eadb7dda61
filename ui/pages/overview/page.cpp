#include "ui/pages/overview/page.h"

#include "ui/interaction/navigator.h"
#include "ui/models/overviewmodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int rowHeight = 56;
/// What a column needs for what it shows as a rule, in average characters; the sentence takes the rest.
constexpr std::array<std::pair<int, int>, 4> columnWidths{{{OverviewModel::Name, 26},
                                                           {OverviewModel::Queue, 34},
                                                           {OverviewModel::Workers, 15},
                                                           {OverviewModel::Autoscaler, 18}}};

} // namespace

OverviewPage::OverviewPage(const Services &services, Navigator &navigator, QWidget *parent)
    : Page(parent)
    , m_navigator(navigator)
    , m_pools(new OverviewModel(services.connections, services.live, this))
    , m_table(new QTableView(this))
{
    setupViews();
    setupTable();
    connect(m_table, &QTableView::activated, this, &OverviewPage::open);
    connect(m_table, &QTableView::doubleClicked, this, &OverviewPage::open);
    connect(m_pools, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first) {
        if (first == 0)
            m_table->setCurrentIndex(m_pools->index(0, 0));
    });
}

void OverviewPage::setupViews()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::page, space::page, space::page, space::page);
    auto *card = new Card(this);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    rows->addWidget(m_table);
    outer->addWidget(card);
    setFocusProxy(m_table);
}

void OverviewPage::setupTable()
{
    m_table->setObjectName(QStringLiteral("pools"));
    m_table->setAccessibleName(tr("Pools"));
    m_table->setModel(m_pools);
    m_table->setItemDelegate(
        new CellDelegate({OverviewModel::DetailRole, ToneRole, OverviewModel::CourseRole}, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setFont(fontFor(TextRole::Caption, font()));
    fitColumns();
}

void OverviewPage::fitColumns()
{
    QHeaderView &header = *m_table->horizontalHeader();
    header.setSectionResizeMode(QHeaderView::Interactive);
    header.setSectionResizeMode(OverviewModel::Doing, QHeaderView::Stretch);
    for (const auto &[column, characters] : columnWidths)
        m_table->setColumnWidth(column, characters * fontMetrics().averageCharWidth());
}

void OverviewPage::setNow(TimePoint now)
{
    m_pools->setNow(now);
}

void OverviewPage::open(const QModelIndex &index)
{
    const OverviewRow &row = m_pools->row(index.row());
    m_navigator.goToPool(row.connection, row.id);
}

} // namespace crescendo
